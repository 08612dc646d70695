"""A case of violence or abuse is handed to its named team and hidden from everybody else."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.checks import protection_team
from asa.cases.models import Case, CaseTeamMember
from asa.common import journal
from asa.common.errors import DomainError
from asa.households.actions import seal_household
from asa.notices.actions import tell
from asa.people.models import User


@transaction.atomic
def protect_case(case: Case, *, by: User, on: date) -> list[User]:
    """Name the team that alone may see the case and its household, and tell it without a word of
    what happened. Called when a report that ticks violence, abuse or trafficking is sent.
    """
    team = protection_team(case.province, on)
    if not team:
        raise DomainError(
            _(
                "Nobody of the provincial office can receive this report at the moment. "
                "Call 1300 now; the draft is kept."
            )
        )
    for user in team:
        CaseTeamMember.objects.create(case=case, user=user, added_by=by, started_on=on)
    if case.household is not None:
        seal_household(case.household, team=team, by=by, on=on)
    journal.record(
        by,
        "case.protected",
        case,
        area=str(case.area_id),
        on=on,
        team=[str(user.pk) for user in team],
    )
    tell(team, kind="case.protected", area=case.province, link=f"/cases/{case.pk}/")
    return team
