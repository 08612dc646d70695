"""Who answers for whom, what is written, and each no."""

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.people.models import Post
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import make_area
from asa.reverification.actions import Said, answer_entry, close_round, confirm_entries
from asa.reverification.codes import Answer
from asa.reverification.models import Entry
from asa.reverification.queries import (
    answerable_by,
    entries_for,
    last_seen,
    tambons_for,
    waiting_by_round,
    waiting_for,
)
from asa.reverification.tests.factories import DAY, ON, entry_of, make_ground, make_round, names_of
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
CONFIRMED = Said(Answer.CONFIRMED)
THREE = ["กานดา", "ขจร", "คำนึง"]


@pytest.fixture
def ground(chumphon):
    people, users = make_ground()
    return people, users, make_round(by=users["officer"])


def test_each_waits_for_the_nearest_lead_who_is_not_asked_about(ground):
    _people, users, _found = ground
    waiting = {name: names_of(waiting_for(user)) for name, user in users.items()}
    assert waiting == {
        "tambon": THREE, "district": ["งามตา"], "officer": ["จันทรา"], "head": ["จันทรา"]
    }  # fmt: skip


def test_without_a_lead_the_next_above_is_asked(ground):
    _people, users, _found = ground
    Post.objects.filter(user=users["tambon"]).update(ended_on=ON)
    assert names_of(waiting_for(users["district"])) == [*THREE, "งามตา"]
    assert not waiting_for(users["tambon"]).exists()
    Post.objects.filter(user=users["district"]).update(ended_on=ON)
    assert names_of(waiting_for(users["officer"])) == [*THREE, "งามตา", "จันทรา"]


def test_who_is_above_may_answer_for_those_below_and_nobody_for_oneself(ground):
    _people, users, _found = ground
    assert names_of(answerable_by(users["tambon"])) == THREE
    assert names_of(answerable_by(users["district"])) == [*THREE, "งามตา"]
    assert names_of(answerable_by(users["officer"])) == [*THREE, "งามตา", "จันทรา"]


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("tambon_lead", "860104"),
        ("district_lead", "8602"),
        ("province_officer", "85"),
        ("social_worker", "86"),
        ("department_officer", "TH"),
        ("volunteer", "86010301"),
        ("admin", "TH"),
    ],
)
def test_nobody_else_answers(ground, role, area):
    people, _users, found = ground
    user = make_user(role, area)
    with pytest.raises(PermissionDenied):
        answer_entry(entry_of(found, people["first"]), said=CONFIRMED, by=user, on=ON)
    with pytest.raises(PermissionDenied):
        confirm_entries(found, volunteers=[people["first"].pk], by=user, on=ON)
    assert waiting_by_round(user) == {}


@pytest.mark.parametrize("who", ["lead", "above"])
def test_a_lead_confirms_neither_herself_nor_one_above(ground, who):
    people, users, found = ground
    with pytest.raises(PermissionDenied):
        answer_entry(entry_of(found, people[who]), said=CONFIRMED, by=users["tambon"], on=ON)
    keys = [people["first"].pk, people[who].pk]
    with pytest.raises(PermissionDenied):
        confirm_entries(found, volunteers=keys, by=users["tambon"], on=ON)
    assert not Entry.objects.exclude(answer="waiting").exists()


def test_an_ended_post_answers_nothing(ground):
    people, _users, found = ground
    user = make_user("tambon_lead", "860103", ended_on=ON - DAY)
    with pytest.raises(PermissionDenied):
        answer_entry(entry_of(found, people["first"]), said=CONFIRMED, by=user, on=ON)


def test_several_are_confirmed_at_once_and_seen_on_that_day(ground):
    people, users, found = ground
    keys = [people["first"].pk, people["second"].pk]
    assert confirm_entries(found, volunteers=keys, by=users["tambon"], on=ON) == 2
    assert [last_seen(people[one].pk) for one in ("first", "second", "third")] == [ON, ON, None]
    people["first"].refresh_from_db()
    assert people["first"].last_active_on is None
    (line,) = journal.history_of(found)
    assert (line.verb, line.data["volunteers"]) == ("round.confirmed", [str(k) for k in keys])
    assert waiting_by_round(users["tambon"]) == {found.pk: 1}
    assert tambons_for(users["tambon"], found) == [("860103", 1, 3)]


