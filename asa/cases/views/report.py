"""The pages on which a report is typed, in five steps and a last look, and sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asa.cases.actions import reporting
from asa.cases.actions.reporting import Turn, TypedElsewhere
from asa.cases.codes import ReportPart
from asa.cases.forms.draft import PARTS, Draft, notice_in_force, read_part, summary_of
from asa.cases.forms.people import PeopleStep
from asa.cases.forms.report import PhotosForm
from asa.cases.models import Case
from asa.cases.queries import drafts_for, receipts_for, reports_for
from asa.cases.rules.reporting import can_report
from asa.common import photos
from asa.common.codes import KEPT
from asa.common.errors import DomainError
from asa.common.http import is_htmx
from asa.common.ids import uuid7
from asa.common.thaidate import today
from asa.households.models import Household
from asa.households.queries import households_for, neighbour_lines
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import works_in_the_field

STEP_TEMPLATES = {
    ReportPart.PROBLEM: "cases/report/_problem.html",
    ReportPart.PLACE: "cases/report/_place.html",
    ReportPart.PEOPLE: "cases/report/_people.html",
    ReportPart.LEVELS: "cases/report/_levels.html",
    ReportPart.CONSENT: "cases/report/_consent.html",
}


def frame_of(user: User) -> str:
    """The phone's frame for who has its tabs, the desk's with its menu for everybody else."""
    return "base_field.html" if works_in_the_field(user) else "base.html"


def posted(request: AsaRequest) -> QueryDict | None:
    """What was sent, also if it is nothing at all; None where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def _draft(request: AsaRequest, pk: UUID) -> tuple[Case, Draft]:
    case = get_object_or_404(drafts_for(request.user), pk=pk)
    return case, Draft.of(case, request.user)


