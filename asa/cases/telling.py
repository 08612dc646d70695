"""Telling those concerned how a case goes on, in words that name nobody."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from asa.cases.codes import CaseState
from asa.cases.kinds import REFUSED
from asa.cases.models import Case
from asa.cases.refusal import appeal_days
from asa.common.thaidate import today
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.queries import holders


def kind_of(case: Case) -> str:
    """The kind of notice by which a reporter hears of the state; taking in is a step of its own."""
    if case.state == CaseState.RECEIVED and case.taken_in_on is not None:
        return "case.taken_in"
    return f"case.{case.state}"


def tell_reporter(case: Case, *, act: str = "") -> None:
    """Tell the reporter the new state in the public wording; of a protected case nothing.

    act: what was done, a key of PUBLIC_ACTS, where the words of the state would not say it.
    """
    _tell_reporter(case, kind=f"report.{act}" if act else kind_of(case))


def tell_refusal(case: Case, *, reason: str, on: date) -> None:
    """Tell the reporter why the request does not meet the criteria, and until when to appeal."""
    _tell_reporter(case, kind=REFUSED, reason=reason, n=appeal_days(on))


def _tell_reporter(case: Case, *, kind: str, **said: Any) -> None:
    if case.is_protected:
        return
    tell(
        [case.reported_by],
        kind=kind,
        area=case.area_id or "TH",
        link=f"/cases/reports/{case.pk}/",
        number=case.number,
        **said,
    )


def tell_office(case: Case, kind: str, users: Iterable[User | None], *, link: str = "") -> None:
    """Tell officers that a case waits for them; a protected one without its number."""
    tell(
        [user for user in users if user is not None],
        kind=kind,
        area=case.area_id or "TH",
        link=link or f"/cases/{case.pk}/",
        number="" if case.is_protected else case.number,
    )


def missing_on_team(case: Case, role: Role, *, other_than: UUID | None) -> str:
    """What to do where the team of a protected case has nobody of a role, in a sentence for
    people; empty where somebody can go on with it. other_than: who may not do it, for it is own.
    """
    if not case.is_protected or any(u.pk != other_than for u in people_in_charge(case, role)):
        return ""
    if role == Role.PROVINCE_HEAD:
        return gettext(
            "No provincial head who may decide is on the team of this protected case, so nobody "
            "would hear of the proposal. Name the head to the team first, on the case's page."
        )
    return gettext(
        "No finance officer is on the team of this protected case, so nobody could pay. "
        "Name a finance officer to the team first, on the case's page."
    )


def people_in_charge(case: Case, role: Role) -> list[User]:
    """Who holds a role for the case today: of the province, or of the named team."""
    found = holders(role, case.province, today())
    if case.is_protected:
        team = case.team.filter(Post.current_on(today()))
        found = found.filter(pk__in=team.values("user_id"))
    return list(found)
