"""Two offices, or one twice, at the same moment: no number is given twice and none is left out."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import decide_results, issue_certificates, revoke_certificate
from asa.training.loader import load_lists
from asa.training.models import Certificate, Cohort
from asa.training.tests.factories_results import make_held_cohort, make_participant, make_signer

pytestmark = [pytest.mark.django_db(transaction=True)]
PEOPLE = 3


@pytest.fixture
def cohorts():
    """Two cohorts of the country with three participants each, their results decided."""
    with transaction.atomic():
        load_lists()
        make_signer_once()
        by = make_user(Role.DEPARTMENT_OFFICER, "TH")
        made = [make_held_cohort() for _one in range(2)]
        for cohort in made:
            for _n in range(PEOPLE):
                make_participant(cohort)
            decide_results(cohort, by=by, on=today())
        return by, [cohort.pk for cohort in made]


def make_signer_once():
    from asa.training.models import Signer  # noqa: PLC0415 - this helper alone

    if not Signer.objects.filter(owner="TH").exists():
        make_signer()


def issue(key, by):
    cohort = Cohort.objects.select_related("workshop__course").get(pk=key)
    return partial(issue_certificates, cohort, issued_on=today(), by=fresh(by), on=today())


def test_two_cohorts_at_once_get_numbers_without_a_gap(cohorts):
    by, keys = cohorts

    acts = [issue(key, by) for key in keys]
    if connection.vendor == "sqlite":
        # SQLite lets one write at a time: each read before either acted.
        for act in acts:
            act()
    else:
        assert at_once(*acts) == ["done", "done"]

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 2 * PEOPLE + 1))


def test_one_cohort_pressed_twice_gets_each_certificate_once(cohorts):
    by, (key, _other) = cohorts

    acts = [issue(key, by) for _n in range(2)]
    if connection.vendor == "sqlite":
        for act in acts:
            act()
    else:
        at_once(*acts)

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, PEOPLE + 1))


def test_a_certificate_is_taken_back_once(cohorts):
    by, (key, _other) = cohorts
    paper, *_rest = issue(key, by)()

    def seen():
        return Certificate.objects.select_related("enrolment").get(pk=paper.pk)

    acts = [
        partial(revoke_certificate, seen(), reason="ผิด", by=fresh(by), on=today())
        for _n in range(2)
    ]
    if connection.vendor == "sqlite":
        acts[0]()
        with pytest.raises(DomainError):
            acts[1]()
    else:
        assert at_once(*acts).count("done") == 1
    assert Certificate.objects.filter(state="revoked").count() == 1
