"""The first pages of the field: a volunteer's day, and what waits for a lead."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.cases.checks import waiting_checks_for
from asa.cases.forms.draft import Draft
from asa.cases.models import Case
from asa.cases.queries import drafts_for, receipts_for, reports_for
from asa.cases.wording import public_words, tone_of
from asa.common.http import address
from asa.common.thaidate import thai_date, today
from asa.coverage.queries import tambons_without, villages_without
from asa.home.views.parts import ROWS, Section, case_rows
from asa.households.queries import own_visits_for
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import Level
from asa.places.queries import level_of, name_of, remember_names, shown_place, shown_places
from asa.tasks.kinds import page_of, words_of
from asa.tasks.models import Task
from asa.tasks.queries import overdue_tasks, own_tasks, unheld_tasks, with_heads
from asa.training.queries import own_seats

LEADS = (Role.DISTRICT_LEAD, Role.TAMBON_LEAD)
DAYS_AHEAD = timedelta(days=14)
NEWS = 5
TICKS = {"well": "tick", "soon": "edit", "way": "send"}


@dataclass(frozen=True)
class TaskRow:
    """A task as the day shows it: for whom, what, where it is done, how late it is."""

    task: Task
    words: str
    url: str
    late_by: int
    place: str

    @property
    def who(self) -> str:
        """The name to be shown, else the head's, else the house number; in a protected case none
        of them.
        """
        household = self.task.household
        if household.is_sealed:
            return _("Protected case")
        members = getattr(household, "today", [])
        head = members[0].person.full_name if members else ""
        return household.shown_as or head or str(household)


@dataclass(frozen=True)
class ReportRow:
    """A report of one's own, and what the public wording says came of it."""

    case: Case
    words: str
    tone: str
    icon: str


def volunteer_section(request: AsaRequest) -> Section:
    """Whom do I visit today, what waits, what came of what I reported."""
    user, day = request.user, today()
    rows = task_rows(own_tasks(user).filter(due_on__lte=day + DAYS_AHEAD), user)
    areas = scope(user, Role.VOLUNTEER)
    return Section(
        "home/_day.html",
        _("Hello, %(name)s") % {"name": user.person.short_name if user.person else user.username},
        {
            "today": [row for row in rows if row.task.due_on <= day],
            "seats": list(own_seats(user, day)),
            "next": [row for row in rows if row.task.due_on > day],
            "drafts": [(case, Draft.of(case, user)) for case in drafts_for(user)],
            "news": report_rows(user),
            "receipts": list(receipts_for(user)[:NEWS]),
            "visits": list(own_visits_for(user)),
            "as_of": day,
            "report_url": reverse("cases:report_start"),
        },
        about=f"{thai_date(day, 'weekday')} · {shown_place(areas[0], Level.TAMBON)}",
    )


def task_rows(found: QuerySet[Task], user: User) -> list[TaskRow]:
    """Tasks with the people of their households, in a fixed number of queries.

    One's own opens the page where it is done; that of someone else opens the household.
    """
    tasks, day = list(with_heads(found)), today()
    places = shown_places({task.area for task in tasks}, Level.TAMBON, tight=True)
    return [
        TaskRow(
            task,
            words_of(task),
            page_of(task)
            if task.assignee_id == user.pk
            else reverse("households:detail", args=[task.household_id]),
            (day - task.due_on).days,
            places[task.area],
        )
        for task in tasks
    ]


def report_rows(user: User) -> list[ReportRow]:
    """The latest of one's own reports with what became of them."""
    rows = []
    for case in reports_for(user)[:NEWS]:
        tone = tone_of(case)
        rows.append(ReportRow(case, public_words(case), tone, TICKS.get(tone, "file")))
    return rows


def lead_section(request: AsaRequest) -> Section:
    """What must I check, which task of the area is late, who is without a volunteer."""
    user, day = request.user, today()
    codes = scope(user, *LEADS)
    waiting = waiting_checks_for(user)
    late, unheld = overdue_tasks(user, on=day), unheld_tasks(user)
    gaps = [code for area in codes for code in _gaps(area)]
    remember_names({*codes, *gaps})
    return Section(
        "home/_lead.html",
        _("What waits in %(place)s")
        % {"place": ", ".join(shown_place(code, level_of(code)) for code in codes)},
        {
            "waiting": case_rows(waiting, ROWS),
            "waiting_count": waiting.count(),
            "waiting_url": reverse("cases:checks"),
            "late": task_rows(late[:ROWS], user),
            "late_count": late.count(),
            "late_url": address("tasks:list", show="overdue"),
            "unheld": task_rows(unheld[:ROWS], user),
            "unheld_url": address("tasks:list", show="unheld"),
            "gaps": [(name_of(code), shown_place(code[:6], Level.DISTRICT)) for code in gaps],
            "gaps_are_villages": all(level_of(code) == Level.TAMBON for code in codes),
            "news": report_rows(user) if not _is_volunteer(user) else [],
            "as_of": day,
            "report_url": reverse("cases:report_start"),
        },
        about=thai_date(day, "weekday"),
    )


def _gaps(area: str) -> list[str]:
    day = today()
    return villages_without(area, day) if len(area) == 6 else tambons_without(area, day)


def _is_volunteer(user: User) -> bool:
    return any(post.role == Role.VOLUNTEER for post in user.current_posts)
