"""The pages on which a list that was taken in is taken back as one act."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from asa.common.codes import BatchState, JobState
from asa.common.errors import DomainError, allow
from asa.common.imports.batches import DAYS_TO_TAKE_BACK, check_can_be_taken_back
from asa.common.imports.forms import TakeBackForm
from asa.common.imports.pages import ImportPages, begin_back
from asa.common.imports.taking_back import TakenBack
from asa.common.jobs import jobs_for
from asa.common.models import ImportBatch

BATCHES, KEPT = 25, 50


def batches(request: HttpRequest, pages: ImportPages) -> HttpResponse:
    """The lists that were taken in for the places whose lists the user may bring in."""
    allow(bool(pages.choices(request.user)))
    page = Paginator(_batches_for(request.user, pages), BATCHES).get_page(request.GET.get("page"))
    names = _names(page)
    places = dict(pages.choices(request.user))
    rows = [(one, names.get(one.by_id, ""), places.get(one.area, "")) for one in page]
    context = {"pages": pages, "page": page, "rows": rows}
    return render(request, "common/imports/batches.html", context | _urls(pages))


def batch(request: HttpRequest, pages: ImportPages, pk: UUID) -> HttpResponse:
    """One list that was taken in; from here is looked what taking it back would do."""
    found = get_object_or_404(_batches_for(request.user, pages), pk=pk)
    if request.method == "POST":
        return redirect("common:job", begin_back(pages, found, by=request.user).pk)
    names = _names([found])
    context = {
        "pages": pages,
        "batch": found,
        "by": names.get(found.by_id, ""),
        "taken_back_by": names.get(found.taken_back_by_id, ""),
        "is_taken_back": found.state == BatchState.TAKEN_BACK,
        "why_not": _why_not(found),
        "days": DAYS_TO_TAKE_BACK,
        "place": dict(pages.choices(request.user)).get(found.area, ""),
    }
    return render(request, "common/imports/batch.html", context | _urls(pages))


def back(request: HttpRequest, pages: ImportPages, pk: UUID) -> HttpResponse:
    """What taking a list back would do, or did; from the first it is done, with a reason."""
    job = get_object_or_404(jobs_for(request.user), pk=pk, kind=pages.kind_back)
    allow(pages.may_import(request.user, job.area))
    if job.state != JobState.DONE:
        return redirect("common:job", job.pk)
    found = get_object_or_404(_batches_for(request.user, pages), pk=job.params["batch"])
    is_trial = bool(job.params["trial"])
    form = TakeBackForm(request.POST or None)
    if request.method == "POST":
        allow(is_trial)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            return redirect(
                "common:job", begin_back(pages, found, by=request.user, reason=reason).pk
            )
    told = TakenBack.from_json(job.result["told"])
    page = Paginator(told.kept, KEPT).get_page(request.GET.get("page"))
    named = pages.named(request.user, [one.key for one in page]) if pages.named else {}
    context = {
        "pages": pages,
        "batch": found,
        "told": told,
        "kept": job.result["kept"],
        "page": page,
        "rows": [(*named.get(one.key, ("", "")), one.reason) for one in page],
        "is_trial": is_trial,
        "can_take_back": is_trial and not _why_not(found) and told.removed + told.returned > 0,
        "form": form,
    }
    return render(request, "common/imports/back.html", context | _urls(pages))


def _batches_for(user: Any, pages: ImportPages) -> QuerySet[ImportBatch]:
    areas = [code for code, _name in pages.choices(user)]
    found = ImportBatch.objects.filter(kind=pages.kind, area__in=areas)
    return found.order_by("-written_at", "-pk")


def _why_not(batch: ImportBatch) -> str:
    try:
        check_can_be_taken_back(batch)
    except DomainError as error:
        return str(error)
    return ""


def _names(some: Any) -> dict[Any, str]:
    keys = {key for one in some for key in (one.by_id, one.taken_back_by_id) if key}
    users = get_user_model().objects.select_related("person").filter(pk__in=keys)
    return {user.pk: str(getattr(user, "shown_name", "")) for user in users}


def _urls(pages: ImportPages) -> dict[str, str]:
    return {
        "list_url": f"{pages.app}:list",
        "import_url": pages.url_name(),
        "batches_url": pages.url_name("batches"),
        "batch_url": pages.url_name("batch"),
    }
