"""What volunteers do is written down once, by whom it concerns, and says who of them is active."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Done,
    count_activity,
    keep_standings,
    record_activities,
    record_activity,
    set_active_formula,
    uncount_activity,
    withdraw_activity,
)
from asa.volunteers.codes import ActivityKind, ActivitySource, Standing
from asa.volunteers.forms import VolunteerFilter
from asa.volunteers.loader import load_lists
from asa.volunteers.models import ActiveFormula, Activity, Volunteer
from asa.volunteers.queries import (
    PROMISED,
    Formula,
    Formulas,
    formula_of,
    is_active,
    volunteer_counts,
)
from asa.volunteers.tests.factories import make_activity, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
MEETING = Done(ActivityKind.MEETING, date(2026, 11, 1), Decimal("2.5"))
THREE = Formula(months=12, quiet_months=3, reports=3, hours_per_month=8)


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def volunteer_with_user(area="86010104"):
    volunteer = make_volunteer(area)
    return volunteer, make_user(Role.VOLUNTEER, area, person=volunteer.person)


def formula(asked=THREE, area="86", since=date(2026, 1, 1)):
    return ActiveFormula.objects.create(area=make_area(area), started_on=since, **vars(asked))


def page_of(user, name, *args):
    client = Client(headers={"accept-language": "th"})
    client.force_login(user)
    return client.get(reverse(f"volunteers:{name}", args=args))


# --- writing down ---------------------------------------------------------------------------------


def test_who_writes_down_a_days_work_is_active_at_once_and_the_journal_tells_it():
    volunteer, user = volunteer_with_user()
    activity = record_activity(volunteer, done=MEETING, by=user, on=today())
    volunteer.refresh_from_db()
    assert (volunteer.standing, volunteer.standing_since) == (Standing.REPORTS, today())
    assert volunteer.last_active_on == MEETING.happened_on
    line = JournalEntry.objects.get(verb="activity.recorded")
    assert line.data["activity"] == str(activity.pk)
    assert volunteer_counts("86", today()).active == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.TAMBON_LEAD, "860101"),
        (Role.DISTRICT_LEAD, "8601"),
        (Role.PROVINCE_OFFICER, "86"),
        (Role.PROVINCE_HEAD, "86"),
    ],
)
def test_leads_and_the_office_write_down_for_somebody_of_their_area(role, area):
    record_activity(make_volunteer(), done=MEETING, by=make_user(role, area), on=today())
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.VOLUNTEER, "86010104"),
        (Role.TAMBON_LEAD, "860102"),
        (Role.PROVINCE_OFFICER, "85"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.DEPARTMENT_OFFICER, "TH"),
        (Role.AUDITOR, "TH"),
    ],
)
def test_nobody_else_writes_down_for_a_volunteer(role, area):
    with pytest.raises(PermissionDenied):
        record_activity(make_volunteer(), done=MEETING, by=make_user(role, area), on=today())


def test_a_lead_whose_post_has_ended_does_not():
    lead = make_user(Role.TAMBON_LEAD, "860101", ended_on=today())
    with pytest.raises(PermissionDenied):
        record_activity(make_volunteer(), done=MEETING, by=lead, on=today())


@pytest.mark.parametrize(
    ("done", "says"),
    [
        (Done(ActivityKind.MEETING, date(2570, 1, 1)), "to come"),
        (Done(ActivityKind.MEETING, date(2026, 11, 1), Decimal(25)), "hours"),
        (Done(ActivityKind.OTHER, date(2026, 11, 1)), "what was done"),
    ],
)
def test_a_day_to_come_too_many_hours_and_nothing_said_are_refused(done, says, officer):
    with pytest.raises(DomainError, match=says):
        record_activity(make_volunteer(), done=done, by=officer, on=today())
    assert not Activity.objects.exists()


@pytest.mark.parametrize("state", ["applied", "suspended", "ended"])
def test_the_work_of_the_registered_alone_is_written_down(state, officer):
    with pytest.raises(DomainError, match="registered"):
        record_activity(make_volunteer(state=state), done=MEETING, by=officer, on=today())


def test_pressed_twice_it_is_written_once_and_what_counts_by_itself_is_not_typed(officer):
    volunteer = make_volunteer()
    record_activity(volunteer, done=MEETING, by=officer, on=today())
    with pytest.raises(DomainError, match="already"):
        record_activity(volunteer, done=MEETING, by=officer, on=today())
    make_activity(volunteer, MEETING.happened_on, kind="home_visit", source=ActivitySource.VISIT)
    visit = Done(ActivityKind.HOME_VISIT, MEETING.happened_on)
    with pytest.raises(DomainError, match="by itself"):
        record_activity(volunteer, done=visit, by=officer, on=today())
    assert Activity.objects.count() == 2


WORK = [Done(ActivityKind.HOME_VISIT, date(2026, 11, day), Decimal(2)) for day in (1, 2)]


def test_a_list_of_work_is_written_as_one_by_one_would_be(officer):
    load_lists()
    people = [make_volunteer("86010104") for _number in range(3)]
    one_by_one, others = people[0], people[1:]
    for done in WORK:
        record_activity(one_by_one, done=done, by=officer, on=date(2026, 11, 20))

    made = record_activities(
        [(one, done) for one in others for done in WORK], by=officer, on=date(2026, 11, 20)
    )

    assert len(made) == 4
    kept = ("kind", "happened_on", "hours", "place", "note", "source", "recorded_by")
    rows = [list(one.activities.order_by("happened_on").values_list(*kept)) for one in people]
    assert rows[0] == rows[1] == rows[2]
    stand = Volunteer.objects.values_list("last_active_on", "standing").distinct()
    assert list(stand) == [(date(2026, 11, 2), people[0].activities.first().volunteer.standing)]
    lines = JournalEntry.objects.filter(verb="activity.recorded")
    told = {
        one.pk: [
            (line.area, line.happened_on)
            for line in lines.filter(target_id=str(one.pk)).order_by("seq")
        ]
        for one in people
    }
    assert len({tuple(sorted(found)) for found in told.values()}) == 1


def test_of_a_list_of_work_all_is_written_or_nothing(officer):
    one, ended = make_volunteer("86010104"), make_volunteer("86010104", state="ended")
    elsewhere, first = make_volunteer("85010101"), WORK[0]
    to_come = Done(ActivityKind.HOME_VISIT, date(2026, 12, 1))
    on = date(2026, 11, 20)
    for refused in ([(ended, first)], [(one, first)], [(one, to_come)]):
        with pytest.raises(DomainError):
            record_activities([(one, first), *refused], by=officer, on=on)
    with pytest.raises(PermissionDenied):
        record_activities([(one, first), (elsewhere, first)], by=officer, on=on)
    assert not Activity.objects.exists()
    record_activities([(one, first)], by=officer, on=on)
    with pytest.raises(DomainError):
        record_activities([(one, first), (one, WORK[1])], by=officer, on=on)
    assert Activity.objects.count() == 1


def test_what_was_taken_back_stays_to_be_read_and_does_not_count(officer):
    volunteer, user = volunteer_with_user()
    activity = record_activity(volunteer, done=MEETING, by=user, on=today())
    with pytest.raises(DomainError, match="reason"):
        withdraw_activity(activity, reason=" ", by=user, on=today())
    withdraw_activity(activity, reason="wrong day", by=user, on=today())
    volunteer.refresh_from_db()
    assert (volunteer.standing, volunteer.last_active_on) == (Standing.NOTHING, None)
    assert "ถอนเมื่อ" in page_of(officer, "activities", volunteer.pk).content.decode()
    with pytest.raises(DomainError, match="already"):
        withdraw_activity(activity, reason="again", by=user, on=today())


def test_what_counted_by_a_meeting_counts_no_more_once_its_minutes_are_corrected(officer):
    volunteer, _user = volunteer_with_user()
    meeting = {"kind": ActivityKind.MEETING, "source": ActivitySource.MEETING}
    count_activity(volunteer, **meeting, happened_on=today(), by=officer)
    uncount_activity(volunteer, **meeting, happened_on=today(), by=officer, on=today())
    uncount_activity(volunteer, **meeting, happened_on=today(), by=officer, on=today())
    volunteer.refresh_from_db()
    assert (volunteer.standing, volunteer.last_active_on) == (Standing.NOTHING, None)
    shown = page_of(officer, "activities", volunteer.pk).content.decode()
    assert "มีการแก้ไขรายงานการประชุม" in shown


def test_others_and_what_counts_by_itself_are_not_taken_back(officer):
    volunteer, user = volunteer_with_user()
    typed = record_activity(volunteer, done=MEETING, by=officer, on=today())
    with pytest.raises(PermissionDenied):
        withdraw_activity(typed, reason="not mine", by=user, on=today())
    counted = make_activity(volunteer, today(), source=ActivitySource.VISIT)
    with pytest.raises(DomainError, match="corrected"):
        withdraw_activity(counted, reason="mistake", by=officer, on=today())


# --- the formula and the night --------------------------------------------------------------------


def test_the_list_that_is_loaded_and_what_holds_before_it_is_loaded_are_the_same():
    load_chumphon()
    load_lists()
    assert formula_of(ActiveFormula.objects.get(area="TH")) == PROMISED
    assert load_lists()["active_formulas"] == 0


def test_each_province_has_its_own_formula_from_its_day_on():
    formula(area="86", since=today() + timedelta(days=1))
    assert Formulas(today()).at("86010101") == PROMISED
    assert Formulas(today() + timedelta(days=1)).at("86010101") == THREE
    assert Formulas(today() + timedelta(days=1)).at("85010101") == PROMISED


def test_the_night_computes_all_provinces_and_numbers_rows_and_pages_agree(officer):
    load_chumphon()
    make_area("85")
    many, few, none, other = (make_volunteer(area) for area in ("86010104",) * 3 + ("850101",))
    for volunteer, days in ((many, 3), (few, 2), (other, 1)):
        for day in range(days):
            make_activity(volunteer, today() - timedelta(days=day))
    assert set(Volunteer.objects.filter(is_active())) == {many, few, other}
    formula()
    assert keep_standings(on=today()) == 2
    assert keep_standings(on=today()) == 0
    stands = dict(Volunteer.objects.values_list("pk", "standing"))
    assert [stands[one.pk] for one in (many, few, none, other)] == [
        "reports", "few", "nothing", "reports",
    ]  # fmt: skip
    found = VolunteerFilter({"state": "active"}, user=officer).narrow(Volunteer.objects.all())
    unfound = VolunteerFilter({"state": "inactive"}, user=officer).narrow(Volunteer.objects.all())
    assert (set(found), set(unfound)) == ({many, other}, {few, none})
    assert volunteer_counts("86", today()).active == 1
    for volunteer, says in ((many, "เหตุที่นับว่าปฏิบัติงานอยู่"), (few, "เหตุที่นับว่าขาดการปฏิบัติงาน")):
        assert says in page_of(officer, "activities", volunteer.pk).content.decode()


@pytest.mark.parametrize("several", [1, 30])
def test_a_night_asks_each_province_twice_however_many_volunteers(
    several, django_assert_num_queries
):
    make_area("86")
    for _ in range(several):
        make_activity(make_volunteer(), today())
    formula(Formula(12, 0, 1, None))
    Volunteer.objects.update(standing="")
    # The provinces, the formulas, the transaction's two, volunteers and sums of one, one change.
    with django_assert_num_queries(7):
        keep_standings(on=today())


def test_office_of_the_province_and_department_set_the_formula(officer):
    province, country = make_area("86"), make_area("TH")
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    tomorrow = today() + timedelta(days=1)
    set_active_formula(province, formula=THREE, started_on=today(), by=officer, on=today())
    with pytest.raises(DomainError, match="after the one before"):
        set_active_formula(province, formula=PROMISED, started_on=today(), by=officer, on=today())
    with pytest.raises(DomainError, match="Nothing"):
        set_active_formula(province, formula=THREE, started_on=tomorrow, by=officer, on=today())
    set_active_formula(province, formula=PROMISED, started_on=tomorrow, by=department, on=today())
    assert list(ActiveFormula.objects.values_list("ended_on", flat=True)) == [tomorrow, None]
    with pytest.raises(PermissionDenied):
        set_active_formula(country, formula=THREE, started_on=tomorrow, by=officer, on=today())
    for role, area in ((Role.PROVINCE_HEAD, "85"), (Role.DISTRICT_LEAD, "8601")):
        with pytest.raises(PermissionDenied):
            set_active_formula(
                province, formula=THREE, started_on=tomorrow, by=make_user(role, area), on=today()
            )
    assert JournalEntry.objects.filter(verb="active_formula.set").count() == 2


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Formula(12, 12, 1, 8), "fewer"),
        (Formula(12, -1, 1, 8), "fewer"),
        (Formula(60, 25, 1, 8), "at most 24"),
        (Formula(12, 3, None, None), "for either"),
        (Formula(0, 0, 1, 8), "1 to 60 months"),
        (Formula(61, 0, 1, 8), "1 to 60 months"),
        (Formula(12, 3, 0, 8), "1 to 999"),
        (Formula(12, 3, 1000, None), "1 to 999"),
        (Formula(12, 3, 1, 0), "1 to 300"),
        (Formula(12, 3, None, 301), "1 to 300"),
    ],
)
def test_a_formula_that_asks_nothing_or_too_much_is_refused(asked, says, officer):
    area = make_area("86")
    with pytest.raises(DomainError, match=says):
        set_active_formula(area, formula=asked, started_on=today(), by=officer, on=today())
    assert not ActiveFormula.objects.exists()


def test_a_formula_of_before_today_is_refused(officer):
    yesterday = today() - timedelta(days=1)
    with pytest.raises(DomainError, match="today or a later"):
        set_active_formula(
            make_area("86"), formula=THREE, started_on=yesterday, by=officer, on=today()
        )


# --- pages ----------------------------------------------------------------------------------------


def test_the_volunteer_and_the_lead_read_the_same_reasons():
    volunteer, user = volunteer_with_user()
    make_activity(volunteer, today(), note="at the hall")
    make_activity(volunteer, date(2020, 1, 1))
    lead = make_user(Role.TAMBON_LEAD, "860101")
    for reader in (user, lead):
        page = page_of(reader, "activities", volunteer.pk).content.decode()
        assert "นับในช่วงล่าสุด" in page
        assert "นานเกินไป" in page
        assert "at the hall" in page
    colleague = make_user(Role.VOLUNTEER, "86010105")
    assert page_of(colleague, "activities", volunteer.pk).status_code == 403


@pytest.mark.parametrize("several", [1, 20])
def test_the_page_asks_the_same_queries_however_much_was_done(
    several, officer, django_assert_num_queries
):
    volunteer = make_volunteer()
    for day in range(several):
        make_activity(volunteer, today() - timedelta(days=day), recorded_by=officer)
    with django_assert_num_queries(30):
        page_of(officer, "activities", volunteer.pk)


def test_one_writes_down_on_the_phone_and_is_led_to_the_reasons():
    volunteer, user = volunteer_with_user()
    assert page_of(user, "own_activities").url == reverse(
        "volunteers:record_activity", args=[volunteer.pk]
    )
    client = Client(headers={"accept-language": "th"})
    client.force_login(user)
    to = reverse("volunteers:record_activity", args=[volunteer.pk])
    told = {"kind": "surveillance", "happened_on": "1/11/2569", "hours": "๑.๕", "note": "x"}
    assert client.post(to, told | {"hours": "25"}).status_code == 200
    assert client.post(to, told).url == reverse("volunteers:activities", args=[volunteer.pk])
    one = Activity.objects.get()
    assert (one.hours, one.note, one.happened_on) == (Decimal("1.5"), "x", date(2026, 11, 1))
