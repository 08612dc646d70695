"""An activity that has begun is mended in what is not done yet, until it is written who came."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.actions import (
    ActivityPlan,
    cancel_activity,
    change_activity,
    hold_activity,
    warn_of_activities,
)
from asa.training.models import Duty
from asa.training.queries.activities import activity_events
from asa.training.tests.factories_activities import make_activity, make_going
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
DAY = timedelta(days=1)


@pytest.fixture
def lead():
    return make_user(Role.TAMBON_LEAD, "860101")


@pytest.fixture
def activity():
    return make_activity(starts_on=ON - DAY, ends_on=ON + DAY)


def as_planned(activity):
    names = ("name", "place", "starts_on", "ends_on", "people_needed", "kind", "note")
    told = {name: getattr(activity, name) for name in names}
    return ActivityPlan(**told, duties=list(activity.duties.all()))


def changed(activity, by, **changes):
    return change_activity(activity, plan=replace(as_planned(activity), **changes), by=by, on=ON)


def test_the_last_day_the_place_and_the_note_are_mended_and_it_is_told(activity, lead):
    volunteer = make_volunteer("86010104")
    make_signer()
    for course in ("basic", "five_modules"):
        make_certificate(course=course, volunteer=volunteer)
    make_going(activity, volunteer)
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)

    made = changed(activity, lead, ends_on=ON + 2 * DAY, place="วัด", note="นำร่มมาด้วย")

    made.refresh_from_db()
    assert (made.ends_on, made.place, made.note) == (ON + 2 * DAY, "วัด", "นำร่มมาด้วย")
    assert Notice.objects.get(user=user).kind == "training.activity_changed"
    assert next(iter(activity_events(user))).sequence == 1
    line = JournalEntry.objects.get(verb="planned_activity.changed")
    assert line.data["fields"] == ["ends_on", "note", "place"]


def test_a_skill_that_somebody_lost_meanwhile_keeps_nobody_from_mending_the_place(activity, lead):
    make_going(activity)
    assert changed(activity, lead, place="วัด").place == "วัด"
    with pytest.raises(DomainError):
        changed(activity, lead, place="วัด", ends_on=ON + 2 * DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "อื่น"},
        {"starts_on": ON},
        {"starts_on": ON - 2 * DAY},
        {"kind": "community_study"},
        {"ends_on": ON - DAY},
    ],
)
def test_what_is_done_stays(activity, lead, change):
    with pytest.raises(DomainError):
        changed(activity, lead, **change)
    assert not JournalEntry.objects.filter(verb="planned_activity.changed").exists()


def test_the_duties_stay_too(activity, lead):
    with pytest.raises(DomainError):
        changed(activity, lead, duties=[Duty.objects.get(code="crisis")])


def test_after_its_last_day_the_note_is_still_mended_until_it_is_written_who_came(lead):
    activity = make_activity(starts_on=ON - 2 * DAY, ends_on=ON - DAY)
    volunteer = make_going(activity).volunteer
    assert changed(activity, lead, note="ฝนตก").note == "ฝนตก"
    hold_activity(activity, came={volunteer.pk}, by=lead, on=ON)
    with pytest.raises(DomainError):
        changed(activity, lead, note="อีก")


def test_what_is_cancelled_and_what_lies_elsewhere_is_not_mended(activity, lead):
    with pytest.raises(PermissionDenied):
        changed(activity, make_user(Role.TAMBON_LEAD, "860102"), note="ฝนตก")
    cancel_activity(activity, reason="น้ำท่วม", by=lead, on=ON)
    with pytest.raises(DomainError):
        changed(activity, lead, note="ฝนตก")


def test_the_page_asks_only_what_can_still_be_changed(client, lead, activity):
    load_chumphon()
    client.force_login(lead)
    address = reverse("training:change_activity", args=[activity.pk])

    page = client.get(address).content.decode()

    assert 'name="starts_on"' not in page
    assert 'name="name"' not in page
    assert "กิจกรรมเริ่มแล้ว" in page
    last = (ON + 2 * DAY).strftime("%d/%m/%Y")
    told = {"place": "วัด", "ends_on": last, "people_needed": "4", "note": "นำร่มมาด้วย"}
    shown = client.post(address, told, follow=True).content.decode()
    activity.refresh_from_db()
    assert (activity.place, activity.ends_on, activity.people_needed) == ("วัด", ON + 2 * DAY, 4)
    assert "นำร่มมาด้วย" in shown


def test_a_skill_that_ends_while_the_activity_goes_on_is_told_to_the_volunteer(lead, activity):
    volunteer = make_going(activity).volunteer
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)
    assert warn_of_activities(on=ON) == 1
    told = Notice.objects.filter(user__in=[user, lead]).values_list("user", "kind")
    assert set(told) == {
        (user.pk, "training.skill_missing"),
        (lead.pk, "training.skill_missing_nearby"),
    }
    over = make_activity(starts_on=ON - 3 * DAY, ends_on=ON - DAY)
    make_going(over)
    assert warn_of_activities(on=ON) == 0
