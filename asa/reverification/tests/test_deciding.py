"""What the office makes of the answers: the yes, and each no."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import make_area
from asa.reverification.actions import carry_out, carry_out_each, decline
from asa.reverification.models import NotFoundRule
from asa.reverification.queries import days_until_suspension, proposals_for
from asa.reverification.tests.factories import ON, entry_of, make_ground, make_round, names_of
from asa.volunteers.actions import Order
from asa.volunteers.models import VolunteerStep

pytestmark = pytest.mark.django_db
ORDER = Order("ผลการยืนยันสถานะ", "12/2569")


def say(found, volunteer, answer, **fields):
    """An answer as it was given, without asking who may."""
    entry = entry_of(found, volunteer)
    entry.answer = answer
    entry.answered_on = fields.pop("answered_on", ON)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save()
    return entry


@pytest.fixture
def ground(chumphon):
    people, users = make_ground()
    found = make_round(by=users["officer"])
    entries = {
        "first": say(found, people["first"], "ended", end_reason="resigned"),
        "second": say(found, people["second"], "moved", moved_to=make_area("860201")),
        "third": say(found, people["third"], "not_found", answered_on=ON - timedelta(30)),
    }
    return people, users, entries


def test_the_register_is_changed_as_each_answer_asks(ground):
    people, users, entries = ground
    result = carry_out_each(entries.values(), order=ORDER, by=users["officer"], on=ON)
    assert (len(result.done), result.left) == (3, [])
    for one in people.values():
        one.refresh_from_db()
    assert (people["first"].state, people["first"].end_reason) == ("ended", "resigned")
    assert (people["second"].state, people["second"].area_id) == ("registered", "860201")
    assert people["third"].state == "suspended"
    for name in ("first", "second"):
        step = VolunteerStep.objects.get(volunteer=people[name])
        assert (step.order_no, step.text, step.by) == ("12/2569", ORDER.text, users["officer"])
    assert not proposals_for(users["officer"], ON).exists()


@pytest.mark.parametrize("named_by", ["the answer", "the office"])
def test_nobody_moves_to_a_place_that_is_not_in_force_any_more(ground, named_by):
    people, users, entries = ground
    Area.objects.filter(pk="860201").update(ended_on=ON - timedelta(1))
    to = make_area("860201") if named_by == "the office" else None
    with pytest.raises(DomainError, match="one that is in force"):
        carry_out(entries["second"], order=ORDER, to=to, by=users["officer"], on=ON)
    people["second"].refresh_from_db()
    entries["second"].refresh_from_db()
    assert (people["second"].area_id[:6], entries["second"].outcome) == ("860103", "")


def test_who_is_not_found_is_proposed_after_the_days_of_the_rule(ground):
    _people, users, entries = ground
    NotFoundRule.objects.create(days=30, started_on=ON - timedelta(900))
    assert names_of(proposals_for(users["officer"], ON)) == ["กานดา", "ขจร", "คำนึง"]
    NotFoundRule.objects.create(days=60, started_on=ON - timedelta(1))
    assert days_until_suspension(ON) == 60
    assert names_of(proposals_for(users["officer"], ON)) == ["กานดา", "ขจร"]
    with pytest.raises(DomainError, match="Nothing waits"):
        carry_out(entries["third"], order=ORDER, by=users["officer"], on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("tambon_lead", "860103"),
        ("district_lead", "8601"),
        ("social_worker", "86"),
        ("province_officer", "85"),
        ("auditor", "TH"),
    ],
)
def test_nobody_else_decides(ground, role, area):
    people, _users, entries = ground
    user = make_user(role, area)
    with pytest.raises(PermissionDenied):
        carry_out(entries["first"], order=ORDER, by=user, on=ON)
    with pytest.raises(PermissionDenied):
        decline(entries["first"], reason="ยังอยู่", by=user, on=ON)
    people["first"].refresh_from_db()
    assert people["first"].state == "registered"


def test_nobody_decides_about_oneself(ground):
    people, _users, entries = ground
    own = make_user("province_officer", "86", person=people["first"].person)
    with pytest.raises(PermissionDenied):
        carry_out(entries["first"], order=ORDER, by=own, on=ON)


def test_one_that_cannot_be_carried_out_is_left_and_told_why(ground):
    people, users, entries = ground
    entries["second"].moved_to = None
    entries["second"].save()
    result = carry_out_each(entries.values(), order=ORDER, by=users["officer"], on=ON)
    ((left, why),) = result.left
    assert (left, why) == (entries["second"], "Nobody has said where to. Choose the place.")
    left.refresh_from_db()
    assert left.outcome == ""
    carry_out(left, order=ORDER, to=make_area("860202"), by=users["officer"], on=ON)
    people["second"].refresh_from_db()
    assert people["second"].area_id == "860202"


def test_a_move_beyond_the_province_is_left_to_the_department(ground):
    people, users, entries = ground
    entries["second"].moved_to = make_area("850101")
    entries["second"].save()
    result = carry_out_each([entries["second"]], order=ORDER, by=users["head"], on=ON)
    assert [why for _entry, why in result.left] == ["Another office has to do this."]
    department = make_user("department_officer", "TH")
    assert carry_out_each([entries["second"]], order=ORDER, by=department, on=ON).left == []
    people["second"].refresh_from_db()
    assert people["second"].area_id == "850101"


def test_the_register_stays_as_it_is_with_a_reason(ground):
    people, users, entries = ground
    with pytest.raises(DomainError, match="Write why not"):
        decline(entries["first"], reason=" ", by=users["head"], on=ON)
    decline(entries["first"], reason="ยังปฏิบัติหน้าที่", by=users["head"], on=ON)
    assert (entries["first"].outcome, entries["first"].decided_by) == ("declined", users["head"])
    people["first"].refresh_from_db()
    assert people["first"].state == "registered"
    for act in (
        lambda: carry_out(entries["first"], order=ORDER, by=users["officer"], on=ON),
        lambda: decline(entries["first"], reason="อีกครั้ง", by=users["officer"], on=ON),
    ):
        with pytest.raises(DomainError):
            act()


def test_a_confirmed_answer_asks_nothing(ground):
    people, users, entries = ground
    entry = say(entries["first"].round, people["lead"], "confirmed")
    with pytest.raises(DomainError, match="Nothing waits"):
        decline(entry, reason="x", by=users["head"], on=ON)
    assert entry not in proposals_for(users["head"], ON)
