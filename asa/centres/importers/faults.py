"""What is wrong with a row of a list of centres, and how it is mended."""

from collections.abc import Iterable

from django.utils.translation import gettext

from asa.centres.models import Service
from asa.common.errors import DomainError, InputError
from asa.common.imports import Place


def no_place() -> InputError:
    return InputError(
        "no_place",
        gettext("It is not said for which area this centre is."),
        gettext("Fill in the district, and for the centre of a sub-district that as well."),
    )


def no_evidence() -> InputError:
    return InputError(
        "no_evidence",
        gettext("There is no day on which somebody saw that all this is so."),
        gettext("Write the day, such as 26/02/2568."),
    )


def twice(first: Place) -> InputError:
    return InputError(
        "twice",
        gettext("The centre of this area stands in the list before: sheet %(sheet)s, row %(row)s.")
        % {"sheet": first.sheet, "row": first.row},
        gettext("Keep one row for each centre."),
    )


def unknown_service(word: str, services: Iterable[Service]) -> InputError:
    names = ", ".join(one.name_th for one in services)
    return InputError(
        "unknown_service",
        gettext("“%(word)s” is no service of the list.") % {"word": word},
        gettext("Write one or more of: %(words)s.") % {"words": names},
    )


def not_one(word: str, error: InputError) -> InputError:
    """What is wrong with one name among several in a cell."""
    return InputError(error.fault, f"{word}: {error.reason}", error.remedy)


def another_holds(error: DomainError) -> InputError:
    return InputError(
        "another_holds",
        str(error),
        gettext("Write the day of the election if there was one, or end that office first."),
    )


def of_another_office() -> InputError:
    return InputError(
        "of_another_office",
        gettext("You do not look after this centre."),
        gettext("Send this row to the office that looks after the centre."),
    )


def refused(error: DomainError) -> InputError:
    remedy = gettext("Compare the row with the centre's page, and correct the wrong one.")
    return InputError("refused", str(error), remedy)