def _sent_instead(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A draft that was sent meanwhile, as found by the button “back” or a second press, is a report
    or a receipt now; whatever else is no draft of the user's is absent.
    """
    if not any(found(request.user).filter(pk=pk).exists() for found in (reports_for, receipts_for)):
        raise Http404
    return redirect("cases:report", pk)


def part_named(name: str) -> ReportPart:
    if name not in ReportPart.values:
        raise Http404
    return ReportPart(name)


# --- beginning ----------------------------------------------------------------------------------


@require_GET
def report_start(request: AsaRequest) -> HttpResponse:
    """A key is made before the first word, so that one report never becomes two drafts."""
    if not can_report(request.user):
        raise PermissionDenied
    response = redirect("cases:report_new", uuid7())
    if about := request.GET.get("household", ""):
        response["Location"] += f"?household={about}"
    return response


@require_http_methods(["GET", "POST"])
def report_new(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The first step before anything is kept; what is typed makes the draft."""
    if not can_report(request.user):
        raise PermissionDenied
    case = drafts_for(request.user).filter(pk=pk).first()
    if request.method == "GET":
        if case:
            return redirect("cases:report_step", case.pk, ReportPart.PROBLEM)
        draft = Draft(request.user, {})
        return _show(request, draft, ReportPart.PROBLEM, draft.step(ReportPart.PROBLEM))
    if case is None and KEPT in request.POST:
        return _show_again(request, Draft(request.user, {}), ReportPart.PROBLEM, None)
    if case is None:
        kept = _about_household(request.user, request.GET.get("household", ""))
        case = reporting.start_report(draft=kept, by=request.user, on=today(), key=pk)
    return _take_step(request, case, ReportPart.PROBLEM)


def _about_household(user: User, key: str) -> dict[str, Any]:
    """The second step filled in, where the report is begun on the page of a known household."""
    try:
        household = households_for(user).get(pk=UUID(key))
    except (ValueError, Household.DoesNotExist):
        return {}
    place = {
        "household": str(household.pk),
        "tambon": household.area_id[:6],
        "moo": household.area_id[6:].lstrip("0"),
        "house_no": household.house_no,
        "landmark": household.landmark,
    }
    return {ReportPart.PLACE.value: place}


# --- the steps ------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def report_step(request: AsaRequest, pk: UUID, name: str) -> HttpResponse:
    """One step of a draft: shown as it was typed, kept at every press, right or wrong."""
    part = part_named(name)
    if not drafts_for(request.user).filter(pk=pk).exists():
        return _sent_instead(request, pk)
    case, draft = _draft(request, pk)
    if request.method == "POST":
        return _take_step(request, case, part)
    wants_faults = "mend" in request.GET
    step = draft.step(part, check=wants_faults)
    if wants_faults:
        step.is_valid()
    return _show(request, draft, part, step, case=case)


def _take_step(request: AsaRequest, case: Case, part: ReportPart) -> HttpResponse:
    """Keep what was typed, then do what the pressed button says."""
    draft = Draft.of(case, request.user)
    if KEPT in request.POST:
        return _show_again(request, draft, part, case)
    typed = read_part(part, request.POST)
    go = request.POST.get("go", "next")
    if part == ReportPart.PEOPLE:
        typed = rows_changed(typed, go)
    pictures, faulty_photos = _taken_photos(request, part)
    try:
        case = reporting.keep_part(
            case,
            part=part,
            typed=typed,
            by=request.user,
            turn=_turn(request),
            pictures=pictures,
        )
    except TypedElsewhere:
        return HttpResponse(status=409)
    if is_htmx(request):
        return HttpResponse(status=204)
    draft = Draft.of(case, request.user)
    step = draft.step(part, check=go == "next")
    if faulty_photos or (go == "next" and not step.is_valid()):
        return _show(request, draft, part, step, case=case, photos_form=faulty_photos)
    return _go_on(request, case, part, go, draft)


def _turn(request: AsaRequest) -> Turn | None:
    """How far the page was; none where it does not say so, as a page of long ago."""
    count = request.POST.get("turn", "")
    try:
        page = UUID(request.POST.get("page", ""))
    except ValueError:
        return None
    changes = int(count) if count.isascii() and count.isdigit() else 0
    return Turn(str(page), changes, by_button=not is_htmx(request))


def _show_again(
    request: AsaRequest, draft: Draft, part: ReportPart, case: Case | None
) -> HttpResponse:
    """What was typed when the sign-in had ended, shown and not yet kept in the draft."""
    draft.kept[part.value] = read_part(part, request.POST)
    return _show(request, draft, part, draft.step(part), case=case)


def rows_changed(kept: dict[str, Any], go: str) -> dict[str, Any]:
    """One person more or one less, by a button that works without script."""
    verb, _dash, place = go.partition("-")
    if go == "add":
        return PeopleStep.with_row(kept)
    if verb == "remove" and place.isdigit():
        return PeopleStep.without_row(kept, int(place))
    return kept


def _taken_photos(request: AsaRequest, part: ReportPart) -> tuple[list[UUID], PhotosForm | None]:
    """Store the pictures at once; gives the form back as well if one of them cannot be kept."""
    if part != ReportPart.CONSENT:
        return [], None
    form, stored = PhotosForm(request.POST, request.FILES), list[UUID]()
    if not form.is_valid():
        return stored, form
    for file in form.cleaned_data["photos"]:
        try:
            stored.append(photos.store(file).uuid)
        except DomainError as error:
            form.add_error("photos", str(error))
            return stored, form
    return stored, None


def _go_on(
    request: AsaRequest, case: Case, part: ReportPart, go: str, draft: Draft
) -> HttpResponse:
    place = PARTS.index(part)
    if go == "keep":
        messages.success(request, _("Draft kept"))
        return redirect("cases:reports")
    if go == "back":
        if place == 0:
            return redirect("cases:reports")
        return redirect("cases:report_step", case.pk, PARTS[place - 1])
    if go != "next":
        response = redirect("cases:report_step", case.pk, part)
        if go == "add":
            # The new person stands below all others.
            response["Location"] += f"#person-{len(draft.part(part)['rows'])}"
        return response
    if part == ReportPart.PLACE:
        _say_known_house(request, draft)
    if place + 1 == len(PARTS):
        return redirect("cases:report_check", case.pk)
    return redirect("cases:report_step", case.pk, PARTS[place + 1])


def _say_known_house(request: AsaRequest, draft: Draft) -> None:
    """That a house is known and who looks after it; nothing about the people in it."""
    place = draft.part(ReportPart.PLACE)
    house_no = place.get("house_no", "").strip()
    tambon = place.get("tambon", "")
    for line in neighbour_lines(request.user) if house_no else []:
        if line.house_no == house_no and line.area.startswith(tambon):
            sentence = _("House %(house)s is known and looked after. You may report all the same.")
            messages.info(request, sentence % {"house": house_no})
            return


def _show(
    request: AsaRequest,
    draft: Draft,
    part: ReportPart,
    step: Any,
    *,
    case: Case | None = None,
    photos_form: PhotosForm | None = None,
) -> HttpResponse:
    context = {
        "frame_template": frame_of(request.user),
        "part_template": STEP_TEMPLATES[part],
        "case": case,
        "draft": draft,
        "part": part,
        "number": PARTS.index(part) + 1,
        "step": step,
        "page_key": uuid7(),
        "photos_form": photos_form or PhotosForm(),
        "notice": notice_in_force() if part == ReportPart.CONSENT else None,
    }
    return render(request, "cases/report/step.html", context)


# --- the last look, and sending -------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def report_check(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Everything that was typed on one page; sent only when nothing is left to mend."""
    if not drafts_for(request.user).filter(pk=pk).exists():
        return _sent_instead(request, pk)
    case, draft = _draft(request, pk)
    fault = ""
    if request.method == "POST" and not draft.unfinished:
        try:
            reporting.send_report(case, report=draft.report(), by=request.user, on=today())
        except DomainError as error:
            fault = str(error)
            case, draft = _draft(request, pk)
        else:
            return redirect("cases:report_sent", case.pk)
    context = {
        "frame_template": frame_of(request.user),
        "case": case,
        "draft": draft,
        "summary": summary_of(draft),
        "unfinished": draft.unfinished,
        "fault": fault,
    }
    return render(request, "cases/report/check.html", context)


@never_cache
@require_GET
def draft_photo(request: AsaRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """A small picture of one's own draft."""
    _case, draft = _draft(request, pk)
    if photo not in draft.photos:
        raise Http404
    response = HttpResponse(photos.open_photo(photo, 320), content_type="image/jpeg")
    response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def draft_photo_delete(request: AsaRequest, pk: UUID, photo: UUID) -> HttpResponse:
    """Take a picture out of one's own draft."""
    case, draft = _draft(request, pk)
    if photo not in draft.photos:
        raise Http404
    reporting.drop_picture(case, picture=photo, by=request.user)
    return redirect("cases:report_step", case.pk, ReportPart.CONSENT)


@require_http_methods(["GET", "POST"])
def draft_delete(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    case, draft = _draft(request, pk)
    if request.method == "POST":
        reporting.delete_draft(case, by=request.user)
        messages.success(request, _("The draft was deleted."))
        return redirect("cases:reports")
    context = {"frame_template": frame_of(request.user), "case": case, "draft": draft}
    return render(request, "cases/report/delete.html", context)
