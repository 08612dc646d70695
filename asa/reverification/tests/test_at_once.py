"""Two people at the same moment, on a database that lets them: one answer, one decision."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.people.tests.factories import make_user
from asa.reverification.actions import Said, answer_entry, carry_out, close_round, open_round
from asa.reverification.codes import Answer
from asa.reverification.models import Round
from asa.reverification.tests.factories import ON, entry_of, make_ground, make_round
from asa.volunteers.actions import Order
from asa.volunteers.models import VolunteerStep

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def ground():
    with transaction.atomic():
        people, users = make_ground()
        return people, users, make_round(by=users["officer"])


def test_of_two_answers_one_stands(ground):
    people, users, found = ground
    answers = {"tambon": Said(Answer.CONFIRMED), "district": Said(Answer.NOT_FOUND)}
    acts = at_once(
        *(
            partial(
                answer_entry,
                entry_of(found, people["first"]),
                said=said,
                by=fresh(users[name]),
                on=ON,
            )
            for name, said in answers.items()
        )
    )
    assert acts.count("done") == 1
    assert any("just answered" in one for one in acts)


def test_an_answer_is_carried_out_once(ground):
    people, users, found = ground
    with transaction.atomic():
        said = Said(Answer.ENDED, end_reason="resigned")
        entry = entry_of(found, people["first"])
        answer_entry(entry, said=said, by=users["tambon"], on=ON)
    acts = at_once(
        *(
            partial(
                carry_out,
                entry_of(found, people["first"]),
                order=Order(),
                by=fresh(users[name]),
                on=ON,
            )
            for name in ("officer", "head")
        )
    )
    assert acts.count("done") == 1
    assert VolunteerStep.objects.filter(kind="ended").count() == 1


def test_a_round_is_closed_once(ground):
    _people, users, found = ground
    acts = at_once(
        *(
            partial(close_round, Round.objects.get(pk=found.pk), by=fresh(users[name]), on=ON)
            for name in ("officer", "head")
        )
    )
    assert acts.count("done") == 1


def test_of_two_rounds_of_one_area_one_opens(ground):
    with transaction.atomic():
        department = make_user("department_officer", "TH")
        rounds = [make_round(area, state="planned") for area in ("85", "8501")]
    acts = at_once(
        *(
            partial(open_round, Round.objects.get(pk=one.pk), by=fresh(department), on=ON)
            for one in rounds
        )
    )
    assert acts.count("done") == 1
    assert Round.objects.filter(area__code__startswith="85", state="open").count() == 1
