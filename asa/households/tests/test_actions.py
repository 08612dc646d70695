import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from asa.common import photos
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import PartialDate, today
from asa.households.actions import (
    ConsentAnswer,
    HouseholdPlace,
    MemberDetails,
    add_member,
    add_photo,
    add_to_team,
    assess_household,
    assign_caretaker,
    change_head,
    edit_household,
    edit_member,
    end_membership,
    record_consent,
    record_household,
    record_visit,
    seal_household,
    withdraw_consent,
)
from asa.households.codes import (
    ConsentKind,
    Dimension,
    LeaveReason,
    PhotoKind,
    VisitKind,
    VisitMethod,
)
from asa.households.models import Household
from asa.households.queries import households_for, possible_same_persons
from asa.households.tests.factories import (
    make_household,
    make_member,
    make_notice,
    make_round,
    put_on_team,
)
from asa.notices.models import Notice
from asa.people.models import Person
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import make_area
from asa.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

ON = date(2026, 2, 14)
FAIR = dict.fromkeys(Dimension, (3, ""))
BUA = MemberDetails(given_name="บัว", family_name="แสงทอง", prefix="นาง", citizen_id="3860590650634")
PHU = MemberDetails(
    given_name="ภู",
    family_name="แสงทอง",
    no_id_reason="บัตรสูญหาย จำเลขไม่ได้",
    birth=PartialDate(date(1981, 1, 1), "year"),
    relation="บุตร",
)


def jpeg():
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    file.seek(0)
    return file


def volunteer(area="86010104", **fields):
    return make_user("volunteer", area, **fields)


def verbs(record):
    return [line.verb for line in history_of(record)]


# --- recording and correcting --------------------------------------------------------------------


def test_a_volunteer_records_a_household_with_a_member_who_has_no_id_and_only_a_birth_year():
    mali = volunteer()
    place = HouseholdPlace(house_no="42", landmark="หลังวัด")
    household = record_household(
        make_area("86010104"), place=place, members=[BUA, PHU], by=mali, on=ON
    )
    bua, phu = household.members.all()
    assert (household.house_no, household.landmark, household.province) == ("42", "หลังวัด", "86")
    assert (household.reported_by, household.caretaker) == (mali, mali)
    assert (bua.person.citizen_id, bua.is_head) == ("3860590650634", True)
    assert (phu.person.citizen_id, phu.person.no_id_reason) == (None, "บัตรสูญหาย จำเลขไม่ได้")
    assert (phu.person.birth_on, phu.person.birth_precision) == (date(1981, 1, 1), "year")
    assert (phu.relation, phu.is_head) == ("บุตร", False)
    assert verbs(household) == ["household.recorded"]
    assert list(households_for(mali)) == [household]


def test_who_finds_a_household_outside_her_tambon_reports_it_and_does_not_look_after_it():
    household = record_household(
        make_area("86020101"), place=HouseholdPlace(), members=[BUA], by=volunteer(), on=ON
    )
    assert household.caretaker is None


def test_a_household_of_another_province_is_not_recorded_from_here():
    with pytest.raises(PermissionDenied):
        record_household(
            make_area("85010101"), place=HouseholdPlace(), members=[BUA], by=volunteer(), on=ON
        )


@pytest.mark.parametrize("role", ["finance", "province_head", "auditor", "analyst"])
def test_who_does_not_find_people_records_no_household(role):
    with pytest.raises(PermissionDenied):
        record_household(
            make_area(), place=HouseholdPlace(), members=[BUA], by=make_user(role, "86"), on=ON
        )


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([], "at least one"),
        ([MemberDetails(given_name=" ", no_id_reason="x")], "given name"),
        ([MemberDetails(given_name="บัว")], "citizen id"),
        ([MemberDetails(given_name="บัว", no_id_reason="  ")], "citizen id"),
        ([BUA, BUA], "already in this household"),
        (
            [
                MemberDetails(given_name="ก", no_id_reason="-", is_head=True),
                MemberDetails(given_name="ข", no_id_reason="-", is_head=True),
            ],
            "one head",
        ),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_a_household_that_cannot_be_right_is_refused_whole_with_a_sentence(members, says):
    with pytest.raises(DomainError, match=says):
        record_household(
            make_area(), place=HouseholdPlace(), members=members, by=volunteer(), on=ON
        )
    assert not Household.objects.exists()
    assert not Person.objects.filter(given_name="บัว").exists()


