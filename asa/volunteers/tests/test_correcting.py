"""What was keyed in wrongly of an applicant is mended, by whom, under which checks."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import PartialDate, today
from asa.households.tests.factories import make_household, make_member
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import Identity, correct_applicant
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = pytest.mark.django_db
RIGHT = Identity(
    "มะลิวัลย์", "รักถิ่น", CITIZEN_IDS[1], prefix="นาง", birth=PartialDate(date(1970, 5, 17)),
    phone="+66810004321",
)  # fmt: skip


@pytest.fixture
def officer():
    return make_user("province_officer", "86")


@pytest.fixture
def applicant():
    return make_volunteer(
        "86010104", state="applied", given_name="มะลิ", family_name="รักถิ่น",
        citizen_id=CITIZEN_IDS[0],
    )  # fmt: skip


def correct(applicant, by, area="86010105", **changes):
    return correct_applicant(
        applicant, told=replace(RIGHT, **changes), area=make_area(area), address="9/9",
        by=by, on=today(),
    )  # fmt: skip


@pytest.mark.usefixtures("in_english")
def test_the_applicant_reads_right_and_the_journal_keeps_what_stood_there(applicant, officer):
    changed = correct(applicant, officer)

    one = Volunteer.objects.get()
    person = one.person
    assert (person.full_name, person.citizen_id, person.birth_on, person.phone) == (
        "นางมะลิวัลย์ รักถิ่น", CITIZEN_IDS[1], date(1970, 5, 17), "+66810004321",
    )  # fmt: skip
    assert (one.area_id, one.address, one.state) == ("86010105", "9/9", "applied")
    assert changed == ["name", "birth", "number", "phone", "area", "address"]
    line = journal.history_of(one)[0]
    assert (line.verb, line.actor_id) == ("volunteer.corrected", officer.pk)
    assert "มะลิ รักถิ่น → นางมะลิวัลย์ รักถิ่น" in line.text
    assert not [number for number in CITIZEN_IDS if number in line.text.replace("-", "")]


def test_where_nothing_is_other_nothing_is_written(applicant, officer):
    correct(applicant, officer)
    lines = len(journal.history_of(applicant))

    assert correct(applicant, officer) == []
    assert len(journal.history_of(applicant)) == lines


def test_a_passport_takes_the_place_of_a_wrong_number_and_a_reason_that_of_none(applicant, officer):
    correct(applicant, officer, number="GX4471902")
    applicant.person.refresh_from_db()
    assert (applicant.person.citizen_id, applicant.person.id_kind) == ("GX4471902", "passport")
    correct(applicant, officer, number="", no_id_reason="ยังไม่ได้แจ้งเกิด")
    applicant.person.refresh_from_db()
    assert (applicant.person.citizen_id, applicant.person.id_kind) == (None, "none")


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("changes", "area", "sentence"),
    [
        ({"given_name": " "}, "86010105", "Write the given name."),
        ({"number": ""}, "86010105", "Write the number, or why there is none."),
        ({}, "8601", "Choose the sub-district or the village"),
    ],
)
def test_the_same_is_asked_as_of_whoever_applies(applicant, officer, changes, area, sentence):
    with pytest.raises(DomainError, match=sentence):
        correct(applicant, officer, area, **changes)


@pytest.mark.usefixtures("in_english")
def test_the_number_of_another_entry_is_not_taken(applicant, officer):
    make_volunteer("86020101", citizen_id=CITIZEN_IDS[1])
    with pytest.raises(DomainError, match="in the register already"):
        correct(applicant, officer)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("state", ["registered", "suspended", "ended"])
def test_only_an_applicant_is_corrected(officer, state):
    volunteer = make_volunteer("86010104", state=state)
    with pytest.raises(DomainError, match="not registered yet"):
        correct(volunteer, officer)


@pytest.mark.usefixtures("in_english")
def test_who_is_on_record_in_another_province_too_is_not_changed_from_here(applicant, officer):
    member = make_member(make_household("85010101"))
    member.person = applicant.person
    member.save()
    with pytest.raises(DomainError, match="another province"):
        correct(applicant, officer)


@pytest.mark.parametrize(
    ("role", "post", "to"),
    [
        ("province_officer", "85", "86010105"), ("tambon_lead", "860101", "86010105"),
        ("district_lead", "8601", "86010105"), ("social_worker", "86", "86010105"),
        ("department_officer", "TH", "86010105"), ("province_officer", "86", "850101"),
    ],
)  # fmt: skip
def test_nobody_else_corrects_nor_moves_an_applicant_out_of_the_own_area(applicant, role, post, to):
    with pytest.raises(PermissionDenied):
        correct(applicant, make_user(role, post), to)
    assert Volunteer.objects.get().person.given_name == "มะลิ"


def test_nobody_corrects_the_own_entry(applicant):
    me = make_user("province_officer", "86")
    me.person = applicant.person
    me.save()
    with pytest.raises(PermissionDenied):
        correct(applicant, me)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def at_office(officer):
    client = Client()
    client.force_login(officer)
    return client


def form(**fields):
    return {
        "title": "นาง", "given_name": "มะลิวัลย์", "family_name": "รักถิ่น", "number": "",
        "no_id_reason": "", "nationality": "", "birth": "17/5/2513", "sex": "unknown",
        "phone": "", "tambon": "860101", "tambon_code": "860101", "moo": "4", "address": "9/9",
    } | fields  # fmt: skip


def test_the_page_keeps_a_number_that_is_not_typed_and_never_shows_it_whole(applicant, at_office):
    address = f"/volunteers/{applicant.pk}/correct/"
    shown = at_office.get(address).content.decode()
    assert 'value="มะลิ"' in shown
    assert CITIZEN_IDS[0] not in shown.replace("-", "")

    assert at_office.post(address, form())["Location"] == f"/volunteers/{applicant.pk}/"
    applicant.person.refresh_from_db()
    assert (applicant.person.given_name, applicant.person.citizen_id) == ("มะลิวัลย์", CITIZEN_IDS[0])
    page = at_office.get(f"/volunteers/{applicant.pk}/").content.decode()
    assert "นางมะลิวัลย์" in page
    assert address in page


def test_whoever_may_be_the_same_is_shown_first(applicant, at_office):
    same = make_volunteer("86020101", given_name="มะลิวัลย์", family_name="รักถิ่น")
    address = f"/volunteers/{applicant.pk}/correct/"
    page = at_office.post(address, form()).content.decode()
    assert str(same.pk) in page
    applicant.person.refresh_from_db()
    assert applicant.person.given_name == "มะลิ"

    assert at_office.post(address, form(is_checked="on")).status_code == 302


def test_of_somebody_registered_the_page_leads_back(at_office):
    volunteer = make_volunteer("86010104")
    answer = at_office.get(f"/volunteers/{volunteer.pk}/correct/")

    assert answer["Location"] == f"/volunteers/{volunteer.pk}/"
    assert "correct/" not in at_office.get(answer["Location"]).content.decode()
