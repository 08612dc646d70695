"""Every act of a handover is tried by every role from every relation to the place."""

import pytest

from asa.handover.actions import (
    accept_item,
    decline_item,
    give_item_back,
    offer_item,
    undo_acceptance,
    withdraw_offer,
)
from asa.handover.tests.factories import ON
from asa.handover.tests.test_actions import Story
from asa.people.codes import Role
from asa.people.models import User
from asa.people.tests.roles import LEADS, only, who_may

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
# Who gives households into care; the head of the office decides and writes none down.
WRITERS = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER)


def waiting():
    return Story().care


def offered():
    story = Story()
    story.offer(story.care)
    return story.care


def accepted():
    story = Story()
    story.offer(story.care)
    story.accept(story.care)
    return story.care


def offer(item, by):
    nari = User.objects.filter(posts__area="86010105", posts__role="volunteer").latest("pk")
    offer_item(item, to=nari, by=by, on=ON)


BY_WHO_GIVES = {
    "offer": (waiting, offer),
    "withdraw": (offered, lambda one, by: withdraw_offer(one, by=by, on=ON)),
}
BY_WHO_WAS_ASKED = {
    "accept": (offered, lambda one, by: accept_item(one, by=by, on=ON)),
    "decline": (offered, lambda one, by: decline_item(one, reason="ไกล", by=by, on=ON)),
    "give_back": (accepted, lambda one, by: give_item_back(one, reason="ไกล", by=by, on=ON)),
}


def test_leads_officer_and_social_worker_offer_and_withdraw():
    assert who_may(BY_WHO_GIVES) == dict.fromkeys(BY_WHO_GIVES, only(LEADS, WRITERS))


def test_no_post_answers_for_the_person_who_was_asked():
    assert who_may(BY_WHO_WAS_ASKED) == {name: {} for name in BY_WHO_WAS_ASKED}


def test_the_office_that_gives_households_into_care_undoes_an_acceptance():
    acts = {"undo": (accepted, lambda one, by: undo_acceptance(one, reason="ผิดคน", by=by, on=ON))}
    assert who_may(acts) == {"undo": only(WRITERS)}
