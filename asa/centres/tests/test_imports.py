"""A list of centres: each row ends in the acts of the pages, and all of it can be taken back."""

import io
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from python_calamine import CalamineWorkbook

from asa.centres.actions import accept_change
from asa.centres.importers import import_centres, take_back_centres
from asa.centres.models import ChangeProposal, CommitteeTerm, Profile
from asa.centres.tests.factories import make_centre, make_committee
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.imports import Report
from asa.common.models import AccessEntry, ImportBatch
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.models import Centre, Office, Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS, make_file, make_office, make_volunteer
from asa.volunteers.tests.test_import_pages import work

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
HEADINGS = {
    "name": "ชื่อศูนย์ประสานงาน", "tambon": "ตำบล", "district": "อำเภอ", "level": "ระดับ",
    "place": "ที่ตั้ง", "phone": "เบอร์โทรศัพท์", "hours": "เวลาทำการ", "focal": "ผู้ประสานงาน",
    "focal_phone": "เบอร์โทรผู้ประสานงาน", "services": "บริการ", "seats": "จำนวนที่นั่ง",
    "seen": "ข้อมูล ณ วันที่", "elected": "วันที่เลือกตั้ง", "chair": "ประธาน", "secretary": "เลขานุการ",
    "committee": "กรรมการ",
}  # fmt: skip


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def row(**cells):
    return {
        "name": "ศูนย์ อพม. ตำบลปากน้ำ", "tambon": "ปากน้ำ", "district": "เมืองชุมพร",
        "place": "ศาลาหมู่ 4", "hours": "จันทร์ถึงศุกร์", "seen": "1/11/2569",
    } | cells  # fmt: skip


def bring_in(*rows, by=None, headings=HEADINGS, **options):
    options = {"province": "86", "on": DAY} | options
    return import_centres(make_file(rows, headings=headings), by=by or system_user(), **options)


def told(report):
    return [(p.row, p.column, p.reason) for p in report.problems]


def pak_nam():
    return Centre.objects.get(area=make_area("860102"))


def volunteers(*names, area="86010204"):
    return [make_volunteer(area, given_name=name, family_name="ริมน้ำ") for name in names]


# --- what is taken in -----------------------------------------------------------------------------


def test_a_centre_that_is_not_there_is_founded_with_all_its_facts():
    report = bring_in(
        row(phone="077-511111", focal="นายอำนวย ใจดี", focal_phone="081-000-2345", seats="25",
            services="ให้คำปรึกษาสิทธิและสวัสดิการ, intake")
    )  # fmt: skip

    assert report == Report(created=1, written=True)
    centre, profile = pak_nam(), Profile.objects.get()
    assert (centre.name_th, centre.place, centre.phone) == (
        "ศูนย์ อพม. ตำบลปากน้ำ", "ศาลาหมู่ 4", "077-511111",
    )  # fmt: skip
    assert (profile.focal_name, profile.focal_phone) == ("นายอำนวย ใจดี", "+66810002345")
    assert (profile.hours, profile.seats, profile.services) == (
        "จันทร์ถึงศุกร์", 25, ["intake", "advice"],
    )  # fmt: skip
    assert (profile.evidence_on, profile.founded_on) == (date(2026, 11, 1), DAY)
    assert [line.verb for line in journal.history_of(centre)] == ["centre.founded", "centre.added"]


def test_the_same_file_again_changes_nothing_not_even_while_a_proposal_waits():
    make_centre("860102")
    chair, focal = volunteers("มะลิ", "สมใจ")
    rows = [
        row(chair="นางสาวมะลิ ริมน้ำ", focal="สมใจ ริมน้ำ", elected="1/10/2569"),
        row(tambon="ท่าตะเภา", name="ศูนย์ท่าตะเภา"),
    ]
    assert bring_in(*rows) == Report(created=1, updated=1, written=True)

    assert bring_in(*rows) == Report(unchanged=2, written=True)

    accept_change(ChangeProposal.objects.get(), by=make_user(Role.DISTRICT_LEAD, "8601"), on=DAY)
    assert bring_in(*rows) == Report(unchanged=2, written=True)
    assert Profile.objects.get(centre=pak_nam()).focal_volunteer == focal
    assert Office.objects.get().volunteer == chair
    assert not ImportBatch.objects.exclude(created=1, updated=1).exists()


