"""After a name was corrected, the pages say which cards still show the one of before."""

import pytest
from django.urls import reverse

from asa.cards.codes import CardState
from asa.cards.queries import cards_with_old_name
from asa.cards.tests.factories import make_card
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer():
    return make_volunteer(given_name="มะลิ", family_name="รักถิ่น", prefix="นาง")


def rename(volunteer, **names):
    for name, value in names.items():
        setattr(volunteer.person, name, value)
    volunteer.person.save()


def pages(client, volunteer):
    client.force_login(make_user("province_officer", "86"))
    urls = ("volunteers:detail", "cards:of")
    return [client.get(reverse(url, args=[volunteer.pk])).text for url in urls]


@pytest.mark.parametrize("state", ["draft", "printed", "issued"])
def test_a_card_with_the_name_of_before_is_said_on_both_pages(client, volunteer, state):
    make_card(volunteer, CardState(state), name_th="นางมะลิ รักถิ่น")
    assert not any("ยังแสดงชื่อเดิม" in page for page in pages(client, volunteer))
    rename(volunteer, given_name="มะลิวัลย์")
    detail, cards = pages(client, volunteer)
    assert "ยังแสดงชื่อเดิม" in detail
    assert "ยังแสดงชื่อเดิม" in cards
    assert reverse("cards:of", args=[volunteer.pk]) in detail


@pytest.mark.parametrize("state", ["lost", "revoked", "replaced"])
def test_a_card_that_nobody_holds_is_no_matter(volunteer, state):
    make_card(volunteer, CardState(state), name_th="นางมะลิ รักถิ่น")
    rename(volunteer, given_name="มะลิวัลย์")
    assert cards_with_old_name(make_user("province_officer", "86"), volunteer) == []


def test_an_english_card_is_of_before_where_the_register_has_another_english_name(volunteer):
    officer = make_user("province_officer", "86")
    card = make_card(volunteer, language="en", name_th="นางมะลิ รักถิ่น", name_en="Mrs. Mali Rakthin")
    assert cards_with_old_name(officer, volunteer) == []
    rename(volunteer, given_name_en="Mali", family_name_en="Rakthin")
    assert cards_with_old_name(officer, volunteer) == []
    rename(volunteer, family_name_en="Raktin")
    assert cards_with_old_name(officer, volunteer) == [card]


def test_who_reads_no_cards_there_learns_of_none(volunteer):
    make_card(volunteer, name_th="นางมะลิ รักถิ่น")
    rename(volunteer, given_name="มะลิวัลย์")
    assert cards_with_old_name(make_user("province_officer", "85"), volunteer) == []