def test_a_correction_is_journaled_with_the_fields_that_changed_and_nothing_if_none_did():
    mali = volunteer()
    household = make_household(reported_by=mali)
    edit_household(household, place=HouseholdPlace(house_no="42"), by=mali, on=ON)
    assert verbs(household) == []
    edit_household(household, place=HouseholdPlace(house_no="42/1"), by=mali, on=ON)
    (line,) = history_of(household)
    assert (line.verb, line.data["fields"]) == ("household.edited", ["house_no"])


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("volunteer", "86010104"),
        ("tambon_lead", "860101"),
        ("province_head", "86"),
        ("province_officer", "85"),
        ("finance", "86"),
    ],
)
def test_who_only_knows_of_a_household_or_does_not_corrects_nothing(role, area):
    household, user = make_household(), make_user(role, area)
    with pytest.raises(PermissionDenied):
        edit_household(household, place=HouseholdPlace(house_no="1"), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        add_member(household, details=PHU, by=user, on=ON)


def test_after_the_post_has_ended_nothing_is_corrected():
    mali = volunteer(ended_on=date(2026, 1, 1))
    with pytest.raises(PermissionDenied):
        edit_household(make_household(reported_by=mali), place=HouseholdPlace(), by=mali, on=ON)


# --- members --------------------------------------------------------------------------------------


def test_a_member_is_added_edited_made_head_and_leaves():
    mali = volunteer()
    household = make_household(caretaker=mali)
    first = make_member(household)
    phu = add_member(household, details=PHU, by=mali, on=ON)
    assert phu.number == 2
    edit_member(
        phu,
        details=MemberDetails(given_name="ภู", no_id_reason="ไม่มี", health="disabled"),
        by=mali,
        on=ON,
    )
    phu.refresh_from_db()
    assert (phu.health, phu.person.family_name, phu.person.birth_on) == ("disabled", "", None)
    change_head(household, to=phu, by=mali, on=ON)
    first.refresh_from_db()
    assert (first.is_head, phu.is_head) == (False, True)
    end_membership(first, reason=LeaveReason.DIED, by=mali, on=ON)
    assert (first.left_on, first.person.died_on) == (ON, ON)
    assert verbs(household) == [
        "household.member_left",
        "household.head_changed",
        "household.member_edited",
        "household.member_added",
    ]


@pytest.mark.usefixtures("in_english")
def test_the_head_leaves_only_after_another_was_chosen_and_nobody_leaves_twice():
    mali = volunteer()
    household = make_household(caretaker=mali)
    head, other = make_member(household), make_member(household, given_name="ภู")
    with pytest.raises(DomainError, match="another head"):
        end_membership(head, reason=LeaveReason.MOVED, by=mali, on=ON)
    end_membership(other, reason=LeaveReason.MOVED, by=mali, on=ON)
    with pytest.raises(DomainError, match="already left"):
        end_membership(other, reason=LeaveReason.MOVED, by=mali, on=ON)
    with pytest.raises(DomainError, match="one of those who live there"):
        change_head(household, to=other, by=mali, on=ON)
    with pytest.raises(DomainError, match="one of those who live there"):
        change_head(household, to=make_member(make_household()), by=mali, on=ON)


def test_the_same_number_elsewhere_is_shown_and_never_merged_alone():
    officer = make_user("province_officer", "86")
    known = make_member(make_household(), person={"citizen_id": "3860590650634"}).person
    household = make_household("860201")
    member = add_member(household, details=BUA, by=officer, on=ON)
    assert member.person != known
    assert Person.objects.filter(citizen_id_index=known.citizen_id_index).count() == 2


def test_a_recognised_person_is_taken_as_is():
    officer = make_user("province_officer", "86")
    known = make_member(make_household(), person={"citizen_id": "3860590650634"}).person
    details = MemberDetails(given_name="บัวผัน", citizen_id="3860590650634", same_as=known)
    member = add_member(make_household("860201"), details=details, by=officer, on=ON)
    assert (member.person, member.person.given_name) == (known, "บัว")


@pytest.mark.usefixtures("in_english")
def test_nobody_recognises_a_person_they_may_not_know_of():
    mali = volunteer()
    hidden = make_member(
        make_household(is_sealed=True), person={"citizen_id": "3860590650634"}
    ).person
    details = MemberDetails(given_name="บัว", citizen_id="3860590650634", same_as=hidden)
    with pytest.raises(DomainError, match="not among those shown"):
        add_member(make_household(caretaker=mali), details=details, by=mali, on=ON)


def same(user, **details):
    wanted = {"given_name": "บัว", "family_name": "แสงทอง", "citizen_id": "", "birth": None}
    return possible_same_persons(user, tambon="860101", **(wanted | details))


def test_the_same_name_counts_only_with_the_same_birth_year_in_the_same_tambon():
    officer = make_user("province_officer", "86")
    born = {"birth_on": date(1954, 5, 1)}
    here = make_member(make_household("86010104"), person=born).person
    make_member(make_household("86020104"), person=born)
    make_member(make_household("86010104"), person={"birth_on": date(1955, 5, 1)})
    make_member(make_household("86010104"), person=born, left_on=ON)
    assert same(officer) == []
    assert same(officer, birth=PartialDate(date(1954, 1, 1), "year")) == [here]
    typed = {"given_name": "นางบัว", "birth": PartialDate(date(1954, 5, 1))}
    assert same(officer, **typed) == [here]


def test_a_number_shows_only_people_whom_the_user_may_know_of():
    number = "3860590650634"
    make_member(make_household("85010104"), person={"citizen_id": number})
    make_member(make_household(is_sealed=True), person={"citizen_id": number})
    make_person(citizen_id=number)
    neighbour = make_member(make_household(), person={"citizen_id": number}).person
    entry = Volunteer.objects.create(
        person=make_person(citizen_id=number), area=make_area("86010105")
    )
    assert set(same(make_user("province_officer", "86"), citizen_id=number)) == {
        neighbour,
        entry.person,
    }
    assert same(volunteer("86010104"), citizen_id=number) == []
    assert same(make_user("volunteer", ended_on=ON), citizen_id=number) == []


# --- care, seal ---------------------------------------------------------------------------------


def test_a_lead_gives_the_household_to_a_volunteer_of_the_tambon_who_is_told():
    lead, mali = make_user("tambon_lead", "860101"), volunteer()
    household = make_household()
    assign_caretaker(household, to=mali, by=lead, on=today())
    assert list(households_for(mali)) == [household]
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (mali, "households.caretaker")
    assert str(household.pk) in notice.link
    assign_caretaker(household, to=mali, by=lead, on=today())
    assert verbs(household) == ["household.caretaker_assigned"]


@pytest.mark.usefixtures("in_english")
def test_a_volunteer_of_another_tambon_or_without_a_post_is_not_given_a_household():
    lead, household = make_user("tambon_lead", "860101"), make_household()
    for other in (volunteer("860102"), volunteer(ended_on=ON), make_user("finance", "86")):
        with pytest.raises(DomainError, match="does not work in this sub-district"):
            assign_caretaker(household, to=other, by=lead, on=today())


@pytest.mark.parametrize(
    ("role", "area"), [("volunteer", "86010104"), ("tambon_lead", "860102"), ("finance", "86")]
)
def test_who_does_not_lead_the_area_gives_no_household_away(role, area):
    user = make_user(role, area)
    household = make_household(caretaker=user)
    with pytest.raises(PermissionDenied):
        assign_caretaker(household, to=volunteer(), by=user, on=today())


def test_a_sealed_household_leaves_its_reporter_and_belongs_to_its_team():
    mali, worker = volunteer(), make_user("social_worker", "86")
    head = make_user("province_head", "86")
    household = record_household(
        make_area("86010104"), place=HouseholdPlace(), members=[BUA], by=mali, on=ON
    )
    seal_household(household, team=[worker], by=mali, on=ON)
    assert not households_for(mali).exists()
    assert list(households_for(worker)) == [household]
    with pytest.raises(PermissionDenied):
        add_to_team(household, user=head, by=head, on=ON)
    add_to_team(household, user=head, by=worker, on=ON)
    assert list(households_for(head)) == [household]
    with pytest.raises(PermissionDenied):
        assign_caretaker(household, to=mali, by=worker, on=today())


@pytest.mark.usefixtures("in_english")
def test_nothing_is_sealed_from_everybody():
    mali = volunteer()
    with pytest.raises(DomainError, match="at least one person"):
        seal_household(make_household(caretaker=mali), team=[], by=mali, on=ON)


def test_who_left_a_team_may_come_back():
    worker, other = make_user("social_worker", "86"), make_user("social_worker", "86")
    household = make_household(is_sealed=True)
    put_on_team(household, worker)
    put_on_team(household, other, ended_on=ON)
    add_to_team(household, user=other, by=worker, on=ON)
    assert list(households_for(other)) == [household]


# --- looks and visits -----------------------------------------------------------------------------


def test_a_first_and_a_second_look_show_how_the_dimensions_moved():
    mali = volunteer()
    household = make_household(caretaker=mali)
    assess_household(household, levels={**FAIR, Dimension.INCOME: (1, "ไม่มีรายได้")}, by=mali, on=ON)
    assert household.worst_level == 1
    second = assess_household(
        household,
        levels={**FAIR, Dimension.INCOME: (2, "ขายขนม")},
        by=mali,
        on=ON + timedelta(days=30),
    )
    household.refresh_from_db()
    assert (second.number, household.latest_round, household.worst_level) == (2, second, 2)
    assert [r.levels.get(dimension="income").level for r in household.rounds.all()] == [1, 2]
    assert verbs(household) == ["household.assessed"] * 2


def test_a_look_that_reaches_us_late_does_not_take_the_place_of_the_latest():
    mali = volunteer()
    household = make_household(caretaker=mali)
    latest = assess_household(household, levels=FAIR, by=mali, on=ON)
    late = assess_household(
        household,
        levels={**FAIR, Dimension.HEALTH: (1, "ป่วย")},
        by=mali,
        on=ON - timedelta(days=3),
    )
    household.refresh_from_db()
    assert (late.number, household.latest_round, household.worst_level) == (2, latest, 3)


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        ({Dimension.INCOME: (3, "")}, "Choose a level"),
        ({**FAIR, Dimension.INCOME: (5, "x")}, "Choose a level"),
        ({**FAIR, Dimension.INCOME: (1, " ")}, "why"),
        ({**FAIR, Dimension.ACCESS: (2, "")}, "why"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_a_look_takes_all_five_dimensions_and_a_reason_below_fair(levels, says):
    mali = volunteer()
    household = make_household(caretaker=mali)
    with pytest.raises(DomainError, match=says):
        assess_household(household, levels=levels, by=mali, on=ON)
    assert not household.rounds.exists()


def test_a_visit_keeps_its_note_sealed_its_look_its_photos_and_the_volunteers_last_day():
    mali = volunteer()
    entry = Volunteer.objects.create(
        person=mali.person, area=make_area("86010104"), last_active_on=date(2025, 1, 1)
    )
    household = make_household(caretaker=mali)
    make_member(household)
    visit = record_visit(
        household,
        kind=VisitKind.FOLLOW_UP,
        method=VisitMethod.VISIT,
        note="ซ่อมหลังคาเสร็จแล้ว",
        on=ON,
        by=mali,
        levels=FAIR,
        photos=[jpeg(), jpeg()],
    )
    entry.refresh_from_db()
    assert (visit.round.number, visit.photos.count(), entry.last_active_on) == (1, 2, ON)
    assert photos.open_photo(visit.photos.first().pk, 320)
    line = history_of(household)[0]
    assert (line.verb, line.text) == ("household.visited", "ซ่อมหลังคาเสร็จแล้ว")


def test_an_older_visit_does_not_take_the_last_day_back():
    mali = volunteer()
    entry = Volunteer.objects.create(
        person=mali.person, area=make_area("86010104"), state="registered"
    )
    household = make_household(caretaker=mali)
    visit(household, mali, on=today())
    visit(household, mali)
    entry.refresh_from_db()
    assert (entry.last_active_on, entry.standing) == (today(), "reports")


def test_a_visit_counts_as_an_activity_that_says_nothing_of_the_household():
    mali = volunteer()
    entry = Volunteer.objects.create(person=mali.person, area=make_area("86010104"))
    visit(make_household(caretaker=mali), mali)
    counted = entry.activities.get()
    assert (counted.kind, counted.source, counted.happened_on) == ("home_visit", "visit", ON)
    assert (counted.place, counted.note, counted.hours) == ("", None, None)


def visit(household, by, **fields):
    wanted = {
        "kind": VisitKind.HOME_VISIT,
        "method": VisitMethod.VISIT,
        "note": "สบายดี",
        "on": ON,
    }
    return record_visit(household, by=by, **(wanted | fields))


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"note": "  "}, "what was seen"), ({"on": today() + timedelta(days=1)}, "still to come")],
)
@pytest.mark.usefixtures("in_english")
def test_a_visit_says_something_and_is_not_in_the_future(fields, says):
    mali = volunteer()
    with pytest.raises(DomainError, match=says):
        visit(make_household(caretaker=mali), mali, **fields)


