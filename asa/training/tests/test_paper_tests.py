"""The test before and after a course, on the telephone."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import now, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.paper_tests import (
    NewQuestion,
    add_question,
    answer_test,
    close_test,
    copy_questions,
    open_test,
    remove_question,
)
from asa.training.codes import CohortState, EnrolmentState, MarkKind
from asa.training.models import AnswerSheet, Mark, Sitting
from asa.training.queries.paper_tests import answered_by_question, tells_answers
from asa.training.signing import badge_code
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_day import make_cohort_of_today, make_registrar

pytestmark = pytest.mark.django_db
ASKED = NewQuestion("โทรสายด่วนใด", ["1300", "191"], 0)


def write(cohort, keeper, count=2):
    made = [
        add_question(
            cohort, question=NewQuestion(f"ข้อ {n}", ["ถูก", "ผิด"], 0), by=keeper, on=today()
        )
        for n in range(count)
    ]
    return made, open_test(cohort, kind=MarkKind.BEFORE, by=keeper, on=today())


def right(question):
    return question.choices.get(is_right=True).pk


def wrong(question):
    return question.choices.get(is_right=False).pk


def own_user(enrolment):
    user = make_user(Role.VOLUNTEER, "86010104")
    user.person = enrolment.person
    user.save()
    return user


def test_the_mark_follows_from_the_answers(keeper):
    one = make_enrolment()
    (first, second), sitting = write(one.cohort, keeper)
    sheet = answer_test(
        sitting, enrolment=one, answers={first.pk: right(first), second.pk: wrong(second)},
        by=own_user(one), at=now(),
    )  # fmt: skip
    mark = Mark.objects.get(enrolment=one)
    assert (sheet.right, sheet.out_of) == (1, 2)
    assert (mark.kind, mark.points, mark.out_of) == ("before", 1, 2)
    rows, answered = answered_by_question(one.cohort)
    assert [row.right["before"] for row in rows] == [1, 0]
    assert answered == {"before": 1, "after": 0}


def test_two_taps_count_once(keeper):
    one = make_enrolment()
    (first, second), sitting = write(one.cohort, keeper)
    user = own_user(one)
    taps = [
        partial(answer_test, sitting, enrolment=one, answers={q.pk: right(q)}, by=user, at=now())
        for q in (first, second)
    ]
    taps[0]()
    with pytest.raises(DomainError, match="มีคะแนนของแบบทดสอบนี้อยู่แล้ว"):
        taps[1]()
    assert AnswerSheet.objects.get().answers == {str(first.pk): str(right(first))}
    assert Mark.objects.count() == 1
    assert JournalEntry.objects.filter(verb="test.answered").count() == 1


def test_a_mark_that_was_written_by_hand_stays(keeper):
    one = make_enrolment()
    _questions, sitting = write(one.cohort, keeper)
    Mark.objects.create(
        enrolment=one, kind="before", points=7, out_of=10, given_on=today(), given_by=keeper
    )
    with pytest.raises(DomainError):
        answer_test(sitting, enrolment=one, answers={}, by=keeper, at=now())
    assert Mark.objects.get().points == 7


def test_only_the_participant_and_the_registrars_answer(keeper):
    one = make_enrolment()
    _questions, sitting = write(one.cohort, keeper)
    other = make_enrolment(one.quota)
    with pytest.raises(PermissionDenied):
        answer_test(sitting, enrolment=one, answers={}, by=own_user(other), at=now())
    sheet = answer_test(sitting, enrolment=one, answers={}, by=make_registrar(one.cohort), at=now())
    assert sheet.right == 0


def test_closed_tests_other_cohorts_and_lost_seats_are_refused(keeper):
    one = make_enrolment()
    (first, _second), sitting = write(one.cohort, keeper)
    stranger = make_enrolment(make_quota(make_cohort()))
    gone = make_enrolment(one.quota, state=EnrolmentState.DECLINED)
    for who in (stranger, gone):
        with pytest.raises(DomainError):
            answer_test(sitting, enrolment=who, answers={}, by=keeper, at=now())
    with pytest.raises(DomainError, match="ตัวเลือกนี้ไม่ใช่"):
        answer_test(sitting, enrolment=one, answers={first.pk: first.pk}, by=keeper, at=now())
    close_test(sitting, by=keeper, on=today())
    with pytest.raises(DomainError):
        answer_test(sitting, enrolment=one, answers={}, by=keeper, at=now())
    assert not AnswerSheet.objects.exists()


def test_of_two_who_close_the_second_is_told(keeper):
    cohort = make_cohort()
    _questions, sitting = write(cohort, keeper)
    other = Sitting.objects.get(pk=sitting.pk)
    close_test(sitting, by=keeper, on=today())
    with pytest.raises(DomainError, match="ปิดแล้ว"):
        close_test(other, by=keeper, on=today())


@pytest.mark.parametrize(
    "question",
    [
        NewQuestion(" ", ["a", "b"], 0),
        NewQuestion("x" * 501, ["a", "b"], 0),
        NewQuestion("x", ["a"], 0),
        NewQuestion("x", ["a", "a"], 0),
        NewQuestion("x", ["a", "b"], 2),
        NewQuestion("x", list("abcdefghi"), 0),
        NewQuestion("x", ["a" * 301, "b"], 0),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(keeper, question):
    cohort = make_cohort()
    with pytest.raises(DomainError):
        add_question(cohort, question=question, by=keeper, on=today())
    assert not cohort.questions.exists()


def test_questions_stay_once_somebody_answered(keeper):
    one = make_enrolment()
    (first, second), sitting = write(one.cohort, keeper)
    remove_question(second, by=keeper, on=today())
    answer_test(sitting, enrolment=one, answers={}, by=keeper, at=now())
    for act in (
        partial(remove_question, first, by=keeper, on=today()),
        partial(add_question, one.cohort, question=ASKED, by=keeper, on=today()),
    ):
        with pytest.raises(DomainError, match="มีผู้ตอบแล้ว"):
            act()


def test_questions_are_copied_within_a_course(keeper):
    source, cohort = make_cohort(), make_cohort()
    add_question(source, question=ASKED, by=keeper, on=today())
    assert copy_questions(cohort, source=source, by=keeper, on=today()) == 1
    (copied,) = cohort.questions.all()
    assert copied.choices.get(is_right=True).text == "1300"
    with pytest.raises(DomainError):
        copy_questions(cohort, source=source, by=keeper, on=today())


def test_who_does_not_keep_the_workshop_prepares_nothing(keeper):
    cohort = make_cohort()
    (question, *_more), sitting = write(cohort, keeper)
    registrar = make_registrar(cohort)
    for act in (
        partial(add_question, cohort, question=ASKED, by=registrar, on=today()),
        partial(remove_question, question, by=registrar, on=today()),
        partial(open_test, cohort, kind="after", by=registrar, on=today()),
        partial(close_test, sitting, by=registrar, on=today()),
        partial(copy_questions, cohort, source=cohort, by=registrar, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_right_answers_are_told_once_the_same_questions_are_not_asked_again(keeper):
    cohort = make_cohort_of_today(state=CohortState.RUNNING)
    _questions, before = write(cohort, keeper)
    assert not tells_answers(before)
    close_test(before, by=keeper, on=today())
    assert not tells_answers(before)

    after = open_test(cohort, kind=MarkKind.AFTER, by=keeper, on=today())
    assert not tells_answers(before)
    close_test(after, by=keeper, on=today())
    assert tells_answers(before)
    assert tells_answers(after)
    # Somebody came too late to the test after: nobody reads on.
    open_test(cohort, kind=MarkKind.AFTER, by=keeper, on=today())
    assert not tells_answers(before)


def test_right_answers_are_told_where_the_cohort_ended_without_a_test_after_it(keeper):
    cohort = make_cohort_of_today(state=CohortState.RUNNING)
    _questions, before = write(cohort, keeper)
    close_test(before, by=keeper, on=today())
    cohort.move_to(CohortState.DONE)
    before.refresh_from_db()
    assert tells_answers(before)


def test_the_pages_from_the_questions_to_the_answers(keeper):
    cohort = make_cohort_of_today(state=CohortState.RUNNING)
    one = make_enrolment(make_quota(cohort))
    office, phone = Client(), Client()
    office.force_login(keeper)
    phone.force_login(own_user(one))
    add = reverse("training:add_question", args=[cohort.pk])
    for bad in ("1300\n191", "*1300\n*191", "*1300"):
        assert office.post(add, {"text": "สายด่วน", "choices": bad}).status_code == 200
    office.post(add, {"text": "สายด่วนใด", "choices": "*1300\n191"})
    question = cohort.questions.get()
    page = reverse("training:answer", args=[one.pk, "before"])
    assert phone.get(page).status_code == 404
    office.post(reverse("training:turn_test", args=[cohort.pk, "before"]), {"act": "open"})
    assert "สายด่วนใด" in phone.get(page).content.decode()
    assert page in phone.get(reverse("training:mine")).content.decode()
    assert page in office.get(reverse("training:badge", args=[badge_code(one.pk)])).content.decode()
    bad = phone.post(page, {f"q_{question.pk.hex}": str(question.pk)})
    assert bad.status_code == 200
    phone.post(page, {f"q_{question.pk.hex}": str(wrong(question))})
    waiting = phone.get(page).content.decode()
    assert "1300" not in waiting
    office.post(reverse("training:turn_test", args=[cohort.pk, "before"]), {"act": "close"})
    told = phone.get(page).content.decode()
    assert "ถูก 0 จาก 1 ข้อ" in told
    assert "1300" not in told
    for act in ("open", "close"):
        assert "1300" not in phone.get(page).content.decode()
        office.post(reverse("training:turn_test", args=[cohort.pk, "after"]), {"act": act})
    assert "<b>1300</b>" in phone.get(page).content.decode()
    shown = office.get(reverse("training:tests", args=[cohort.pk])).content.decode()
    assert "ตอบแล้ว 1 คน" in shown
    assert office.post(reverse("training:turn_test", args=[cohort.pk, "x"])).status_code == 302
    assert not Sitting.objects.exclude(kind__in=("before", "after")).exists()
