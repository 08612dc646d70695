"""Work of groups: who notes what, until when, and the minutes made from it."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.group_work import (
    Finding,
    Grouping,
    change_group,
    change_point,
    close_minutes,
    correct_minutes,
    make_group,
    note_point,
    remove_group,
    remove_point,
)
from asa.training.closing import report_as_pdf, told_in_report
from asa.training.codes import CohortState, EnrolmentState
from asa.training.minutes import composed, mark_of, minutes_as_pdf, minutes_files
from asa.training.models import GroupMinutes, GroupPoint, WorkGroup
from asa.training.queries.group_work import group_count, groups_for, own_groups
from asa.training.tests.factories import make_enrolment, make_workshop
from asa.training.tests.factories_day import (
    make_cohort_of_today,
    make_people,
    make_registrar,
    make_session,
)

pytestmark = pytest.mark.django_db
SAID = Finding("ผู้สูงอายุอยู่ลำพัง", "ตั้งเวรเยี่ยมบ้าน", "พมจ. ชุมพร", today() + timedelta(days=30))


@pytest.fixture
def people():
    return make_people(make_cohort_of_today(), 4)


@pytest.fixture
def group(people, keeper):
    return make(people[:2], keeper, reporter=people[0])


def make(members, by, *, topic="การเยี่ยมบ้าน", cohort=None, **fields):
    grouping = Grouping(topic, members, **fields)
    cohort = cohort or members[0].cohort
    return make_group(cohort, grouping=grouping, by=by, on=today())


def point(group, by, finding=SAID):
    return note_point(group, finding=finding, by=by, on=today())


def close(cohort, by, seen=None, text=None):
    found = composed(cohort)
    return close_minutes(cohort, text=text or found, seen=seen or mark_of(found), by=by, on=today())


def correct(cohort, by, text="แก้แล้ว", seen=0, reason="พิมพ์ผิด"):
    return correct_minutes(cohort, text=text, reason=reason, seen=seen, by=by, on=today())


def own_user(enrolment):
    user = make_user(Role.VOLUNTEER, "86010104")
    user.person = enrolment.person
    user.save()
    return user


def test_keeper_registrar_and_the_groups_own_reporter_note_points(people, group, keeper):
    registrar, reporter = make_registrar(group.cohort), own_user(people[0])
    made = [point(group, by).number for by in (keeper, registrar, reporter)]
    assert made == [1, 2, 3]
    assert make(people[2:], registrar).number == 2
    assert group_count(group.cohort).groups == 2
    assert group_count(group.cohort).points == 3
    assert list(own_groups(reporter)) == [group]
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"workgroup.made", "group_point.noted"} <= verbs


def test_who_may_not(people, group, keeper):
    other_group = make(people[2:], keeper, reporter=people[2])
    first = point(group, keeper)
    nobody = [
        own_user(people[1]),  # a member who is not the reporter
        own_user(people[2]),  # the reporter of another group
        make_user(Role.PROVINCE_OFFICER, "84"),
        make_user(Role.AUDITOR, "TH"),
        make_user(Role.DEPARTMENT_OFFICER, "TH", ended_on=today()),
    ]
    for user in nobody:
        for act in (
            partial(point, group, user),
            partial(change_point, first, finding=SAID, seen=0, by=user, on=today()),
            partial(remove_point, first, by=user, on=today()),
            partial(make, people[:1], user),
            partial(close, group.cohort, user),
            partial(correct, group.cohort, user),
        ):
            with pytest.raises(PermissionDenied):
                act()
    reporter, registrar = own_user(people[0]), make_registrar(group.cohort)
    for act in (
        partial(change_group, group, grouping=Grouping("x", people[:1]), by=reporter, on=today()),
        partial(remove_group, other_group, by=reporter, on=today()),
        partial(close, group.cohort, registrar),
        partial(correct, group.cohort, registrar),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_reporter_who_lost_the_seat_notes_nothing_more(people, group):
    user = own_user(people[0])
    people[0].move_to(EnrolmentState.ABSENT)
    group = WorkGroup.objects.get(pk=group.pk)
    with pytest.raises(PermissionDenied):
        point(group, user)
    assert not groups_for(user).exists()
    assert not own_groups(user).exists()


def test_only_while_the_cohort_is_held_or_afterwards(people, group, keeper):
    cohort = group.cohort
    for state in (CohortState.OPEN, CohortState.CONFIRMED, CohortState.CANCELLED):
        type(cohort).objects.filter(pk=cohort.pk).update(state=state)
        with pytest.raises(DomainError, match="ระหว่างการอบรม"):
            point(group, keeper)
        with pytest.raises(DomainError, match="ระหว่างการอบรม"):
            make(people[2:], keeper)
    type(cohort).objects.filter(pk=cohort.pk).update(state=CohortState.DONE)
    assert point(group, keeper).number == 1


def test_a_group_has_members_of_the_cohort_with_a_seat(people, group, keeper):
    (stranger,) = make_people(make_cohort_of_today(), 1, "84")
    gone = make_enrolment(people[0].quota, state=EnrolmentState.DECLINED)
    foreign = make_session(stranger.cohort)
    cohort = group.cohort
    for members, fields in (
        ([], {}),
        ([stranger], {}),
        ([gone], {}),
        (people[2:], {"reporter": people[0]}),
        (people[2:], {"session": foreign}),
        (people[2:], {"topic": " "}),
        (people[2:], {"topic": "x" * 201}),
        (people[1:], {}),  # the second is in the first group already
    ):
        with pytest.raises(DomainError):
            make(members, keeper, cohort=cohort, **fields)
    # In another part of the programme people sit together anew.
    assert make(people[1:], keeper, session=make_session(cohort)).number == 2


def test_a_group_is_changed_and_taken_out_while_it_is_empty(people, group, keeper):
    grouping = Grouping("คนหาย", people[1:], people[3])
    changed = change_group(group, grouping=grouping, by=keeper, on=today())
    assert (changed.topic, changed.members.count(), changed.reporter) == ("คนหาย", 3, people[3])
    first = point(group, keeper)
    with pytest.raises(DomainError, match="นำประเด็นออกก่อน"):
        remove_group(group, by=keeper, on=today())
    remove_point(first, by=keeper, on=today())
    remove_group(group, by=keeper, on=today())
    assert not WorkGroup.objects.exists()


@pytest.mark.parametrize(
    "finding",
    [
        Finding(" ", "x"),
        Finding("x", ""),
        Finding("x" * 1001, "x"),
        Finding("x", "x" * 1001),
        Finding("x", "x", "x" * 161),
        Finding("x", "x", "", today() - timedelta(days=1)),
    ],
)
def test_what_is_empty_too_long_or_due_before_is_refused(group, keeper, finding):
    with pytest.raises(DomainError):
        point(group, keeper, finding)
    assert not GroupPoint.objects.exists()


def test_of_two_who_change_a_point_the_second_is_told_no(group, keeper):
    first = point(group, keeper)
    acts = [
        partial(
            change_point, GroupPoint.objects.get(pk=first.pk), finding=Finding(words, "x"),
            seen=0, by=keeper, on=today(),
        )
        for words in ("ก", "ข")
    ]  # fmt: skip
    acts[0]()
    with pytest.raises(DomainError, match="มีผู้อื่นแก้ไขประเด็นนี้ไปก่อนแล้ว"):
        acts[1]()
    assert GroupPoint.objects.get().problem == "ก"


def test_points_that_came_in_meanwhile_are_read_before_closing(group, keeper):
    with pytest.raises(DomainError, match="ยังไม่มีกลุ่มใด"):
        close(group.cohort, keeper)
    point(group, keeper)
    closing = partial(close, group.cohort, keeper, mark_of(composed(group.cohort)))
    point(group, keeper, Finding("คนหาย", "แจ้งเครือข่าย"))
    with pytest.raises(DomainError, match="ในระหว่างนี้"):
        closing()
    assert not GroupMinutes.objects.exists()


def test_closed_minutes_are_corrected_with_a_reason_and_keep_what_they_said(group, keeper):
    cohort, first = group.cohort, point(group, keeper)
    closings = [partial(close, cohort, keeper, mark_of(composed(cohort))) for _one in range(2)]
    closings[0]()
    for act in (
        closings[1],
        partial(point, group, keeper),
        partial(change_point, first, finding=SAID, seen=0, by=keeper, on=today()),
        partial(remove_point, first, by=keeper, on=today()),
        partial(change_group, group, grouping=Grouping("x", []), by=keeper, on=today()),
    ):
        with pytest.raises(DomainError, match="ปิดรายงานแล้ว"):
            act()
    corrections = [partial(correct, cohort, keeper, text) for text in ("หนึ่ง", "สอง")]
    corrections[0]()
    with pytest.raises(DomainError, match="ไปก่อนแล้ว"):
        corrections[1]()
    minutes = GroupMinutes.objects.get()
    (former,) = minutes.former.all()
    assert (minutes.text, former.reason) == ("หนึ่ง", "พิมพ์ผิด")
    assert "ผู้สูงอายุอยู่ลำพัง" in former.text
    for fields in ({"reason": " "}, {"reason": "x" * 301}, {"text": " "}, {"text": "หนึ่ง"},
                   {"text": "x" * 60001}):  # fmt: skip
        with pytest.raises(DomainError):
            correct(cohort, keeper, seen=1, **fields)


def test_nothing_is_corrected_before_it_is_closed(group, keeper):
    with pytest.raises(DomainError, match="ยังไม่มีรายงานการประชุม"):
        correct(group.cohort, keeper)


def test_the_paper_is_in_thai_and_runs_no_words(people, group, keeper):
    point(group, keeper, Finding('เด็ก 3 คน\n\n#panic("x")', "ดูแล", "", today()))
    text = composed(group.cohort)
    assert "กลุ่มที่ ๑ เรื่อง การเยี่ยมบ้าน" in text
    assert 'ปัญหา: เด็ก ๓ คน #panic("x")' in text
    assert "ฉบับร่าง" in minutes_files(group.cohort)["minutes.json"]
    assert minutes_as_pdf(group.cohort).startswith(b"%PDF")
    close(group.cohort, keeper, text="ข้อ 5\nความ")
    told = minutes_files(group.cohort)["minutes.json"]
    assert "ข้อ ๕" in told
    assert "ฉบับร่าง" not in told


def test_the_report_names_groups_and_points(people, group, keeper):
    point(group, keeper)
    (told,) = told_in_report(group.cohort.workshop)["cohorts"]
    assert told["group_work"] == "กลุ่มย่อย ๑ กลุ่ม บันทึก ๑ ประเด็น"
    assert report_as_pdf(group.cohort.workshop).startswith(b"%PDF")
    empty = make_cohort_of_today(workshop=make_workshop(name="อื่น"))
    (told,) = told_in_report(empty.workshop)["cohorts"]
    assert told["group_work"] == ""


def test_from_the_group_to_the_minutes_on_the_pages(people, keeper):
    cohort = people[0].cohort
    office, phone, stranger = Client(), Client(), Client()
    office.force_login(keeper)
    phone.force_login(own_user(people[0]))
    stranger.force_login(own_user(people[3]))
    page = reverse("training:groups", args=[cohort.pk])
    assert page in office.get(reverse("training:kit", args=[cohort.pk])).content.decode()
    assert phone.get(page).status_code == 403
    told = {"topic": "การเยี่ยมบ้าน", "members": [str(one.pk) for one in people[:2]]}
    office.post(
        reverse("training:add_group", args=[cohort.pk]), told | {"reporter": str(people[0].pk)}
    )
    group = WorkGroup.objects.get()
    own = reverse("training:group", args=[group.pk])
    assert own in phone.get(reverse("training:mine")).content.decode()
    assert stranger.get(own).status_code == 404
    phone.post(
        reverse("training:note_point", args=[group.pk]),
        {"problem": "อยู่ลำพัง", "proposal": "เยี่ยมบ้าน", "who": "", "due_on": ""},
    )
    first = GroupPoint.objects.get()
    change = reverse("training:change_point", args=[first.pk])
    assert stranger.get(change).status_code == 404
    phone.post(change, {"problem": "อยู่คนเดียว", "proposal": "เยี่ยมบ้าน", "seen": "0"})
    late = phone.post(change, {"problem": "ช้าไป", "proposal": "เยี่ยมบ้าน", "seen": "0"})
    assert "ช้าไป" in late.content.decode()
    assert "อยู่คนเดียว" in phone.get(own).content.decode()

    shut = reverse("training:close_minutes", args=[cohort.pk])
    form = office.get(shut).context["form"]
    office.post(shut, form.initial | {"text": form.initial["text"] + "\r\n\r\nปิดประชุม"})
    minutes = GroupMinutes.objects.get()
    assert minutes.text.endswith("\n\nปิดประชุม")
    office.post(
        reverse("training:correct_minutes", args=[cohort.pk]),
        {"text": "ใหม่", "reason": "พิมพ์ผิด", "seen": "0"},
    )
    shown = office.get(page).content.decode()
    assert "ปิดประชุม" in shown
    assert "พิมพ์ผิด" in shown
    assert own not in phone.get(reverse("training:mine")).content.decode()
    paper = office.get(reverse("training:minutes_paper", args=[cohort.pk]))
    assert paper.headers["Content-Type"] == "application/pdf"
    assert AccessEntry.objects.get(verb="cohort.paper").data["paper"] == "minutes"
    office.post(reverse("training:remove_point", args=[first.pk]))
    assert GroupPoint.objects.exists()
    summary = office.get(reverse("training:summary", args=[cohort.pk])).content.decode()
    assert "กลุ่มย่อย 1 กลุ่ม บันทึก 1 ประเด็น" in summary
