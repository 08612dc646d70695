"""Work of groups: who sits together, what they noted, and the minutes made from it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common import accesslog
from asa.common.errors import DomainError, allow
from asa.common.http import download
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.group_work import (
    change_group,
    change_point,
    close_minutes,
    correct_minutes,
    make_group,
    note_point,
    remove_group,
    remove_point,
)
from asa.training.forms.group_work import (
    CloseMinutesForm,
    CorrectMinutesForm,
    GroupForm,
    GroupPointForm,
)
from asa.training.minutes import composed, mark_of, minutes_as_pdf
from asa.training.models import Cohort, GroupPoint, WorkGroup
from asa.training.queries.group_work import groups_for, is_capturing, minutes_of, points_for
from asa.training.queries.kit import guests_of
from asa.training.rules import (
    can_close_minutes,
    can_make_groups,
    can_note_points,
    sees_group_work,
)
from asa.training.views.kit import KIT
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.programme import perform

GROUPS = "training:groups"
GROUP = "training:group"


@require_safe
def groups(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The groups of a cohort, how much each has noted, and the minutes once they are closed."""
    cohort = cohort_asked(request, pk)
    allow(sees_group_work(request.user, cohort))
    minutes = minutes_of(cohort)
    found = groups_for(request.user).filter(cohort=cohort)
    context = frame(
        cohort, request.user, KIT, _("Group work"),
        groups=list(found.annotate(noted=Count("points")).order_by("number")),
        minutes=minutes,
        former=minutes.former.select_related("corrected_by") if minutes else [],
        may_make=can_make_groups(request.user, cohort) and is_capturing(cohort),
        may_close=can_close_minutes(request.user, cohort),
    )  # fmt: skip
    return render(request, "training/groups.html", context)


@require_safe
def paper(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The minutes as a PDF; printing them is written down."""
    cohort = cohort_asked(request, pk)
    allow(sees_group_work(request.user, cohort))
    try:
        content = minutes_as_pdf(cohort)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(GROUPS, cohort.pk)
    area = str(cohort.workshop.owner_id)
    accesslog.note(request.user, "cohort.paper", cohort, area=area, paper="minutes")
    name = f"{_('Minutes of group work')} {cohort.number}.pdf"
    return download(content, name, "application/pdf")


def _form(request: AsaRequest, cohort: Cohort, group: WorkGroup | None = None) -> GroupForm:
    sessions = list(cohort.sessions.filter(is_cancelled=False))
    initial = GroupForm.of(group) if group else None
    return GroupForm(
        request.POST or None, initial=initial, guests=list(guests_of(cohort)), sessions=sessions
    )


def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Put a group together."""
    cohort = cohort_asked(request, pk)
    allow(can_make_groups(request.user, cohort))
    form = _form(request, cohort)

    def act() -> object:
        return make_group(cohort, grouping=form.grouping(), by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=GROUPS, title=_("Make a group"),
        button=_("Make the group"),
    )  # fmt: skip


def _group(request: AsaRequest, pk: UUID) -> WorkGroup:
    found: WorkGroup = get_object_or_404(groups_for(request.user), pk=pk)
    return found


@require_safe
def group(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One group: its members and its points."""
    found = _group(request, pk)
    cohort, user = found.cohort, request.user
    is_open = is_capturing(cohort)
    context = frame(
        cohort, user, KIT, _("Group %(n)s") % {"n": found.number},
        group=found,
        members=[one.person.full_name for one in found.members.select_related("person")],
        points=list(points_for(user).filter(group=found)),
        may_note=is_open and can_note_points(user, found),
        may_make=is_open and can_make_groups(user, cohort),
        sees_all=sees_group_work(user, cohort),
    )  # fmt: skip
    return render(request, "training/group.html", context)


def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Another topic, other members, or another reporter."""
    found = _group(request, pk)
    allow(can_make_groups(request.user, found.cohort))
    form = _form(request, found.cohort, found)

    def act() -> object:
        return change_group(found, grouping=form.grouping(), by=request.user, on=today())

    return perform(
        request, found.cohort, form, act, tab=KIT, back=GROUP, key=pk,
        title=_("Change the group"), button=_("Save"),
    )  # fmt: skip


@require_POST
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a group out that has noted nothing."""
    found = _group(request, pk)
    cohort = found.cohort
    try:
        remove_group(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(GROUP, pk)
    messages.success(request, _("It has been saved."))
    return redirect(GROUPS, cohort.pk)


def note(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Note what a group found."""
    found = _group(request, pk)
    allow(can_note_points(request.user, found))
    form = GroupPointForm(request.POST or None)

    def act() -> object:
        return note_point(found, finding=form.finding(), by=request.user, on=today())

    return perform(
        request, found.cohort, form, act, tab=KIT, back=GROUP, key=pk, title=_("Note a point"),
        button=_("Keep the point"), note=found.topic,
    )  # fmt: skip


def _point(request: AsaRequest, pk: UUID) -> GroupPoint:
    found: GroupPoint = get_object_or_404(points_for(request.user), pk=pk)
    allow(can_note_points(request.user, found.group))
    return found


def change_one(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write a point anew."""
    found = _point(request, pk)
    form = GroupPointForm(request.POST or None, initial=GroupPointForm.of(found))

    def act() -> object:
        seen = form.cleaned_data["seen"] or 0
        return change_point(found, finding=form.finding(), seen=seen, by=request.user, on=today())

    return perform(
        request, found.group.cohort, form, act, tab=KIT, back=GROUP, key=found.group_id,
        title=_("Change the point"), button=_("Save"),
    )  # fmt: skip


@require_POST
def remove_one(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a point out."""
    found = _point(request, pk)
    key = found.group_id
    try:
        remove_point(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It has been saved."))
    return redirect(GROUP, key)


def close(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Read what the groups noted as minutes, and close them."""
    cohort = cohort_asked(request, pk)
    allow(can_close_minutes(request.user, cohort))
    text = composed(cohort)
    form = CloseMinutesForm(request.POST or None, initial={"text": text, "seen": mark_of(text)})

    def act() -> object:
        return close_minutes(cohort, **form.cleaned_data, by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=GROUPS, title=_("Close the minutes"),
        button=_("Close the minutes"),
        note=_("Afterwards the groups note nothing more; the minutes are corrected with a reason."),
    )  # fmt: skip


def correct(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Put right what closed minutes say."""
    cohort = cohort_asked(request, pk)
    allow(can_close_minutes(request.user, cohort))
    minutes = minutes_of(cohort)
    initial = {"text": minutes.text, "seen": minutes.corrections} if minutes else {"seen": 0}
    form = CorrectMinutesForm(request.POST or None, initial=initial)

    def act() -> object:
        return correct_minutes(cohort, **form.cleaned_data, by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=GROUPS, title=_("Correct the minutes"),
        button=_("Correct the minutes"), note=_("What they say now is kept and can be read."),
    )  # fmt: skip
