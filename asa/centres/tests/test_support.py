"""What is agreed with a volunteer, what comes of it, and who needs somebody to look."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.centres.actions import (
    Goal,
    Visit,
    end_target,
    record_supervision,
    set_target,
    withdraw_supervision,
)
from asa.centres.models import Looked, Profile, Question, Supervision, Target
from asa.centres.queries import (
    needing,
    progress_of,
    questions_on,
    supervised_for,
    support_rows,
    visits_planned,
)
from asa.centres.tests.factories import make_centre, make_supervision, make_target
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import add_months, today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.linking import ENTRY
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_activity, make_volunteer

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
R = Role


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


@pytest.fixture
def mali():
    return make_volunteer("86010104")


@pytest.fixture
def lead():
    return make_user(R.TAMBON_LEAD, "860101")


def goal(**told):
    told = {"per_month": 4, "agreed_on": DAY, "from_month": DAY, "kind": "home_visit"} | told
    return Goal(**told)


def visit(**told):
    answers = {one.code: "well" for one in questions_on(DAY)}
    return Visit(**{"visited_on": DAY, "agreed": "เยี่ยมเพิ่ม 1 หลัง", "answers": answers} | told)


# --- targets --------------------------------------------------------------------------------------


def test_a_target_holds_from_the_first_of_a_month_and_the_volunteer_is_told(mali, lead):
    user = make_user(R.VOLUNTEER, "86010104", person=mali.person)
    target = set_target(mali, goal=goal(note="ไปวันเสาร์"), by=lead, on=DAY)
    assert (target.started_on, target.ended_on, target.per_month) == (date(2026, 11, 1), None, 4)
    assert Notice.objects.get().user == user
    line = journal.history_of(mali)[0]
    assert (line.verb, line.data["kind"], line.data["per_month"]) == (
        "target.agreed", "home_visit", 4,
    )  # fmt: skip
    assert "ไปวันเสาร์" not in str(line.data)


def test_a_new_target_ends_the_one_before_and_the_past_stays(mali, lead):
    old = make_target(mali, lead, per_month=2)
    make_target(mali, lead, kind="")
    set_target(mali, goal=goal(from_month=add_months(DAY, 1)), by=lead, on=DAY)
    old.refresh_from_db()
    assert old.ended_on == date(2026, 12, 1)
    assert Target.objects.filter(ended_on__isnull=True).count() == 2
    (line, _every) = sorted(progress_of([mali.pk], DAY)[mali.pk], key=lambda one: one.target.kind,
                            reverse=True)  # fmt: skip
    assert line.target.per_month == 2


@pytest.mark.parametrize(
    "told",
    [
        {"per_month": 0},
        {"per_month": 61},
        {"from_month": date(2026, 10, 1)},
        {"agreed_on": DAY + timedelta(days=1)},
    ],
)
def test_a_target_that_makes_no_sense_is_refused(mali, lead, told):
    with pytest.raises(DomainError):
        set_target(mali, goal=goal(**told), by=lead, on=DAY)
    assert not Target.objects.exists()


def test_the_same_again_and_an_earlier_one_than_agreed_are_refused(mali, lead):
    set_target(mali, goal=goal(), by=lead, on=DAY)
    with pytest.raises(DomainError):
        set_target(mali, goal=goal(), by=lead, on=DAY)
    set_target(mali, goal=goal(per_month=5, from_month=add_months(DAY, 2)), by=lead, on=DAY)
    with pytest.raises(DomainError):
        set_target(mali, goal=goal(per_month=6), by=lead, on=DAY)


def test_a_target_ends_once(mali, lead):
    target = make_target(mali, lead)
    again = Target.objects.get()
    end_target(target, by=lead, on=DAY)
    with pytest.raises(DomainError):
        end_target(again, by=lead, on=DAY)
    assert not progress_of([mali.pk], DAY).get(mali.pk)


def test_plan_and_result_stand_beside_each_other_for_two_months(mali, lead):
    make_target(mali, lead, per_month=2)
    make_target(mali, lead, per_month=9, kind="", started_on=date(2026, 11, 1))
    for day in (date(2026, 11, 1), DAY):
        make_activity(mali, day, kind="home_visit")
    make_activity(mali, DAY, kind="meeting")
    make_activity(mali, date(2026, 10, 31), kind="home_visit")
    make_activity(mali, DAY, kind="home_visit", withdrawn_on=DAY)
    make_activity(make_volunteer("86010104"), DAY, kind="home_visit")

    by_kind = {one.target.kind: one for one in progress_of([mali.pk], DAY)[mali.pk]}

    assert [(one.done, one.before, one.is_reached) for one in by_kind.values()] == [
        (2, 1, True), (3, 1, False),
    ]  # fmt: skip
    assert by_kind["home_visit"].was_behind
    assert not by_kind[""].was_behind  # it did not hold last month
    assert (by_kind["home_visit"].share, by_kind[""].share) == (100, 33)


# --- visits ---------------------------------------------------------------------------------------


def test_a_visit_goes_through_the_checklist_of_its_day(mali, lead):
    first, *_rest = questions_on(DAY)
    Question.objects.filter(pk="safety").update(ended_on=DAY)
    answers = {one.code: "well" for one in questions_on(DAY)} | {first.code: "help"}
    made = record_supervision(
        mali, visit=visit(answers=answers, next_on=DAY + timedelta(days=30)), by=lead, on=DAY
    )
    assert Looked.objects.filter(supervision=made).count() == 5
    assert Looked.objects.get(question=first).answer == "help"
    assert journal.history_of(mali)[0].verb == "supervision.recorded"
    assert made.agreed == "เยี่ยมเพิ่ม 1 หลัง"


@pytest.mark.parametrize(
    "told",
    [
        {"agreed": "  "},
        {"answers": {}},
        {"answers": {"unknown": "well"}},
        {"visited_on": DAY + timedelta(days=1)},
        {"next_on": DAY},
    ],
)
def test_a_visit_that_lacks_something_is_refused(mali, lead, told):
    with pytest.raises(DomainError):
        record_supervision(mali, visit=visit(**told), by=lead, on=DAY)
    assert not Supervision.objects.exists()


def test_one_visit_a_day_is_written_down_and_a_wrong_one_withdrawn_once(mali, lead):
    made = record_supervision(mali, visit=visit(), by=lead, on=DAY)
    with pytest.raises(DomainError):
        record_supervision(mali, visit=visit(), by=lead, on=DAY)
    again = Supervision.objects.get()
    withdraw_supervision(made, reason="ผิดคน", by=lead, on=DAY)
    with pytest.raises(DomainError):
        withdraw_supervision(again, reason="ผิดคน", by=lead, on=DAY)
    record_supervision(mali, visit=visit(), by=lead, on=DAY)
    assert Supervision.objects.count() == 2


def test_a_visit_is_withdrawn_with_a_reason_by_who_made_it_or_the_office(mali, lead):
    made = make_supervision(mali, lead)
    other = make_user(R.DISTRICT_LEAD, "8601")
    with pytest.raises(PermissionDenied):
        withdraw_supervision(made, reason="ผิด", by=other, on=DAY)
    with pytest.raises(DomainError):
        withdraw_supervision(made, reason=" ", by=lead, on=DAY)
    office = make_user(R.PROVINCE_OFFICER, "86")
    assert withdraw_supervision(made, reason="ผิด", by=office, on=DAY).withdrawn_by == office


# --- who may --------------------------------------------------------------------------------------

ACTS = {
    "target": lambda mali, by: set_target(mali, goal=goal(), by=by, on=DAY),
    "visit": lambda mali, by: record_supervision(mali, visit=visit(), by=by, on=DAY),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        (R.TAMBON_LEAD, "860101", True),
        (R.TAMBON_LEAD, "860102", False),
        (R.DISTRICT_LEAD, "8601", True),
        (R.DISTRICT_LEAD, "8602", False),
        (R.PROVINCE_OFFICER, "86", True),
        (R.PROVINCE_HEAD, "86", True),
        (R.PROVINCE_OFFICER, "85", False),
        (R.DEPARTMENT_OFFICER, "TH", False),
        (R.SOCIAL_WORKER, "86", False),
        (R.FINANCE, "86", False),
        (R.VOLUNTEER, "86010104", False),
        (R.AUDITOR, "TH", False),
        (R.ADMIN, "TH", False),
    ],
)
def test_coordinators_of_the_area_support_its_volunteers(mali, act, role, area, may):
    user = make_user(role, area)
    if may:
        act(mali, user)
    else:
        with pytest.raises(PermissionDenied):
            act(mali, user)


def test_the_focal_person_of_a_centre_supports_its_volunteers_and_nobody_supports_oneself(mali):
    focal = make_volunteer("86010105")
    user = make_user(R.VOLUNTEER, "86010105", person=focal.person)
    with pytest.raises(PermissionDenied):
        set_target(mali, goal=goal(), by=user, on=DAY)
    Profile.objects.filter(centre=make_centre("860101")).update(focal_volunteer=focal)
    user = type(user).objects.get(pk=user.pk)
    set_target(mali, goal=goal(), by=user, on=DAY)
    with pytest.raises(PermissionDenied):
        set_target(focal, goal=goal(), by=user, on=DAY)
    far = make_volunteer("86010204")
    with pytest.raises(PermissionDenied):
        set_target(far, goal=goal(), by=user, on=DAY)


def test_a_post_that_has_ended_supports_nobody(mali, lead):
    lead.posts.update(started_on=date(2026, 1, 1), ended_on=date(2026, 2, 1))
    with pytest.raises(PermissionDenied):
        set_target(mali, goal=goal(), by=type(lead).objects.get(pk=lead.pk), on=DAY)


@pytest.mark.parametrize("state", ["applied", "suspended", "ended"])
def test_only_a_registered_volunteer_is_supported(lead, state):
    gone = make_volunteer("86010104", state=state)
    for act in ACTS.values():
        with pytest.raises(DomainError):
            act(gone, lead)


# --- who needs support ----------------------------------------------------------------------------


def whom(need, on=DAY):
    return set(needing(Volunteer.objects.all(), need, on))


def test_each_need_finds_its_volunteers_and_the_row_says_the_same(lead):
    asking, due, behind, fine, unseen = (make_volunteer("86010104") for _one in range(5))
    recent = DAY - timedelta(days=20)
    make_supervision(asking, lead, visited_on=recent, wants_help=True)
    make_supervision(due, lead, visited_on=recent, next_on=DAY - timedelta(days=1))
    make_supervision(behind, lead, visited_on=recent)
    make_supervision(fine, lead, visited_on=DAY - timedelta(days=200), wants_help=True)
    make_supervision(fine, lead, visited_on=recent, next_on=DAY)
    make_supervision(fine, lead, visited_on=DAY, wants_help=True, withdrawn_on=DAY)
    make_supervision(unseen, lead, visited_on=DAY - timedelta(days=100))
    make_target(behind, lead, per_month=2)
    make_target(fine, lead, per_month=1)
    make_target(fine, lead, per_month=2, kind="")
    make_activity(behind, date(2026, 10, 3), kind="home_visit")
    make_activity(behind, DAY, kind="home_visit")
    make_activity(fine, date(2026, 10, 3), kind="home_visit")
    make_activity(fine, date(2026, 10, 30), kind="meeting")
    make_supervision(make_volunteer("86010104", state="ended"), lead, wants_help=True)

    assert whom("help") == {asking}
    assert whom("due") == {due}
    assert whom("behind") == {behind}
    assert whom("unseen") == {unseen}
    assert whom("") == {asking, due, behind}
    told = {row.volunteer: [str(one) for one in row.needs] for row in support_rows(
        [asking, due, behind, fine, unseen], DAY)}  # fmt: skip
    assert told == {
        asking: ["help"], due: ["due"], behind: ["behind"], fine: [], unseen: ["unseen"],
    }  # fmt: skip


def test_the_work_plan_of_a_centre_names_the_agreed_visits_of_the_coming_weeks(mali, lead):
    centre = make_centre("860101")
    make_supervision(mali, lead, visited_on=DAY - timedelta(days=90), next_on=DAY)
    late = make_supervision(
        mali, lead, visited_on=DAY - timedelta(days=60), next_on=DAY - timedelta(days=2)
    )
    make_supervision(make_volunteer("86010104"), lead, next_on=DAY + timedelta(days=200))
    far = make_volunteer("86010204")
    make_supervision(far, lead, next_on=DAY + timedelta(days=3))
    assert visits_planned(lead, centre, DAY) == [late]
    assert visits_planned(make_user(R.TAMBON_LEAD, "860102"), centre, DAY) == []


# --- pages ----------------------------------------------------------------------------------------


def page(name, thing):
    return reverse(f"centres:{name}", args=[thing.pk])


def test_a_lead_agrees_a_target_visits_and_withdraws_on_pages(client, mali, lead):
    client.force_login(lead)
    first = today().replace(day=1)
    told = {
        "kind": "home_visit", "per_month": "3", "from_month": first.isoformat(),
        "agreed_on": f"{today():%d/%m/%Y}", "note": "",
    }  # fmt: skip
    assert client.post(page("set_target", mali), told).status_code == 302
    target = Target.objects.get()
    said = client.get(page("supported", mali)).content.decode()
    assert "0 จาก 3" in said
    answers = {f"q_{one.code}": "partly" for one in questions_on(today())}
    day = f"{today():%d/%m/%Y}"
    assert (
        client.post(page("supervise", mali), {"visited_on": day, "agreed": "ก"}).status_code == 200
    )
    sent = client.post(
        page("supervise", mali), {"visited_on": day, "agreed": "ไปด้วยกัน", "wants_help": "on"} | answers
    )  # fmt: skip
    assert sent.status_code == 302
    said = client.get(page("supported", mali)).content.decode()
    assert "ไปด้วยกัน" in said
    assert "ไปด้วยกัน" not in client.get(reverse("centres:support")).content.decode()
    assert mali.person.full_name in client.get(reverse("centres:support")).content.decode()
    detail = client.get(reverse("volunteers:detail", args=[mali.pk])).content.decode()
    assert page("supported", mali) in detail
    client.post(page("withdraw_supervision", Supervision.objects.get()), {"reason": "ผิดคน"})
    client.post(page("end_target", target), {"csrfmiddlewaretoken": "x"})
    said = client.get(page("supported", mali)).content.decode()
    assert "ผิดคน" in said
    assert "ยังไม่ได้ตกลงเป้าหมาย" in said


def test_a_volunteer_reads_her_own_and_not_that_of_a_neighbour(client, mali, lead):
    user = make_user(R.VOLUNTEER, "86010104", person=mali.person)
    neighbour = make_volunteer("86010104")
    make_supervision(mali, lead, agreed="ของฉัน")
    make_supervision(neighbour, lead, agreed="ของเพื่อน")
    client.force_login(user)
    assert "ของฉัน" in client.get(page("supported", mali)).content.decode()
    assert client.get(page("supported", neighbour)).status_code == 404
    assert client.get(page("supervise", mali)).status_code == 403


def test_the_list_costs_the_same_queries_however_long(client, lead):
    client.force_login(lead)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(reverse("centres:support"))
        return len(told)

    for _one in range(2):
        make_supervision(make_volunteer("86010104"), lead, wants_help=True)
    make_target(Volunteer.objects.first(), lead)
    cost()
    few = cost()
    for _one in range(12):
        other = make_volunteer("86010104")
        make_supervision(other, lead, wants_help=True)
        make_target(other, lead)
    assert cost() == few


def test_two_entries_that_become_one_keep_one_target_and_one_visit_of_a_day(mali, lead):
    other = make_volunteer("86010104")
    for one in (mali, other):
        make_target(one, lead)
        make_supervision(one, lead)

    class Changes:
        def change(self, row, **values):
            type(row).objects.filter(pk=row.pk).update(**values)

        def take_away(self, row, into):
            pass

    ENTRY.join(mali, other, Changes())
    assert Target.objects.filter(volunteer=mali, ended_on__isnull=True).count() == 1
    assert mali.supervisions.count() == 2
    assert mali.supervisions.filter(withdrawn_on__isnull=True).count() == 1


def test_supervised_people_are_of_the_own_area_alone(mali, lead):
    make_volunteer("86010204")
    acts = partial(supervised_for, lead)
    assert list(acts()) == [mali]
