"""Who may do what with a case once it has reached the provincial office."""

from asa.cases.checks import is_unanswered, others_take_in
from asa.cases.codes import AidState, CaseState, ReferralState
from asa.cases.kinds_office import FOLLOW_UP
from asa.cases.models import AidRequest, Case, Referral
from asa.cases.queries import FIELD, OFFICE, has_money_out, on_team
from asa.households.rules import can_visit
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope

S = CaseState
# Until then the office may end a case without help.
BEFORE_APPROVAL = frozenset({S.RECEIVED, S.FACT_FINDING, S.ASSESSED})
WORKERS = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)


def works_on(user: User, case: Case, *roles: Role) -> bool:
    """One of these roles in the case's area; of a protected case only its named team."""
    if not holds(user, *roles, area=case.area_id):
        return False
    return not case.is_protected or Case.objects.filter(on_team(user), pk=case.pk).exists()


def visits_there(user: User, case: Case) -> bool:
    """Who looks after the household or reported it, holding a post of the field in the province."""
    household = case.household
    keeps = household is not None and household.caretaker_id == user.pk
    if case.is_protected or not (keeps or case.reported_by_id == user.pk):
        return False
    return case.province in {code[:2] for code in scope(user, *FIELD)}


def can_read_in_full(user: User, case: Case) -> bool:
    """Facts, opinions, aid and referrals of a case are read by its office, or its named team."""
    return works_on(user, case, *OFFICE) or (
        case.is_protected and Case.objects.filter(on_team(user), pk=case.pk).exists()
    )


def can_list_cases(user: User) -> bool:
    """The list of cases is a page of leads and of the provincial office."""
    return holds(user, Role.TAMBON_LEAD, Role.DISTRICT_LEAD, *OFFICE)


def can_export_cases(user: User) -> bool:
    """A list of cases is taken out by the provincial office alone."""
    return holds(user, *OFFICE)


def can_take_in(user: User, case: Case) -> bool:
    """A provincial officer or social worker takes a case in that reached the office; one's own
    report only where nobody else can.
    """
    waits = case.state == S.RECEIVED and case.taken_in_on is None
    if not waits or not works_on(user, case, *WORKERS):
        return False
    return case.reported_by_id != user.pk or not others_take_in(case)


def can_take_back(user: User, case: Case) -> bool:
    """The provincial officer takes back what was sent back to a reporter who does not answer in
    time or holds no post any more; of a protected case its team does.
    """
    if case.reported_by_id == user.pk or not is_unanswered(case):
        return False
    return works_on(user, case, *(WORKERS if case.is_protected else (Role.PROVINCE_OFFICER,)))


def can_assign_manager(user: User, case: Case) -> bool:
    """The officer or the head of the province gives an open case to a social worker."""
    may = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
    states = {*BEFORE_APPROVAL, S.HELPED, S.FOLLOWING_UP, S.REFERRED}
    return case.taken_in_on is not None and case.state in states and works_on(user, case, *may)


def can_name_case_team(user: User, case: Case) -> bool:
    """Whoever of the office is on the team of a protected case may name one more person."""
    return case.is_protected and works_on(user, case, *OFFICE)


def can_find_facts(user: User, case: Case) -> bool:
    """A social worker of the province looks into a case that was taken in."""
    taken = case.state == S.RECEIVED and case.taken_in_on is not None
    return (taken or case.state == S.FACT_FINDING) and works_on(user, case, Role.SOCIAL_WORKER)


def can_write_opinion(user: User, case: Case) -> bool:
    """A social worker writes one opinion while the facts are being found, and mends her own."""
    return case.state == S.FACT_FINDING and works_on(user, case, Role.SOCIAL_WORKER)


def can_propose_aid(user: User, case: Case) -> bool:
    """A social worker proposes aid while finding facts, or again after help was given."""
    states = {S.FACT_FINDING, S.ASSESSED, S.HELPED, S.FOLLOWING_UP}
    return case.state in states and works_on(user, case, Role.SOCIAL_WORKER)


def can_propose_first_aid(user: User, case: Case) -> bool:
    """Proposing is the next step of a case in which the facts are being found."""
    return case.state == S.FACT_FINDING and can_propose_aid(user, case)


def can_propose_more_aid(user: User, case: Case) -> bool:
    """Further help is proposed beside what is considered or was given."""
    return case.state != S.FACT_FINDING and can_propose_aid(user, case)


def can_decide_aid(user: User, request: AidRequest) -> bool:
    """The provincial head decides, but never on what the same person reported or proposed, nor on
    aid for oneself.
    """
    case = request.case
    own = user.pk in {request.proposed_by_id, case.reported_by_id} or _is_for(user, request)
    # One of several requests may be decided while help under another is on its way.
    states = {S.ASSESSED, S.APPROVED, S.AWAITING_BUDGET, S.DISBURSING, S.HELPED, S.FOLLOWING_UP}
    open_to_decide = request.state == AidState.PROPOSED and case.state in states
    return open_to_decide and not own and works_on(user, case, Role.PROVINCE_HEAD)


