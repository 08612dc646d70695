"""Two officers judge duplicates at the same moment, on a database that lets them."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.cases.tests.test_duplicates import BORN, ONE, alike, pair
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.people.actions import keep_apart, merge_persons, undo_merge
from asa.people.models import Merge, Person, PossibleDuplicate
from asa.people.tests.factories import make_user
from asa.volunteers.actions import Order, end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    with transaction.atomic():
        return [make_user("province_officer", "86"), make_user("province_head", "86")]


def held(noted):
    return PossibleDuplicate.objects.get(pk=noted.pk)


def merge(noted, by, choice=ONE):
    return partial(merge_persons, held(noted), choice=choice, by=fresh(by), on=today())


def test_two_people_are_merged_once(officers):
    with transaction.atomic():
        noted = pair(*alike())
    found = at_once(*(merge(noted, by) for by in officers))
    assert found.count("done") == 1
    assert Merge.objects.count() == 1
    assert Person.objects.filter(merged_into__isnull=False).count() == 1
    assert JournalEntry.objects.filter(verb="person.merged").count() == 1


def test_a_pair_is_one_person_or_two_and_not_both(officers):
    first, second = officers
    with transaction.atomic():
        noted = pair(*alike())
    apart = partial(keep_apart, held(noted), reason="ถามแล้ว", by=fresh(second), on=today())
    found = at_once(merge(noted, first), apart)
    assert found.count("done") == 1
    merged = Person.objects.filter(merged_into__isnull=False).count()
    assert (held(noted).state, merged) in {("merged", 1), ("not_duplicate", 0)}


def test_one_person_goes_on_in_one_other(officers):
    with transaction.atomic():
        people = [
            make_volunteer(f"8601010{moo}", given_name="สมศรี", birth_on=BORN).person
            for moo in (1, 2, 3)
        ]
        # Who was recorded first stays, so that both would take the last one in.
        pairs = [pair(people[0], people[2]), pair(people[1], people[2])]
    found = at_once(*(merge(noted, by) for noted, by in zip(pairs, officers, strict=True)))
    assert found.count("done") == 1
    assert Merge.objects.count() == 1
    assert sorted(PossibleDuplicate.objects.values_list("state", flat=True)) == ["merged", "open"]


def test_a_merge_is_undone_once(officers):
    with transaction.atomic():
        first, second = alike()
        made = merge_persons(pair(first, second), choice=ONE, by=officers[0], on=today())
    merges = [Merge.objects.select_related("pair").get(pk=made.pk) for _by in officers]
    found = at_once(
        *(
            partial(undo_merge, one, by=fresh(by), on=today())
            for one, by in zip(merges, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert JournalEntry.objects.filter(verb="person.parted").count() == 1


@pytest.mark.parametrize("which", [0, 1])
def test_who_is_merged_while_she_is_ended_stands_in_one_way(officers, which):
    """Two entries become one; the other officer ends one of them: the one who comes second is
    told, and no step stands on an entry that is gone.
    """
    first, second = officers
    with transaction.atomic():
        entries = [make_volunteer(f"8601010{moo}", given_name="สมศรี") for moo in (1, 2)]
        noted = pair(*(entry.person for entry in entries))
    entry = Volunteer.objects.select_related("person").get(pk=entries[which].pk)
    ending = partial(
        end_volunteer, entry, reason=EndReason.RESIGNED, order=Order(), by=fresh(second), on=today()
    )
    found = at_once(merge(noted, first), ending)
    assert "done" in found
    assert Volunteer.objects.count() == (1 if Merge.objects.exists() else 2)


def test_the_same_two_noted_by_two_are_one_pair(officers):
    with transaction.atomic():
        people = alike()
    assert at_once(*(partial(pair, *people) for _by in officers)) == ["done", "done"]
    assert PossibleDuplicate.objects.count() == 1
