"""What stands wrongly of somebody in the register is mended, by whom, under which checks."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import PartialDate, today
from asa.households.tests.factories import make_household, make_member
from asa.notices.kinds import words_of
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.volunteers.actions import Identity, mend_contact, mend_volunteer
from asa.volunteers.corrections import Contact, fingerprint
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_for
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

RIGHT = Identity(
    "มะลิวัลย์", "รักถิ่น", CITIZEN_IDS[1], prefix="นาง", birth=PartialDate(date(1970, 5, 17)),
)  # fmt: skip
REACHED = Contact("+66810004321", "", "9/9", "86000")


@pytest.fixture
def officer():
    return make_user("province_officer", "86")


@pytest.fixture
def entry():
    return make_volunteer(
        given_name="มะลิ", family_name="รักถิ่น", prefix="นาง", citizen_id=CITIZEN_IDS[0],
        birth_on=date(1970, 5, 17),
    )  # fmt: skip


def mend(entry, by, reason="จดผิด", seen="", english=("", ""), contact=REACHED, **changes):
    return mend_volunteer(
        entry, told=replace(RIGHT, **changes), english=english, contact=contact, reason=reason,
        by=by, on=today(), seen=seen,
    )  # fmt: skip


def reach(entry, by, contact=REACHED):
    return mend_contact(entry, contact=contact, by=by, on=today())


def page_of(entry, name="mend"):
    return reverse(f"volunteers:{name}", args=[entry.pk])


pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("state", ["registered", "suspended", "ended"])
def test_the_entry_reads_right_and_the_journal_keeps_what_stood_there_and_why(officer, state):
    entry = make_volunteer(
        state=state, given_name="มะลิ", family_name="รักถิ่น", citizen_id=CITIZEN_IDS[0]
    )
    changed = mend(entry, officer, english=("Maliwan", "Rakthin"))

    one = volunteers_for(officer).get()
    person = one.person
    assert (person.full_name, person.citizen_id, person.birth_on, person.phone) == (
        "นางมะลิวัลย์ รักถิ่น", CITIZEN_IDS[1], date(1970, 5, 17), "+66810004321",
    )  # fmt: skip
    assert (person.given_name_en, one.address, one.postcode) == ("Maliwan", "9/9", "86000")
    assert (one.area_id, one.state) == (entry.area_id, state)
    assert changed == ["name", "birth", "number", "name_en", "phone", "address", "postcode"]
    line = journal.history_of(one)[0]
    assert (line.verb, line.actor_id) == ("volunteer.mended", officer.pk)
    assert "มะลิ รักถิ่น → นางมะลิวัลย์ รักถิ่น" in line.text
    assert line.text.endswith("(จดผิด)")
    assert not [number for number in CITIZEN_IDS if number in line.text.replace("-", "")]
    # Outside the sealed words the line has names of fields alone.
    assert line.data == {"fields": changed}


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "มะลิ", "number": CITIZEN_IDS[1]},
        {"number": CITIZEN_IDS[0]},
        {"given_name": "มะลิ", "number": CITIZEN_IDS[0], "birth": PartialDate(date(1971, 1, 1))},
    ],
    ids=["number", "name", "birth"],
)
def test_name_birth_and_number_change_with_a_reason_alone(entry, officer, changes):
    with pytest.raises(DomainError, match="Write why"):
        mend(entry, officer, reason=" ", **changes)
    person = volunteers_for(officer).get().person
    assert (person.given_name, person.citizen_id) == ("มะลิ", CITIZEN_IDS[0])
    assert mend(entry, officer, **changes)


def test_the_rest_changes_without_a_reason_and_where_nothing_is_other_nothing_is_written(
    entry, officer
):
    same = {"given_name": "มะลิ", "number": CITIZEN_IDS[0]}
    assert mend(entry, officer, reason="", **same) == ["phone", "address", "postcode"]
    lines = len(journal.history_of(entry))
    assert mend(entry, officer, reason="", **same) == []
    assert len(journal.history_of(entry)) == lines


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"given_name": " "}, "Write the given name."),
        ({"number": ""}, "Write the number, or why there is none."),
        ({"number": "3860691848840"}, "."),
        ({"birth": PartialDate(date(2999, 1, 1))}, "."),
        ({"contact": replace(REACHED, postcode="8600")}, "five digits"),
    ],
)
def test_the_same_is_asked_as_of_whoever_applies(entry, officer, changes, sentence):
    with pytest.raises(DomainError, match=sentence):
        mend(entry, officer, **changes)


@pytest.mark.usefixtures("in_english")
def test_the_number_of_another_entry_is_not_taken(entry, officer):
    make_volunteer("85020101", citizen_id=CITIZEN_IDS[1])
    with pytest.raises(DomainError, match="in the register already"):
        mend(entry, officer)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("state", ["applied", "verified", "trained"])
def test_an_applicant_is_not_mended_here(officer, state):
    applicant = make_volunteer(state=state, citizen_id=CITIZEN_IDS[0])
    with pytest.raises(DomainError, match="corrected as an applicant"):
        mend(applicant, officer)
    with pytest.raises(DomainError, match="corrected as an applicant"):
        reach(applicant, officer)


@pytest.mark.parametrize(
    ("role", "post", "area"),
    [
        ("province_officer", "86", "86010104"), ("province_head", "86", "86010104"),
        ("department_officer", "TH", "10010101"),
    ],
)  # fmt: skip
def test_who_keeps_the_register_mends_it(role, post, area):
    entry = make_volunteer(area, citizen_id=CITIZEN_IDS[0])
    assert "name" in mend(entry, make_user(role, post))


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("province_officer", "85"), ("province_head", "85"), ("tambon_lead", "860101"),
        ("district_lead", "8601"), ("social_worker", "86"), ("department_officer", "TH"),
        ("volunteer", "86010104"), ("finance", "86"), ("auditor", "TH"), ("admin", "TH"),
    ],
)  # fmt: skip
def test_nobody_else_mends_it(entry, role, post):
    with pytest.raises(PermissionDenied):
        mend(entry, make_user(role, post))
    assert Volunteer.objects.get().person.given_name == "มะลิ"


def test_whose_post_has_ended_mends_nothing(entry):
    former = make_user("province_officer", "86", ended_on=date(2025, 1, 1))
    for act in (mend, reach):
        with pytest.raises(PermissionDenied):
            act(entry, former)


@pytest.mark.usefixtures("in_english")
def test_who_is_on_record_in_another_province_too_is_mended_by_the_department(entry, officer):
    member = make_member(make_household("85010101"))
    member.person = entry.person
    member.save()
    with pytest.raises(DomainError, match="Ask the department"):
        mend(entry, officer)
    assert "name" in mend(entry, make_user("department_officer", "TH"))


def test_nobody_mends_the_own_name(entry, officer):
    officer.person = entry.person
    officer.save()
    with pytest.raises(PermissionDenied):
        mend(entry, officer)
    assert reach(entry, officer) == ["phone", "address", "postcode"]


@pytest.mark.parametrize(
    ("role", "post"),
    [("tambon_lead", "860101"), ("district_lead", "8601"), ("province_officer", "86")],
)
def test_telephone_and_address_are_mended_by_the_leads_and_the_office(entry, role, post):
    by = make_user(role, post)
    assert reach(entry, by) == ["phone", "address", "postcode"]
    line = journal.history_of(entry)[0]
    assert (line.verb, line.actor_id) == ("volunteer.contact_mended", by.pk)
    assert "– → 081 000 4321" in line.text


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("tambon_lead", "860102"), ("district_lead", "8602"), ("province_officer", "85"),
        ("social_worker", "86"), ("volunteer", "86010104"), ("department_officer", "TH"),
    ],
)  # fmt: skip
def test_telephone_and_address_are_mended_by_nobody_else(entry, role, post):
    with pytest.raises(PermissionDenied):
        reach(entry, make_user(role, post))


def test_the_volunteer_is_told_what_somebody_else_changed_of_her(entry, officer):
    her = make_user("volunteer", "86010104", person=entry.person)
    mend(entry, officer)
    told = Notice.objects.get()
    assert (told.user, told.kind, told.link) == (her, "volunteer.mended", page_of(entry, "detail"))
    with translation.override("en"):
        assert words_of(told.kind, told.params) == (
            "Your entry in the register was corrected: Name, Citizen id or passport number,"
            " Telephone number, Address, Postcode"
        )
    reach(entry, her, Contact("+66810009999"))
    assert Notice.objects.count() == 1


@pytest.mark.usefixtures("in_english")
def test_what_somebody_else_has_changed_is_not_written_over(entry, officer):
    seen = fingerprint(entry)
    reach(entry, make_user("tambon_lead", "860101"))
    with pytest.raises(DomainError, match="in the meantime"):
        mend(entry, officer, seen=seen)
    assert mend(entry, officer, seen=fingerprint(volunteers_for(officer).get()))


# --- the pages ------------------------------------------------------------------------------------


@pytest.fixture
def at_office(client, officer):
    client.force_login(officer)
    return client


def form(**fields):
    return {
        "title": "นาง", "given_name": "มะลิวัลย์", "family_name": "รักถิ่น", "number": "",
        "no_id_reason": "", "nationality": "", "birth": "17/5/2513", "sex": "unknown",
        "phone": "", "other_phone": "", "address": "", "postcode": "", "reason": "สมรส",
        "given_name_en": "", "family_name_en": "",
    } | fields  # fmt: skip


def test_the_page_keeps_a_number_that_is_not_typed_and_leads_back(entry, at_office):
    shown = at_office.get(page_of(entry)).content.decode()
    assert 'value="มะลิ"' in shown
    assert CITIZEN_IDS[0] not in shown.replace("-", "")

    assert at_office.post(page_of(entry), form())["Location"] == page_of(entry, "detail")
    entry.person.refresh_from_db()
    assert (entry.person.given_name, entry.person.citizen_id) == ("มะลิวัลย์", CITIZEN_IDS[0])
    page = at_office.get(page_of(entry, "detail")).content.decode()
    assert page_of(entry) in page
    assert "มะลิ รักถิ่น → นางมะลิวัลย์ รักถิ่น" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": ""}, "เหตุผล"),
        ({"given_name_en": "มะลิ"}, "อักษรโรมัน"),
        ({"postcode": "8600"}, "5 หลัก"),
        ({"phone": "12"}, "โทรศัพท์"),
    ],
)
def test_what_is_lacking_is_said_on_the_page(entry, at_office, fields, said):
    answer = at_office.post(page_of(entry), form(**fields))
    assert answer.status_code == 200
    assert said in answer.text
    entry.person.refresh_from_db()
    assert entry.person.given_name == "มะลิ"


def test_whoever_may_be_the_same_is_shown_first(entry, at_office):
    same = make_volunteer("86020101", given_name="มะลิวัลย์", family_name="รักถิ่น")
    assert str(same.pk) in at_office.post(page_of(entry), form()).text
    entry.person.refresh_from_db()
    assert entry.person.given_name == "มะลิ"
    assert at_office.post(page_of(entry), form(is_checked="on")).status_code == 302
    # A namesake is no question where the name stays.
    answer = at_office.post(page_of(entry), form(address="7"))
    assert answer.status_code == 302


def test_an_applicant_has_a_page_of_her_own(at_office):
    applicant = make_volunteer(state="applied")
    assert at_office.get(page_of(applicant))["Location"] == page_of(applicant, "correct")
    answer = at_office.get(page_of(applicant, "contact"))
    assert answer["Location"] == page_of(applicant, "detail")
    page = at_office.get(page_of(applicant, "detail")).text
    assert page_of(applicant) not in page


def test_the_volunteer_mends_her_own_telephone(client, entry):
    client.force_login(make_user("volunteer", "86010104", person=entry.person))
    assert page_of(entry, "contact") in client.get(page_of(entry, "detail")).text
    shown = client.get(page_of(entry, "contact")).context["form"]
    sent = {"phone": "0810004321", "address": "9/9", "seen": shown["seen"].value()}
    assert client.post(page_of(entry, "contact"), sent).status_code == 302
    entry.person.refresh_from_db()
    assert entry.person.phone == "+66810004321"
    # The same page once more is of before.
    assert client.post(page_of(entry, "contact"), {**sent, "phone": ""}).status_code == 200
    assert client.get(page_of(entry)).status_code == 403


# --- two at once ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_of_two_who_mend_at_once_the_second_is_told():
    with transaction.atomic():
        officers = [make_user("province_officer", "86"), make_user("province_head", "86")]
        entry = make_volunteer(given_name="มะลิ", citizen_id=CITIZEN_IDS[0])
    held = [Volunteer.objects.select_related("person").get(pk=entry.pk) for _one in officers]
    seen = fingerprint(held[0])
    names = ("มะลิวัลย์", "มาลี")
    found = at_once(
        *(
            partial(mend, one, fresh(by), seen=seen, given_name=name)
            for one, by, name in zip(held, officers, names, strict=True)
        )
    )
    assert found.count("done") == 1
    assert any("in the meantime" in one for one in found)
    assert len([line for line in journal.history_of(entry) if "mended" in line.verb]) == 1
