"""Whether a row's day of birth and day of registration go together, by the dated rules of age."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext

from asa.common.errors import InputError
from asa.common.thaidate import add_years
from asa.volunteers.checks import too_young
from asa.volunteers.codes import Check, StepKind, VolunteerKind
from asa.volunteers.importers.rows import Known, Row
from asa.volunteers.importers.whom import Fault
from asa.volunteers.models import Qualification, Volunteer

_DAYS = {"birth_on", "registered_on"}


class Ages:
    """Looks at the age of each row; most rows cost one comparison of two days."""

    def __init__(self, on: date) -> None:
        """on: the day of the import, which stands for a day of registration that nobody tells."""
        self.on = on
        rules = Qualification.objects.filter(check_kind=Check.MIN_AGE, is_asked=True)
        self._old_enough = _OldEnough(rules.aggregate(most=Max("years"))["most"] or 0)

    def check_new(self, row: Row) -> None:
        """Raises Fault where somebody new was too young, or was registered before birth."""
        born = row.person.birth_on
        if born is not None:
            self._check(born, row.registered_on, None)

    def check_changes(self, changes: Mapping[str, Any], known: Known) -> None:
        """The same of what a row changes of somebody; what the register says already may stay."""
        if _DAYS.isdisjoint(changes):
            return
        now = {**known.values, **changes}
        if now["birth_on"] is not None:
            self._check(now["birth_on"], now["registered_on"], known)

    def _check(self, born: date, registered_on: date | None, known: Known | None) -> None:
        day = registered_on or self.on
        if born <= self._old_enough[day]:
            return
        if day < born:
            raise Fault("registered_on", _registered_before_birth())
        if reasons := too_young(born, _kind_of(known), on=day):
            raise Fault("birth", _too_young(reasons[0].sentence))


class _OldEnough(dict[date, date]):
    """The day until which one must be born to meet every rule of age on a day."""

    def __init__(self, years: int) -> None:
        super().__init__()
        self.years = years

    def __missing__(self, day: date) -> date:
        self[day] = add_years(day, -self.years)
        return self[day]


def _kind_of(known: Known | None) -> str:
    """The kind as which somebody was registered; who is new to the register is an adult."""
    was_youth = Q(kind=VolunteerKind.YOUTH) | Q(
        steps__kind=StepKind.GROWN_UP, steps__taken_back_by__isnull=True
    )
    if known and Volunteer.objects.filter(was_youth, pk=known.volunteer).exists():
        return VolunteerKind.YOUTH
    return VolunteerKind.ADULT


def _registered_before_birth() -> InputError:
    reason = gettext("The day of registration is before the day of birth.")
    return InputError("registered_before_birth", reason, _compare_the_days())


def _too_young(sentence: str) -> InputError:
    return InputError("too_young", sentence, _compare_the_days())


def _compare_the_days() -> str:
    return gettext(
        "Compare the day of birth with the id card, and the day of registration with the"
        " volunteer card."
    )
