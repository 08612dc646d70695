"""What volunteers do is written down, and who of them is active follows from it at once."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_has_come
from asa.common.errors import DomainError, allow, written
from asa.common.thaidate import today
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.checks import check_hours
from asa.volunteers.codes import (
    MOST_HOURS_PER_MONTH,
    MOST_MONTHS,
    MOST_QUIET_MONTHS,
    MOST_REPORTS,
    ActivityKind,
    ActivitySource,
    VolunteerState,
)
from asa.volunteers.models import ActiveFormula, Activity, Volunteer
from asa.volunteers.queries import (
    PROMISED,
    Formula,
    account_of,
    formula_of,
)
from asa.volunteers.rules import (
    can_record_activity,
    can_set_active_formula,
    can_withdraw_activity,
)


@dataclass(frozen=True)
class Done:
    """What a volunteer did, on which day, for how long."""

    kind: ActivityKind
    happened_on: date
    hours: Decimal | None = None
    place: str = ""
    note: str = ""

    def check(self, on: date) -> None:
        """Refuse a day to come, too many hours, and other work that nobody describes."""
        check_has_come(self.happened_on, on)
        check_fits(Activity, place=self.place.strip())
        if self.hours is not None:
            check_hours(self.hours)
        if self.kind == ActivityKind.OTHER and not self.note.strip():
            raise DomainError(_("Write what was done; a few words are enough."))

    def by(self, volunteer: Volunteer, source: ActivitySource, recorded_by: User) -> Activity:
        """The row of it, not written yet."""
        return Activity(
            volunteer=volunteer,
            kind=self.kind,
            happened_on=self.happened_on,
            hours=self.hours,
            place=self.place.strip(),
            note=self.note.strip() or None,
            source=source,
            recorded_by=recorded_by,
        )


@transaction.atomic
def record_activity(volunteer: Volunteer, *, done: Done, by: User, on: date) -> Activity:
    """Write down what a registered volunteer did on a day; what counts by itself is not typed."""
    allow(can_record_activity(by, volunteer))
    held = _held(volunteer)
    if held.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only the work of a registered volunteer is written down."))
    done.check(on)
    _not_twice(held, done)
    activity = _keep(held, done, ActivitySource.TYPED, by)
    journal.record(
        by, "activity.recorded", volunteer, area=held.area_id, on=done.happened_on,
        activity=str(activity.pk), kind=str(done.kind),
    )  # fmt: skip
    refresh_standing(volunteer)
    return activity


def _held(volunteer: Volunteer) -> Volunteer:
    """The entry, locked: whoever presses twice waits here for the first, and is told.

    Held before any line of the journal, as in every other act on a volunteer: two acts that held
    one the other's would stop each other. Its key stays free for rows that only name it.
    """
    return Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)


def _not_twice(volunteer: Volunteer, done: Done) -> None:
    same = volunteer.activities.filter(
        kind=done.kind, happened_on=done.happened_on, withdrawn_on__isnull=True
    )
    typed = same.filter(source=ActivitySource.TYPED, hours=done.hours, place=done.place.strip())
    if done.hours is None and same.exclude(source=ActivitySource.TYPED).exists():
        raise DomainError(_("This counts already by itself; it need not be written down."))
    if any(one.note == (done.note.strip() or None) for one in typed):
        raise DomainError(_("Exactly this is written down already."))


def _keep(volunteer: Volunteer, done: Done, source: ActivitySource, by: User) -> Activity:
    activity = done.by(volunteer, source, by)
    activity.save(force_insert=True)
    return activity


@transaction.atomic
def count_activity(
    volunteer: Volunteer, *, kind: ActivityKind, source: ActivitySource, happened_on: date, by: User
) -> None:
    """Let a visit or a meeting count by itself; part of an action whose rule has been asked and
    which has its own line in the journal, written after this.
    """
    _held(volunteer)
    _keep(volunteer, Done(kind, happened_on), source, by)
    refresh_standing(volunteer)


@transaction.atomic
def uncount_activity(
    volunteer: Volunteer, *, kind: ActivityKind, source: ActivitySource, happened_on: date,
    by: User, on: date,
) -> None:  # fmt: skip
    """Let what counted by itself count no more, since it was corrected where it was recorded; part
    of an action whose rule has been asked and which has its own line in the journal.
    """
    counted = volunteer.activities.filter(
        kind=kind, source=source, happened_on=happened_on, withdrawn_on__isnull=True
    ).first()
    if counted is not None:
        counted.move_to(withdrawn_on=on, withdrawn_by=by)
        refresh_standing(volunteer)


@transaction.atomic
def withdraw_activity(activity: Activity, *, reason: str, by: User, on: date) -> Activity:
    """Let something that was written down by mistake not count; the row stays, with the reason."""
    allow(can_withdraw_activity(by, activity))
    if activity.source != ActivitySource.TYPED:
        raise DomainError(_("What counts by itself is corrected where it was recorded."))
    why = written(reason, _("Write the reason."))
    check_fits(Activity, withdrawn_reason=why)
    _held(activity.volunteer)
    activity.move_to(withdrawn_on=on, withdrawn_by=by, withdrawn_reason=why)
    volunteer = activity.volunteer
    journal.record(
        by, "activity.withdrawn", volunteer, area=volunteer.area_id, on=on,
        activity=str(activity.pk),
    )  # fmt: skip
    refresh_standing(volunteer)
    return activity


@transaction.atomic
def refresh_standing(volunteer: Volunteer) -> None:
    """Compute anew how a volunteer stands today; part of an action that changes what it follows
    from.
    """
    on = today()
    counted = volunteer.activities.filter(withdrawn_on__isnull=True)
    volunteer.last_active_on = counted.aggregate(last=Max("happened_on"))["last"]
    standing = account_of(volunteer, on).standing
    if standing != volunteer.standing:
        volunteer.standing, volunteer.standing_since = standing, on
    volunteer.save(update_fields=["last_active_on", "standing", "standing_since"])


@transaction.atomic
def set_active_formula(
    area: Area, *, formula: Formula, started_on: date, by: User, on: date
) -> ActiveFormula:
    """Say who counts as active in a province, or in the country, from the night of a day on."""
    allow(can_set_active_formula(by, area.pk))
    _check_formula(formula)
    if area.level not in (Level.COUNTRY, Level.PROVINCE):
        raise DomainError(_("A formula is set for a province or for the country."))
    # The area's row is locked, so that of two who set its first formula one waits for the other.
    Area.objects.select_for_update().get(pk=area.pk)
    last = ActiveFormula.objects.filter(area=area).order_by("-started_on").first()
    if started_on < on:
        raise DomainError(_("Choose today or a later day: counts of before stay as they are."))
    if last is not None and started_on <= last.started_on:
        raise DomainError(_("The new formula must start after the one before it."))
    before = formula_of(last) if last else None
    if before == formula:
        raise DomainError(_("Nothing was changed."))
    if last is not None:
        last.ended_on = started_on
        last.save(update_fields=["ended_on"])
    new = ActiveFormula.objects.create(
        area=area, started_on=started_on, set_by=by, **asdict(formula)
    )
    old = asdict(before or PROMISED)
    changed = [name for name, value in asdict(formula).items() if old[name] != value]
    journal.record(
        by, "active_formula.set", new, area=area.pk, on=on,
        fields=changed, since=started_on.isoformat(),
    )  # fmt: skip
    return new


def _check_formula(formula: Formula) -> None:
    quiet, most = formula.quiet_months, min(MOST_QUIET_MONTHS, formula.months - 1)
    if not 1 <= formula.months <= MOST_MONTHS:
        raise DomainError(_("Look back from 1 to %(n)s months.") % {"n": MOST_MONTHS})
    if not 0 <= quiet <= most:
        raise DomainError(
            _(
                "The months that do not count must be fewer than those looked back, and at most"
                " %(n)s."
            )
            % {"n": MOST_QUIET_MONTHS}
        )
    if formula.reports is None and formula.hours_per_month is None:
        raise DomainError(_("Ask for reports, for hours, or for either."))
    if formula.reports is not None and not 1 <= formula.reports <= MOST_REPORTS:
        raise DomainError(_("Ask for 1 to %(n)s reports.") % {"n": MOST_REPORTS})
    hours = formula.hours_per_month
    if hours is not None and not 1 <= hours <= MOST_HOURS_PER_MONTH:
        raise DomainError(_("Ask for 1 to %(n)s hours a month.") % {"n": MOST_HOURS_PER_MONTH})
