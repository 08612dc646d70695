"""What the lines about volunteers are called: in a volunteer's history, and in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asa.volunteers.codes import FROM_AGES, UNKNOWN_AGE, Responsibility, StepKind, VolunteerState

VERBS: dict[str, str | Promise] = {
    "volunteer.imported": _("Taken in from a list"),
    "volunteer.updated": _("Brought up to date from a list"),
    "volunteer.removed": _("Removed with a list that was taken back"),
    "volunteer.restored": _("Former values back, as a list was taken back"),
    "volunteer.applied": _("Applied"),
    "volunteer.verified": _("Papers checked"),
    "volunteer.trained": _("Trained"),
    "volunteer.registered": _("Registered"),
    "volunteer.suspended": _("Suspended"),
    "volunteer.reinstated": _("Reinstated"),
    "volunteer.ended": _("Ended"),
    "volunteer.moved": _("Moved to another area"),
    "volunteer.taken_back": _("Step taken back"),
    "volunteer.corrected": _("Applicant corrected"),
    "volunteer.mended": _("Data of the volunteer corrected"),
    "volunteer.contact_mended": _("Telephone or address corrected"),
    "volunteer.grown_up": _("Became a full volunteer"),
    "transfer.asked": _("Transfer to another province asked for"),
    "transfer.accepted": _("Transfer to another province accepted"),
    "transfer.refused": _("Transfer to another province refused"),
    "transfer.withdrawn": _("Transfer to another province withdrawn"),
    "transfer.lapsed": _("Transfer to another province overtaken by another step"),
    "assignment.given": _("Additional area of work"),
    "assignment.ended": _("Area of work ended"),
    "affiliation.added": _("Other volunteer role written down"),
    "affiliation.ended": _("Other volunteer role ended"),
    "office.held": _("Took an office"),
    "office.left": _("Left an office"),
    "office.removed": _("Office of a list taken back"),
    "office.returned": _("Holds the office of before again"),
    "activity.recorded": _("Activity written down"),
    "activity.withdrawn": _("Activity taken back"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    "centre.added": _("Centre added"),
    "sign_up_day.added": _("Sign-up day added"),
    "qualification.changed": _("Qualification of volunteers changed"),
    "qualification.added": _("Qualification of volunteers added"),
    "number_pattern.changed": _("Form of registration numbers changed"),
    "active_formula.set": _("Formula of active volunteers set"),
    "linkage_rule.changed": _("Threshold of the clean-up across provinces changed"),
    "register.linked": _("Registers compared across provinces"),
    "register.read_to_link": _("Registers read for the clean-up across provinces"),
    "volunteers.exported": _("Register of volunteers exported"),
    "volunteer.searched_by_citizen_id": _("Looked for by the whole citizen id"),
}
RECORDS: dict[str, str | Promise] = {
    "volunteers.volunteer": _("Entry of the register"),
    "volunteers.centre": _("Centre"),
    "volunteers.transfer": _("Transfer to another province"),
    "volunteers.signupday": _("Sign-up day"),
    "volunteers.qualification": _("Qualification of volunteers"),
    "volunteers.numberpattern": _("Form of registration numbers"),
    "volunteers.activeformula": _("Formula of active volunteers"),
    "volunteers.linkagerule": _("Threshold of the clean-up across provinces"),
}

# What of an entry was corrected, as the volunteer is told.
FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "birth": _("Birth date"),
    "number": _("Citizen id or passport number"),
    "no_id_reason": _("Why there is no number"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "name_en": _("English name"),
    "phone": _("Telephone number"),
    "other_phone": _("Other telephone number"),
    "address": _("Address"),
    "postcode": _("Postcode"),
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

TRANSFER_TONES = {
    "waiting": "near",
    "accepted": "well",
    "refused": "soon",
    "withdrawn": "",
    "lapsed": "",
}

# What the office does next with somebody who waits: the page, and the words of its button.
NEXT_ACTS: dict[str, tuple[str, str | Promise]] = {
    VolunteerState.APPLIED: ("volunteers:verify", _("Check the papers")),
    VolunteerState.VERIFIED: ("volunteers:train", _("Basic course")),
    VolunteerState.TRAINED: ("volunteers:enrol", _("Register")),
    VolunteerState.SUSPENDED: ("volunteers:reinstate", _("Reinstate")),
}


# Bangkok has khet and khwaeng, and its volunteers work for communities.
IN_BANGKOK: dict[str, str | Promise] = {
    Responsibility.VILLAGE: _("Community"),
    Responsibility.TAMBON: _("Khwaeng"),
    Responsibility.DISTRICT: _("Khet"),
    Responsibility.PROVINCE: _("Bangkok"),
}


def level_words(responsibility: str, area: str) -> str:
    """A level of work as people of the place say it."""
    is_bangkok = area.startswith("10")
    return str(IN_BANGKOK[responsibility] if is_bangkok else Responsibility(responsibility).label)


def step_words(kind: str, from_state: str) -> str:
    """A step as people say it: who was ended before applies again."""
    if kind == StepKind.APPLIED and from_state == VolunteerState.ENDED:
        return gettext("Applied again")
    return str(StepKind(kind).label)


def asked_words(months: int, reports: int | None, hours: int | None) -> str:
    """What a formula asks: 1 report or 8 hours a month on average, in 12 months."""
    said = []
    if reports is not None:
        said.append(ngettext("%(n)s report", "%(n)s reports", reports) % {"n": reports})
    if hours is not None:
        words = ngettext("%(n)s hour a month on average", "%(n)s hours a month on average", hours)
        said.append(words % {"n": hours})
    both = gettext(" or ").join(said)
    return ngettext("%(asked)s, in %(n)s month", "%(asked)s, in %(n)s months", months) % {
        "asked": both,
        "n": months,
    }
