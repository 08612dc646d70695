"""Who may do what with a case once it has reached the provincial office."""

from asa.cases.codes import AidState, CaseState, ReferralState
from asa.cases.models import AidRequest, Case, Referral
from asa.cases.queries import OFFICE, on_team
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds

S = CaseState


def works_on(user: User, case: Case, *roles: Role) -> bool:
    """One of these roles in the case's area; of a protected case only its named team."""
    if not holds(user, *roles, area=case.area_id):
        return False
    return not case.is_protected or Case.objects.filter(on_team(user), pk=case.pk).exists()


def can_take_in(user: User, case: Case) -> bool:
    """A provincial officer or social worker takes a case in that reached the office."""
    waits = case.state == S.RECEIVED and case.taken_in_on is None
    return waits and works_on(user, case, *OFFICE)


def can_assign_manager(user: User, case: Case) -> bool:
    """The officer or the head of the province gives an open case to a social worker."""
    may = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
    states = {S.RECEIVED, S.FACT_FINDING, S.ASSESSED, S.HELPED, S.FOLLOWING_UP, S.REFERRED}
    return case.taken_in_on is not None and case.state in states and works_on(user, case, *may)


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


def can_decide_aid(user: User, request: AidRequest) -> bool:
    """The provincial head decides, but never on what the same person reported or proposed."""
    case = request.case
    own = user.pk in {request.proposed_by_id, case.reported_by_id}
    # One of several requests may be decided while help under another is on its way.
    states = {S.ASSESSED, S.APPROVED, S.AWAITING_BUDGET, S.DISBURSING, S.HELPED}
    open_to_decide = request.state == AidState.PROPOSED and case.state in states
    return open_to_decide and not own and works_on(user, case, Role.PROVINCE_HEAD)


def can_release_budget(user: User, request: AidRequest) -> bool:
    """Finance says whether the money for approved aid is there."""
    states = {AidState.APPROVED, AidState.AWAITING_BUDGET}
    return request.state in states and _is_finance(user, request)


def can_pay(user: User, request: AidRequest) -> bool:
    """Finance pays what another person approved, once the money is there."""
    own = user.pk in {request.decided_by_id, request.proposed_by_id}
    return request.state == AidState.TO_BE_PAID and not own and _is_finance(user, request)


def _is_finance(user: User, request: AidRequest) -> bool:
    return works_on(user, request.case, Role.FINANCE)


def can_deliver_aid(user: User, request: AidRequest) -> bool:
    """The office, or the volunteer who looks after the household, records that help arrived."""
    if request.state != AidState.PAID:
        return False
    household = request.case.household
    keeps = household is not None and household.caretaker_id == user.pk
    as_keeper = keeps and works_on(user, request.case, Role.VOLUNTEER)
    return as_keeper or works_on(user, request.case, Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)


def can_refer_case(user: User, case: Case) -> bool:
    """A social worker or officer hands a case on to an agency before aid is approved."""
    states = {S.RECEIVED, S.FACT_FINDING, S.ASSESSED}
    taken = case.taken_in_on is not None
    may = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
    return taken and case.state in states and works_on(user, case, *may)


def can_answer_referral(user: User, referral: Referral) -> bool:
    """The desk of the agency that a case was sent to answers, and says when it has helped."""
    desks = {p.organisation_id for p in user.current_posts if p.role == Role.PARTNER_DESK}
    open_states = {ReferralState.SENT, ReferralState.ACCEPTED}
    return referral.partner_id in desks and referral.state in open_states


def can_revoke_referral(user: User, referral: Referral) -> bool:
    """The office calls a referral back that was not answered yet."""
    may = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
    return referral.state == ReferralState.SENT and works_on(user, referral.case, *may)


def can_end_case(user: User, case: Case) -> bool:
    """The office ends a case that is not eligible, a duplicate, or withdrawn by the person."""
    states = {S.RECEIVED, S.FACT_FINDING, S.ASSESSED}
    may = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
    return case.taken_in_on is not None and case.state in states and works_on(user, case, *may)


def can_follow_up(user: User, case: Case) -> bool:
    """Whoever looks after the household, or the office, visits again after help was given."""
    if case.state not in {S.HELPED, S.REFERRED, S.FOLLOWING_UP}:
        return False
    household = case.household
    keeps = household is not None and household.caretaker_id == user.pk
    reported = case.reported_by_id == user.pk
    field = (Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
    in_field = (keeps or reported) and holds(user, *field) and not case.is_protected
    return in_field or works_on(user, case, Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)


def can_close_case(user: User, case: Case) -> bool:
    """The office closes a case after a follow-up."""
    may = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
    return case.state == S.FOLLOWING_UP and works_on(user, case, *may)


def can_reopen_case(user: User, case: Case) -> bool:
    """The office opens an ended case again; its number stays."""
    states = {S.CLOSED, S.INELIGIBLE, S.WITHDRAWN, S.DUPLICATE}
    may = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
    return case.state in states and works_on(user, case, *may)
