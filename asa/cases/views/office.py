"""The pages on which the office does its acts with a case."""

from django.http import HttpResponse
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
from asa.cases.views.acting import ActPage, perform
from asa.common.errors import allow
from asa.common.thaidate import today
from asa.households.queries import current_members
from asa.partners.queries import partners_for, partners_serving
from asa.people.codes import Role
from asa.people.http import AsaRequest


def load(request: AsaRequest, pk: object) -> Case:
    """The case, if the person may see it; as if absent otherwise."""
    return get_object_or_404(cases_for(request.user), pk=pk)


def take_in(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_take_in(request.user, case))
    workers = people_in_charge(case, Role.SOCIAL_WORKER)
    form = forms.ManagerForm(request.POST or None, social_workers=workers)
    page = ActPage(
        title=_("Take the case in"),
        button=_("Take in and tell the reporter"),
        done=_("The case has been taken in. The reporter has been told."),
        template="cases/take_in.html",
        more={"same": possible_same_cases(case, request.user)},
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: intake.take_in_case(
            case, manager=given["manager"], by=request.user, on=today()
        ),
    )


def assign(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_assign_manager(request.user, case))
    workers = people_in_charge(case, Role.SOCIAL_WORKER)
    form = forms.ManagerForm(
        request.POST or None, social_workers=workers, initial={"manager": case.manager_id}
    )
    form.fields["manager"].required = True
    page = ActPage(
        title=_("Assign a social worker"),
        button=_("Assign and tell the social worker"),
        done=_("The case has been assigned. The social worker has been told."),
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: intake.assign_manager(
            case, manager=given["manager"], by=request.user, on=today()
        ),
    )


def write_facts(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_find_facts(request.user, case))
    form = forms.FactsForm(request.POST or None, initial={"found_on": today()})
    page = ActPage(
        title=_("Record fact-finding"),
        button=_("Save the facts"),
        done=_("The facts have been saved."),
    )

    return perform(
        request,
        case,
        form,
        page,
        lambda given: intake.record_facts(
            case, facts=intake.Facts(**given), by=request.user, on=today()
        ),
    )


def write_opinion(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_write_opinion(request.user, case))
    own = case.opinions.filter(written_by=request.user).first()
    form = forms.OpinionForm(request.POST or None, initial={"text": own.text if own else ""})
    page = ActPage(
        title=_("Write the opinion"),
        button=_("Save the opinion"),
        done=_("The opinion has been saved."),
        note=_("Your name and position stand under it. Only you can change it."),
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: intake.write_opinion(case, text=given["text"], by=request.user, on=today()),
    )


def propose(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_propose_aid(request.user, case))
    form = forms.ProposeForm(
        request.POST or None,
        programmes=programmes_in_force(today()),
        members=list(current_members(case.household)) if case.household else [],
        case=case,
        initial={"beneficiary": case.subject_id, **vars(compose_memo(case))},
    )
    page = ActPage(
        title=_("Submit to the provincial head"),
        button=_("Submit the proposal"),
        done=_("The proposal has been submitted to the provincial head."),
        note=missing_on_team(case, Role.PROVINCE_HEAD, other_than=case.reported_by_id),
        template="cases/propose.html",
    )
    memo_parts = ("background", "facts", "laws", "consideration", "proposal")
    return perform(
        request,
        case,
        form,
        page,
        lambda given: proposing.propose_aid(
            case,
            memo=proposing.MemoText(*(given.pop(part) for part in memo_parts)),
            proposal=proposing.Proposal(**given),
            by=request.user,
            on=today(),
        ),
    )


def refer(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_refer_case(request.user, case))
    near = partners_for(request.user).filter(partners_serving(case.area_id or "TH", on=today()))
    form = forms.ReferForm(request.POST or None, partners=near)
    page = ActPage(
        title=_("Refer to an agency"),
        button=_("Refer and tell the agency"),
        done=_("The case has been referred. The agency has been told."),
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: referring.refer_case(
            case, details=referring.ReferralDetails(**given), by=request.user, on=today()
        ),
    )


def end(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_end_case(request.user, case))
    may = rules.can_find_ineligible(request.user, case)
    form = forms.EndForm(request.POST or None, may_be_ineligible=may)
    page = ActPage(
        title=_("End without help"),
        button=_("End the case and tell the reporter"),
        done=_("The case has ended. The reporter has been told."),
        danger=True,
    )
    acts = {"ineligible": closing.find_ineligible, "withdrawn": closing.withdraw_at_office}
    return perform(
        request,
        case,
        form,
        page,
        lambda given: acts[given["result"]](
            case, reason=given["reason"], by=request.user, on=today()
        ),
    )


def duplicate(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_end_as_duplicate(request.user, case))
    form = forms.DuplicateForm(
        request.POST or None, user=request.user, initial={"number": request.GET.get("of", "")}
    )
    page = ActPage(
        title=_("Same as another case"),
        button=_("End as a duplicate"),
        done=_("The case has ended as a duplicate. The reporter has been told."),
        note=_("The other case goes on. Nothing is merged."),
        danger=True,
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: closing.end_as_duplicate(
            case, of=given["number"], by=request.user, on=today()
        ),
    )


def close(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_close_case(request.user, case))
    form = forms.CloseForm(request.POST or None)
    page = ActPage(
        title=_("Close the case"),
        button=_("Close the case and tell the reporter"),
        done=_("The case has been closed. The reporter has been told."),
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: closing.close_case(case, by=request.user, on=today(), **given),
    )


def reopen(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_reopen_case(request.user, case))
    form = forms.ReasonForm(request.POST or None)
    page = ActPage(
        title=_("Open again"),
        button=_("Open the case again"),
        done=_("The case is open again under its old number."),
    )
    return perform(
        request,
        case,
        form,
        page,
        lambda given: closing.reopen_case(
            case, reason=given["reason"], by=request.user, on=today()
        ),
    )


def add_to_team(request: AsaRequest, pk: object) -> HttpResponse:
    case = load(request, pk)
    allow(rules.can_name_case_team(request.user, case))
    people = office_people(case.province, today())
    page = ActPage(
        title=_("Name one more person of the team"),
        button=_("Name this person"),
        done=_("The person can see the case now, and has been told."),
        note=_(
            "Only the named team sees this case. Name whoever must work on it, and nobody else."
        ),
    )
    form = forms.TeamForm(request.POST or None, people=people)
    return perform(
        request,
        case,
        form,
        page,
        lambda given: team.add_to_case_team(case, user=given["user"], by=request.user, on=today()),
    )
