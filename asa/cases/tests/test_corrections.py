"""What the reporter changed of a report that came back: kept sealed, shown to who checks it."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from asa.cases.actions import mending, returning
from asa.cases.corrections import corrections_of
from asa.cases.models import CaseReturn, Problem
from asa.cases.tests.factories import make_case, make_lists
from asa.cases.tests.test_checking import ITEMS, mend_place, tambon_lead
from asa.cases.wish import Wish
from asa.common import citizenid
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


@pytest.fixture
def lead():
    return tambon_lead()


@pytest.fixture
def returned(lead):
    case = make_case()
    returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    return case


def answer(case, said="edited"):
    keys = case.returns.latest("pk").items.values_list("pk", flat=True)
    answers = dict.fromkeys(keys, said)
    returning.answer_return(case, answers=answers, by=case.reported_by, on=today())


def test_before_the_answer_there_is_nothing_to_compare(returned):
    mend_place(returned)
    assert corrections_of(returned) is None


def test_each_field_that_was_changed_stands_beside_what_it_said_before(returned):
    home = returned.household
    before = " · ".join(filter(None, [home.house_no, home.landmark]))
    mend_place(returned)
    answer(returned)
    with translation.override("en"):
        found = {one.label: one for one in corrections_of(returned)}
    told = found["House number and landmark"]
    assert told.after == ["43 · ติดคลอง"]
    assert told.before == ([before] if before else [])
    assert "What was seen" not in found


def test_words_and_urgency_are_compared_in_the_readers_language(returned):
    wish = Wish(
        problems=list(Problem.objects.all()[:1]),
        triage="urgent",
        summary="ขอซ่อมหลังคา",
        amount_wanted=Decimal(3000),
    )
    mending.mend_problem(returned, wish=wish, by=returned.reported_by, on=today())
    answer(returned, "unchanged_ok")
    with translation.override("th"):
        thai = {one.label: one.after for one in corrections_of(returned)}
    with translation.override("en"):
        english = {one.label: one.after for one in corrections_of(returned)}
    assert ["ขอซ่อมหลังคา"] in thai.values()
    assert english["How urgent it is"] == ["Urgent: within three days"]
    assert english["Amount asked (baht)"] == ["3,000 baht"]
    assert ["Urgent: within three days"] not in thai.values()
    assert len(thai) == len(english)


def test_who_says_that_all_is_right_has_changed_nothing(returned):
    answer(returned, "unchanged_ok")
    assert corrections_of(returned) == []


def test_what_is_changed_after_the_answer_is_no_answer(returned):
    answer(returned, "unchanged_ok")
    mended = returned.household
    mended.house_no = "999"
    mended.save()
    assert corrections_of(returned) == []


def test_of_two_times_the_last_one_is_told(returned, lead):
    mend_place(returned)
    answer(returned)
    returning.return_case(returned, items=ITEMS[1:], by=lead, on=today())
    assert [one.after for one in corrections_of(returned)] != []
    answer(returned, "unchanged_ok")
    assert corrections_of(returned) == []


def test_it_lies_sealed_and_no_log_holds_a_word_of_it(returned):
    mend_place(returned)
    answer(returned)
    with connection.cursor() as cursor:
        cursor.execute("SELECT before, after FROM cases_casereturn")
        ((before, after),) = cursor.fetchall()
    for stored in (before, after):
        assert "ติดคลอง".encode() not in bytes(stored)
    assert json.loads(CaseReturn.objects.get().after)["house"] == [["43", "ติดคลอง"]]
    logged = json.dumps(
        list(JournalEntry.objects.values_list("data", flat=True)), ensure_ascii=False
    )
    assert "ติดคลอง" not in logged


def test_a_citizen_id_is_kept_as_it_is_shown(lead):
    case = make_case()
    person = case.household.members.first().person
    person.citizen_id = "3860691848847"
    person.save()
    returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    told = json.loads(CaseReturn.objects.get().before)["citizen_id"]
    assert citizenid.masked("3860691848847") in str(told)
    assert "3860691848847" not in CaseReturn.objects.get().before


def test_who_checks_reads_it_on_the_page_and_the_neighbour_does_not(returned, lead):
    mend_place(returned)
    answer(returned)
    page = reverse("cases:check", args=[returned.pk])
    client = Client(headers={"accept-language": "th"})
    client.force_login(lead)
    said = client.get(page).content.decode()
    assert "<ins>" in said
    assert "ติดคลอง" in said
    client.force_login(make_user("tambon_lead", "860102"))
    assert client.get(page).status_code == 404


def test_the_office_that_sent_it_back_reads_it_on_the_case():
    worker, case = make_user("social_worker", "86"), make_case("fact_finding")
    returning.return_case(case, items=ITEMS[:1], by=worker, on=today())
    mend_place(case)
    answer(case)
    client = Client(headers={"accept-language": "th"})
    client.force_login(worker)
    assert "<ins>" in client.get(reverse("cases:show", args=[case.pk])).content.decode()


def test_the_same_amount_written_otherwise_is_no_correction(lead):
    case = make_case()
    case.amount_wanted = Decimal("3000.00")
    case.save()
    returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    wish = Wish(
        list(case.problems.all()), case.triage, case.summary, case.detail or "", Decimal(3000)
    )
    mending.mend_problem(case, wish=wish, by=case.reported_by, on=today())
    answer(case, "unchanged_ok")
    assert corrections_of(case) == []
