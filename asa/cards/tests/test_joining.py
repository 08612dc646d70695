"""Two entries of the register become one: no card is lost, and nobody holds two."""

import pytest

from asa.cards.codes import CardState
from asa.cards.models import CardPhoto, ProposedPhoto
from asa.cards.tests.factories import make_card, make_proposed_photo, make_ready
from asa.people.tests.factories import make_user
from asa.people.undoing import Changes, put_back
from asa.volunteers.linking import ENTRY
from asa.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
S = CardState


def told():
    rows = Volunteer.objects.get().cards.order_by("serial").values_list("serial", "state")
    return list(rows)


def test_cards_of_both_entries_stand_on_the_one_that_stays():
    kept, other = make_ready(), make_ready()
    make_card(kept, S.ISSUED)
    for state in (S.LOST, S.ISSUED, S.DRAFT):
        make_card(other, state)
    ENTRY.join(kept, other, Changes())

    assert told() == [(1, S.ISSUED), (4, S.LOST), (5, S.REPLACED), (6, S.DRAFT)]
    assert CardPhoto.objects.get().volunteer == kept


def test_the_only_photo_goes_with_the_entry_and_a_merge_is_put_back():
    kept, other = make_ready(), make_ready()
    key = other.pk
    CardPhoto.objects.filter(volunteer=kept).delete()
    make_card(kept, S.ISSUED)
    make_card(other, S.ISSUED)
    changes = Changes()
    ENTRY.join(kept, other, changes)
    assert CardPhoto.objects.get().volunteer == kept

    put_back(changes.as_json())
    assert CardPhoto.objects.get().volunteer_id == key
    assert [card.state for card in Volunteer.objects.get(pk=key).cards.all()] == [S.ISSUED]


def test_of_two_proposed_photos_the_entry_that_stays_keeps_its_own():
    kept, other = make_ready(), make_ready()
    waiting = make_proposed_photo(kept, make_user("volunteer", "86010104"))
    make_proposed_photo(other, make_user("volunteer", "86010105"))
    ENTRY.join(kept, other, Changes())

    assert ProposedPhoto.objects.get() == waiting


def test_the_only_proposed_photo_goes_with_the_entry():
    kept, other = make_ready(), make_ready()
    make_proposed_photo(other, make_user("volunteer", "86010105"))
    ENTRY.join(kept, other, Changes())

    assert ProposedPhoto.objects.get().volunteer == kept
