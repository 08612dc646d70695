"""Who is alike within a sub-district: by birth year alone, and with one letter other in the name."""

from datetime import date
from types import SimpleNamespace

import pytest

from asa.common.ids import uuid7
from asa.people.actions import find_duplicates
from asa.people.models import PossibleDuplicate
from asa.people.queries import finding
from asa.people.queries.finding import near_names
from asa.volunteers.tests.factories import make_volunteer

BORN = date(1970, 5, 17)


def make(area, given, family, born=BORN, precision="day"):
    person = make_volunteer(area, given_name=given, family_name=family, birth_on=born).person
    person.birth_precision = precision
    person.save()
    return person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (("860101", "สมศรี", "ใจงาม", date(1970, 1, 1), "year"), "same_year"),
        (("86010105", "สมสี", "ใจงาม", date(1970, 1, 1), "year"), "same_year"),
        (("86010105", "สมศรี", "ใจงาม", date(1970, 5, 1), "month"), "same_year"),
        (("86010105", "สมศรี", "ใจงาน"), "near_name"),
        (("86010105", "สมศรี", "ใจงามก", date(1970, 1, 1), "year"), "near_name"),
        # A day that speaks against it, another year, another sub-district, two letters.
        (("86010105", "สมศรี", "ใจงาม", date(1970, 5, 18)), None),
        (("86010105", "สมศรี", "ใจงาม", date(1970, 6, 1), "month"), None),
        (("86010105", "สมศรี", "ใจงาม", date(1971, 1, 1), "year"), None),
        (("86010205", "สมศรี", "ใจงาม", date(1970, 1, 1), "year"), None),
        (("86010205", "สมศรี", "ใจงาน"), None),
        (("86010105", "สมศรี", "ใจงากข"), None),
    ],
)
def test_the_night_compares_within_a_sub_district(other, likeness):
    make("86010104", "สมศรี", "ใจงาม")
    make(*other)
    assert find_duplicates(on=BORN) == (1 if likeness else 0)
    assert [pair.likeness for pair in PossibleDuplicate.objects.all()] == [likeness] * bool(
        likeness
    )
    assert find_duplicates(on=BORN) == 0


@pytest.mark.django_db
def test_two_of_one_year_alone_are_a_pair_too():
    make("86010104", "สมศรี", "ใจงาม", date(1970, 1, 1), "year")
    make("86010105", "สมศรี", "ใจงาม", date(1970, 1, 1), "year")
    assert find_duplicates(on=BORN) == 1


def test_a_year_that_many_are_given_makes_no_comparison_of_all_with_all(monkeypatch):
    letters = "กขคงจฉชซญดตถทธนบปผฝพฟมยรลวสหอ"
    people = [
        SimpleNamespace(key=uuid7(), born=BORN, precision="year", name_key=f"{a}า{b}ี|{c}ู{d}")
        for a in letters[:6] for b in letters[:6] for c in letters[:6] for d in letters[:10]
    ]  # fmt: skip
    people = [finding._Known(one.key, one.name_key, one.born, one.precision) for one in people]
    asked = []
    monkeypatch.setattr(finding, "are_near", lambda *names: asked.append(names) or False)
    assert list(near_names(people)) == []
    everybody = len(people) * (len(people) - 1) / 2
    assert len(asked) < everybody / 20
