"""The office's queue: what came by the public page is looked at, taken in, refused or removed."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from asa.applications.actions import (
    refuse_application,
    remove_applications,
    take_in_application,
)
from asa.applications.codes import ApplicationState
from asa.applications.forms import RefuseForm, TakeInForm, in_words
from asa.applications.models import PublicApplication
from asa.applications.queries import (
    applications_for,
    counts_of,
    of_area,
    of_state,
    others_of_number,
    similar_entries,
    told_by,
)
from asa.applications.rules import can_judge_application, sees_applications
from asa.applications.wording import TONES
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.names import full_name
from asa.places.queries import remember_names
from asa.volunteers.codes import VolunteerKind, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_for

ROWS = 50
# More than one page holds is never ticked.
MOST_CHOSEN = ROWS


@require_safe
def application_list(request: AsaRequest) -> HttpResponse:
    """The applications by what became of them; first those that nobody has looked at."""
    allow(sees_applications(request.user))
    state = request.GET.get("state", "")
    if state not in ApplicationState.values:
        state = ApplicationState.RECEIVED
    found = of_area(applications_for(request.user), request.GET.get("area", ""))
    counts = counts_of(found)
    page = Paginator(of_state(found, ApplicationState(state)), ROWS).get_page(
        request.GET.get("page")
    )
    remember_names(one.area_id for one in page)
    context = {
        "tabs": [(one.value, one.label, counts[one]) for one in ApplicationState],
        "state": state,
        "waiting": counts[ApplicationState.RECEIVED],
        "page": page,
        "rows": [_row(one) for one in page],
    }
    return render(request, "applications/list.html", context)


def _row(application: PublicApplication) -> dict[str, object]:
    """A line of the list: the name as long as it is kept, else that of the entry."""
    told = told_by(application)
    who = told.application.person if told else None
    person = application.volunteer.person if application.volunteer else None
    name = full_name(who.prefix, who.given_name, who.family_name) if who else ""
    return {
        "one": application,
        "name": name or (person.full_name if person else ""),
        "is_youth": told is not None and told.application.kind == VolunteerKind.YOUTH,
        "days": (today() - application.sent_on).days,
    }


def _one(request: AsaRequest, pk: UUID) -> PublicApplication:
    found = applications_for(request.user).select_related("volunteer__person", "decided_by__person")
    application: PublicApplication = get_object_or_404(found, pk=pk)
    return application


def _to_judge(request: AsaRequest, pk: UUID) -> PublicApplication:
    application = _one(request, pk)
    allow(can_judge_application(request.user, application))
    return application


@require_safe
def detail(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What was told, who in the register may be the same person, and what can be done."""
    return _page(request, _one(request, pk), TakeInForm())


def _page(
    request: AsaRequest, application: PublicApplication, form: TakeInForm, status: int = 200
) -> HttpResponse:
    told = told_by(application)
    waits = application.state == ApplicationState.RECEIVED
    similar = similar_entries(application, told) if told and waits else []
    known = set(
        volunteers_for(request.user)
        .filter(pk__in=[one.pk for one in similar])
        .values_list("pk", flat=True)
    )
    person = application.volunteer.person if application.volunteer else None
    who = told.application.person if told else None
    name = full_name(who.prefix, who.given_name, who.family_name) if who else ""
    context = {
        "application": application,
        "name": name or (person.full_name if person else _("Application from the page")),
        "tone": TONES[application.state],
        "lines": in_words(told, application.area_id, is_masked=True) if told else [],
        "similar": [
            (one, one.pk in known, one.pk in known and one.state == VolunteerState.ENDED)
            for one in similar
        ],
        "others": others_of_number(request.user, application) if waits else [],
        "form": form,
        "may_judge": waits and can_judge_application(request.user, application),
    }
    return render(request, "applications/detail.html", context, status=status)


@require_POST
def take_in(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take the applicant into the register, once whoever is alike there was looked at."""
    application = _to_judge(request, pk)
    form = TakeInForm(request.POST)
    told = told_by(application)
    alike = similar_entries(application, told) if told else []
    if form.is_valid() and alike and not form.cleaned_data["is_checked"]:
        form.add_error("is_checked", _("Look at the entries beside it, then tick here."))
    if not form.is_valid():
        return _page(request, application, form)
    return _taken(request, application, form, None)


@require_POST
def again(request: AsaRequest, pk: UUID, entry_pk: UUID) -> HttpResponse:
    """The same person was a volunteer before: the old entry applies again."""
    application = _to_judge(request, pk)
    told = told_by(application)
    alike = {one.pk for one in similar_entries(application, told)} if told else set()
    entry = get_object_or_404(volunteers_for(request.user).filter(pk__in=alike), pk=entry_pk)
    return _taken(request, application, TakeInForm(), entry)


def _taken(
    request: AsaRequest, application: PublicApplication, form: TakeInForm, entry: Volunteer | None
) -> HttpResponse:
    try:
        volunteer = take_in_application(application, by=request.user, on=today(), entry=entry)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("applications:detail", application.pk)
    messages.success(request, _("The application is taken. Next the papers are checked."))
    return redirect("volunteers:detail", volunteer.pk)


def refuse(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Refuse an application with the reason that its applicant reads."""
    application = _to_judge(request, pk)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_application(
                application, reason=form.cleaned_data["reason"], by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("The application is not accepted. The applicant reads why by the code.")
            )
            return redirect("applications:list")
    return render(request, "applications/refuse.html", {"application": application, "form": form})


@require_POST
def remove(request: AsaRequest) -> HttpResponse:
    """Remove what nobody can have meant, all that is ticked at once; asked once more before."""
    allow(sees_applications(request.user))
    keys = [key for key in map(_key, request.POST.getlist("chosen")[:MOST_CHOSEN]) if key]
    waiting = of_state(applications_for(request.user), ApplicationState.RECEIVED)
    chosen = list(waiting.filter(pk__in=keys))
    if not chosen:
        messages.warning(request, _("Tick the applications that nobody can have meant."))
        return redirect("applications:list")
    if request.POST.get("act") != "remove":
        return render(request, "applications/remove.html", {"rows": [_row(one) for one in chosen]})
    try:
        count = remove_applications(chosen, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s application is removed.", "%(n)s applications are removed.", count)
        messages.success(request, said % {"n": count})
    return redirect("applications:list")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