def test_leads_visit_in_their_area_and_neighbours_do_not():
    household = make_household()
    assert visit(household, make_user("tambon_lead", "860101"))
    for stranger in (volunteer(), make_user("province_officer", "85"), make_user("finance", "86")):
        with pytest.raises(PermissionDenied):
            visit(household, stranger)
        with pytest.raises(PermissionDenied):
            assess_household(household, levels=FAIR, by=stranger, on=ON)
    assert household.visits.count() == 1


# --- photos and consent -----------------------------------------------------------------------------


@pytest.mark.usefixtures("in_english")
def test_a_photo_is_kept_and_what_is_none_is_refused_with_a_sentence():
    mali = volunteer()
    household = make_household(caretaker=mali)
    photo = add_photo(household, file=jpeg(), kind=PhotoKind.HOUSE_OUTSIDE, by=mali, on=ON)
    assert (photo.width, photo.height, photo.taken_by) == (640, 480, mali)
    with pytest.raises(DomainError):
        add_photo(household, file=io.BytesIO(b"x"), kind=PhotoKind.OTHER, by=mali, on=ON)
    with pytest.raises(PermissionDenied):
        add_photo(household, file=jpeg(), kind=PhotoKind.OTHER, by=volunteer(), on=ON)
    assert household.photos.count() == 1


