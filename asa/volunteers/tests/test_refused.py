"""What the pages do not let anybody type, the actions refuse whoever calls them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.thaidate import PartialDate, today
from asa.people.codes import IdKind, Role
from asa.people.models import Person
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    Done,
    Identity,
    NewVolunteer,
    Order,
    Registration,
    add_affiliation,
    add_sign_up_day,
    end_affiliation,
    end_assignment,
    end_volunteer,
    enrol_volunteer,
    give_assignment,
    hold_office,
    leave_office,
    record_activity,
    register_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
    take_application,
    take_step_back,
    verify_volunteer,
)
from asa.volunteers.actions.applying import Application
from asa.volunteers.codes import (
    ActivityKind,
    CentreLevel,
    EndReason,
    OtherRole,
    Position,
    VolunteerState,
)
from asa.volunteers.models import (
    Activity,
    Affiliation,
    Assignment,
    Office,
    SignUpDay,
    Volunteer,
)
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer
from asa.volunteers.tests.test_life import BORN, ON, TICKS, make_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
S = VolunteerState
SECRETARY = {"level": CentreLevel.TAMBON, "position": Position.SECRETARY}


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def tomorrow():
    return today() + timedelta(days=1)


def apply(by, **more):
    who = {"given_name": "มะลิ", "family_name": "ใหม่", "number": CITIZEN_IDS[0]}
    roles = more.pop("other_roles", [])
    application = Application(Identity(**who | more), other_roles=roles)
    return take_application(application, area=make_area("860101"), by=by, on=ON)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"number": "3860595075669"}, "digit is wrong"),
        ({"number": "12345"}, "13 digits"),
        ({"number": "ลาว12345"}, "Latin letters"),
        ({"number": "AB1"}, "Latin letters"),
        ({"given_name": " "}, "given name"),
        ({"birth": PartialDate(date(2570, 1, 1))}, "still to come"),
        ({"other_roles": ["other"]}, "roles of the list"),
        ({"other_roles": ["astronaut"]}, "roles of the list"),
    ],
)
def test_nobody_applies_with_what_no_person_can_have(told, says, officer):
    with pytest.raises(DomainError, match=says):
        apply(officer, **told)
    assert not Volunteer.objects.exists()


def test_the_kind_of_a_number_follows_from_the_number_and_dashes_make_no_second_person(officer):
    number = CITIZEN_IDS[0]
    volunteer = apply(officer, number=f"{number[0]}-{number[1:]}")
    person = Person.objects.get(pk=volunteer.person_id)
    assert (person.citizen_id, person.id_kind) == (number, IdKind.CITIZEN)
    with pytest.raises(DomainError, match="in the register already"):
        apply(officer, number=f"{number[:5]} {number[5:]}")


def test_a_sign_up_day_has_its_place(officer):
    with pytest.raises(DomainError, match="where people came"):
        add_sign_up_day(make_area("860101"), held_on=ON, place=" ", by=officer, on=ON)
    assert not SignUpDay.objects.exists()


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"registration_no": ""}, "number, stroke and year"),
        ({"registration_no": "8/6"}, "number, stroke and year"),
        ({"registration_year_be": 0}, "with its year"),
        ({"registration_year_be": 2026}, "with its year"),
        ({"family_name": " "}, "family name"),
        ({"given_name": ""}, "given name"),
        ({"citizen_id": ""}, "citizen id"),
        ({"citizen_id": "AB1234567"}, "citizen id"),
    ],
)
def test_nobody_is_keyed_in_with_what_no_card_says(told, says, officer):
    card = {
        "given_name": "มะลิ",
        "family_name": "ใหม่",
        "citizen_id": CITIZEN_IDS[0],
        "registration_no": "868600777",
        "registration_year_be": 2568,
        "registered_on": date(2025, 5, 2),
    }
    with pytest.raises(DomainError, match=says):
        register_volunteer(NewVolunteer(**card | told), area=make_area("860101"), by=officer, on=ON)
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize("said", [("", 2569), ("868600777", 0), ("8686/777", 2569)])
def test_a_registration_takes_what_is_a_number_with_its_year(said, officer):
    volunteer = make_at(S.TRAINED)
    with pytest.raises(DomainError, match=r"number, stroke and year|with its year"):
        enrol_volunteer(volunteer, registration=Registration(*said), by=officer, on=ON)
    volunteer.refresh_from_db()
    assert volunteer.state == S.TRAINED


@pytest.mark.parametrize("seen", [[*TICKS, "age_adult"], [*TICKS, "unheard_of"]])
def test_only_what_an_office_ticks_is_kept_as_seen(seen, officer):
    volunteer = make_at(S.APPLIED, address="12")
    with pytest.raises(DomainError, match="what the office checks"):
        verify_volunteer(volunteer, seen=seen, by=officer, on=ON)


def test_a_suspension_has_its_reason(officer):
    with pytest.raises(DomainError, match="reason"):
        suspend_volunteer(make_volunteer(), order=Order(" ", "120/2569"), by=officer, on=ON)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (S.APPLIED, EndReason.MISCONDUCT),
        (S.TRAINED, EndReason.MISCONDUCT),
        (S.REGISTERED, EndReason.REFUSED),
        (S.SUSPENDED, EndReason.REFUSED),
    ],
)
def test_applicants_and_volunteers_end_each_for_their_own_reasons(state, reason, officer):
    volunteer = make_at(state)
    with pytest.raises(DomainError, match="no reason to end"):
        end_volunteer(volunteer, reason=reason, by=officer, on=ON)
    volunteer.refresh_from_db()
    assert volunteer.state == state


def test_an_applicant_who_was_ended_does_not_come_back_as_a_volunteer(officer, client):
    volunteer = make_at(S.APPLIED)
    end_volunteer(volunteer, reason=EndReason.REFUSED, by=officer, on=ON)

    with pytest.raises(DomainError, match="no volunteer yet"):
        reinstate_volunteer(volunteer, order=Order("รับกลับ"), by=officer, on=ON)

    client.force_login(officer)
    page = client.get(reverse("volunteers:detail", args=[volunteer.pk])).content.decode()
    assert reverse("volunteers:again", args=[volunteer.pk]) in page
    assert reverse("volunteers:reinstate", args=[volunteer.pk]) not in page


def test_who_was_ended_as_a_volunteer_is_offered_both_ways_back(officer, client):
    volunteer = make_at(S.REGISTERED)
    end_volunteer(volunteer, reason=EndReason.RESIGNED, by=officer, on=ON)

    client.force_login(officer)
    page = client.get(reverse("volunteers:detail", args=[volunteer.pk])).content.decode()
    assert reverse("volunteers:again", args=[volunteer.pk]) in page
    assert reverse("volunteers:reinstate", args=[volunteer.pk]) in page


def _office(volunteer, by):
    hold_office(volunteer, by=by, on=tomorrow(), **SECRETARY)


def _leave(volunteer, by):
    leave_office(hold_office(volunteer, by=by, on=ON, **SECRETARY), by=by, on=tomorrow())


def _assign(volunteer, by):
    give_assignment(volunteer, area=make_area("8602"), by=by, on=tomorrow())


def _unassign(volunteer, by):
    given = give_assignment(volunteer, area=make_area("8602"), by=by, on=ON)
    end_assignment(given, by=by, on=tomorrow())


def _serve(volunteer, by):
    add_affiliation(volunteer, role=OtherRole.HEALTH, by=by, on=today(), started_on=tomorrow())


def _serve_no_more(volunteer, by):
    added = add_affiliation(volunteer, role=OtherRole.HEALTH, by=by, on=ON)
    end_affiliation(added, by=by, on=tomorrow())


def _take_back(volunteer, by):
    suspend_volunteer(volunteer, order=Order("ป่วย"), by=by, on=ON)
    take_step_back(volunteer, reason="ผิดคน", by=by, on=tomorrow())


@pytest.mark.parametrize(
    "act", [_office, _leave, _assign, _unassign, _serve, _serve_no_more, _take_back]
)
def test_nothing_is_said_to_have_begun_or_ended_on_a_day_to_come(act, officer):
    volunteer = make_volunteer(birth_on=BORN)
    with pytest.raises(DomainError, match="still to come"):
        act(volunteer, officer)
    for model in (Office, Assignment, Affiliation):
        assert not model.objects.filter(ended_on__isnull=False).exists()
        assert not model.objects.filter(started_on__gt=today()).exists()


def test_hours_are_told_to_the_tenth(officer):
    done = Done(ActivityKind.MEETING, date(2026, 11, 1), Decimal("1.25"))
    with pytest.raises(DomainError, match=r"such as 2 or 1\.5"):
        record_activity(make_volunteer(), done=done, by=officer, on=today())
    assert not Activity.objects.exists()


def test_a_secretary_whose_place_was_taken_is_not_restored_beside_the_new_one(officer):
    first, second = make_volunteer(), make_volunteer()
    office = hold_office(first, by=officer, on=ON, **SECRETARY)
    end_volunteer(first, reason=EndReason.RESIGNED, by=officer, on=ON)
    hold_office(second, by=officer, on=ON, **SECRETARY)

    step = take_step_back(first, reason="ผิดคน", by=officer, on=ON)

    assert step.details == {"missing": {"offices": [str(office.pk)]}}
    assert Office.objects.filter(ended_on__isnull=True).get().volunteer == second
