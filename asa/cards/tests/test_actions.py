"""A card from its draft until it is worth nothing: each step, and each no."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from asa.cards.actions import (
    NewCard,
    NewIssuer,
    change_issuer,
    find_card,
    issue_cards,
    mark_printed,
    prepare_card,
    prepare_cards,
    report_lost,
    revoke_card,
    set_for_print,
)
from asa.cards.codes import NEXT_STATES, CardState
from asa.cards.models import CardIssuer, VolunteerCard
from asa.cards.queries import issuer_on
from asa.cards.tests.factories import make_card, make_ready
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.shortcodes import ALPHABET
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.actions import end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
S = CardState


def verbs(card):
    return [line.verb for line in journal.history_of(card)]


def prepare(volunteer, by, **wanted):
    return prepare_card(volunteer, wanted=NewCard(**wanted), by=by, on=ON)


def test_a_card_goes_from_draft_to_the_hand_of_its_owner(officer):
    volunteer = make_ready(prefix="นาง", given_name="มะลิ", family_name="รักถิ่น")
    card = prepare(volunteer, officer)
    set_for_print([card], issued_on=ON, by=officer, on=ON)
    mark_printed([card], by=officer, on=ON)
    issue_cards([card], by=officer, on=ON)

    card.refresh_from_db()
    assert (card.state, card.serial, card.name_th) == (S.ISSUED, 1, "นางมะลิ รักถิ่น")
    assert (card.registration_no, card.year_be) == (volunteer.registration_no, 2565)
    assert (card.issued_on, card.issuer, card.province) == (ON, issuer_on(ON), "86")
    assert card.is_valid_on(ON)
    assert verbs(card) == ["card.issued", "card.printed", "card.set_for_print", "card.prepared"]


def test_the_code_is_random_and_tells_nothing_of_the_card(officer):
    cards = [prepare(make_ready(), officer) for _one in range(3)]

    assert len({card.code for card in cards}) == 3
    for card in cards:
        assert len(card.code) == 12
        assert set(card.code) <= set(ALPHABET)
        assert card.code not in f"{card.pk}{card.registration_no}"


@pytest.mark.parametrize(
    ("fields", "has_photo", "words"),
    [
        ({}, False, "รูปถ่าย"),
        ({"state": "applied"}, True, "ขึ้นทะเบียน"),
        ({"state": "suspended"}, True, "ขึ้นทะเบียน"),
        ({"state": "ended"}, True, "ขึ้นทะเบียน"),
        ({"registration_no": ""}, True, "เลขทะเบียน"),
    ],
)
def test_who_lacks_something_gets_no_card_and_reads_what(officer, fields, has_photo, words):
    volunteer = make_ready(**fields) if has_photo else make_volunteer(**fields)

    with pytest.raises(DomainError, match=words):
        prepare(volunteer, officer)
    assert not VolunteerCard.objects.exists()


def test_an_english_card_needs_a_name_in_latin_letters(officer):
    volunteer = make_ready()

    with pytest.raises(DomainError, match="โรมัน"):
        prepare(volunteer, officer, language="en")
    card = prepare(volunteer, officer, language="en", name_en="Mrs. Mali Rakthin")
    assert (card.language, card.name_en) == ("en", "Mrs. Mali Rakthin")


def test_the_english_name_of_the_register_comes_with_its_title(officer):
    volunteer = make_ready(prefix="นางสาว")
    volunteer.person.given_name_en, volunteer.person.family_name_en = "Mali", "Rakthin"
    volunteer.person.save()

    assert prepare(volunteer, officer).name_en == "Miss Mali Rakthin"


@pytest.mark.parametrize("state", [S.DRAFT, S.PRINTED, S.ISSUED])
def test_nobody_gets_a_second_card_of_the_same_language(officer, state):
    volunteer = make_ready()
    make_card(volunteer, state)

    with pytest.raises(DomainError, match="มีบัตรอยู่แล้ว"):
        prepare(volunteer, officer)
    assert prepare(volunteer, officer, language="en", name_en="Mali").serial == 2


def test_a_lost_card_is_replaced_by_the_next_one(officer):
    volunteer = make_ready()
    old = make_card(volunteer, S.LOST)
    card = prepare(volunteer, officer)
    set_for_print([card], issued_on=ON, by=officer, on=ON)
    mark_printed([card], by=officer, on=ON)

    old.refresh_from_db()
    assert (card.replaces, card.serial, old.state) == (old, 2, S.LOST)
    issue_cards([card], by=officer, on=ON)
    old.refresh_from_db()
    assert old.state == S.REPLACED
    assert verbs(old) == ["card.replaced"]


def test_a_good_card_holds_until_its_successor_is_handed_out(officer):
    old = make_card(make_ready())
    card = prepare(old.volunteer, officer, replaces=old)
    set_for_print([card], issued_on=ON, by=officer, on=ON)
    mark_printed([card], by=officer, on=ON)
    old.refresh_from_db()
    assert old.is_valid_on(ON)

    issue_cards([card], by=officer, on=ON)
    old.refresh_from_db()
    assert not old.is_valid_on(ON)
    assert card.is_valid_on(ON)


@pytest.mark.parametrize("state", [S.DRAFT, S.PRINTED, S.REVOKED, S.REPLACED])
def test_only_what_was_handed_out_is_replaced(state, officer):
    old = make_card(make_ready(), state)
    with pytest.raises(DomainError, match="มอบ"):
        prepare(old.volunteer, officer, replaces=old)
    assert VolunteerCard.objects.get() == old


def test_a_card_of_somebody_else_or_of_another_language_is_not_replaced(officer):
    old, volunteer = make_card(make_ready()), make_ready()
    with pytest.raises(DomainError, match="ภาษาเดียวกัน"):
        prepare(volunteer, officer, replaces=old)
    with pytest.raises(DomainError, match="ภาษาเดียวกัน"):
        prepare(old.volunteer, officer, replaces=old, language="en", name_en="Mali")
    assert VolunteerCard.objects.get() == old


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"expires_on": ON - timedelta(days=1)}, "หมดอายุ"),
        ({"registration_no": "868600001"}, "เลขทะเบียน"),
        ({"registration_no": "868600001", "year_be": 2003}, "เลขทะเบียน"),
    ],
)
def test_no_card_is_made_that_is_over_or_has_no_number_and_year(wanted, words, officer):
    with pytest.raises(DomainError, match=words):
        prepare(make_ready(), officer, **wanted)
    assert not VolunteerCard.objects.exists()


def test_several_are_prepared_and_the_others_are_named_with_what_they_lack(officer):
    ready, lacking = make_ready(), make_volunteer()
    made = prepare_cards([ready, lacking], by=officer, on=ON)

    assert [card.volunteer for card in made.cards] == [ready]
    ((who, missing),) = made.refused
    assert who == lacking
    assert "รูปถ่าย" in missing


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.DEPARTMENT_OFFICER, "TH"),
        (Role.DISTRICT_LEAD, "8601"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.AUDITOR, "TH"),
        (Role.ADMIN, "TH"),
    ],
)
def test_only_the_office_of_the_province_makes_cards(role, area):
    by, volunteer = make_user(role, area), make_ready()
    draft, lost, issued = (make_card(make_ready(), s) for s in (S.DRAFT, S.LOST, S.ISSUED))
    acts = [
        lambda: prepare(volunteer, by),
        lambda: set_for_print([draft], issued_on=ON, by=by, on=ON),
        lambda: mark_printed([issued], by=by, on=ON),
        lambda: issue_cards([draft], by=by, on=ON),
        lambda: report_lost(issued, reason="หาย", by=by, on=ON),
        lambda: find_card(lost, by=by, on=ON),
        lambda: revoke_card(issued, reason="ผิด", by=by, on=ON),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    states = set(VolunteerCard.objects.values_list("state", flat=True))
    assert states == {S.DRAFT, S.LOST, S.ISSUED}
    assert not JournalEntry.objects.filter(verb__startswith="card.").exists()


def test_an_ended_post_makes_no_card():
    by = make_user(Role.PROVINCE_OFFICER, "86", ended_on=today() - timedelta(days=1))

    with pytest.raises(PermissionDenied):
        prepare(make_ready(), by)


def test_nobody_makes_the_own_card(officer):
    volunteer = make_ready(person=officer.person)

    with pytest.raises(PermissionDenied):
        prepare(volunteer, officer)


def test_a_volunteer_reports_the_own_card_lost_and_nothing_else():
    volunteer = make_ready()
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)
    own, other = make_card(volunteer), make_card()

    with pytest.raises(PermissionDenied):
        revoke_card(own, reason="ไม่ใช้", by=user, on=ON)
    with pytest.raises(PermissionDenied):
        report_lost(other, reason="หาย", by=user, on=ON)
    assert report_lost(own, reason="ตกน้ำ", by=user, on=ON).state == S.LOST
    with pytest.raises(PermissionDenied):
        find_card(own, by=user, on=ON)


def test_cards_of_bangkok_which_has_no_office_are_made_by_the_department(department, officer):
    volunteer = make_ready("10330101")

    with pytest.raises(PermissionDenied):
        prepare(volunteer, officer)
    assert prepare(volunteer, department).province == "10"


# --- states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", S)
@pytest.mark.parametrize("new", S)
def test_a_card_moves_along_its_table_and_no_other_way(old, new):
    card = make_card(state=old)

    if new in NEXT_STATES[old]:
        card.move_to(new)
    else:
        with pytest.raises(DomainError):
            card.move_to(new)
    card.refresh_from_db()
    assert card.state == (new if new in NEXT_STATES[old] else old)


def test_of_two_who_act_on_one_card_the_second_is_told_no(officer):
    first = make_card()
    second = VolunteerCard.objects.get(pk=first.pk)
    report_lost(first, reason="ตกน้ำ", by=officer, on=ON)

    with pytest.raises(DomainError):
        report_lost(second, reason="ไฟไหม้", by=officer, on=ON)
    assert VolunteerCard.objects.get().reason == "ตกน้ำ"
    assert verbs(first) == ["card.lost"]


def test_a_found_card_is_valid_again_unless_another_was_handed_out(officer):
    found = make_card(state=S.LOST)
    assert find_card(found, by=officer, on=ON).is_valid_on(ON)

    lost = make_card(state=S.LOST)
    make_card(lost.volunteer, S.ISSUED)
    with pytest.raises(DomainError, match="บัตรภาษาเดียวกัน"):
        find_card(lost, by=officer, on=ON)
    with pytest.raises(DomainError):
        find_card(make_card(), by=officer, on=ON)


@pytest.mark.parametrize("act", [report_lost, revoke_card])
def test_a_card_is_not_lost_or_taken_back_without_a_reason(officer, act):
    card = make_card()

    with pytest.raises(DomainError):
        act(card, reason="   ", by=officer, on=ON)
    card.refresh_from_db()
    assert card.state == S.ISSUED


def test_the_reason_is_sealed_in_the_journal(officer):
    card = revoke_card(make_card(), reason="นำบัตรไปใช้ในทางที่ผิด", by=officer, on=ON)

    (line,) = journal.history_of(card)
    assert line.text == "นำบัตรไปใช้ในทางที่ผิด"
    assert "ทางที่ผิด" not in str(JournalEntry.objects.get(verb="card.revoked").data)


def test_the_database_holds_one_card_in_hand_and_one_in_the_making():
    volunteer = make_ready()
    for state in (S.ISSUED, S.DRAFT):
        make_card(volunteer, state)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_card(volunteer, state)


def test_a_card_is_printed_before_it_is_said_to_be(officer):
    with pytest.raises(DomainError, match="วันออกบัตร"):
        mark_printed([make_card(state=S.DRAFT)], by=officer, on=ON)


def test_what_is_lost_is_not_printed_again(officer):
    with pytest.raises(DomainError, match="พิมพ์ไม่ได้"):
        set_for_print([make_card(state=S.LOST)], issued_on=ON, by=officer, on=ON)


def test_a_printed_card_comes_out_once_more_as_it_was(officer):
    card = make_card(state=S.PRINTED, issued_on=date(2026, 1, 5))
    set_for_print([card], issued_on=ON, by=officer, on=ON)

    card.refresh_from_db()
    assert card.issued_on == date(2026, 1, 5)


def test_a_card_that_was_printed_meanwhile_is_not_set_anew(officer):
    card = prepare(make_ready(), officer)
    set_for_print([card], issued_on=ON, by=officer, on=ON)
    seen_by_second = VolunteerCard.objects.get(pk=card.pk)
    mark_printed([card], by=officer, on=ON)

    set_for_print([seen_by_second], issued_on=ON + timedelta(days=1), by=officer, on=ON)
    card.refresh_from_db()
    assert card.issued_on == ON


def test_more_cards_than_a_printing_holds_are_refused(officer, monkeypatch):
    cards = [prepare(make_ready(), officer) for _one in range(2)]
    monkeypatch.setattr("asa.cards.actions.making.MOST_CARDS", 1)
    with pytest.raises(DomainError, match="1"):
        set_for_print(cards, issued_on=ON, by=officer, on=ON)


def test_a_draft_takes_the_name_of_the_day_on_which_it_is_printed(officer):
    card = prepare(make_ready(given_name="มะลิ", family_name="เดิม"), officer)
    card.volunteer.person.family_name = "ใหม่"
    card.volunteer.person.save()
    set_for_print([card], issued_on=ON, by=officer, on=ON)

    card.refresh_from_db()
    assert card.name_th == "มะลิ ใหม่"


def test_a_card_is_not_handed_out_to_who_has_ended_meanwhile(officer):
    card = make_card(state=S.PRINTED)
    end_volunteer(card.volunteer, reason=EndReason.RESIGNED, by=officer, on=ON)

    with pytest.raises(DomainError, match="ไม่ได้เป็น"):
        issue_cards([card], by=officer, on=ON)


@pytest.mark.parametrize("how", ["suspended", "ended", "expired"])
def test_a_card_is_worth_nothing_when_its_owner_or_its_time_has_ended(officer, how):
    card = make_card(expires_on=ON if how == "expired" else None)
    assert card.is_valid_on(ON)

    if how == "suspended":
        Volunteer.objects.update(state="suspended")
        card.volunteer.refresh_from_db()
    if how == "ended":
        end_volunteer(card.volunteer, reason=EndReason.DECEASED, by=officer, on=ON)
    assert not card.is_valid_on(ON + timedelta(days=1))


# --- issuer ----------------------------------------------------------------------------------------

GIVEN = NewIssuer(name_th="นายตัวอย่าง ลงนามดี", title_th="รองอธิบดี", acting_th="ปฏิบัติราชการแทน อธิบดี")


def test_the_department_sets_the_issuer_and_cards_of_before_keep_theirs(
    department, officer, issuer
):
    old = make_card(issuer=issuer)
    new = change_issuer(issuer, given=GIVEN, started_on=today(), by=department, on=today())
    card = prepare(make_ready(), officer)
    set_for_print([card], issued_on=today(), by=officer, on=today())

    old.refresh_from_db()
    assert (old.issuer, card.issuer) == (issuer, new)
    assert issuer_on(today() - timedelta(days=1)) == issuer


def test_an_office_sets_no_issuer(officer, issuer):
    with pytest.raises(PermissionDenied):
        change_issuer(issuer, given=GIVEN, started_on=today(), by=officer, on=today())
    assert CardIssuer.objects.count() == 1


def test_no_issuer_begins_in_the_past(department, issuer):
    with pytest.raises(DomainError):
        change_issuer(
            issuer, given=GIVEN, started_on=today() - timedelta(days=1), by=department, on=today()
        )


@pytest.mark.parametrize("empty", ["name_th", "title_th"])
def test_an_issuer_has_a_name_and_a_title(empty, department, issuer):
    given = replace(GIVEN, **{empty: " "})
    with pytest.raises(DomainError, match="บัตรภาษาไทย"):
        change_issuer(issuer, given=given, started_on=today(), by=department, on=today())
    assert CardIssuer.objects.get() == issuer


def test_nothing_is_printed_for_a_day_on_which_nobody_issued_cards(officer):
    card = prepare(make_ready(), officer)

    with pytest.raises(DomainError, match="ผู้ออกบัตร"):
        set_for_print([card], issued_on=date(2000, 1, 1), by=officer, on=ON)