def test_the_notice_is_read_out_answered_and_witnessed_and_can_be_taken_back():
    mali = volunteer()
    make_notice()
    member = make_member(make_household(caretaker=mali))
    answer = ConsentAnswer(ConsentKind.GIVEN, "2569-1", witness_name="นายเพิ่ม ทุ่งนา")
    consent = record_consent(member.household, person=member.person, answer=answer, by=mali, on=ON)
    assert (consent.kind, consent.notice_version) == ("given", "2569-1")
    withdraw_consent(consent, by=mali, on=ON)
    assert consent.withdrawn_on == ON
    with pytest.raises(DomainError):
        withdraw_consent(consent, by=mali, on=ON)
    assert verbs(member.household) == ["household.consent_withdrawn", "household.consent_recorded"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (ConsentAnswer(ConsentKind.GIVEN, "2569-1"), "witness"),
        (ConsentAnswer(ConsentKind.GUARDIAN, "2569-1", witness_name="ก"), "guardian"),
        (ConsentAnswer(ConsentKind.NOT_POSSIBLE, "2569-1"), "why no answer"),
        (ConsentAnswer(ConsentKind.REFUSED, "2500-9"), "no notice"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_an_answer_without_what_belongs_to_it_is_refused(answer, says):
    mali = volunteer()
    make_notice()
    member = make_member(make_household(caretaker=mali))
    with pytest.raises(DomainError, match=says):
        record_consent(member.household, person=member.person, answer=answer, by=mali, on=ON)


def test_a_refusal_needs_nothing_but_itself_and_a_stranger_answers_for_nobody():
    mali = volunteer()
    make_notice()
    member = make_member(make_household(caretaker=mali))
    refused = ConsentAnswer(ConsentKind.REFUSED, "2569-1")
    assert record_consent(member.household, person=member.person, answer=refused, by=mali, on=ON)
    other = make_member(make_household()).person
    with pytest.raises(DomainError):
        record_consent(member.household, person=other, answer=refused, by=mali, on=ON)


def test_the_worst_level_of_the_factories_is_what_the_action_keeps():
    household = make_household()
    made = make_round(household, levels={"income": 1})
    assert (household.latest_round, household.worst_level) == (made, 1)
