"""What is done without a secret is counted too, by network, and locks nobody out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from asa.people.actions import Throttle, count_attempt
from asa.people.models import SignInAttempt
from asa.people.queries import account_key

pytestmark = pytest.mark.django_db
HERE, THERE = "10.0.0.1", "10.0.0.2"


def count(address=HERE, *, at, most=3):
    account = account_key(None, address, kind="a form")
    return count_attempt(account, address=address, at=at, most=most)


def test_so_many_go_through_and_the_next_waits_until_the_first_is_old():
    first = timezone.now()
    assert [count(at=first + timedelta(minutes=n)) for n in range(3)] == [None] * 3
    until = count(at=first + timedelta(minutes=3))

    assert until == first + timedelta(minutes=15)
    assert count(THERE, at=first + timedelta(minutes=3)) is None
    # Who waits and tries meanwhile does not wait longer for it.
    assert count(at=first + timedelta(minutes=4)) == until
    assert count(at=until + timedelta(seconds=1)) is None


def test_nothing_of_it_counts_against_a_sign_in_from_there():
    for _one in range(12):
        count(at=timezone.now())

    assert not SignInAttempt.objects.filter(outcome="failed").exists()
    throttle = Throttle(account_key(None, "mali"), device="", address=HERE)
    assert throttle.check(lambda: "in") == "in"