def test_what_differs_of_a_known_centre_is_proposed_and_waits_for_the_level_above():
    make_centre("860102", place="ที่เดิม", hours="ทุกวัน")
    assert bring_in(row(name="", hours="")) == Report(updated=1, written=True)

    assert pak_nam().place == "ที่เดิม"
    proposal = ChangeProposal.objects.get()
    assert (proposal.state, proposal.new) == (
        "waiting", {"place": "ศาลาหมู่ 4", "evidence_on": "2026-11-01"},
    )  # fmt: skip


def test_an_older_day_of_evidence_alone_is_no_news():
    make_centre("860102", place="ศาลาหมู่ 4", hours="จันทร์ถึงศุกร์", evidence_on=DAY)
    assert bring_in(row(name="")) == Report(unchanged=1, written=True)


def test_a_committee_is_elected_on_its_day_from_the_register_of_the_area():
    chair, secretary, first, second = volunteers("มะลิ", "สมใจ", "แก้ว", "ชบา")
    volunteers("มะลิ", area="86010104")
    number = f"{secretary.registration_no}/2565"

    bring_in(
        row(elected="5/10/2569", chair="นางมะลิ ริมน้ำ", secretary=number,
            committee="1. แก้ว ริมน้ำ 2. ชบา ริมน้ำ")
    )  # fmt: skip

    held = {office.volunteer: office.position for office in pak_nam().offices.all()}
    assert held == {
        chair: "chair", secretary: "secretary", first: "committee", second: "committee",
    }  # fmt: skip
    assert CommitteeTerm.objects.get().started_on == date(2026, 10, 5)


def test_without_a_day_of_election_only_empty_seats_are_filled():
    centre = make_centre("860102")
    (chair, _office), *_rest = make_committee(centre, "chair")
    (secretary,) = volunteers("สมใจ")

    report = bring_in(row(chair=chair.person.full_name, secretary="สมใจ ริมน้ำ"))

    assert report.updated == 1
    assert centre.offices.get(position="secretary").volunteer == secretary
    assert centre.offices.get(position="chair").volunteer == chair
    assert not CommitteeTerm.objects.exists()


@pytest.mark.parametrize(
    ("cells", "area"),
    [
        ({"level": "อำเภอ"}, "8601"),
        ({"level": "จังหวัด"}, "86"),
        ({"tambon": ""}, "8601"),
        ({"level": "จังหวัด", "tambon": "", "district": ""}, "86"),
        ({"level": ""}, "860102"),
    ],
)
def test_the_level_says_for_which_area_a_centre_is_wherever_it_stands(cells, area):
    bring_in(row(**cells))
    assert str(Centre.objects.get().area_id) == area


def test_columns_stand_in_any_order_and_a_place_in_one_cell():
    headings = {"seen": "วันที่สำรวจ", "where": "พื้นที่", "name": "ชื่อศูนย์"}
    rows = [{"seen": "1/11/69", "where": "ต.ปากน้ำ อ.เมืองชุมพร จ.ชุมพร", "name": "ศูนย์ปากน้ำ"}]
    assert bring_in(*rows, headings=headings).created == 1
    assert pak_nam().name_th == "ศูนย์ปากน้ำ"


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"tambon": "", "district": ""}, "B", "ไม่ได้ระบุว่าศูนย์นี้เป็นของพื้นที่ใด"),
        ({"tambon": "", "level": "ตำบล"}, "B", "ไม่ได้ระบุว่าศูนย์นี้เป็นของพื้นที่ใด"),
        ({"tambon": "ไม่มีที่นี่"}, "B", "ตำบล"),
        ({"seen": ""}, "L", "ไม่มีวันที่ของข้อมูล"),
        ({"services": "ขายของ"}, "J", "“ขายของ” ไม่อยู่ในรายการบริการ"),
        ({"seats": "สิบ"}, "K", "ไม่ใช่จำนวนเต็ม"),
        ({"chair": "นางใคร ไม่รู้จัก"}, "N", "นางใคร ไม่รู้จัก: "),
        ({"chair": "มะลิ"}, "N", "มะลิ: "),
        ({"chair": "นกแก้ว ริมน้ำ"}, "N", "นกแก้ว ริมน้ำ: อาจหมายถึง อพม. 2 คน"),
        ({"focal": "นกแก้ว ริมน้ำ"}, "H", "นกแก้ว ริมน้ำ: อาจหมายถึง อพม. 2 คน"),
        ({"secretary": "สมใจ ริมน้ำ", "elected": "1/10/2569"}, "M", "ต้องมีประธาน"),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_guessed(cells, column, reason):
    volunteers("สมใจ", "นกแก้ว", "นกแก้ว")
    report = bring_in(row(**cells))

    assert (report.refused, report.accepted) == (1, 0)
    ((line, letter, words),) = told(report)
    assert (line, letter) == (2, column)
    assert reason in words
    assert not Centre.objects.exists()


