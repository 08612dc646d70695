"""What the lines about households are called: in a household's history, and in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a household's history shows; an import tells it once of the household, not of each member.
VERBS: dict[str, str | Promise] = {
    "household.recorded": _("Household written down"),
    "household.edited": _("Household corrected"),
    "household.member_added": _("Person added"),
    "household.member_edited": _("Person corrected"),
    "household.member_left": _("Person left the household"),
    "household.head_changed": _("Head of household changed"),
    "household.caretaker_assigned": _("Given to a volunteer to look after"),
    "household.assessed": _("Five dimensions assessed"),
    "household.visited": _("Visited"),
    "household.photo_added": _("Photo added"),
    "household.consent_recorded": _("Notice read out and answered"),
    "household.consent_withdrawn": _("Consent taken back"),
    "household.sealed": _("Closed to all but the named team"),
    "household.team_joined": _("Person joined the named team"),
    "household.imported": _("Taken in from a list"),
    "household.restored": _("Former values back, as a list was taken back"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    "household.member_imported": _("Member taken in from a list"),
    "household.removed": _("Removed with a list that was taken back"),
    "household.member_removed": _("Member removed with a list that was taken back"),
    "household.member_restored": _("Former values of a member back, as a list was taken back"),
    "household.seen": _("Logbook of a household read in full"),
    "household.history_seen": _("History of a household read"),
    "households.exported": _("List of households exported"),
    "photo.seen": _("Photo looked at"),
}
RECORDS: dict[str, str | Promise] = {
    "households.household": _("Household"),
    "households.photo": _("Photo"),
    "households.householdmember": _("Membership of a household"),
    "households.consent": _("Answer to the notice"),
}
