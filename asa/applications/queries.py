"""Reads of applications from the public page; the office's begin at `applications_for`."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from asa.applications.codes import DAYS_KEPT, ApplicationState, PublicState
from asa.applications.models import PublicApplication
from asa.applications.names import index_of
from asa.common.thaidate import PartialDate
from asa.people.models import User
from asa.places.queries import within
from asa.volunteers.actions import Application, Identity
from asa.volunteers.codes import EndReason, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import namesakes, register_areas

MOST_SIMILAR = 10


@dataclass(frozen=True)
class Told:
    """What an applicant wrote: the application as the office knows it, and who else is to know."""

    application: Application
    moo: int | None = None
    guardian: str = ""
    guardian_phone: str = ""


def sealed(told: Told) -> str:
    """What was told as the one text that the database keeps sealed."""
    return json.dumps(asdict(told), default=_written, sort_keys=True, ensure_ascii=False)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def told_by(application: PublicApplication) -> Told | None:
    """What the applicant wrote; None where it was taken away."""
    if application.told is None:
        return None
    kept = json.loads(application.told)
    asked = kept.pop("application")
    person = asked.pop("person")
    if person["birth"]:
        day, precision = person["birth"]
        person["birth"] = PartialDate(date.fromisoformat(day), precision)
    return Told(Application(Identity(**person), **asked), **kept)


def applications_for(user: User) -> QuerySet[PublicApplication]:
    """The applications of the areas whose register the user keeps. Start every read here."""
    return PublicApplication.objects.filter(within("area", register_areas(user)))


def of_area(found: QuerySet[PublicApplication], area: str) -> QuerySet[PublicApplication]:
    """Those of an area that a number counted; all where none is named."""
    is_code = area.isascii() and area.isdigit() and len(area) in (2, 4, 6)
    return found.filter(within("area", [area])) if is_code else found


def of_state(
    found: QuerySet[PublicApplication], state: ApplicationState
) -> QuerySet[PublicApplication]:
    """Those of one state: what waits, the longest waiting first; what is done, the latest first."""
    waits = state == ApplicationState.RECEIVED
    order = ("sent_at", "pk") if waits else ("-decided_on", "-sent_at", "-pk")
    return found.filter(state=state).select_related("volunteer__person").order_by(*order)


def counts_of(found: QuerySet[PublicApplication]) -> dict[str, int]:
    """How many of them stand at each state."""
    rows = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    return {str(state): rows.get(state, 0) for state in ApplicationState}


def waiting_in(area: str) -> int:
    """How many applications from the page of an area nobody has looked at yet."""
    found = PublicApplication.objects.filter(within("area", [area]))
    return found.filter(state=ApplicationState.RECEIVED).count()


def similar_entries(application: PublicApplication, told: Told) -> list[Volunteer]:
    """The entries of the province's register that may be of the same person."""
    who = told.application.person
    found = namesakes(
        given_name=who.given_name,
        family_name=who.family_name,
        citizen_id=who.number,
        province=application.area_id[:2],
    )
    return list(found[:MOST_SIMILAR])


def others_of_number(user: User, application: PublicApplication) -> list[PublicApplication]:
    """Other applications with the same number that wait in the user's area."""
    if not application.number_index:
        return []
    found = of_state(applications_for(user), ApplicationState.RECEIVED)
    same = found.filter(number_index=application.number_index).exclude(pk=application.pk)
    return list(same[:MOST_SIMILAR])


def application_by_code(code: str) -> PublicApplication | None:
    """The application of a receipt; a code that is none asks as well."""
    found = PublicApplication.objects.filter(code_index=index_of(code))
    return found.select_related("volunteer").first()


_BY_STATE = {
    ApplicationState.RECEIVED: PublicState.RECEIVED,
    ApplicationState.REFUSED: PublicState.REFUSED,
    ApplicationState.WITHDRAWN: PublicState.WITHDRAWN,
}
_BY_VOLUNTEER = {
    VolunteerState.APPLIED: PublicState.CHECKED,
    VolunteerState.VERIFIED: PublicState.TRAINING,
    VolunteerState.TRAINED: PublicState.TRAINED,
    # What the office says of somebody later is no matter of the receipt.
    VolunteerState.REGISTERED: PublicState.REGISTERED,
    VolunteerState.SUSPENDED: PublicState.REGISTERED,
}


def public_state(application: PublicApplication) -> PublicState:
    """How far an application has come, in the words for its applicant."""
    volunteer = application.volunteer
    if application.state != ApplicationState.TAKEN_IN or volunteer is None:
        return _BY_STATE[ApplicationState(application.state)]
    if volunteer.state == VolunteerState.ENDED:
        refused = volunteer.end_reason == EndReason.REFUSED
        return PublicState.REFUSED if refused else PublicState.CLOSED
    return _BY_VOLUNTEER[VolunteerState(volunteer.state)]


def kept_too_long(on: date) -> QuerySet[PublicApplication]:
    """Refused applications of which nothing told is needed any more."""
    last = on - timedelta(days=DAYS_KEPT)
    found = PublicApplication.objects.filter(state=ApplicationState.REFUSED, decided_on__lt=last)
    return found.filter(told__isnull=False).order_by("pk")


def queue_page() -> str:
    """The address of the office's list."""
    return reverse("applications:list")
