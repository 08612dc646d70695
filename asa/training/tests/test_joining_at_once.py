"""Two people are merged while one of them is enrolled, on a database that lets two write."""

from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.thaidate import today
from asa.people.actions import Choice, duplicates, merge_persons, note_pairs
from asa.people.codes import Likeness, Role
from asa.people.models import PossibleDuplicate
from asa.people.queries.duplicates import pair_of
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.actions import nominate
from asa.training.actions.seats import hold_quota
from asa.training.codes import EnrolmentState
from asa.training.loader import load_lists
from asa.training.models import Enrolment, Quota
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]
ON = today()


def test_a_merge_and_a_nomination_do_not_wait_for_each_other(monkeypatch):
    """The one has the quota and needs the person, the other the person and needs the line."""
    with transaction.atomic():
        load_chumphon()
        load_lists()
        officer, other = (make_user(Role.PROVINCE_OFFICER, "86") for _n in range(2))
        quota = make_quota(make_cohort(), "86", seats=3)
        kept = make_volunteer("86010104")
        line = make_enrolment(quota, state=EnrolmentState.NOMINATED)
        note_pairs([pair_of(kept.person_id, line.person_id, Likeness.SAME_NAME)], on=ON)
    has_quota, has_person = Event(), Event()
    settle = duplicates.settle_before

    def settle_later(*args, **told):
        has_person.set()
        # Whoever enrols comes as far as the person, and would wait for her.
        Event().wait(0.3)
        settle(*args, **told)

    monkeypatch.setattr(duplicates, "settle_before", settle_later)

    def merge(pair, by):
        assert has_quota.wait(10)
        merge_persons(pair, choice=Choice(reason="โทรถามแล้ว"), by=by, on=ON)

    def enrol(quota, volunteer, by):
        with transaction.atomic():
            hold_quota(quota)
            has_quota.set()
            # A merge that does not wait for the quota has the people by now.
            has_person.wait(1)
            nominate(quota, volunteer=volunteer, by=by, on=ON)

    found = at_once(
        partial(merge, PossibleDuplicate.objects.get(), fresh(officer)),
        partial(
            enrol,
            Quota.objects.select_related("cohort__workshop").get(),
            Volunteer.objects.select_related("person", "area").get(pk=kept.pk),
            fresh(other),
        ),
    )

    assert found == ["done", "done"]
    lines = Enrolment.objects.filter(joined_to=None)
    assert len(lines) == 1
    assert Quota.objects.get().taken == 1
