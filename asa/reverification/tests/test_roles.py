"""Every act in a round is tried by every role from every relation to the place."""

import pytest

from asa.people.tests.roles import DEPARTMENT, KEEPERS, LEADS, VILLAGE, only, who_may
from asa.places.models import Area
from asa.reverification.actions import (
    Said,
    answer_entry,
    carry_out,
    close_round,
    confirm_entries,
    decline,
    open_round,
    plan_round,
    take_back_round,
)
from asa.reverification.actions.rounds import Plan
from asa.reverification.codes import Answer
from asa.reverification.tests.factories import DAY, ON, entry_of, make_round
from asa.reverification.tests.test_deciding import ORDER, say
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chumphon")]
CONFIRMED = Said(Answer.CONFIRMED)


def planned():
    return make_round(state="planned")


def opened():
    make_volunteer(VILLAGE)
    return make_round()


def waiting():
    volunteer = make_volunteer(VILLAGE)
    return entry_of(make_round(), volunteer)


def stopped():
    entry = waiting()
    return say(entry.round, entry.volunteer, "ended", end_reason="resigned")


def confirm(found, by):
    key = found.entries.get().volunteer_id
    confirm_entries(found, volunteers=[key], by=by, on=ON)


def plan(area, by):
    plan_round(area, plan=Plan("รอบใหม่", ON, ON + DAY), by=by, on=ON)


OF_THE_ROUND = {
    "plan": (lambda: Area.objects.get(pk="8601"), plan),
    "open": (planned, lambda one, by: open_round(one, by=by, on=ON)),
    "close": (opened, lambda one, by: close_round(one, by=by, on=ON)),
    "take_back": (opened, lambda one, by: take_back_round(one, reason="ผิดปี", by=by, on=ON)),
}
OF_THE_LINES = {
    "answer": (waiting, lambda one, by: answer_entry(one, said=CONFIRMED, by=by, on=ON)),
    "confirm": (opened, confirm),
}
OF_THE_ANSWERS = {
    "carry_out": (stopped, lambda one, by: carry_out(one, order=ORDER, by=by, on=ON)),
    "decline": (stopped, lambda one, by: decline(one, reason="ยังอยู่", by=by, on=ON)),
}


def test_office_and_department_keep_the_rounds_of_their_area():
    expected = dict.fromkeys(OF_THE_ROUND, only(KEEPERS, DEPARTMENT))
    assert who_may(OF_THE_ROUND) == expected


def test_leads_and_the_office_answer():
    assert who_may(OF_THE_LINES) == dict.fromkeys(OF_THE_LINES, only(LEADS, KEEPERS))


def test_only_who_keeps_the_register_carries_out_what_answers_ask():
    assert who_may(OF_THE_ANSWERS) == {
        "carry_out": only(KEEPERS),
        "decline": only(KEEPERS, DEPARTMENT),
    }
