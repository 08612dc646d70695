"""The calendar of a cohort is asked for by its address alone, and tells nobody's name."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from asa.common.thaidate import today
from asa.training.actions import cancel_cohort
from asa.training.codes import CohortState
from asa.training.signing import feed_code
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota

pytestmark = pytest.mark.django_db


def address_of(cohort, code=""):
    return f"/cohorts/{cohort.pk}/{code or feed_code(cohort.pk)}.ics"


def events_in(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_calendar_without_a_sign_in_follows_the_cohort_to_its_cancelling(keeper):
    cohort = make_cohort(starts_on=today() + timedelta(days=20))
    line = make_enrolment(make_quota(cohort))

    answer = Client().get(address_of(cohort))

    (event,) = events_in(answer)
    assert event["SEQUENCE"] == cohort.sequence
    assert event["URL"].startswith(settings.ASA_PUBLIC_ADDRESS)
    assert line.person.family_name not in answer.content.decode()
    cancel_cohort(cohort, reason="น้ำท่วม", by=keeper, on=today())
    (after,) = events_in(Client().get(address_of(cohort)))
    assert (after["STATUS"], after["UID"]) == ("CANCELLED", event["UID"])
    assert after["SEQUENCE"] > event["SEQUENCE"]


@pytest.mark.parametrize("state", [CohortState.PLANNED, CohortState.OPEN])
def test_other_addresses_and_plans_look_alike(state):
    cohort, other = make_cohort(state=state), make_cohort(state=CohortState.OPEN)
    code = feed_code(cohort.pk if state == CohortState.PLANNED else other.pk)

    answer = Client().get(address_of(cohort, code))

    assert (answer.status_code, answer.content) == (404, b"There is no such calendar.\n")


def test_the_page_of_the_cohort_tells_the_address(client, keeper):
    cohort = make_cohort()
    client.force_login(keeper)

    page = client.get(f"/training/cohorts/{cohort.pk}/").content.decode()

    assert settings.ASA_PUBLIC_ADDRESS + address_of(cohort) in page
