"""The department changes programmes; the head names protection and duty; teams of cases grow."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import intake, programmes, team
from asa.cases.aid import programme_in_force
from asa.cases.checks import on_duty, protection_team
from asa.cases.models import AidProgramme, DutyShift, ProtectionTeamMember
from asa.cases.queries import cases_for, programmes_today
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import finance, head, officer, programme, protect, worker
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.queries import households_for
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def department(**fields):
    return make_user("department_officer", "TH", **fields)


def change(found, *, by=None, started_on=None, **fields):
    given = {name: getattr(found, name) for name in programmes.CHANGEABLE} | fields
    return programmes.change_programme(
        found,
        rules=programmes.ProgrammeRules(**given),
        started_on=started_on or today() + TOMORROW,
        by=by or department(),
        on=today(),
    )


def test_a_new_version_holds_from_its_day_and_the_old_one_until_then():
    old = programme("REG-44")
    new = change(old, cap=Decimal(4000))
    old.refresh_from_db()
    assert (old.cap, old.ended_on) == (3000, today() + TOMORROW)
    assert (new.cap, new.unit, new.documents) == (4000, "household", old.documents)
    assert programme_in_force("REG-44", today()) == old
    assert programme_in_force("REG-44", today() + TOMORROW) == new
    assert next(p for p in programmes_today() if p.code == "REG-44") == old
    line = history_of(new)[0]
    assert (line.verb, line.data["code"], line.data["before"]) == (
        "programme.changed",
        "REG-44",
        old.pk,
    )


def test_no_limit_and_switched_off_are_changes_too():
    new = change(programme("REG-44"), cap=None, times_per_fiscal_year=None, is_active=False)
    assert (new.cap, new.times_per_fiscal_year) == (None, None)
    with pytest.raises(DomainError, match="not in force"):
        programme_in_force("REG-44", today() + TOMORROW)


def test_nothing_changed_the_past_and_before_the_last_version_are_refused():
    old = programme("REG-44")
    with pytest.raises(DomainError, match="Nothing was changed"):
        change(old)
    with pytest.raises(DomainError, match="today or a later day"):
        change(old, cap=Decimal(1), started_on=today() - TOMORROW)
    change(old, cap=Decimal(4000), started_on=today() + 2 * TOMORROW)
    with pytest.raises(DomainError, match="after the one before"):
        change(old, cap=Decimal(5000))
    assert AidProgramme.objects.filter(code="REG-44").count() == 2


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_head", "86"),
        ("province_officer", "86"),
        ("department_officer", "86"),
        ("admin", "TH"),
        ("auditor", "TH"),
    ],
)
def test_nobody_but_the_department_changes_a_programme(role, area):
    with pytest.raises(PermissionDenied):
        change(programme("REG-44"), cap=Decimal(1), by=make_user(role, area))


# --- protection and duty -----------------------------------------------------------------------


def test_the_head_names_who_handles_protected_cases_and_takes_them_off_again():
    province, chief, named = make_area("86"), head(), worker()
    assert protection_team("86", today()) == [chief]
    member = team.name_protection_member(province, user=named, by=chief, on=today())
    assert protection_team("86", today()) == [named]
    assert history_of(member)[0].verb == "protection.named"
    with pytest.raises(DomainError, match="on the team already"):
        team.name_protection_member(province, user=named, by=chief, on=today())
    team.end_protection_member(member, by=chief, on=today())
    assert protection_team("86", today()) == [chief]
    assert history_of(member)[0].verb == "protection.ended"
    with pytest.raises(DomainError, match="left the team already"):
        team.end_protection_member(member, by=chief, on=today())


def test_the_head_sets_days_of_duty():
    province, chief, named = make_area("86"), head(), worker()
    officer()
    shift = team.set_duty(province, user=named, day=today(), by=chief, on=today())
    assert on_duty("86", today()) == [named]
    assert Notice.objects.get().kind == "duty.listed"
    with pytest.raises(DomainError, match="on duty on that day already"):
        team.set_duty(province, user=named, day=today(), by=chief, on=today())
    key = shift.pk
    team.cancel_duty(shift, by=chief, on=today())
    assert not DutyShift.objects.filter(pk=key).exists()
    assert len(on_duty("86", today())) == 2


def test_days_that_are_past_are_not_changed():
    province, chief, named = make_area("86"), head(), worker()
    yesterday = today() - TOMORROW
    with pytest.raises(DomainError, match="today or a later day"):
        team.set_duty(province, user=named, day=yesterday, by=chief, on=today())
    past = DutyShift.objects.create(province=province, user=named, day=yesterday)
    with pytest.raises(DomainError, match="past"):
        team.cancel_duty(past, by=chief, on=today())


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_head", "85"),
        ("province_officer", "86"),
        ("department_officer", "TH"),
        ("admin", "TH"),
    ],
)
def test_nobody_else_names_protection_or_duty(role, area):
    by, named, province = make_user(role, area), worker(), make_area("86")
    member = ProtectionTeamMember.objects.create(province=province, user=named, started_on=today())
    shift = DutyShift.objects.create(province=province, user=named, day=today())
    for act in (
        lambda: team.name_protection_member(province, user=named, by=by, on=today()),
        lambda: team.end_protection_member(member, by=by, on=today()),
        lambda: team.set_duty(province, user=named, day=today(), by=by, on=today()),
        lambda: team.cancel_duty(shift, by=by, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_only_people_of_the_office_are_named():
    province, chief = make_area("86"), head()
    for user in (worker("85"), make_user("volunteer", "86010104"), worker(ended_on=today())):
        with pytest.raises(DomainError, match="of this provincial office"):
            team.name_protection_member(province, user=user, by=chief, on=today())


# --- the team of one case ----------------------------------------------------------------------


def test_a_head_alone_on_the_team_names_a_social_worker_who_can_go_on():
    chief, named = head(), worker()
    case = protect(make_case("received"), chief)
    team.add_to_case_team(case, user=named, by=chief, on=today())
    assert list(cases_for(named)) == [case]
    assert list(households_for(named)) == [case.household]
    intake.take_in_case(case, manager=named, by=named, on=today())
    assert [n.kind for n in Notice.objects.filter(user=named)] == ["case.protected"]
    verbs = [line.verb for line in history_of(case)]
    assert verbs == ["case.taken_in", "case.team_joined"]
    with pytest.raises(DomainError, match="on the team already"):
        team.add_to_case_team(case, user=named, by=chief, on=today())


def test_a_named_finance_officer_sees_the_case_to_be_paid():
    chief, payer = head(), finance()
    case = protect(make_case("approved"), chief)
    assert not cases_for(payer).exists()
    team.add_to_case_team(case, user=payer, by=chief, on=today())
    assert list(cases_for(payer)) == [case]


def test_nobody_outside_the_team_and_nobody_of_another_office_is_added():
    chief = head()
    case = protect(make_case("received"), chief)
    for by in (head(), officer(), worker("85")):
        with pytest.raises(PermissionDenied):
            team.add_to_case_team(case, user=worker(), by=by, on=today())
    with pytest.raises(DomainError, match="of this provincial office"):
        team.add_to_case_team(case, user=worker("85"), by=chief, on=today())
    with pytest.raises(PermissionDenied):
        team.add_to_case_team(make_case("received"), user=worker(), by=chief, on=today())
