"""Two people at the same moment, on a database that lets them: one correction, one version."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.centres.actions import Correction, correct_minutes
from asa.centres.models import Meeting
from asa.centres.tests.factories import ON, make_centre, make_meeting
from asa.people.codes import Role
from asa.people.tests.factories import make_user

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
