"""Passing the basic course lets a trainee be registered, and being registered be carded."""

import pytest

from asa.cards.actions import NewCard, prepare_card, set_for_print
from asa.cards.codes import CardState
from asa.cards.tests.factories import make_card_photo, make_issuer
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import train_graduates
from asa.training.tests.factories_results import (
    give_all,
    make_held_cohort,
    make_participant,
    make_signer,
)
from asa.volunteers.actions import Registration, enrol_volunteer
from asa.volunteers.codes import VolunteerState
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
NUMBER = Registration("868600777", 2569, "118/2569")


def test_from_the_evening_of_the_course_to_the_card():
    officer, day = make_user(Role.PROVINCE_OFFICER, "86"), today()
    make_signer("86")
    make_issuer()
    cohort = make_held_cohort("basic", owner="86", ended_on=day)
    passed, failed = (
        make_volunteer(state=VolunteerState.VERIFIED, registered_on=None) for _ in range(2)
    )
    make_participant(cohort, volunteer=passed, after=80)
    make_participant(cohort, volunteer=failed, after=20)
    give_all(cohort, by=officer)

    train_graduates(cohort, by=officer, on=day)
    for one in (passed, failed):
        one.refresh_from_db()
    with pytest.raises(DomainError):
        enrol_volunteer(failed, registration=NUMBER, by=officer, on=day)
    enrol_volunteer(passed, registration=NUMBER, by=officer, on=day)
    passed.refresh_from_db()
    make_card_photo(passed, officer)
    card = prepare_card(passed, wanted=NewCard(), by=officer, on=day)
    set_for_print([card], issued_on=day, by=officer, on=day)

    card.refresh_from_db()
    assert (passed.state, passed.registration_no) == (VolunteerState.REGISTERED, "868600777")
    assert (card.state, card.issued_on) == (CardState.DRAFT, day)
