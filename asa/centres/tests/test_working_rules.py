"""The department sets the years of office, the services and what an assessment looks at."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from asa.centres.actions import Seat, assess_centre, elect_committee
from asa.centres.actions.working_rules import Words, add_listed, change_listed, change_term_length
from asa.centres.loader import load_lists
from asa.centres.models import Component, Service, TermLength
from asa.centres.queries import components_on, services_on, years_of_term
from asa.centres.tests.factories import ON, make_centre, make_ratings
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date, today
from asa.people.tests.factories import make_user
from asa.volunteers.codes import CentreLevel, Position
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "centres:working_rules"
TAMBON = CentreLevel.TAMBON


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def department():
    return make_user("department_officer", "TH")


def set_years(years=2, *, level=TAMBON, starts=ON + DAY, by=None):
    return change_term_length(level, years=years, started_on=starts, by=by or department(), on=ON)


def add(model=Service, name="รถรับส่งผู้ป่วย", *, starts=ON, by=None, **words):
    return add_listed(
        model, words=Words(name, **words), started_on=starts, by=by or department(), on=ON
    )


def change(row, *, ended_on=None, by=None, **words):
    names = ("name_th", "name_en", "hint_th", "hint_en")
    held = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return change_listed(
        row, words=Words(**held | words), ended_on=ended_on, by=by or department(), on=ON
    )


def test_committees_elected_from_the_day_on_sit_for_the_new_years():
    new = set_years(2)
    assert (years_of_term("tambon", ON), years_of_term("tambon", ON + DAY)) == (4, 2)
    assert years_of_term("district", ON + DAY) == 4
    officer, centre = make_user("province_officer", "86"), make_centre()
    seats = [Seat(Position.CHAIR, make_volunteer("86010104"))]
    before = elect_committee(centre, seats=seats, by=officer, on=ON)
    assert before.ends_on.year == ON.year + 4
    line = journal.history_of(new)[0]
    assert (line.verb, line.data["level"], line.data["years"]) == (
        "term_length.changed",
        "tambon",
        2,
    )


@pytest.mark.parametrize(
    ("years", "starts", "said"),
    [
        (0, ON + DAY, "from 1 to 10"),
        (11, ON + DAY, "from 1 to 10"),
        (4, ON + DAY, "Nothing was changed"),
        (2, ON - DAY, "today or a later day"),
    ],
)
def test_years_that_make_no_sense_are_refused(years, starts, said):
    with pytest.raises(DomainError, match=said):
        set_years(years, starts=starts)
    assert TermLength.objects.count() == 3


def test_a_new_service_comes_last_and_is_offered_from_its_day():
    new = add(starts=ON + DAY)
    assert new not in services_on(ON)
    assert services_on(ON + DAY)[-1] == new
    assert journal.history_of(new)[0].verb == "service.added"
    assert add(name="อีกบริการ").number == new.number + 1


def test_a_name_is_corrected_and_a_service_ends():
    intake = Service.objects.get(pk="intake")
    change(intake, name_th="รับเรื่องร้องทุกข์")
    change(intake, name_th="รับเรื่องร้องทุกข์", ended_on=ON + DAY)
    intake.refresh_from_db()
    assert intake.name_th == "รับเรื่องร้องทุกข์"
    assert intake in services_on(ON)
    assert intake not in services_on(ON + DAY)
    first, second = journal.history_of(intake)[::-1]
    assert (first.data["fields"], second.data["fields"]) == (["name_th"], ["ended_on"])
    load_lists()
    assert Service.objects.get(pk="intake").name_th == "รับเรื่องร้องทุกข์"


def test_an_assessment_rates_what_is_in_the_list_on_its_day():
    gone = Component.objects.get(pk="funds")
    change(gone, ended_on=ON)
    new = add(Component, "ความปลอดภัยของ อพม.", hint_th="มีแผนและประกัน")
    assert components_on(ON)[-1] == new
    assert gone not in components_on(ON)
    lead = make_user("tambon_lead", "860101")
    found = assess_centre(make_centre(), ratings=make_ratings(3), by=lead, on=ON)
    assert new.pk in found.ratings.values_list("component", flat=True)


def test_as_many_sides_stay_as_a_centre_chooses_priorities():
    rows = list(Component.objects.all())
    for row in rows[3:]:
        change(row, ended_on=ON + DAY)
    with pytest.raises(DomainError, match="At least 3 sides"):
        change(rows[0], ended_on=ON + DAY)
    add(Component, "ด้านใหม่")
    change(rows[0], ended_on=ON + DAY)
    assert len(components_on(ON + DAY)) == 3


@pytest.mark.parametrize(
    ("words", "ended_on", "said"),
    [
        ({"name_th": " "}, None, "Write the Thai name"),
        ({"name_th": "ก" * 201}, None, "at most 200 characters here: this text has 201"),
        ({"name_en": "a" * 201}, None, "at most 200 characters"),
        ({"hint_th": "ก" * 301}, None, "at most 300 characters"),
        ({}, None, "Nothing was changed"),
        ({}, ON - DAY, "today or a later day"),
        ({}, ON - 9000 * DAY, "after the first"),
    ],
)
def test_what_cannot_stand_in_a_list_is_refused(words, ended_on, said):
    row = Component.objects.get(pk="funds")
    with pytest.raises(DomainError, match=said):
        change(row, ended_on=ended_on, **words)


def test_what_has_ended_is_added_anew_and_not_brought_back():
    row = Service.objects.get(pk="intake")
    Service.objects.filter(pk="intake").update(ended_on=ON - DAY)
    for ended_on in (None, ON + DAY):
        with pytest.raises(DomainError, match="Add it anew"):
            change(row, ended_on=ended_on)


def test_nothing_is_added_in_the_past_or_without_a_name():
    with pytest.raises(DomainError, match="today or a later day"):
        add(starts=ON - DAY)
    with pytest.raises(DomainError, match="Write the Thai name"):
        add(name=" ")
    assert Service.objects.count() == 8


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("department_officer", "86"),
        ("province_officer", "86"),
        ("province_head", "86"),
        ("tambon_lead", "860101"),
        ("admin", "TH"),
    ],
)
def test_nobody_but_the_department_changes_rules_and_lists(role, area):
    by = make_user(role, area)
    row = Service.objects.get(pk="intake")
    for act in (
        lambda: set_years(by=by),
        lambda: add(by=by),
        lambda: change(row, name_th="อื่น", by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_ended_post_changes_nothing():
    by = make_user("department_officer", "TH", ended_on=today())
    with pytest.raises(PermissionDenied):
        set_years(by=by)


# --- the pages --------------------------------------------------------------------------------


def asked(client, name, *args):
    return client.get(reverse(f"centres:{name}", args=args))


def test_everybody_reads_the_rules_and_only_the_department_finds_the_ways_to_change_them(client):
    client.cookies["asa_language"] = "en"
    changes = [
        reverse("centres:term_length", args=["tambon"]),
        reverse("centres:add_listed", args=["services"]),
        reverse("centres:change_listed", args=["components", "funds"]),
    ]
    for user, finds in ((make_user("volunteer", "86010104"), False), (department(), True)):
        client.force_login(user)
        shown = asked(client, "working_rules").content.decode()
        assert "Home-visit team" in shown
        assert [one in shown for one in changes] == [finds] * 3


FORMS = [
    ("term_length", ["tambon"], {"years": "2"}, "Years of office changed"),
    ("add_listed", ["services"], {"name_th": "รถรับส่งผู้ป่วย"}, "Service added to the list"),
    (
        "add_listed", ["components"], {"name_th": "ความปลอดภัย", "hint_th": "มีแผน"},
        "Side of the assessment added",
    ),
    ("change_listed", ["services", "intake"], {"name_th": "รับเรื่อง"}, "Service of the list changed"),
    (
        "change_listed", ["components", "funds"], {"name_th": "ทุน"},
        "Side of the assessment changed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("page", "args", "typed", "said"), FORMS)
def test_a_change_is_typed_saved_and_stands_in_the_history(page, args, typed, said, client):
    office = department()
    client.force_login(office)
    assert asked(client, page, *args).status_code == 200
    address = reverse(f"centres:{page}", args=args)
    data = {"started_on": thai_date(today() + DAY, "long"), "ended_on": "", **typed}
    assert client.post(address, data).headers["Location"] == reverse(PAGE)
    shown = client.get(reverse(PAGE), headers={"accept-language": "en"}).content.decode()
    client.cookies["asa_language"] = "en"
    shown = asked(client, "working_rules").content.decode()
    assert all(value in shown for value in typed.values())
    assert said in shown
    assert office.shown_name in shown


@pytest.mark.parametrize(("page", "args"), [(page, args) for page, args, _typed, _said in FORMS])
def test_an_empty_form_says_what_is_missing(page, args, client):
    client.force_login(department())
    answer = client.post(reverse(f"centres:{page}", args=args), {"name_en": ""})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_what_ended_stands_apart(client):
    Service.objects.filter(pk="donation").update(ended_on=ON - DAY)
    client.cookies["asa_language"] = "en"
    client.force_login(department())
    assert "No longer in the list" in asked(client, "working_rules").content.decode()


@pytest.mark.parametrize(
    ("page", "args"),
    [
        ("term_length", ["village"]),
        ("add_listed", ["meetings"]),
        ("change_listed", ["meetings", "intake"]),
        ("change_listed", ["services", "none-such"]),
    ],
)
def test_a_list_that_does_not_exist_is_absent(page, args, client):
    client.force_login(department())
    assert asked(client, page, *args).status_code == 404


def test_the_rules_are_read_in_as_many_queries_however_long_the_lists(
    client, django_assert_num_queries
):
    client.force_login(department())
    add()
    asked(client, "working_rules")
    with CaptureQueriesContext(connection) as few:
        asked(client, "working_rules")
    for n in range(5):
        add(name=f"บริการ {n}")
    with django_assert_num_queries(len(few)):
        asked(client, "working_rules")
