"""Cohorts that were held, for tests: roll called, marks given, certificates signed."""

from datetime import date, time, timedelta
from decimal import Decimal

from asa.common.thaidate import now, today
from asa.people.actions import system_user
from asa.places.tests.factories import make_area
from asa.training.actions import decide_results, issue_certificates
from asa.training.codes import CohortState, WorkshopState
from asa.training.models import Attendance, Mark, Session, Signer
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop

PARTS = 5


def make_signer(owner="TH", **fields):
    fields.setdefault("title", "อธิบดีกรมพัฒนาสังคมและสวัสดิการ")
    fields.setdefault("started_on", date(2002, 10, 3))
    return Signer.objects.create(owner=make_area(owner), **fields)


def make_held_cohort(course="potential", *, owner="TH", ended_on=None, parts=PARTS, **fields):
    """A cohort that ended today (or on a day) with parts at which the roll was called."""
    last = ended_on or today()
    workshop = make_workshop(
        owner, course=course, state=WorkshopState.RUNNING, **fields.pop("workshop", {})
    )
    fields.setdefault("state", CohortState.RUNNING)
    cohort = make_cohort(
        workshop, starts_on=last - timedelta(days=2), ends_on=last, seats=0, **fields
    )
    for place in range(parts):
        Session.objects.create(
            cohort=cohort, day=last, starts_at=time(8 + place), ends_at=time(9 + place),
            name=f"ช่วงที่ {place + 1}", kind="lecture",
        )  # fmt: skip
    return cohort


def make_participant(cohort, *, area="86", present=PARTS, after=None, **fields):
    """Somebody with a seat who was at so many parts; after: points of 100 after the course."""
    quota = cohort.quotas.filter(area=area).first() or make_quota(cohort, area, seats=300)
    enrolment = make_enrolment(quota, **fields)
    for session in cohort.sessions.all()[:present]:
        Attendance.objects.create(
            session=session,
            enrolment=enrolment,
            way="tap",
            said_at=now(),
            received_at=now(),
            by=system_user(),
        )
    if after is not None:
        make_mark(enrolment, after)
    return enrolment


def make_mark(enrolment, points, kind="after", out_of=100):
    return Mark.objects.create(
        enrolment=enrolment, kind=kind, points=Decimal(points), out_of=Decimal(out_of),
        given_on=today(), given_by=system_user(),
    )  # fmt: skip


def give_all(cohort, *, by=None, issued_on=None):
    """Decide the results of a cohort and give the certificates."""
    user = by or system_user()
    decide_results(cohort, by=user, on=today())
    return issue_certificates(cohort, issued_on=issued_on or cohort.ends_on, by=user, on=today())


def make_certificate(*, course="potential", owner="TH", ended_on=None, person=None, **fields):
    """The certificate of one participant of a cohort of its own."""
    if not Signer.objects.filter(owner=owner).exists():
        make_signer(owner)
    cohort = make_held_cohort(course, owner=owner, ended_on=ended_on)
    after = None if cohort.workshop.course.pass_percent is None else 80
    make_participant(cohort, after=after, **fields)
    (paper,) = give_all(cohort)
    return paper
