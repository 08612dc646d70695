"""Two people at the same moment, on a database that lets them: one correction, one version."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.centres.actions import Correction, Seat, correct_minutes, elect_committee
from asa.centres.actions.working_rules import Words, change_listed, change_term_length
from asa.centres.codes import LEAST_PRIORITIES
from asa.centres.loader import load_lists
from asa.centres.models import Component, Meeting, TermLength
from asa.centres.tests.factories import ON, make_centre, make_meeting
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.actions import hold_office
from asa.volunteers.codes import CentreLevel, Position
from asa.volunteers.models import Centre, Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def test_of_two_who_correct_minutes_the_second_reads_them_again():
    with transaction.atomic():
        lead = make_user(Role.TAMBON_LEAD, "860101")
        officer = make_user(Role.PROVINCE_OFFICER, "86")
        meeting = make_meeting(make_centre(), lead, state="held", minutes="น้ำเข้าหมู่ 5")
    acts = at_once(
        *(
            partial(
                correct_minutes,
                Meeting.objects.select_related("centre").get(),
                correction=Correction(text, "", "พิมพ์ผิด", 0),
                by=fresh(user),
                on=ON,
            )
            for user, text in ((lead, "หมู่ 6"), (officer, "หมู่ 7"))
        )
    )
    assert acts.count("done") == 1
    assert any("corrected meanwhile" in one for one in acts)
    assert [one.minutes for one in meeting.former.all()] == ["น้ำเข้าหมู่ 5"]


def test_of_two_who_set_a_rule_the_second_looks_at_it_again():
    with transaction.atomic():
        load_lists()
        office = make_user(Role.DEPARTMENT_OFFICER, "TH")
    acts = at_once(
        *(
            partial(
                change_term_length,
                CentreLevel.TAMBON,
                years=years,
                started_on=ON + timedelta(days=years),
                by=fresh(office),
                on=ON,
            )
            for years in (2, 3)
        )
    )
    assert "done" in acts
    versions = list(TermLength.objects.filter(level="tambon").order_by("started_on"))
    # The later of the two may follow the earlier one; each ends where the next begins.
    assert len(versions) == 1 + acts.count("done")
    follows = [one.started_on for one in versions[1:]]
    assert [one.ended_on for one in versions] == [*follows, None]


def test_of_two_who_end_sides_of_the_assessment_enough_are_left():
    with transaction.atomic():
        load_lists()
        office = make_user(Role.DEPARTMENT_OFFICER, "TH")
        rows = list(Component.objects.all())
        for row in rows[LEAST_PRIORITIES + 1 :]:
            row.delete()
    acts = at_once(
        *(
            partial(
                change_listed, row, words=Words(row.name_th, row.name_en, row.hint_th, row.hint_en),
                ended_on=ON, by=fresh(office), on=ON,
            )
            for row in rows[:2]
        )
    )  # fmt: skip
    assert acts.count("done") == 1
    assert any("At least 3 sides" in one for one in acts)


def test_an_election_and_an_office_given_at_the_same_moment_wait_for_each_other():
    """Each locks entry, then centre: in another order the two would stop each other."""
    for _time in range(4):
        with transaction.atomic():
            load_lists()
            officer = make_user(Role.PROVINCE_OFFICER, "86")
            centre = make_centre("860101")
            one, other = make_volunteer("86010104"), make_volunteer("86010104")
        seats = [Seat(Position.CHAIR, one), Seat(Position.SECRETARY, other)]
        acts = at_once(
            partial(elect_committee, Centre.objects.get(pk=centre.pk), seats=seats, by=fresh(officer), on=ON),
            *(
                partial(
                    hold_office, Volunteer.objects.get(pk=one.pk), level=CentreLevel.TAMBON,
                    position=position, by=fresh(officer), on=ON,
                )
                for position in (Position.ADVISER, Position.TREASURER)
            ),
        )  # fmt: skip
        assert acts.count("done") >= 1
        assert not [said for said in acts if "deadlock" in said.lower()]
        with transaction.atomic():
            held = centre.offices.filter(ended_on__isnull=True)
            assert held.filter(position="chair").count() <= 1
            held.update(ended_on=ON)
            centre.offices.all().delete()
            centre.terms.all().delete()
            centre.profile.delete()
            centre.delete()
