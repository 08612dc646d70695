"""Who may report a household in trouble, and who may answer for a report."""

from asa.cases.codes import REVIEWS, CaseState
from asa.cases.models import Case
from asa.cases.queries import REPORTERS
from asa.people.models import User
from asa.people.rules import holds


def can_report(user: User) -> bool:
    """A household in trouble is reported by volunteers, leads, and the office for others."""
    return holds(user, *REPORTERS)


def can_report_in(user: User, area: str) -> bool:
    """A report is made for the tambon of one's own post, the area one leads, or one's province."""
    if user.is_system:
        return True
    posts = [post for post in user.current_posts if post.role in REPORTERS]
    return any(post.holds(area) or area.startswith(post.area_id[:6]) for post in posts)


def can_edit_draft(user: User, case: Case) -> bool:
    """A draft is changed, sent or deleted by the person who began it, while holding a post."""
    mine = case.reported_by_id == user.pk or user.is_system
    return case.state == CaseState.DRAFT and mine and can_report(user)


def can_answer_return(user: User, case: Case) -> bool:
    """What was sent back is answered by the person who made the report."""
    mine = case.reported_by_id == user.pk
    return case.state == CaseState.RETURNED and mine and can_report(user)


def can_withdraw_case(user: User, case: Case) -> bool:
    """The reporter may withdraw a report until the office has taken it in; nobody else may then."""
    before = case.state in REVIEWS | {CaseState.RETURNED, CaseState.RECEIVED}
    mine = case.reported_by_id == user.pk and can_report(user)
    return before and case.taken_in_on is None and mine and not case.is_protected