def test_what_somebody_else_said_before_is_not_confirmed_over(ground):
    people, users, found = ground
    first = entry_of(found, people["first"])
    answer_entry(first, said=Said(Answer.NOT_FOUND), by=users["district"], on=ON)
    keys = [people["first"].pk, people["second"].pk]
    assert confirm_entries(found, volunteers=keys, by=users["tambon"], on=ON) == 1
    assert entry_of(found, people["first"]).answer == "not_found"
    with pytest.raises(DomainError, match="Tick whom"):
        confirm_entries(found, volunteers=[], by=users["tambon"], on=ON)


def test_each_answer_is_written_with_what_belongs_to_it(ground):
    people, users, found = ground
    there, by = make_area("860201"), users["tambon"]
    for name, said in {
        "first": Said(Answer.MOVED, moved_to=there, end_reason="age", note="ตามสามี"),
        "second": Said(Answer.ENDED, moved_to=there, end_reason="deceased"),
        "third": Said(Answer.NOT_FOUND, end_reason="age", note="ไปหาสองครั้ง"),
    }.items():
        answer_entry(entry_of(found, people[name]), said=said, by=by, on=ON)
    first, second, third = (entry_of(found, people[n]) for n in ("first", "second", "third"))
    assert (first.moved_to, first.end_reason, first.note) == (there, "", "ตามสามี")
    assert (second.moved_to, second.end_reason, second.note) == (None, "deceased", None)
    assert (third.answer, third.end_reason, third.answered_by) == ("not_found", "", by)
    people["second"].refresh_from_db()
    assert people["second"].state == "registered"
    (line,) = journal.history_of(people["second"])
    assert (line.data["answer"], line.data["reason"]) == ("ended", "deceased")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(Answer.MOVED, note=" "), "Write where to"),
        (Said(Answer.ENDED), "Choose why"),
        (Said(Answer.ENDED, end_reason="refused"), "Choose why"),
        (Said(Answer.ENDED, end_reason="nonsense"), "Choose why"),
        (Said(Answer.WAITING), "Choose an answer"),
    ],
)
def test_an_answer_that_lacks_something_is_told_what(ground, said, sentence):
    people, users, found = ground
    with pytest.raises(DomainError, match=sentence):
        answer_entry(entry_of(found, people["first"]), said=said, by=users["tambon"], on=ON)


@pytest.mark.parametrize("area", ["8602", "86020101", "860202"])
def test_who_moved_is_in_a_sub_district_that_is_in_force(ground, area):
    people, users, found = ground
    Area.objects.filter(pk="860202").update(ended_on=ON - 900 * DAY)
    said = Said(Answer.MOVED, moved_to=make_area(area), note="ไปอยู่กับลูก")
    entry = entry_of(found, people["first"])
    with pytest.raises(DomainError, match="one that is in force"):
        answer_entry(entry, said=said, by=users["tambon"], on=ON)
    assert entry_of(found, people["first"]).answer == "waiting"


def test_one_line_of_the_journal_confirms_volunteers_of_one_sub_district(ground):
    people, users, found = ground
    other = make_volunteer("86010401")
    Entry.objects.create(round=found, volunteer=other, area=other.area)
    keys = [people["first"].pk, other.pk]
    with pytest.raises(DomainError, match="one sub-district at a time"):
        confirm_entries(found, volunteers=keys, by=users["officer"], on=ON)
    assert not Entry.objects.exclude(answer="waiting").exists()


def test_an_answer_is_changed_by_who_saw_it(ground):
    people, users, found = ground
    entry = entry_of(found, people["first"])
    answer_entry(entry, said=Said(Answer.NOT_FOUND), by=users["tambon"], on=ON)
    with pytest.raises(DomainError, match="just answered"):
        answer_entry(entry, said=CONFIRMED, by=users["tambon"], on=ON)
    seen = Said(Answer.CONFIRMED, was=Answer.NOT_FOUND)
    assert answer_entry(entry, said=seen, by=users["tambon"], on=ON).answer == "confirmed"


def test_nobody_answers_in_a_closed_round(ground):
    people, users, found = ground
    entry = entry_of(found, people["first"])
    close_round(found, by=users["head"], on=ON)
    with pytest.raises(DomainError, match="not open"):
        answer_entry(entry, said=CONFIRMED, by=users["tambon"], on=ON)
    with pytest.raises(DomainError, match="not open"):
        confirm_entries(found, volunteers=[people["first"].pk], by=users["tambon"], on=ON)
    assert waiting_by_round(users["tambon"]) == {}


def test_lines_are_read_in_the_own_area_alone(ground):
    _people, users, _found = ground
    assert entries_for(users["tambon"]).count() == 5
    for role, area in [("tambon_lead", "860104"), ("volunteer", "86010301"), ("auditor", "TH")]:
        assert not entries_for(make_user(role, area)).exists()
