"""Every act on a card is tried by every role from every relation to the place."""

from datetime import date

import pytest

from asa.cards.actions import (
    NewCard,
    NewIssuer,
    accept_card_photo,
    add_card_photo,
    change_issuer,
    cut_card_photo,
    find_card,
    issue_cards,
    mark_printed,
    prepare_card,
    propose_card_photo,
    refuse_card_photo,
    report_lost,
    revoke_card,
    set_for_print,
)
from asa.cards.codes import CardState
from asa.cards.models import CardIssuer
from asa.cards.portraits import Crop
from asa.cards.tests.factories import (
    make_card,
    make_card_photo,
    make_picture,
    make_proposed_photo,
    make_ready,
)
from asa.common.thaidate import today
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, only, who_may
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
S = CardState


def card_at(state, **fields):
    return lambda: make_card(make_ready(), state, **fields)


def drafted_for_print():
    return make_card(make_ready(), S.DRAFT, issued_on=ON, issuer=CardIssuer.objects.first())


def sent_photo():
    user = make_user("volunteer", "86010104")
    return make_proposed_photo(make_volunteer(person=user.person), user)


OF_THE_OFFICE = {
    "prepare": (make_ready, lambda one, by: prepare_card(one, wanted=NewCard(), by=by, on=ON)),
    "set_for_print": (
        card_at(S.DRAFT),
        lambda one, by: set_for_print([one], issued_on=ON, by=by, on=ON),
    ),
    "mark_printed": (drafted_for_print, lambda one, by: mark_printed([one], by=by, on=ON)),
    "issue": (card_at(S.PRINTED), lambda one, by: issue_cards([one], by=by, on=today())),
    "report_lost": (
        card_at(S.ISSUED),
        lambda one, by: report_lost(one, reason="ตกน้ำ", by=by, on=ON),
    ),
    "find": (card_at(S.LOST), lambda one, by: find_card(one, by=by, on=ON)),
    "revoke": (card_at(S.ISSUED), lambda one, by: revoke_card(one, reason="ผิด", by=by, on=ON)),
    "add_photo": (
        make_volunteer,
        lambda one, by: add_card_photo(one, file=make_picture(), crop=Crop(), by=by, on=ON),
    ),
    "cut_photo": (
        lambda: make_card_photo(make_volunteer()),
        lambda one, by: cut_card_photo(one, crop=Crop(), by=by, on=ON),
    ),
    "accept_photo": (sent_photo, lambda one, by: accept_card_photo(one, by=by, on=ON)),
    "refuse_photo": (
        sent_photo,
        lambda one, by: refuse_card_photo(one, reason="มืดไป", by=by, on=ON),
    ),
}


def test_the_office_of_the_province_alone_makes_and_takes_back_cards():
    assert who_may(OF_THE_OFFICE) == dict.fromkeys(OF_THE_OFFICE, only(KEEPERS))


def test_the_department_alone_says_who_issues_and_nobody_sends_anothers_photo():
    given = NewIssuer("นายเอก ใจดี", "อธิบดี")
    acts = {
        "change_issuer": (
            CardIssuer.objects.get,
            lambda one, by: change_issuer(one, given=given, started_on=today(), by=by, on=today()),
        ),
        "propose_photo": (
            make_volunteer,
            lambda one, by: propose_card_photo(one, file=make_picture(), crop=Crop(), by=by, on=ON),
        ),
    }
    assert who_may(acts) == {"change_issuer": only(DEPARTMENT), "propose_photo": {}}
