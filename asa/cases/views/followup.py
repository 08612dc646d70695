"""The page of a follow-up, on the volunteer's phone and at the office."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from asa.cases.actions import closing
from asa.cases.forms.office import FollowUpForm
from asa.cases.models import Case
from asa.cases.rules.office import can_follow_up
from asa.cases.views.acting import ActPage, Doing
from asa.cases.views.office import on_case
from asa.households.codes import VisitMethod
from asa.households.queries import latest_levels
from asa.households.rules import sees_sensitive
from asa.people.http import AsaRequest
from asa.people.models import User


@on_case(
    can_follow_up,
    ActPage(
        title=_("Record the follow-up"),
        button=_("Save the follow-up"),
        done=_("The follow-up has been saved. The social worker has been told."),
        template="cases/follow_up.html",
    ),
)
def follow_up(request: AsaRequest, case: Case) -> Doing:
    form = FollowUpForm(
        request.POST or None, request.FILES or None, before=_before(case, request.user)
    )

    def run(given: dict[str, Any]) -> object:
        details = closing.FollowUpDetails(
            note=given["note"],
            levels=form.levels(),
            method=VisitMethod(given["method"]),
            photos=given["photos"] or (),
            next_visit_on=given["next_visit_on"],
        )
        return closing.follow_up_case(
            case, details=details, by=request.user, on=given["visited_on"]
        )

    latest = case.household.latest_round if case.household else None
    return Doing(form, run, more={"latest": latest})


def _before(case: Case, user: User) -> Any:
    """The latest levels; the reasons only for who may read the household in full."""
    if case.household is None:
        return {}
    levels = latest_levels(case.household)
    if sees_sensitive(user, case.household):
        return levels
    return {dimension: (level, "") for dimension, (level, _reason) in levels.items()}
