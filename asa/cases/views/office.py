"""The pages on which the office does its acts with a case."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from asa.cases.actions import closing, intake, proposing, referring, team
from asa.cases.aid import programmes_in_force
from asa.cases.forms import office as forms
from asa.cases.memo import compose_memo
from asa.cases.models import Case
from asa.cases.queries import cases_for, office_people, possible_same_cases
from asa.cases.rules import office as rules
from asa.cases.telling import missing_on_team, people_in_charge
from asa.cases.views.acting import ActPage, Doing, act_page
from asa.common.thaidate import today
from asa.households.queries import current_members
from asa.partners.queries import partners_for, partners_serving
from asa.people.codes import Role
from asa.people.http import AsaRequest


def load(request: AsaRequest, pk: object) -> Case:
    """The case, if the person may see it; as if absent otherwise."""
    return get_object_or_404(cases_for(request.user), pk=pk)


on_case = partial(act_page, load, lambda case: case)


@on_case(
    rules.can_take_in,
    ActPage(
        title=_("Take the case in"),
        button=_("Take in and tell the reporter"),
        done=_("The case has been taken in. The reporter has been told."),
        template="cases/take_in.html",
    ),
)
def take_in(request: AsaRequest, case: Case) -> Doing:
    workers = people_in_charge(case, Role.SOCIAL_WORKER)
    form = forms.ManagerForm(request.POST or None, social_workers=workers)
    return Doing(
        form,
        lambda given: intake.take_in_case(
            case, manager=given["manager"], by=request.user, on=today()
        ),
        more={"same": possible_same_cases(case, request.user)},
    )


@on_case(
    rules.can_assign_manager,
    ActPage(
        title=_("Assign a social worker"),
        button=_("Assign and tell the social worker"),
        done=_("The case has been assigned. The social worker has been told."),
    ),
)
def assign(request: AsaRequest, case: Case) -> Doing:
    workers = people_in_charge(case, Role.SOCIAL_WORKER)
    form = forms.ManagerForm(
        request.POST or None, social_workers=workers, initial={"manager": case.manager_id}
    )
    form.fields["manager"].required = True
    return Doing(
        form,
        lambda given: intake.assign_manager(
            case, manager=given["manager"], by=request.user, on=today()
        ),
    )


@on_case(
    rules.can_find_facts,
    ActPage(
        title=_("Record fact-finding"),
        button=_("Save the facts"),
        done=_("The facts have been saved."),
    ),
)
def write_facts(request: AsaRequest, case: Case) -> Doing:
    form = forms.FactsForm(request.POST or None, initial=_known(case))
    return Doing(
        form,
        lambda given: intake.record_facts(
            case, facts=intake.Facts(**given), by=request.user, on=today()
        ),
    )


def _known(case: Case) -> dict[str, Any]:
    """What the form of the facts begins with: today, and how many are known to live there."""
    members = current_members(case.household).count() if case.household else 0
    return {"found_on": today(), "people_in_household": members or None}


@on_case(
    rules.can_write_opinion,
    ActPage(
        title=_("Write the opinion"),
        button=_("Save the opinion"),
        done=_("The opinion has been saved."),
        note=_("Your name and position stand under it. Only you can change it."),
    ),
)
def write_opinion(request: AsaRequest, case: Case) -> Doing:
    own = case.opinions.filter(written_by=request.user).first()
    form = forms.OpinionForm(request.POST or None, initial={"text": own.text if own else ""})
    return Doing(
        form,
        lambda given: intake.write_opinion(case, text=given["text"], by=request.user, on=today()),
    )


@on_case(
    rules.can_propose_aid,
    ActPage(
        title=_("Submit to the provincial head"),
        button=_("Submit the proposal"),
        done=_("The proposal has been submitted to the provincial head."),
        template="cases/propose.html",
    ),
)
def propose(request: AsaRequest, case: Case) -> Doing:
    form = forms.ProposeForm(
        request.POST or None,
        programmes=programmes_in_force(today()),
        members=list(current_members(case.household)) if case.household else [],
        case=case,
        initial={"beneficiary": case.subject_id, **vars(compose_memo(case))},
    )
    memo_parts = ("background", "facts", "laws", "consideration", "proposal")
    return Doing(
        form,
        lambda given: proposing.propose_aid(
            case,
            memo=proposing.MemoText(*(given.pop(part) for part in memo_parts)),
            proposal=proposing.Proposal(**given),
            by=request.user,
            on=today(),
        ),
        note=missing_on_team(case, Role.PROVINCE_HEAD, other_than=case.reported_by_id),
    )


@on_case(
    rules.can_refer_case,
    ActPage(
        title=_("Refer to an agency"),
        button=_("Refer and tell the agency"),
        done=_("The case has been referred. The agency has been told."),
    ),
)
def refer(request: AsaRequest, case: Case) -> Doing:
    near = partners_for(request.user).filter(partners_serving(case.area_id or "TH", on=today()))
    form = forms.ReferForm(request.POST or None, partners=near)
    return Doing(
        form,
        lambda given: referring.refer_case(
            case, details=referring.ReferralDetails(**given), by=request.user, on=today()
        ),
    )


@on_case(
    rules.can_end_case,
    ActPage(
        title=_("End without help"),
        button=_("End the case and tell the reporter"),
        done=_("The case has ended. The reporter has been told."),
        danger=True,
    ),
)
def end(request: AsaRequest, case: Case) -> Doing:
    may = rules.can_find_ineligible(request.user, case)
    form = forms.EndForm(request.POST or None, may_be_ineligible=may)
    acts = {"ineligible": closing.find_ineligible, "withdrawn": closing.withdraw_at_office}
    return Doing(
        form,
        lambda given: acts[given["result"]](
            case, reason=given["reason"], by=request.user, on=today()
        ),
    )


@on_case(
    rules.can_end_as_duplicate,
    ActPage(
        title=_("Same as another case"),
        button=_("End as a duplicate"),
        done=_("The case has ended as a duplicate. The reporter has been told."),
        note=_("The other case goes on. Nothing is merged."),
        danger=True,
    ),
)
def duplicate(request: AsaRequest, case: Case) -> Doing:
    form = forms.DuplicateForm(
        request.POST or None, user=request.user, initial={"number": request.GET.get("of", "")}
    )
    return Doing(
        form,
        lambda given: closing.end_as_duplicate(
            case, of=given["number"], by=request.user, on=today()
        ),
    )


@on_case(
    rules.can_close_case,
    ActPage(
        title=_("Close the case"),
        button=_("Close the case and tell the reporter"),
        done=_("The case has been closed. The reporter has been told."),
    ),
)
def close(request: AsaRequest, case: Case) -> Doing:
    form = forms.CloseForm(request.POST or None)
    return Doing(
        form,
        lambda given: closing.close_case(case, by=request.user, on=today(), **given),
    )


@on_case(
    rules.can_reopen_case,
    ActPage(
        title=_("Open again"),
        button=_("Open the case again"),
        done=_("The case is open again under its old number."),
    ),
)
def reopen(request: AsaRequest, case: Case) -> Doing:
    form = forms.ReasonForm(request.POST or None)
    return Doing(
        form,
        lambda given: closing.reopen_case(
            case, reason=given["reason"], by=request.user, on=today()
        ),
    )


@on_case(
    rules.can_name_case_team,
    ActPage(
        title=_("Name one more person of the team"),
        button=_("Name this person"),
        done=_("The person can see the case now, and has been told."),
        note=_(
            "Only the named team sees this case. Name whoever must work on it, and nobody else."
        ),
    ),
)
def add_to_team(request: AsaRequest, case: Case) -> Doing:
    people = office_people(case.province, today())
    form = forms.TeamForm(request.POST or None, people=people)
    return Doing(
        form,
        lambda given: team.add_to_case_team(case, user=given["user"], by=request.user, on=today()),
    )
