"""Requests to leave a village out, or to say that it cannot be reached."""

from datetime import date

from django.db.models import Q, QuerySet

from asa.coverage.codes import ExceptionState
from asa.coverage.models import AreaException
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within

READERS = (
    *(Role.TAMBON_LEAD, Role.DISTRICT_LEAD, Role.SOCIAL_WORKER),
    *(Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER),
)


def exceptions_for(user: User) -> QuerySet[AreaException]:
    """The requests of the areas of leads, offices and the department. Start every read here."""
    found = AreaException.objects.filter(within("area_id", scope(user, *READERS)))
    return found.select_related("asked_by__person", "decided_by__person")


def open_on(on: date) -> Q:
    """Those that wait or hold on a day."""
    holds = Q(state=ExceptionState.APPROVED) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return Q(state=ExceptionState.ASKED) | holds


def open_exceptions(area: str, on: date) -> QuerySet[AreaException]:
    """Those of one area that wait or hold on a day, whoever asks: of two, one alone."""
    return AreaException.objects.filter(open_on(on), area_id=area)
