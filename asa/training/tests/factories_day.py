"""A cohort whose days are now, with its programme, people with seats, and who calls the roll."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from asa.common.thaidate import BANGKOK, now, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.roll import Said, Tap, decide_submission, keep_submission
from asa.training.codes import AttendanceWay, CohortState
from asa.training.models import Registrar, Session
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota


def make_cohort_of_today(**fields):
    """Its first day is today, its third the day after tomorrow."""
    fields.setdefault("starts_on", today())
    fields.setdefault("state", CohortState.RUNNING)
    return make_cohort(**fields)


def make_session(cohort=None, **fields):
    """A part of today's programme, from nine to noon."""
    cohort = cohort or make_cohort_of_today()
    fields.setdefault("day", cohort.starts_on)
    fields.setdefault("starts_at", time(9))
    fields.setdefault("ends_at", time(12))
    fields.setdefault("name", "เครือข่ายติดตามคนหาย")
    fields.setdefault("kind", "lecture")
    return Session.objects.create(cohort=cohort, **fields)


def make_people(cohort, count=3, area="86"):
    quota = make_quota(cohort, area, seats=count)
    return [make_enrolment(quota) for _one in range(count)]


def keeper():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def make_registrar(cohort, area="860101"):
    """A volunteer who was asked to call the roll."""
    user = make_user(Role.VOLUNTEER, area)
    Registrar.objects.create(cohort=cohort, user=user, added_by=user)
    return user


def at_nine(minutes=0, *, days=0):
    """A moment of today, some minutes after nine in Bangkok."""
    return datetime.combine(today(), time(9), BANGKOK) + timedelta(days=days, minutes=minutes)


def said(session, enrolment, by, *, present=True, at=None, way=AttendanceWay.TAP):
    return Said(session.pk, enrolment.pk, present, at or at_nine(), way, by.pk)


def send(session, enrolment, by, *, key=None, off=0, received=None, **words):
    """What a telephone sends, kept and decided."""
    body = said(session, enrolment, by, **words).as_json()
    tap = Tap(key or uuid4(), body, off)
    received = received or max(now(), at_nine(days=1))
    kept = keep_submission(session.cohort, tap=tap, by=by, at=received)
    return decide_submission(kept, by=by)
