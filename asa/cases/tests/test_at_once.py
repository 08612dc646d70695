"""Two people act at the same moment, on a database that lets them: nothing is given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.utils import translation

from asa.cases.actions import intake, team
from asa.cases.models import AidRequest, Case, Payment, ProtectionTeamMember
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import (
    aid_to_pay,
    approve,
    assessed_case,
    finance,
    head,
    officer,
    pay,
    programme,
    propose,
)
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.households.actions import end_membership
from asa.households.codes import LeaveReason
from asa.households.models import HouseholdMember
from asa.households.tests.factories import make_household, make_member
from asa.people.models import User
from asa.places.tests.factories import make_area

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; "done" or what said no to each.

    Bind what an act needs before (`partial`), so that each has read the state that the others
    change. Who looks once more, and sees it no longer, is told that nobody may.
    """
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(10)
            with translation.override("en"):  # a thread speaks the installation's language
                act()
        except DomainError as error:
            return str(error)
        except PermissionDenied:
            return "not seen any more"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_times_of_a_household_are_never_passed_by_decisions_at_once():
    with transaction.atomic():
        programme("REG-44", times_per_fiscal_year=2)
        household = assessed_case().household
        keys = [propose(assessed_case(household=household)).pk for _one in range(4)]
        chiefs = [head(), head()]
    found = at_once(
        *(
            partial(approve, AidRequest.objects.get(pk=key), by=fresh(chiefs[i % 2]))
            for i, key in enumerate(keys)
        )
    )
    assert found.count("done") == 2
    assert all("2 times this fiscal year" in one for one in found if one != "done")
    assert AidRequest.objects.filter(state="approved").count() == 2


def test_one_request_is_decided_once():
    with transaction.atomic():
        key, chiefs = propose().pk, [head(), head(), head()]
    found = at_once(
        *(partial(approve, AidRequest.objects.get(pk=key), by=fresh(c)) for c in chiefs)
    )
    assert found.count("done") == 1


def test_one_case_is_taken_in_once():
    with transaction.atomic():
        key, officers = make_case("received").pk, [officer(), officer(), officer()]
    found = at_once(
        *(
            partial(intake.take_in_case, Case.objects.get(pk=key), by=fresh(o), on=today())
            for o in officers
        )
    )
    assert found.count("done") == 1
    assert found.count("Somebody else has taken this case in already.") == 2


def test_aid_is_never_paid_twice():
    with transaction.atomic():
        request, payers = aid_to_pay(), [finance(), finance(), finance()]
    seen = [(AidRequest.objects.get(pk=request.pk), payer) for payer in payers]
    found = at_once(*(partial(pay, r, by=fresh(p)) for r, p in seen))
    assert found.count("done") == 1
    assert sum(p.amount for p in Payment.objects.all()) == Decimal(3000)


def test_parts_at_once_never_exceed_what_was_approved():
    with transaction.atomic():
        request, payers = aid_to_pay(), [finance(), finance(), finance()]
    seen = [(AidRequest.objects.get(pk=request.pk), payer) for payer in payers]
    found = at_once(*(partial(pay, r, by=fresh(p), amount=2000) for r, p in seen))
    assert found.count("done") == 1
    assert sum(p.amount for p in Payment.objects.all()) == Decimal(2000)


def test_one_person_is_named_once_for_protected_cases():
    with transaction.atomic():
        province, chiefs, named = make_area("86"), [head(), head(), head()], officer()

    def name(chief):
        return lambda: team.name_protection_member(
            province, user=fresh(named), by=fresh(chief), on=today()
        )

    found = at_once(*map(name, chiefs))
    assert found.count("done") == 1
    assert ProtectionTeamMember.objects.count() == 1


def test_one_member_leaves_a_household_once():
    with transaction.atomic():
        member, keepers = make_member(make_household()), [officer(), officer(), officer()]
    seen = [(HouseholdMember.objects.get(pk=member.pk), by) for by in keepers]
    found = at_once(
        *(
            lambda m=m, by=by: end_membership(m, reason=LeaveReason.MOVED, by=fresh(by), on=today())
            for m, by in seen
        )
    )
    assert found.count("done") == 1