def test_an_office_that_another_holds_is_not_taken_from_her():
    centre = make_centre("860102")
    make_committee(centre, "chair")
    volunteers("สมใจ")
    report = bring_in(row(name="", chair="สมใจ ริมน้ำ"))
    assert [(line, column) for line, column, _why in told(report)] == [(2, "N")]
    assert not ChangeProposal.objects.exists()


def test_the_same_centre_stands_in_a_list_once():
    report = bring_in(row(), row(name="อีกแถว"))
    assert (report.created, report.refused) == (1, 1)
    assert pak_nam().name_th == "ศูนย์ อพม. ตำบลปากน้ำ"


def test_a_trial_writes_nothing_and_says_the_same():
    volunteers("มะลิ")
    good = row(chair="มะลิ ริมน้ำ", elected="1/10/2569")
    trial = bring_in(good, row(tambon="ไม่มี"), trial=True)
    assert (trial.created, trial.refused, trial.written) == (1, 1, False)
    assert not Centre.objects.exists()
    assert not Office.objects.exists()
    assert not ImportBatch.objects.exists()
    whole = bring_in(good, row(tambon="ไม่มี"), all_or_nothing=True)
    assert (whole.written, Centre.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        (Role.PROVINCE_OFFICER, "86", True),
        (Role.PROVINCE_HEAD, "86", True),
        (Role.DEPARTMENT_OFFICER, "TH", True),
        (Role.PROVINCE_OFFICER, "85", False),
        (Role.DISTRICT_LEAD, "8601", False),
        (Role.VOLUNTEER, "860102", False),
        (Role.AUDITOR, "TH", False),
        (Role.ADMIN, "TH", False),
    ],
)
def test_a_list_is_brought_in_by_the_office_of_its_province(role, area, may):
    user = make_user(role, area)
    if may:
        assert bring_in(row(), by=user).created == 1
    else:
        with pytest.raises(PermissionDenied):
            bring_in(row(), by=user)


def test_a_post_that_has_ended_brings_nothing_in():
    user = make_user(Role.PROVINCE_OFFICER, "86")
    user.posts.update(ended_on=DAY - timedelta(days=30), started_on=date(2026, 1, 1))
    with pytest.raises(PermissionDenied):
        bring_in(row(), by=user)


def test_the_department_founds_but_does_not_change_the_centre_of_a_sub_district():
    make_centre("860102")
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    report = bring_in(row(), row(tambon="ท่าตะเภา"), by=by)
    assert (report.created, report.refused) == (1, 1)
    assert not ChangeProposal.objects.exists()


# --- taken back -----------------------------------------------------------------------------------


def taken_back(**options):
    options = {"by": system_user(), "on": DAY, "reason": "ผิดไฟล์"} | options
    return take_back_centres(ImportBatch.objects.latest("written_at"), **options)


def test_a_list_is_taken_back_whole_and_counts_the_same_afterwards():
    known = make_centre("860101", place="ที่เดิม")
    (before, office), *_rest = make_committee(known, "chair")
    volunteers("มะลิ")
    volunteers("แก้ว", area="86010104")
    rows = [
        row(chair="มะลิ ริมน้ำ", elected="1/10/2569"),
        row(tambon="ท่าตะเภา", chair="แก้ว ริมน้ำ", elected="1/10/2569"),
    ]
    report = bring_in(*rows)
    assert report == Report(created=1, updated=1, written=True)
    assert (taken_back(trial=True).removed, Centre.objects.count()) == (1, 2)

    done = taken_back()

    assert (done.removed, done.returned, done.kept) == (1, 1, [])
    assert list(Centre.objects.all()) == [known]
    assert ChangeProposal.objects.get().state == "withdrawn"
    assert [(one.volunteer, one.ended_on) for one in Office.objects.all()] == [(before, None)]
    assert Office.objects.get() == office
    assert not CommitteeTerm.objects.exists()
    assert journal.history_of(known)[0].verb == "centre.restored"
    assert bring_in(*rows) == report


