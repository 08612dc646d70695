from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.partners.actions import PartnerDetails, add_partner, edit_partner, end_partner
from asa.partners.loader import load_demo_partners
from asa.partners.models import Partner
from asa.partners.queries import partners_for, partners_serving
from asa.partners.tests.factories import make_partner
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = pytest.mark.django_db

ON = date(2026, 2, 14)
LONG_AGO = date(2021, 1, 1)


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"
    with translation.override("en"):
        yield


def details(area="86", **fields):
    wanted = {"kind": "hospital", "name_th": "โรงพยาบาลสวี", "phone": "1669"}
    return PartnerDetails(area=make_area(area), **(wanted | fields))


def test_an_agency_is_added_corrected_and_taken_off_the_list():
    officer = make_user("province_officer", "86")
    partner = add_partner(details(), by=officer, on=ON)
    assert (partner.code, partner.started_on) == ("86-001", ON)
    edit_partner(partner, details=details(phone="1300"), by=officer, on=ON)
    edit_partner(partner, details=details(phone="1300"), by=officer, on=ON)
    end_partner(partner, by=officer, on=date(2026, 3, 1))
    partner.refresh_from_db()
    assert (partner.phone, partner.ended_on) == ("1300", date(2026, 3, 1))
    lines = history_of(partner)
    assert [line.verb for line in lines] == ["partner.ended", "partner.edited", "partner.added"]
    assert lines[1].data["fields"] == ["phone"]
    with pytest.raises(DomainError):
        end_partner(partner, by=officer, on=ON)


def test_each_agency_gets_the_next_number_of_its_province():
    department = make_user("department_officer", "TH")
    make_partner(code="86-007", name_th="ก")
    codes = [
        add_partner(details(area, name_th=name), by=department, on=ON).code
        for area, name in (("86", "ข"), ("860101", "ค"), ("85", "ง"), ("TH", "จ"))
    ]
    assert codes == ["86-008", "86-009", "85-001", "TH-001"]


def test_the_same_agency_is_not_listed_twice_in_any_spelling():
    officer = make_user("province_officer", "86")
    add_partner(details(name_th="เเรงงานจังหวัด"), by=officer, on=ON)
    other = add_partner(details(name_th="อื่น"), by=officer, on=ON)
    for same in ("แรงงานจังหวัด", "แรงงานจังหวัด "):
        with pytest.raises(DomainError):
            add_partner(details(name_th=same), by=officer, on=ON)
    with pytest.raises(DomainError):
        edit_partner(other, details=details(name_th="แรงงานจังหวัด"), by=officer, on=ON)
    assert add_partner(details("860101", name_th="แรงงานจังหวัด"), by=officer, on=ON)


@pytest.mark.parametrize(
    ("role", "area", "fields"),
    [
        ("province_officer", "85", {}),
        ("province_officer", "86", {"ended_on": LONG_AGO}),
        ("province_head", "86", {}),
        ("social_worker", "86", {}),
        ("volunteer", "860101", {}),
        ("auditor", "TH", {}),
    ],
)
def test_the_list_is_kept_by_its_provinces_officer_the_department_and_administrators(
    client, role, area, fields
):
    partner, user = make_partner(), make_user(role, area, **fields)
    with pytest.raises(PermissionDenied):
        add_partner(details(), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        edit_partner(partner, details=details(), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        end_partner(partner, by=user, on=ON)
    client.force_login(user)
    absent = {404} if fields else {403}
    for name in ("edit", "end"):
        url = reverse(f"partners:{name}", args=[partner.pk])
        assert {client.get(url).status_code, client.post(url).status_code} == absent
    partner.refresh_from_db()
    assert partner.ended_on is None


@pytest.mark.parametrize(
    ("role", "area"),
    [("province_officer", "86"), ("department_officer", "TH"), ("admin", "TH")],
)
def test_who_keeps_the_list_adds_corrects_and_ends_on_pages(client, role, area):
    load_chumphon()
    client.force_login(make_user(role, area))
    empty = client.post(reverse("partners:add"), {"kind": "hospital"})
    assert "Please fill in: Thai name" in empty.text
    sent = {"kind": "hospital", "name_th": "โรงพยาบาลสวี", "area": "อ.สวี", "services": "รักษา"}
    assert client.post(reverse("partners:add"), sent).status_code == 302
    partner = Partner.objects.get()
    assert partner.area_id == "8607"
    again = client.post(reverse("partners:add"), sent)
    assert "on the list already" in again.text
    url = reverse("partners:edit", args=[partner.pk])
    assert "โรงพยาบาลสวี" in client.get(url).text
    client.post(url, sent | {"phone": "1669"})
    end = reverse("partners:end", args=[partner.pk])
    assert "Take โรงพยาบาลสวี off the list?" in client.get(end).text
    client.post(end)
    partner.refresh_from_db()
    assert (partner.phone, partner.ended_on is None) == ("1669", False)


def test_whoever_holds_a_post_reads_the_list_and_nobody_else(client):
    partner = make_partner()
    reader = make_user("volunteer", "860101")
    gone = make_user("volunteer", "860101", ended_on=LONG_AGO)
    assert (list(partners_for(reader)), list(partners_for(gone))) == ([partner], [])
    client.force_login(reader)
    page = client.get(reverse("partners:list")).text
    assert partner.name_th in page
    assert reverse("partners:edit", args=[partner.pk]) not in page
    client.force_login(gone)
    assert client.get(reverse("partners:list")).status_code in (403, 404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"จังหวัด", "สวี", "ประเทศ"}),
        ({"q": "ฝึกอาชีพ"}, {"จังหวัด"}),
        ({"q": "สวี"}, {"สวี"}),
        ({"kind": "police"}, {"ประเทศ"}),
        ({"area": "860702"}, {"จังหวัด", "สวี", "ประเทศ"}),
        ({"area": "8601"}, {"จังหวัด", "ประเทศ"}),
        ({"area": "8601", "ended": "on"}, {"จังหวัด", "ประเทศ", "เลิก"}),
        ({"area": "ไม่มีที่นี่"}, set()),
    ],
)
def test_the_list_is_narrowed_by_words_kind_and_the_place_served(client, asked, found):
    load_chumphon()
    make_partner("86", name_th="จังหวัด", services="ฝึกอาชีพ")
    make_partner("8607", name_th="สวี")
    make_partner("TH", name_th="ประเทศ", kind="police")
    make_partner("86", name_th="เลิก", ended_on=ON)
    client.force_login(make_user("province_officer", "86"))
    page = client.get(reverse("partners:list"), asked).context["page"]
    assert {partner.name_th for partner in page} == found


def test_agencies_serve_their_own_area_and_all_within_it_while_on_the_list():
    here, above, country = make_partner("860101"), make_partner("86"), make_partner("TH")
    make_partner("8602")
    make_partner("86", ended_on=ON)
    serving = Partner.objects.filter(partners_serving("860101", on=ON))
    assert set(serving) == {here, above, country}


def test_the_demonstrations_agencies_are_loaded_once():
    load_chumphon()
    count = load_demo_partners()
    assert count == Partner.objects.count() > 20
    assert load_demo_partners() == 0
    hospital = Partner.objects.get(code="86-001")
    assert hospital.name_th == "โรงพยาบาลชุมพรเขตรอุดมศักดิ์"
