"""What is wrong with a row of a register in the light of other rows, or of the register."""

from django.utils.translation import gettext, ngettext

from asa.common.errors import InputError
from asa.common.imports import Place
from asa.volunteers.importers.rows import Known, Row


def _where(before: Place, here: Place) -> dict[str, object]:
    return {"n": before.row if before.sheet == here.sheet else f"{before.row} ({before.sheet})"}


def id_again(before: tuple[Place, str], here: Place, row: Row) -> InputError:
    place, name_key = before
    if name_key == row.person.name_key:
        reason = gettext("Same person as row %(n)s") % _where(place, here)
        return InputError("row_again", reason, gettext("Keep only one of the two rows"))
    reason = gettext("Row %(n)s, of another person, has the same citizen id.")
    remedy = gettext("Compare both rows with the id cards and correct the wrong one.")
    return InputError("id_again", reason % _where(place, here), remedy)


def number_again(before: Place, here: Place) -> InputError:
    reason = gettext("Row %(n)s, of another person, has the same registration number.")
    remedy = gettext("Compare both rows with the volunteer cards and correct the wrong one.")
    return InputError("number_again", reason % _where(before, here), remedy)


def number_of(known: Known) -> str:
    number, year = known.number
    return f"{number}/{year}" if number else "–"


def of_another(number: str) -> InputError:
    return InputError(
        "id_of_another",
        gettext("The register has this citizen id for another volunteer, number %(number)s.")
        % {"number": number},
        gettext("Compare the row with the id card and the register, and correct the wrong one."),
    )


def number_of_another() -> InputError:
    return InputError(
        "number_of_another",
        gettext("The register has this registration number for another person."),
        gettext("Compare the number with the volunteer card."),
    )


def in_another_province() -> InputError:
    return InputError(
        "in_another_province",
        gettext("This person is in the register of another province."),
        gettext("Ask that province to move the volunteer here, then bring the row in again."),
    )


def several(count: int) -> InputError:
    words = ngettext(
        "%(n)s volunteer of the same name and birth date is in this sub-district.",
        "%(n)s volunteers of the same name and birth date are in this sub-district.",
        count,
    )
    return InputError(
        "several",
        words % {"n": count},
        gettext("Write the registration number, so that it is clear who is meant."),
    )


def nothing_to_know_again() -> InputError:
    return InputError(
        "nothing_to_know_again",
        gettext("Without a number of any kind and a birth date nobody can be known again."),
        gettext("Write the birth date, at least the year, or the registration number."),
    )
