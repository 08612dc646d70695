"""One step of a report that came back, filled with what stands there, to be mended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asa.cases.actions import mending
from asa.cases.codes import ReportPart
from asa.cases.forms.draft import Draft, Step, answer_of, notice_in_force, place_of, read_part
from asa.cases.forms.mend import kept_of
from asa.cases.forms.people import PeopleStep
from asa.cases.forms.report import ConsentForm, LevelsForm, PhotosForm, PlaceForm, ProblemForm
from asa.cases.models import Case
from asa.cases.queries import receipts_for
from asa.cases.views.report import STEP_TEMPLATES, frame_of, part_named, posted, rows_changed
from asa.cases.views.reports import returned_case
from asa.cases.wish import Wish
from asa.common.codes import KEPT
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.places.models import Area


@require_http_methods(["GET", "POST"])
def mend(request: AsaRequest, pk: UUID, name: str) -> HttpResponse:
    """Mend one step; what was typed stays on the page until it is right."""
    part = part_named(name)
    case, _waiting = returned_case(request, pk)
    kept = read_part(part, request.POST) if request.method == "POST" else kept_of(case, part)
    go = request.POST.get("go", "next")
    if part == ReportPart.PEOPLE and request.method == "POST":
        kept = rows_changed(kept, go)
    if part == ReportPart.PLACE:
        kept["is_mended"] = True
    # After a sign-in that ended, what was typed is shown again before it is saved.
    is_sent = request.method == "POST" and KEPT not in request.POST and go in ("next", "photos")
    step = Draft(request.user, {part.value: kept}).step(part, check=is_sent)
    photos_form = PhotosForm(posted(request), request.FILES)
    fault = _save(case, part, step, photos_form, request.user) if is_sent else None
    if fault == "":
        messages.success(request, _("This part was mended. Now say so below and send your answer."))
        return _back(request, case)
    context = {
        "frame_template": frame_of(request.user),
        "part_template": STEP_TEMPLATES[part],
        "case": case,
        "part": part,
        "step": step,
        "fault": fault,
        "photos_form": photos_form,
        "notice": notice_in_force(),
    }
    return render(request, "cases/reports/mend.html", context)


def _back(request: AsaRequest, case: Case) -> HttpResponse:
    """To the items that were sent back; a case that became protected leaves its receipt."""
    if receipts_for(request.user).filter(pk=case.pk).exists():
        return redirect("cases:report", case.pk)
    return redirect("cases:answer_return", case.pk)


def _save(
    case: Case, part: ReportPart, step: Step, photos_form: PhotosForm, by: User
) -> str | None:
    """Empty when it is saved, a sentence if a rule says no, None if a field says what is wrong."""
    is_consent, wants_answer = False, True
    if isinstance(step, ConsentForm):
        is_consent = True
        wants_answer = bool(step.kept.get("kind") or step.kept.get("notice_read"))
    if (is_consent and not photos_form.is_valid()) or (wants_answer and not step.is_valid()):
        return None
    files = photos_form.cleaned_data["photos"] if is_consent else []
    try:
        _write(case, step, files, wants_answer, {"by": by, "on": today()})
    except DomainError as error:
        return str(error)
    return ""


def _write(
    case: Case, step: Step, files: list[Any], wants_answer: bool, acting: dict[str, Any]
) -> None:
    if isinstance(step, ProblemForm):
        mending.mend_problem(case, wish=_wish(step), **acting)
    elif isinstance(step, PlaceForm):
        area = Area.objects.get(pk=step.cleaned_data["tambon"])
        moo = step.cleaned_data["moo"]
        mending.mend_place(case, area=area, moo=moo, place=place_of(step), **acting)
    elif isinstance(step, PeopleStep):
        rows = [(step.member_of_row(i), one.details) for i, one in enumerate(step.rows)]
        mending.mend_people(case, rows=rows, subject=step.subject_row, **acting)
    elif isinstance(step, LevelsForm):
        if step.levels is None:
            raise DomainError(_("Say how the household stands in the five dimensions."))
        mending.mend_levels(case, levels=step.levels, **acting)
    else:
        answer = answer_of(step) if wants_answer else None
        mending.mend_consent(case, answer=answer, photos=files, **acting)


def _wish(form: ProblemForm) -> Wish:
    found = form.cleaned_data
    return Wish(
        problems=form.chosen,
        triage=found["triage"],
        summary=found["summary"],
        detail=found["detail"],
        amount_wanted=found["amount_wanted"],
    )
