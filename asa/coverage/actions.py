"""Everything that people change about coverage. One function, one thing a person does."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.coverage.codes import LEAST_RETIRING_AGE, MOST, ExceptionKind, ExceptionState
from asa.coverage.models import AreaException, CoverageRule, ProvinceTally
from asa.coverage.queries import (
    PROMISED,
    Target,
    count_provinces,
    heads_of,
    open_exceptions,
    target_of,
)
from asa.coverage.rules import (
    can_ask_exception,
    can_decide_exception,
    can_end_exception,
    can_set_rule,
)
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import areas_under


@transaction.atomic
def set_rule(area: Area, *, target: Target, started_on: date, by: User, on: date) -> CoverageRule:
    """Say what the villages and tambons of an area are to have, from a day on."""
    allow(can_set_rule(by, area.pk))
    if area.ended_on is not None:
        raise DomainError(_("This area is not in force any more. Choose what took its place."))
    _check_target(target)
    last = _last_rule(area)
    _check_day(last, started_on, on)
    before = PROMISED
    if last is not None and last.ended_on is None:
        before = target_of(last)
        if before == target:
            raise DomainError(_("Nothing was changed."))
    if last is not None and (last.ended_on is None or last.ended_on > started_on):
        last.ended_on = started_on
        last.save(update_fields=["ended_on"])
    # A rule of the same day that was ended before it held a day is taken up again.
    rule, _new = CoverageRule.objects.update_or_create(
        area=area, started_on=started_on,
        defaults={"set_by": by, "ended_on": None, **asdict(target)},
    )  # fmt: skip
    changed = [name for name, value in asdict(target).items() if getattr(before, name) != value]
    journal.record(
        by, "coverage_rule.set", rule, area=area.pk, on=on,
        fields=changed, since=started_on.isoformat(),
    )  # fmt: skip
    return rule


@transaction.atomic
def end_rule(rule: CoverageRule, *, by: User, on: date) -> CoverageRule:
    """Let the rule of the area around hold here again, from today on.

    rule: the last of the area. Where it is still to come, the one that it was to follow ends too.
    """
    allow(can_set_rule(by, rule.area_id))
    _last_rule(rule.area)
    rule.refresh_from_db()
    if rule.ended_on is not None:
        raise DomainError(_("This rule has an end already."))
    for one in CoverageRule.objects.filter(area=rule.area_id, ended_on__gt=on):
        one.ended_on = max(on, one.started_on)
        one.save(update_fields=["ended_on"])
    rule.ended_on = max(on, rule.started_on)
    rule.save(update_fields=["ended_on"])
    journal.record(by, "coverage_rule.ended", rule, area=rule.area_id, on=on)
    return rule


def _last_rule(area: Area) -> CoverageRule | None:
    """The last rule of an area; one that was ended before it held a day is none."""
    # The area's row is locked, so that of two who set its first rule one waits for the other.
    Area.objects.select_for_update().get(pk=area.pk)
    held = CoverageRule.objects.filter(area=area).exclude(ended_on=F("started_on"))
    return held.order_by("-started_on").first()


def _check_target(target: Target) -> None:
    if target.per_village < 1 or target.per_tambon < 1:
        raise DomainError(_("Every village and every sub-district is to have a volunteer."))
    if target.households_per_volunteer is not None and target.households_per_volunteer < 1:
        raise DomainError(_("Leave the households empty where they set no target."))
    if target.visits_per_household < 1:
        raise DomainError(_("Every household is to be visited once a fiscal year at least."))
    if target.retires_at is not None and target.retires_at < LEAST_RETIRING_AGE:
        raise DomainError(
            _("The age at which volunteers stop is %(age)s at least.") % {"age": LEAST_RETIRING_AGE}
        )
    if any(number > MOST for number in asdict(target).values() if number is not None):
        raise DomainError(_("A target is a number of four figures at most."))


def _check_day(last: CoverageRule | None, started_on: date, on: date) -> None:
    if started_on < on:
        raise DomainError(_("Choose today or a later day: counts of before stay as they are."))
    if last is not None and started_on <= last.started_on:
        raise DomainError(_("The new rule must start after the one before it."))


@dataclass(frozen=True)
class Request:
    """What is asked for a village, and why."""

    kind: ExceptionKind
    reason: str


@transaction.atomic
def ask_exception(area: Area, *, request: Request, by: User, on: date) -> AreaException:
    """Ask that a village be counted apart: it cannot be reached, or is to be left out."""
    allow(can_ask_exception(by, area.pk))
    if area.level not in (Level.VILLAGE, Level.TAMBON) or area.ended_on is not None:
        raise DomainError(_("Choose a village or a sub-district that is in force."))
    if request.kind not in ExceptionKind.values:
        raise DomainError(_("Choose what is asked for."))
    reason = written(request.reason, _("Write the reason."))
    check_fits(AreaException, reason=reason)
    Area.objects.select_for_update().get(pk=area.pk)
    if open_exceptions(area.pk, on).exists():
        raise DomainError(_("This was asked for already, or holds already."))
    exception = AreaException.objects.create(
        area=area, kind=request.kind, reason=reason, asked_by=by, asked_on=on
    )
    journal.record(
        by, "area_exception.asked", exception, area=area.pk, on=on, kind=str(request.kind)
    )
    return exception


@transaction.atomic
def decide_exception(
    exception: AreaException, *, approves: bool, reason: str, by: User, on: date
) -> AreaException:
    """Approve or deny that a village is counted apart; a denial has its reason."""
    allow(can_decide_exception(by, exception))
    if not approves:
        written(reason, _("Write why not, so that whoever asked can read it."))
    check_fits(AreaException, decision_reason=reason.strip())
    state = ExceptionState.APPROVED if approves else ExceptionState.DENIED
    exception.move_to(state, decided_by=by, decided_on=on, decision_reason=reason.strip())
    verb = "area_exception.approved" if approves else "area_exception.denied"
    journal.record(by, verb, exception, area=exception.area_id, on=on)
    return exception


@transaction.atomic
def end_exception(exception: AreaException, *, by: User, on: date) -> AreaException:
    """Count a village like any other again, from today on."""
    allow(can_end_exception(by, exception))
    ended = max(on, exception.decided_on or on)
    exception.move_to(ExceptionState.ENDED, ended_on=ended)
    journal.record(by, "area_exception.ended", exception, area=exception.area_id, on=on)
    return exception


@transaction.atomic
def keep_tallies(*, on: date) -> int:
    """Keep the counts of each province for the pages of the day; tells how many were counted.

    Read before the counts, the end of a journal is never newer than what was counted after it.
    """
    provinces = list(areas_under("TH", Level.PROVINCE).values_list("code", flat=True))
    macs = heads_of(provinces, on)
    counts = count_provinces(provinces, on)
    for code in provinces:
        ProvinceTally.objects.update_or_create(
            province_id=code,
            defaults={"mac": macs[code], "counted_on": on, "counts": counts[code].as_json()},
        )
    return len(provinces)
