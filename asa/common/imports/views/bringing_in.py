"""The pages of every import: the file, what would be, what came of it, the rows to mend."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import accesslog
from asa.common.codes import JobState
from asa.common.errors import DomainError, allow
from asa.common.http import XLSX, download
from asa.common.imports import files
from asa.common.imports.forms import ALL_ROWS, DespiteForm, HeadingsForm, ImportForm
from asa.common.imports.headings import headings_of
from asa.common.imports.meanings import keep_meanings, known_meanings
from asa.common.imports.pages import ImportPages, begin, take_in, try_again
from asa.common.imports.report import Report
from asa.common.jobs import jobs_for
from asa.common.models import Job
from asa.common.spreadsheets import read_sheets
from asa.common.thaidate import today

ROWS = 50


def upload(request: HttpRequest, pages: ImportPages) -> HttpResponse:
    """Choose a file; it is only tried first, and nothing is written before the next page."""
    choices = pages.choices(request.user)
    allow(bool(choices))
    form = ImportForm(request.POST or None, request.FILES or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        area, file = form.cleaned_data["province"], form.cleaned_data["file"]
        allow(pages.may_import(request.user, area))
        file.seek(0)
        job = begin(
            pages,
            by=request.user,
            content=file.read(),
            name=file.name,
            area=area,
            all_or_nothing=form.cleaned_data["rows"] == ALL_ROWS,
        )
        return redirect("common:job", job.pk)
    context = {"form": form, "pages": pages, "list_url": f"{pages.app}:list"}
    context["batches_url"] = pages.url_name("batches") if pages.take_back else ""
    return render(request, "common/imports/upload.html", context)


def result(request: HttpRequest, pages: ImportPages, pk: UUID) -> HttpResponse:
    """What a trial found or an import did; from a trial the import is begun here."""
    job = _job(request, pages, pk)
    if job.state != JobState.DONE:
        return redirect("common:job", job.pk)
    report = Report.from_json(job.result.get("report", {}))
    answers = request.POST if request.method == "POST" else None
    form = DespiteForm(answers) if report.stopped else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _take_in(request, pages, job, despite=form is not None)
    context: dict[str, Any] = {
        "job": job,
        "pages": pages,
        "report": report,
        "form": form,
        "page": Paginator(report.problems, ROWS).get_page(request.GET.get("page")),
        "is_trial": job.params["trial"],
        "is_gone": job.result.get("is_gone", False),
        "seconds": _seconds(job),
        "more_notes": job.result.get("report", {}).get("more_notes", 0),
        "has_rows": files.content_of(job.pk, files.BAD_ROWS) is not None,
        "can_take_in": _can_take_in(job, report),
        "list_url": f"{pages.app}:list",
        "import_url": pages.url_name(),
        "rows_url": pages.url_name("rows"),
        "headings_page": _headings_page(job),
        "batch_page": _batch_page(pages, job),
    }
    return render(request, "common/imports/result.html", context)


def rows(request: HttpRequest, pages: ImportPages, pk: UUID) -> HttpResponse:
    """Only the rows that must be mended, with what to mend in the last column."""
    job = _job(request, pages, pk)
    content = files.content_of(job.pk, files.BAD_ROWS)
    if content is None:
        raise Http404
    accesslog.note(request.user, "import.rows_exported", ("common.job", job.pk), area=job.area)  # type: ignore[arg-type] # signed in
    return download(content, f"{_('Rows to correct')}.xlsx", XLSX)


def headings(request: HttpRequest, pages: ImportPages, pk: UUID) -> HttpResponse:
    """Say what the headings of a file mean; it is kept for the lists of that place, and the file
    is looked through anew.
    """
    job = _job(request, pages, pk)
    content = files.content_of(job.pk, files.UPLOAD)
    if content is None or pages.fields is None or not job.params["trial"]:
        raise Http404
    fields = pages.fields(today())
    sheets = read_sheets(io.BytesIO(content), job.params["name"])
    found = headings_of(sheets, fields, known_meanings(pages.kind, job.area))
    form = HeadingsForm(request.POST or None, headings=found, fields=fields)
    if request.method == "POST" and form.is_valid():
        try:
            keep_meanings(pages, area=job.area, said=form.said, by=request.user)  # type: ignore[arg-type] # signed in
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            following = try_again(pages, job, by=request.user)
            return redirect("common:job", following.pk if following else job.pk)
    context = {"form": form, "pages": pages, "job": job, "found": found}
    context |= {"list_url": f"{pages.app}:list", "import_url": pages.url_name()}
    return render(request, "common/imports/headings.html", context)


def _take_in(request: HttpRequest, pages: ImportPages, job: Job, *, despite: bool) -> HttpResponse:
    allow(job.params["trial"])
    following = take_in(pages, job, by=request.user, despite=despite)
    if following is None:
        messages.error(request, _("The file has been removed. Please choose it again."))
        return redirect(pages.url_name())
    return redirect("common:job", following.pk)


def _headings_page(job: Job) -> str:
    """Where one says what the headings mean: of a trial, while its file is there."""
    if not job.params["trial"] or files.content_of(job.pk, files.UPLOAD) is None:
        return ""
    return str(job.params.get("headings_page", ""))


def _batch_page(pages: ImportPages, job: Job) -> str:
    """Where an import that was written can be taken back."""
    batch = job.result.get("batch")
    return reverse(pages.url_name("batch"), args=[batch]) if batch and pages.take_back else ""


def _can_take_in(job: Job, report: Report) -> bool:
    """A trial that found something to write, of a file that is still there."""
    if not job.params["trial"] or (report.refused and job.params["all_or_nothing"]):
        return False
    return report.created + report.updated > 0


def _job(request: HttpRequest, pages: ImportPages, pk: UUID) -> Job:
    """A job of this kind that the user began, for as long as the user may do such imports."""
    job = get_object_or_404(jobs_for(request.user), pk=pk, kind=pages.kind)
    allow(pages.may_import(request.user, job.area))
    return job


def _seconds(job: Job) -> int:
    if job.started_at is None or job.ended_at is None:
        return 0
    return max(1, round((job.ended_at - job.started_at).total_seconds()))
