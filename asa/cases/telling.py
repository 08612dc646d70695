"""Telling those concerned how a case goes on, in words that name nobody."""

from collections.abc import Iterable

from asa.cases.models import Case
from asa.common.thaidate import today
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import Post, User


def kind_of(state: str) -> str:
    """The kind of notice by which a reporter hears of a state."""
    return f"case.{state}"


def tell_reporter(case: Case) -> None:
    """Tell the reporter the new state in the public wording; of a protected case nothing."""
    if case.is_protected:
        return
    tell(
        [case.reported_by],
        kind=kind_of(case.state),
        area=case.area_id or "TH",
        link=f"/cases/reports/{case.pk}/",
        number=case.number,
    )


def tell_office(case: Case, kind: str, users: Iterable[User]) -> None:
    """Tell officers that a case waits for them; a protected one without its number."""
    tell(
        users,
        kind=kind,
        area=case.area_id or "TH",
        link=f"/cases/{case.pk}/",
        number="" if case.is_protected else case.number,
    )


def people_in_charge(case: Case, role: Role) -> list[User]:
    """Who holds a role for the case today: of the province, or of the named team."""
    posts = Post.objects.filter(
        Post.current_on(today()), role=role, area_id__in=[case.province, "TH"]
    )
    users = {post.user for post in posts.select_related("user") if post.user.is_active}
    if case.is_protected:
        team = set(case.team.filter(ended_on__isnull=True).values_list("user_id", flat=True))
        users = {user for user in users if user.pk in team}
    return sorted(users, key=lambda user: str(user.pk))
