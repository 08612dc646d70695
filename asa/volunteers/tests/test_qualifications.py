"""May this person be verified or registered, and why not: by rules with days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import PartialDate, thai_date, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    NewVolunteer,
    apply_again,
    end_volunteer,
    register_volunteer,
    reinstate_volunteer,
    verify_volunteer,
)
from asa.volunteers.actions.working_rules import (
    QualificationTerms,
    add_qualification,
    change_number_pattern,
    change_qualification,
)
from asa.volunteers.checks import why_not
from asa.volunteers.codes import Check, EndReason, VolunteerState
from asa.volunteers.loader import load_lists
from asa.volunteers.models import NumberPattern, Qualification
from asa.volunteers.numbering import proposed_number
from asa.volunteers.queries import qualifications_on
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer
from asa.volunteers.tests.test_life import TICKS, make_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)
DAY = timedelta(days=1)
S = VolunteerState


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def make_applicant(area="86010104", **fields):
    fields = {"registration_no": "", "registered_on": None, "state": S.APPLIED} | fields
    return make_volunteer(area, **fields)


def codes_against(volunteer, step=S.VERIFIED, **more):
    return [one.code for one in why_not(volunteer, step, on=ON, **more)]


@pytest.mark.parametrize(
    ("born", "kind", "against"),
    [
        (date(2008, 11, 20), "adult", []),
        (date(2008, 11, 21), "adult", ["age_adult"]),
        (None, "adult", ["age_adult"]),
        (date(2011, 11, 20), "youth", []),
        (date(2011, 11, 21), "youth", ["age_youth"]),
        (date(2000, 11, 21), "youth", []),
        (date(2000, 11, 20), "youth", ["age_youth_most"]),
    ],
)
def test_age_is_told_to_the_day(born, kind, against):
    assert codes_against(make_applicant(birth_on=born, kind=kind)) == against


def test_who_lives_there_has_a_house_or_a_village():
    born = {"birth_on": date(1980, 1, 1)}
    assert codes_against(make_applicant("86010104", **born)) == []
    assert codes_against(make_applicant("860101", address="9/1", **born)) == []
    assert codes_against(make_applicant("860101", **born)) == ["lives_there"]


def test_an_end_for_misconduct_stands_against_five_years_and_then_no_more():
    ended = {"state": S.ENDED, "end_reason": EndReason.MISCONDUCT, "birth_on": date(1980, 1, 1)}
    long_ago = make_volunteer(ended_on=date(2021, 11, 20), **ended)
    lately = make_volunteer(ended_on=date(2021, 11, 21), **ended)
    assert codes_against(long_ago) == []
    (reason,) = why_not(lately, S.VERIFIED, on=ON)
    assert not reason.may_deviate
    assert "less than 5 years ago" in reason.sentence


def test_misconduct_is_remembered_through_a_second_application(officer):
    again = make_volunteer(birth_on=date(1980, 1, 1))
    end_volunteer(again, reason=EndReason.MISCONDUCT, by=officer, on=date(2026, 5, 1))
    with pytest.raises(DomainError, match="misconduct"):
        reinstate_volunteer(again, by=officer, on=ON)
    apply_again(again, by=officer, on=ON)
    assert codes_against(again) == ["no_misconduct"]


def test_what_was_not_ticked_is_said_by_its_name():
    volunteer = make_applicant(birth_on=date(1980, 1, 1))
    reasons = why_not(volunteer, S.VERIFIED, on=ON, seen=set(TICKS) - {"paper_photo"})
    assert [one.sentence for one in reasons] == ["Not ticked: Photograph."]


def test_without_a_course_nobody_is_registered():
    volunteer = make_volunteer(state=S.TRAINED, birth_on=date(1980, 1, 1))
    assert codes_against(volunteer, S.REGISTERED) == ["trained"]
    assert codes_against(make_at(S.TRAINED), S.REGISTERED) == []


def test_where_the_rule_lets_it_the_office_deviates_with_a_recorded_reason(officer):
    volunteer = make_applicant(birth_on=date(1980, 1, 1))
    seen = sorted(set(TICKS) - {"paper_photo"})
    with pytest.raises(DomainError, match="write why"):
        verify_volunteer(volunteer, seen=seen, by=officer, on=ON)

    step = verify_volunteer(volunteer, seen=seen, by=officer, on=ON, deviation="จะส่งรูปภายหลัง")

    assert step.details == {"seen": seen, "deviates": ["paper_photo"]}
    assert step.text == journal.history_of(volunteer)[0].text == "จะส่งรูปภายหลัง"


def test_where_the_rule_does_not_no_reason_helps(officer):
    volunteer = make_applicant(birth_on=date(2010, 1, 1))
    with pytest.raises(DomainError, match="at least 18"):
        verify_volunteer(volunteer, seen=TICKS, by=officer, on=ON, deviation="เก่งมาก")


def test_a_deviation_that_nobody_needed_is_not_kept(officer):
    volunteer = make_applicant(birth_on=date(1980, 1, 1))
    step = verify_volunteer(volunteer, seen=TICKS, by=officer, on=ON, deviation="เผื่อไว้")
    assert (step.text, "deviates" in step.details) == (None, False)


def test_a_card_is_not_keyed_in_for_who_was_a_child_on_its_day(officer):
    details = NewVolunteer(
        "มะลิ",
        "ใหม่",
        CITIZEN_IDS[0],
        "868600777",
        2568,
        date(2025, 5, 2),
        birth=PartialDate(date(2010, 5, 2)),
    )
    with pytest.raises(DomainError, match="at least 18"):
        register_volunteer(details, area=make_area("860101"), by=officer, on=ON)


# --- the rules are data -----------------------------------------------------------------------------


def test_a_changed_rule_holds_from_its_day(department):
    rule = Qualification.objects.get(code="age_adult")
    terms = QualificationTerms(rule.name_th, rule.name_en, years=20)
    new = change_qualification(
        rule, terms=terms, started_on=today() + DAY, by=department, on=today()
    )
    by_day = [
        next(one.years for one in qualifications_on(day, step=S.VERIFIED, kind="adult"))
        for day in (today(), today() + DAY)
    ]
    assert by_day == [18, 20]
    assert journal.history_of(new)[0].data == {"code": "age_adult", "fields": ["years"]}


def test_a_paper_is_added_and_asked_from_its_day(department):
    terms = QualificationTerms("ใบรับรองแพทย์", "Medical certificate", may_deviate=True)
    new = add_qualification(Check.PAPER, terms=terms, started_on=today(), by=department, on=today())
    volunteer = make_applicant(birth_on=date(1980, 1, 1))
    reasons = why_not(volunteer, S.VERIFIED, on=today(), seen=TICKS)
    assert [one.code for one in reasons] == [new.code]
    with pytest.raises(DomainError):
        add_qualification(Check.MIN_AGE, terms=terms, started_on=today(), by=department, on=today())


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("department_officer", "86"),
        ("province_head", "86"),
        ("admin", "TH"),
        ("tambon_lead", "860101"),
    ],
)
def test_nobody_but_the_department_of_the_country_changes_qualifications(role, area):
    rule, by = Qualification.objects.get(code="age_adult"), make_user(role, area)
    terms = QualificationTerms("ก", years=20)
    with pytest.raises(PermissionDenied):
        change_qualification(rule, terms=terms, started_on=today() + DAY, by=by, on=today())
    with pytest.raises(PermissionDenied):
        add_qualification(Check.PAPER, terms=terms, started_on=today(), by=by, on=today())


def test_what_was_changed_stays_when_the_rules_are_loaded_again(department):
    load_chumphon()
    first = load_lists()["number_patterns"]
    head = make_user("province_head", "86")
    area = make_area("86")
    change_number_pattern(area, prefix="99", width=4, started_on=today(), by=head, on=today())
    assert (first, set(load_lists().values())) == (3, {0})
    assert NumberPattern.objects.filter(province="86", ended_on__isnull=True).get().prefix == "99"


def test_the_next_number_follows_the_highest_of_province_and_year():
    load_chumphon()
    load_lists()
    assert proposed_number("86", year_be=2569, on=ON) == "868600001"
    for number in ("868600007", "868600012", "8686000999", "999900050"):
        make_volunteer(registration_no=number, registration_year_be=2569)
    make_volunteer("850101", registration_no="868600444", registration_year_be=2569)
    assert proposed_number("86", year_be=2569, on=ON) == "868600013"
    assert proposed_number("86", year_be=2570, on=ON) == "868600001"


@pytest.mark.parametrize(("role", "area"), [("province_head", "85"), ("province_officer", "86")])
def test_a_pattern_is_said_by_the_head_of_the_province_or_the_department(role, area):
    with pytest.raises(PermissionDenied):
        change_number_pattern(
            make_area("86"),
            prefix="1",
            width=5,
            started_on=today(),
            by=make_user(role, area),
            on=today(),
        )


@pytest.mark.parametrize(
    ("code", "terms", "says"),
    [
        ("age_adult", QualificationTerms("อายุ"), "from 1 to 100"),
        ("age_adult", QualificationTerms("อายุ", years=0), "from 1 to 100"),
        ("age_adult", QualificationTerms("อายุ", years=101), "from 1 to 100"),
        ("age_adult", QualificationTerms(" ", years=20), "Thai name"),
        ("paper_photo", QualificationTerms("รูป", years=5), "no years"),
    ],
)
def test_terms_out_of_bounds_are_refused(department, code, terms, says):
    rule = Qualification.objects.get(code=code)
    with pytest.raises(DomainError, match=says):
        change_qualification(rule, terms=terms, started_on=today() + DAY, by=department, on=today())
    assert Qualification.objects.filter(code=code).count() == 1


@pytest.mark.parametrize("terms", [QualificationTerms(""), QualificationTerms("ก", years=5)])
def test_a_paper_has_a_name_and_no_years(department, terms):
    with pytest.raises(DomainError):
        add_qualification(Check.PAPER, terms=terms, started_on=today(), by=department, on=today())


@pytest.mark.parametrize(("prefix", "width"), [("8686", 0), ("8686", 10), ("8" * 21, 5), ("ก", 5)])
def test_a_pattern_out_of_bounds_is_refused(department, prefix, width):
    with pytest.raises(DomainError, match="running number"):
        change_number_pattern(
            make_area("86"),
            prefix=prefix,
            width=width,
            started_on=today() + DAY,
            by=department,
            on=today(),
        )
    assert not NumberPattern.objects.filter(started_on__gt=today()).exists()


# --- the pages --------------------------------------------------------------------------------------


def signed_in(user):
    client = Client(headers={"accept-language": "th"})
    client.force_login(user)
    return client


FORMS = [
    ("qualification", ["age_adult"], {"name_th": "อายุ", "years": "20", "is_asked": "on"}, "20 ปี"),
    ("new_qualification", [], {"name_th": "ใบรับรองแพทย์", "check_kind": "paper"}, "ใบรับรองแพทย์"),
    ("number_pattern", ["86"], {"digits_in_front": "77", "width": "4"}, "770000"),
]


@pytest.mark.parametrize(("page", "args", "typed", "shown"), FORMS)
def test_a_change_of_the_rules_is_typed_saved_and_seen(department, page, args, typed, shown):
    load_chumphon()
    load_lists()
    client, address = signed_in(department), reverse(f"volunteers:{page}", args=args)
    assert client.get(address).status_code == 200
    data = {"started_on": thai_date(today() + DAY, "long"), **typed}
    rules = reverse("volunteers:working_rules")
    assert client.post(address, data).headers["Location"] == rules
    assert shown in client.get(rules).content.decode()
    empty = client.post(address, {"started_on": ""})
    assert empty.context["form"].errors


def test_an_officer_reads_the_rules_and_finds_no_way_to_change_them(officer):
    load_chumphon()
    load_lists()
    page = signed_in(officer).get(reverse("volunteers:working_rules")).content.decode()
    assert "ใบสมัครที่ลงลายมือชื่อแล้ว" in page
    assert "868600000" in page
    assert reverse("volunteers:qualification", args=["age_adult"]) not in page
    assert reverse("volunteers:number_pattern", args=["86"]) not in page
