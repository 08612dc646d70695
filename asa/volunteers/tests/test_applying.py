"""Who applies is keyed in once: from a paper, or one after another from the list of a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import PossibleDuplicate
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import Application, Identity, add_sign_up_day, take_application
from asa.volunteers.models import SignUpDay, Volunteer
from asa.volunteers.queries import applicants_of, sign_up_days_for
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)


def who(**fields):
    return Identity(
        **{"given_name": "มะลิ", "family_name": "ใหม่", "number": CITIZEN_IDS[0]} | fields
    )


def take(by, area="86010104", person=None, **fields):
    return take_application(
        Application(person or who(), **fields), area=make_area(area), by=by, on=ON
    )


def make_day(by, area="860101"):
    return add_sign_up_day(make_area(area), held_on=ON, place="อบต.", by=by, on=today())


TAKERS = [
    (Role.TAMBON_LEAD, "860101", True),
    (Role.DISTRICT_LEAD, "8601", True),
    (Role.PROVINCE_OFFICER, "86", True),
    (Role.PROVINCE_HEAD, "86", True),
    (Role.VOLUNTEER, "86010104", False),
    (Role.SOCIAL_WORKER, "86", False),
    (Role.FINANCE, "86", False),
    (Role.DEPARTMENT_OFFICER, "TH", False),
    (Role.AUDITOR, "TH", False),
    (Role.ANALYST, "TH", False),
    (Role.ADMIN, "TH", False),
    (Role.PARTNER_DESK, "86", False),
    # A sibling and another province.
    (Role.TAMBON_LEAD, "860102", False),
    (Role.DISTRICT_LEAD, "8602", False),
    (Role.PROVINCE_OFFICER, "85", False),
]


@pytest.mark.parametrize(("role", "area", "may"), TAKERS)
def test_leads_and_the_office_of_the_area_key_in_who_applies(role, area, may):
    user = make_user(role, area)
    if not may:
        for act in (take, make_day):
            with pytest.raises(PermissionDenied):
                act(user)
        return
    volunteer = take(user)
    assert (volunteer.state, volunteer.registration_no) == ("applied", "")
    assert volunteer.steps.get().details == {"channel": "paper"}
    assert not volunteer.assignments.exists()


def test_an_ended_post_keys_in_nobody():
    user = make_user(Role.PROVINCE_OFFICER, "86", ended_on=today())
    with pytest.raises(PermissionDenied):
        take(user)


def test_in_bangkok_the_department_keys_in_who_applies():
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    assert take(by, area="100101").area_id == "100101"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"number": "AB1234567", "nationality": "ลาว"}, "passport"),
        ({"number": "0860595075668"}, "non_registered"),
        ({"number": "", "no_id_reason": "บัตรหาย"}, "none"),
    ],
)
def test_foreigners_and_people_without_papers_apply_too(fields, kind):
    by = make_user(Role.PROVINCE_OFFICER, "86")
    volunteer = take(by, person=who(**fields), other_roles=["health", "probation"])
    volunteer.person.refresh_from_db()
    assert volunteer.person.id_kind == kind
    assert volunteer.affiliations.count() == 2


def test_without_number_and_reason_nobody_is_keyed_in():
    with pytest.raises(DomainError, match="why there is none"):
        take(make_user(Role.PROVINCE_OFFICER, "86"), person=who(number=""))


def test_the_same_number_makes_no_second_entry():
    by = make_user(Role.PROVINCE_OFFICER, "86")
    make_volunteer("850101", citizen_id=CITIZEN_IDS[0], state="ended")
    with pytest.raises(DomainError, match="in the register already"):
        take(by)
    assert Volunteer.objects.count() == 1


def test_an_application_is_of_a_tambon_and_not_of_tomorrow():
    by = make_user(Role.PROVINCE_OFFICER, "86")
    with pytest.raises(DomainError):
        take(by, area="8601")
    with pytest.raises(DomainError, match="still to come"):
        take_application(
            Application(who()), area=make_area("860101"), by=by, on=today() + timedelta(days=1)
        )


def test_a_day_is_begun_once_and_its_people_are_of_its_area():
    by = make_user(Role.PROVINCE_OFFICER, "86")
    day = make_day(by)
    assert make_day(by) == day
    with pytest.raises(DomainError, match="not of the area"):
        take_application(
            Application(who()), area=make_area("860102"), by=by, on=ON, sign_up_day=day
        )
    volunteer = take_application(
        Application(who()), area=make_area("860101"), by=by, on=ON, sign_up_day=day
    )
    assert list(applicants_of(day, by)) == [volunteer]
    for role, area, seen in ((Role.TAMBON_LEAD, "860101", 1), (Role.TAMBON_LEAD, "860102", 0)):
        assert sign_up_days_for(make_user(role, area)).count() == seen


# --- the pages --------------------------------------------------------------------------------------


@pytest.fixture
def client():
    return Client(headers={"accept-language": "th"})


def sign_in(client, role, area):
    load_chumphon()
    user = make_user(role, area)
    client.force_login(user)
    return user


LINE = {
    "given_name": "มะลิ",
    "family_name": "ใหม่",
    "number": CITIZEN_IDS[0],
    "birth": "1/5/2523",
    "tambon": "ท่าตะเภา",
    "kind": "adult",
}
PAPER = LINE | {"sex": "female", "responsibility": "village", "on": "1/10/2568", "moo": "4"}


def test_a_paper_is_keyed_in_on_a_page(client):
    sign_in(client, Role.PROVINCE_OFFICER, "86")
    address = reverse("volunteers:apply")

    wrong = client.post(address, PAPER | {"number": "1234567890123"})
    assert wrong.context["form"].errors.keys() == {"number"}
    assert 'value="มะลิ"' in wrong.content.decode()
    answer = client.post(address, PAPER | {"other_roles": ["health"]})

    volunteer = Volunteer.objects.get()
    assert answer.headers["Location"] == reverse("volunteers:detail", args=[volunteer.pk])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "ตรวจเอกสาร" in page
    assert "อสม." in page


def test_a_lead_keys_in_the_own_tambon_alone(client):
    sign_in(client, Role.TAMBON_LEAD, "860101")
    answer = client.post(reverse("volunteers:apply"), PAPER | {"tambon": "นาทุ่ง"})
    assert answer.context["form"].errors.keys() == {"tambon"}


def test_a_possible_namesake_is_shown_before_anybody_is_keyed_in(client):
    sign_in(client, Role.PROVINCE_OFFICER, "86")
    known = make_volunteer(given_name="มะลิ", family_name="ใหม่", citizen_id=CITIZEN_IDS[1])
    address = reverse("volunteers:apply")

    shown = client.post(address, PAPER)
    assert str(known.pk) in shown.content.decode()
    assert Volunteer.objects.count() == 1
    assert shown.context["form"].errors.keys() == {"why_new"}
    client.post(address, PAPER | {"why_new": "บัตรคนละใบ"})
    assert Volunteer.objects.count() == 2
    pair = PossibleDuplicate.objects.get()
    assert (pair.likeness, pair.state) == ("typed", "not_duplicate")


def similar_pages(user):
    day = make_day(user)
    return [
        reverse("volunteers:similar_applicants"),
        reverse("volunteers:similar_on_list", args=[day.pk]),
    ]


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize(
    ("known", "is_shown"),
    [
        ({"given_name": "มะลิ", "family_name": "ใหม่"}, True),
        ({"given_name": "มลิ", "family_name": "ใหม่"}, True),
        ({"given_name": "คนอื่น", "citizen_id": CITIZEN_IDS[0]}, True),
        ({"given_name": "คนอื่น", "family_name": "ใหม่"}, False),
    ],
)
def test_who_is_alike_is_shown_while_a_paper_or_a_line_is_keyed(client, page, known, is_shown):
    user = sign_in(client, Role.TAMBON_LEAD, "860101")
    other = make_volunteer("86010104", **known)
    answer = client.post(similar_pages(user)[page], PAPER)
    assert (str(other.pk) in answer.text) is is_shown
    assert ("why_new" in answer.text) is is_shown
    assert "<html" not in answer.text
    assert Volunteer.objects.count() == 1


@pytest.mark.parametrize("page", [0, 1])
def test_while_a_lead_types_nobody_beyond_the_own_area_is_shown(client, page):
    user = sign_in(client, Role.TAMBON_LEAD, "860101")
    known = {"given_name": "มะลิ", "family_name": "ใหม่", "citizen_id": CITIZEN_IDS[0]}
    make_volunteer("86020201", **known)
    assert client.post(similar_pages(user)[page], PAPER).text.strip() == ""


def test_the_title_before_the_name_of_a_line_is_not_part_of_it(client):
    user = sign_in(client, Role.TAMBON_LEAD, "860101")
    other = make_volunteer("86010104", given_name="มะลิ", family_name="ใหม่")
    typed = LINE | {"given_name": "นางมะลิ"}
    assert str(other.pk) in client.post(similar_pages(user)[1], typed).text


def test_a_pair_that_a_lead_cannot_judge_waits_for_the_office(client):
    user = sign_in(client, Role.TAMBON_LEAD, "860101")
    make_volunteer("86010104", given_name="มะลิ", family_name="ใหม่")
    address = reverse("volunteers:sign_up_day", args=[make_day(user).pk])
    assert client.post(address, LINE).status_code == 200
    assert client.post(address, LINE | {"why_new": "คนละคน"}).status_code == 302
    assert PossibleDuplicate.objects.get().state == "open"


@pytest.mark.parametrize("number", ["", CITIZEN_IDS[1]])
def test_a_lead_is_told_of_no_namesake_beyond_the_own_area(client, number):
    sign_in(client, Role.TAMBON_LEAD, "860101")
    elsewhere = make_volunteer(
        "860202", given_name="มะลิวัลย์", family_name="ไกลบ้าน", citizen_id=CITIZEN_IDS[1]
    )
    name = {"given_name": "มะลิวัลย์", "family_name": "ไกลบ้าน"} if not number else {}
    tried = PAPER | name | ({"number": number} if number else {})

    page = client.post(reverse("volunteers:apply"), tried)

    assert Volunteer.objects.exclude(pk=elsewhere.pk).exists() is not bool(number)
    if number:
        # That the number is taken is said, and not whose it is.
        assert page.context["found"] == []
        assert elsewhere.registration_no not in page.content.decode()


def test_the_list_of_a_day_is_keyed_one_after_another(client):
    sign_in(client, Role.TAMBON_LEAD, "860101")
    days = reverse("volunteers:sign_up_days")
    begun = client.post(days, {"held_on": "1/10/2568", "area": "ท่าตะเภา", "place": "ห้องประชุม"})
    day = SignUpDay.objects.get()
    assert begun.headers["Location"] == reverse("volunteers:sign_up_day", args=[day.pk])
    for family, number in (("แรกสุด", CITIZEN_IDS[0]), ("ถัดไป", "AB 123-4567")):
        line = LINE | {"family_name": family, "number": number}
        assert client.post(begun.headers["Location"], line).status_code == 302
        client.get(begun.headers["Location"])

    page = client.get(begun.headers["Location"]).content.decode()
    assert page.index("ถัดไป") < page.index("แรกสุด")
    assert [v.steps.get().on for v in Volunteer.objects.all()] == [day.held_on] * 2
    assert set(Volunteer.objects.values_list("person__id_kind", flat=True)) == {
        "citizen",
        "passport",
    }


def test_the_list_of_a_day_takes_the_same_queries_for_many(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    user = sign_in(client, Role.TAMBON_LEAD, "860101")
    day = make_day(user)
    address = reverse("volunteers:sign_up_day", args=[day.pk])

    def key(first, last):
        for place in range(first, last):
            person = who(number="", no_id_reason="ไม่มีบัตร", family_name=f"คนที่{place}")
            take_application(
                Application(person), area=make_area("860101"), by=user, on=ON, sign_up_day=day
            )

    key(0, 3)
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    key(3, 20)
    with django_assert_num_queries(len(few)):
        client.get(address)
