"""Who handles protected cases of a province, who is on duty, and the team of one case."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.checks import protection_team
from asa.cases.models import Case, CaseTeamMember, DutyShift, ProtectionTeamMember
from asa.cases.queries import cases_left_alone
from asa.cases.rules.lists import can_name_protection
from asa.cases.rules.office import can_name_case_team
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import thai_date
from asa.households.actions import add_to_team, hand_household_over
from asa.households.rules import can_hand_household_over
from asa.notices.actions import tell
from asa.people.codes import PROVINCIAL_OFFICE_ROLES
from asa.people.models import Post, User
from asa.people.rules import holds
from asa.places.models import Area


@transaction.atomic
def add_to_case_team(case: Case, *, user: User, by: User, on: date) -> CaseTeamMember:
    """Let one more named person of the provincial office see a protected case."""
    allow(can_name_case_team(by, case))
    _check_of_office(user, case.province)
    if case.team.filter(user=user, ended_on=None).exists():
        raise DomainError(_("This person is on the team already."))
    if case.household is not None:
        add_to_team(case.household, user=user, by=by, on=on)
    return _join(case, user, by=by, on=on)


def _join(case: Case, user: User, *, by: User, on: date) -> CaseTeamMember:
    member, _new = CaseTeamMember.objects.update_or_create(
        case=case,
        user=user,
        defaults={"ended_on": None},
        create_defaults={"added_by": by, "started_on": on},
    )
    journal.record(by, "case.team_joined", case, area=str(case.area_id), on=on, user=str(user.pk))
    tell([user], kind="case.protected", area=case.province, link=f"/cases/{case.pk}/")
    return member


@transaction.atomic
def hand_over_cases_left_alone(province: Area, *, by: User, on: date) -> int:
    """Give protected cases whose whole team has left to those who handle such cases today.

    The head hands them over without reading them; tells how many there were.
    """
    allow(can_name_protection(by, province.pk))
    cases = list(cases_left_alone(province.pk, on).select_for_update())
    team = protection_team(province.pk, on)
    for case in cases:
        if case.household is not None and can_hand_household_over(by, case.household):
            hand_household_over(case.household, team=team, by=by, on=on)
        for user in team:
            _join(case, user, by=by, on=on)
    return len(cases)


def _check_of_office(user: User, province: str) -> None:
    if not user.is_active or not holds(user, *PROVINCIAL_OFFICE_ROLES, area=province):
        raise DomainError(_("Choose a person of this provincial office."))


@transaction.atomic
def name_protection_member(
    province: Area, *, user: User, by: User, on: date
) -> ProtectionTeamMember:
    """Name a person who from now on handles the protected cases of a province."""
    allow(can_name_protection(by, province.pk))
    _check_of_office(user, province.pk)
    # Of two who name the same person at once, the second finds the row of the first.
    Area.objects.select_for_update().get(pk=province.pk)
    found = ProtectionTeamMember.objects.filter(Post.current_on(on), province=province, user=user)
    if found.exists():
        raise DomainError(_("This person is on the team already."))
    member = ProtectionTeamMember.objects.create(province=province, user=user, started_on=on)
    journal.record(by, "protection.named", member, area=province.pk, on=on, user=str(user.pk))
    return member


@transaction.atomic
def end_protection_member(member: ProtectionTeamMember, *, by: User, on: date) -> None:
    """Take a person off the list of those who get new protected cases; cases of before stay."""
    allow(can_name_protection(by, member.province_id))
    if member.ended_on is not None:
        raise DomainError(_("This person left the team already."))
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    journal.record(
        by, "protection.ended", member, area=member.province_id, on=on, user=str(member.user_id)
    )


@transaction.atomic
def set_duty(province: Area, *, user: User, day: date, by: User, on: date) -> DutyShift:
    """Put a person of the office on duty for emergencies on a day; the person is told."""
    allow(can_name_protection(by, province.pk))
    _check_of_office(user, province.pk)
    if day < on:
        raise DomainError(_("Choose today or a later day."))
    shift, is_new = DutyShift.objects.get_or_create(province=province, user=user, day=day)
    if not is_new:
        raise DomainError(_("This person is on duty on that day already."))
    journal.record(
        by, "duty.set", shift, area=province.pk, on=on, user=str(user.pk), day=day.isoformat()
    )
    tell([user], kind="duty.listed", area=province.pk, day=thai_date(day))
    return shift


@transaction.atomic
def cancel_duty(shift: DutyShift, *, by: User, on: date) -> None:
    """Take a person off duty on a day that is still to come, or today."""
    allow(can_name_protection(by, shift.province_id))
    if shift.day < on:
        raise DomainError(_("This day is past and stays in the list."))
    journal.record(
        by,
        "duty.cancelled",
        shift,
        area=shift.province_id,
        on=on,
        user=str(shift.user_id),
        day=shift.day.isoformat(),
    )
    shift.delete()