def _is_for(user: User, request: AidRequest) -> bool:
    return user.person_id is not None and user.person_id == request.beneficiary_id


def can_release_budget(user: User, request: AidRequest) -> bool:
    """Finance says whether the money for approved aid is there."""
    states = {AidState.APPROVED, AidState.AWAITING_BUDGET}
    return request.state in states and works_on(user, request.case, Role.FINANCE)


def pays_aid(user: User) -> bool:
    """Whether the list of payments is one of the user's pages."""
    return holds(user, Role.FINANCE)


def can_pay(user: User, request: AidRequest) -> bool:
    """Finance pays what another person approved, once the money is there, never to oneself."""
    own = user.pk in {request.decided_by_id, request.proposed_by_id} or _is_for(user, request)
    to_pay = request.state == AidState.TO_BE_PAID
    return to_pay and not own and works_on(user, request.case, Role.FINANCE)


def can_return_money(user: User, request: AidRequest) -> bool:
    """Finance records that money came back that was paid and never handed over, but not of help
    to oneself.
    """
    may_be_paid = request.state in {AidState.TO_BE_PAID, AidState.PAID}
    own = _is_for(user, request)
    return may_be_paid and not own and works_on(user, request.case, Role.FINANCE)


def can_read_memo(user: User, request: AidRequest) -> bool:
    """The memo is read by who may read the case in full, and by finance once aid is approved."""
    if can_read_in_full(user, request.case):
        return True
    undecided = {AidState.PROPOSED, AidState.REFUSED}
    return request.state not in undecided and works_on(user, request.case, Role.FINANCE)


def can_deliver_aid(user: User, request: AidRequest) -> bool:
    """The office, or the volunteer who looks after the household, records that help arrived."""
    if request.state != AidState.PAID:
        return False
    return visits_there(user, request.case) or works_on(user, request.case, *WORKERS)


def can_refer_case(user: User, case: Case) -> bool:
    """A social worker or officer hands a case on to an agency before aid is approved."""
    taken = case.taken_in_on is not None
    return taken and case.state in BEFORE_APPROVAL and works_on(user, case, *WORKERS)


def can_answer_referral(user: User, referral: Referral) -> bool:
    """The desk of the agency that a case was sent to answers, and says when it has helped."""
    desks = {p.organisation_id for p in user.current_posts if p.role == Role.PARTNER_DESK}
    open_states = {ReferralState.SENT, ReferralState.ACCEPTED}
    return referral.partner_id in desks and referral.state in open_states


def can_revoke_referral(user: User, referral: Referral) -> bool:
    """The office calls a referral back that was not answered yet."""
    return referral.state == ReferralState.SENT and works_on(user, referral.case, *WORKERS)


def can_list_referrals(user: User) -> bool:
    """Referrals are a page of the agencies' desks and of the provincial office."""
    return holds(user, Role.PARTNER_DESK, *OFFICE)


def can_end_case(user: User, case: Case) -> bool:
    """The office ends a case that is not eligible, or that the person takes back while nothing
    is paid that was not handed over, and what was sent back to a reporter who does not answer.
    """
    if case.state == S.RETURNED:
        return can_take_back(user, case)
    states = {*BEFORE_APPROVAL, S.APPROVED, S.AWAITING_BUDGET, S.DISBURSING, S.REFERRED}
    if case.taken_in_on is None or case.state not in states or not works_on(user, case, *OFFICE):
        return False
    return case.state != S.DISBURSING or not has_money_out(case)


def can_find_ineligible(user: User, case: Case) -> bool:
    """The office finds a case not eligible as long as no aid is approved."""
    return case.state in BEFORE_APPROVAL and can_end_case(user, case)


def can_end_as_duplicate(user: User, case: Case) -> bool:
    """The office ends a case that is the same as another one, before aid is proposed."""
    return case.state in {S.RECEIVED, S.FACT_FINDING} and can_end_case(user, case)


def can_follow_up(user: User, case: Case) -> bool:
    """Whoever looks after the household, or was given the follow-up, or the office, visits again
    after help was given.
    """
    if case.state not in {S.HELPED, S.REFERRED, S.FOLLOWING_UP}:
        return False
    sees = case.household is not None and can_visit(user, case.household)
    if not sees:
        return False
    return visits_there(user, case) or works_on(user, case, *WORKERS) or _was_given_it(user, case)


def _was_given_it(user: User, case: Case) -> bool:
    given = user.tasks.filter(subject_id=case.pk, kind=FOLLOW_UP, state="open").exists()
    return given and not case.is_protected and case.province in {c[:2] for c in scope(user, *FIELD)}


def can_close_case(user: User, case: Case) -> bool:
    """The office closes a case after a follow-up."""
    return case.state == S.FOLLOWING_UP and works_on(user, case, *WORKERS)


def can_reopen_case(user: User, case: Case) -> bool:
    """The office opens an ended case again; its number stays."""
    states = {S.CLOSED, S.INELIGIBLE, S.WITHDRAWN, S.DUPLICATE}
    may = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
    return case.state in states and works_on(user, case, *may)
