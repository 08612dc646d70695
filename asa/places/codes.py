from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

WHOLE_COUNTRY = "TH"
BANGKOK = "10"


class Level(TextChoices):
    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    TAMBON = "tambon", _("Sub-district")
    VILLAGE = "village", _("Village")


# How many digits a code of this level has.
DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 4, Level.TAMBON: 6, Level.VILLAGE: 8}
# How many the codes of an area's parts have: provinces of the country, and so on down.
PART_DIGITS = {
    Level.COUNTRY: DIGITS[Level.PROVINCE],
    Level.PROVINCE: DIGITS[Level.DISTRICT],
    Level.DISTRICT: DIGITS[Level.TAMBON],
    Level.TAMBON: DIGITS[Level.VILLAGE],
}
LEVEL_OF_LENGTH = {digits: level for level, digits in DIGITS.items()}


class SuccessorBasis(TextChoices):
    NOTICE = "notice", _("Notice in the Royal Gazette")
    NAME = "name", _("Same name, not proven")
    CHOSEN = "chosen", _("Chosen by a person")


class Fault(TextChoices):
    """Why words do not name one place."""

    UNKNOWN = "unknown", _("Unknown")
    IN_OTHER_DISTRICT = "in_other_district", _("In another district")
    AMBIGUOUS = "ambiguous", _("More than one place has this name")
    NOT_IN_PROVINCE = "not_in_province", _("Not in this province")
    ABOLISHED = "abolished", _("Abolished")
    NO_SUCH_VILLAGE = "no_such_village", _("No such village")


class ChangeKind(TextChoices):
    """What is announced of areas."""

    RENAME = "rename", _("Renamed")
    MOVE = "move", _("Moved")
    SPLIT = "split", _("Split")
    MERGE = "merge", _("Merged")


class ChangeState(TextChoices):
    """How far a change of areas is."""

    PROPOSED = "proposed", _("Proposed")
    DONE = "done", _("Carried out")
    UNDONE = "undone", _("Undone")
    WITHDRAWN = "withdrawn", _("Taken back")


NEXT_STATES: dict[str, set[str]] = {
    ChangeState.PROPOSED: {ChangeState.DONE, ChangeState.WITHDRAWN},
    ChangeState.DONE: {ChangeState.UNDONE},
    ChangeState.UNDONE: set(),
    ChangeState.WITHDRAWN: set(),
}