def test_a_row_stays_whole_once_somebody_decided_or_built_on_it():
    known = make_centre("860101", place="ที่เดิม")
    bring_in(row(tambon="ท่าตะเภา"), row())
    accept_change(ChangeProposal.objects.get(), by=make_user(Role.DISTRICT_LEAD, "8601"), on=DAY)
    (late,) = volunteers("สมใจ")
    make_office(late, pak_nam(), "adviser")

    done = taken_back()

    assert {one.key for one in done.kept} == {str(known.pk), str(pak_nam().pk)}
    assert (done.removed, done.returned) == (0, 0)
    known.refresh_from_db()
    assert known.place == "ศาลาหมู่ 4"


def test_a_list_is_taken_back_once_with_a_reason_by_who_may_bring_it_in():
    bring_in(row())
    with pytest.raises(PermissionDenied):
        taken_back(by=make_user(Role.PROVINCE_OFFICER, "85"))
    with pytest.raises(DomainError):
        taken_back(reason=" ")
    taken_back()
    with pytest.raises(DomainError):
        taken_back()


# --- command and pages ----------------------------------------------------------------------------


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(user)
    return user


def test_the_command_line_brings_in_and_takes_back(tmp_path, capsys):
    path = tmp_path / "centres.xlsx"
    path.write_bytes(make_file([row()], headings=HEADINGS).read())
    call_command("import_centres", str(path), "--province", "86", "--json")
    assert json.loads(capsys.readouterr().out)["created"] == 1
    key = str(ImportBatch.objects.get().pk)
    call_command("take_back_import")
    assert key in capsys.readouterr().out
    call_command("take_back_import", key, "--reason", "ผิดไฟล์")
    assert not Centre.objects.exists()


def test_a_file_is_tried_mended_taken_in_and_taken_back_on_pages(client, officer):
    file = make_file([row(), row(tambon="ไม่มี")], headings=HEADINGS)
    file.name = "centres.xlsx"
    page = reverse("centres:import")
    assert reverse("centres:import_template") in client.get(page).content.decode()
    client.post(page, {"file": file, "province": "86", "rows": "good"})
    trial = work()
    found = reverse("centres:import_result", args=[trial.pk])
    assert client.get(found).status_code == 200
    bad = client.get(reverse("centres:import_rows", args=[trial.pk])).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(bad)).get_sheet_by_index(0).to_python()
    assert [line[1] for line in sheet] == ["ตำบล", "ไม่มี"]

    client.post(found)
    work()
    assert pak_nam().name_th == "ศูนย์ อพม. ตำบลปากน้ำ"

    batch = ImportBatch.objects.get()
    client.post(reverse("centres:import_batch", args=[batch.pk]))
    back = reverse("centres:import_back", args=[work().pk])
    assert client.get(back).status_code == 200
    client.post(back, {"reason": "ผิดไฟล์"})
    work()
    assert not Centre.objects.exists()


def test_the_template_holds_what_is_on_record_and_coming_back_changes_nothing(client, officer):
    centre = make_centre("860102", place="ศาลา", services=["intake"], seats=9, evidence_on=DAY)
    make_centre("850101", place="ที่อื่น")
    (chair, _office), *_rest = make_committee(centre, "chair", "committee")
    Profile.objects.filter(pk=centre.pk).update(focal_volunteer=chair, hours="ทุกวัน")
    make_volunteer("86010204", given_name=chair.person.given_name)

    content = client.get(reverse("centres:import_template")).content

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2
    assert sheet[1][:6] == [centre.name_th, "ตำบล", "ปากน้ำ", "เมืองชุมพร", "ชุมพร", "ศาลา"]
    again = import_centres(io.BytesIO(content), by=officer, province="86", on=DAY)
    assert again == Report(unchanged=1, written=True)
    assert AccessEntry.objects.get(verb="centres.template").data["rows"] == 1
    assert CITIZEN_IDS[0] not in content.decode("latin-1")
    assert Volunteer.objects.count() == 3
