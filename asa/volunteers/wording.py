"""What the lines about volunteers are called: in a volunteer's history, and in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.volunteers.codes import FROM_AGES, UNKNOWN_AGE

VERBS: dict[str, str | Promise] = {
    "volunteer.imported": _("Taken in from a list"),
    "volunteer.updated": _("Brought up to date from a list"),
    "volunteer.registered": _("Registered"),
    "volunteer.suspended": _("Suspended"),
    "volunteer.reinstated": _("Reinstated"),
    "volunteer.ended": _("Ended"),
    "volunteer.moved": _("Moved to another area"),
    "office.held": _("Took an office"),
    "office.left": _("Left an office"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    "centre.added": _("Centre added"),
    "volunteers.exported": _("Register of volunteers exported"),
    "volunteer.searched_by_citizen_id": _("Looked for by the whole citizen id"),
}
RECORDS: dict[str, str | Promise] = {
    "volunteers.volunteer": _("Entry of the register"),
    "volunteers.centre": _("Centre"),
}


def age_words(band: str) -> str:
    """A band of ages as pages name it: 70–79, 80+."""
    if band == UNKNOWN_AGE:
        return gettext("Not known")
    age = int(band)
    if age == FROM_AGES[0]:
        return f"{age}+"
    if age == 0:
        return gettext("Under 18")
    return f"{age}–{FROM_AGES[FROM_AGES.index(age) - 1] - 1}"


TONES = {
    "applied": "near",
    "verified": "near",
    "trained": "near",
    "registered": "well",
    "suspended": "soon",
    "ended": "",
}
