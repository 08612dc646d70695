"""What an app says about its import, so that the shared pages can offer it."""

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from asa.common import crypto, jobs
from asa.common.imports import files
from asa.common.imports.badrows import bad_rows
from asa.common.imports.reading import Field, Progress
from asa.common.imports.report import Report
from asa.common.imports.taking_back import TakenBack
from asa.common.models import ImportBatch, Job
from asa.common.spreadsheets import read_sheets

# What a page can show; the file of refused rows holds all of them.
MOST_PROBLEMS, MOST_NOTES = 2000, 500
WHOLE_COUNTRY = "TH"
_REASON = b"take_back"
# Kind of import → how such a list is taken back, as the apps registered it.
TAKES_BACK: dict[str, Callable[..., TakenBack]] = {}


@dataclass(frozen=True)
class ImportPages:
    """One kind of list that pages can bring in; its addresses are `<app>:<name>…`."""

    app: str
    title: str | Promise
    crumb: str | Promise
    columns: Sequence[str]
    may_import: Callable[[Any, str], bool]
    # Code and name of each province whose list the user may bring in ("TH": the country).
    choices: Callable[[Any], list[tuple[str, str]]]
    bring_in: Callable[..., Report]
    # The columns of the list, where a person may say which heading means which; at
    # `<app>:<name>_headings`.
    fields: Callable[[date], Sequence[Field]] | None = None
    # Whether its files have sheets of several kinds, on each of which a column has its heading.
    kinds_of_sheets: bool = False
    # Its addresses and its kind of jobs: an app may take in several kinds of lists.
    name: str = "import"
    # Takes a list back that was written, and names records that stay: key → words and address.
    # The pages of it are `<app>:import_batches`, `…import_batch` and `…import_back`.
    take_back: Callable[..., TakenBack] | None = None
    named: Callable[[Any, Sequence[str]], dict[str, tuple[str, str]]] | None = None
    # The address of a spreadsheet with the headings, to be filled in.
    template: str = ""
    # Words and address of the import that stands beside this one.
    beside: tuple[str | Promise, str] | None = None

    @property
    def kind(self) -> str:
        return f"{self.app}.{self.name}"

    def url_name(self, page: str = "") -> str:
        """The name of an address: of the upload, or of one of the pages behind it."""
        return f"{self.app}:{self.name}{'_' if page else ''}{page}"

    def register(self) -> None:
        """Tell the worker how to do such a job."""
        jobs.register(self.kind, partial(run, self))
        if self.take_back is not None:
            TAKES_BACK[self.kind] = self.take_back
            jobs.register(self.kind_back, partial(run_back, self))

    @property
    def kind_back(self) -> str:
        return f"{self.kind}_back"


def begin(
    pages: ImportPages, *, by: Any, content: bytes, name: str, area: str, all_or_nothing: bool
) -> Job:
    """Keep the file and queue the trial run."""
    params = {
        "name": name[:120],
        "trial": True,
        "all_or_nothing": all_or_nothing,
        # Where one goes to choose another file, if this one cannot be read.
        "start_page": reverse(pages.url_name()),
    }
    job = jobs.start(pages.kind, str(pages.title), by=by, area=area, params=params)
    files.keep(job.pk, files.UPLOAD, content)
    if pages.fields is not None:
        job.params["headings_page"] = reverse(pages.url_name("headings"), args=[job.pk])
        job.save(update_fields=["params"])
    return job


def try_again(pages: ImportPages, trial: Job, *, by: Any) -> Job | None:
    """Queue another trial of the same file; None where it has been removed."""
    content = files.content_of(trial.pk, files.UPLOAD)
    if content is None:
        return None
    return begin(
        pages, by=by, content=content, name=trial.params["name"], area=trial.area,
        all_or_nothing=trial.params["all_or_nothing"],
    )  # fmt: skip


def take_in(pages: ImportPages, trial: Job, *, by: Any, despite: bool = False) -> Job | None:
    """Queue the import of a file that was tried; None where the file has been removed.

    despite: somebody looked at a list that the trial stopped, and takes it in all the same.
    """
    if files.content_of(trial.pk, files.UPLOAD) is None:
        return None
    params = {**trial.params, "trial": False, "file": str(trial.pk)}
    if despite:
        params["despite_duplicates"] = True
    return jobs.start(pages.kind, str(pages.title), by=by, area=trial.area, params=params)


def run(pages: ImportPages, job: Job) -> dict[str, Any]:
    """Do the trial or the import of a job, and keep what its page shows."""
    from asa.common.thaidate import today  # noqa: PLC0415 - the day on which the worker does it

    key, trial = job.params.get("file", str(job.pk)), job.params["trial"]
    content = files.content_of(key, files.UPLOAD)
    if content is None:
        return {"page": _page_of(pages, job), "is_gone": True}
    by = get_user_model().objects.get(pk=job.started_by_id)
    province = None if job.area == WHOLE_COUNTRY else job.area
    options: dict[str, Any] = {
        "by": by,
        "province": province,
        "all_or_nothing": job.params["all_or_nothing"],
        "on": today(),
        "name": job.params["name"],
    }
    if job.params.get("despite_duplicates"):
        options["despite_duplicates"] = True
    with override("th"):
        # The looking takes as long as the writing, and only while nothing is locked can it be told.
        report = pages.bring_in(
            io.BytesIO(content), **options, trial=True, progress=_progress(job, trial)
        )
        is_stopped = report.stopped or (report.refused and options["all_or_nothing"])
        if not trial and not is_stopped:
            report = pages.bring_in(io.BytesIO(content), **options)
        if report.refused:
            sheets = read_sheets(io.BytesIO(content), job.params["name"])
            files.keep(job.pk, files.BAD_ROWS, bad_rows(sheets, report.problems))
    if report.written:
        files.remove(key, files.UPLOAD)
    return {"page": _page_of(pages, job), "report": _shortened(report), "batch": report.batch}


def begin_back(
    pages: ImportPages, batch: ImportBatch, *, by: Any, reason: str | None = None
) -> Job:
    """Queue the taking back of a list, or without a reason the look at what it would do.

    The reason waits sealed: it may tell of a person.
    """
    params: dict[str, Any] = {"batch": str(batch.pk), "name": batch.name, "trial": reason is None}
    if reason is not None:
        params["reason"] = crypto.encrypt(reason.encode(), _REASON).hex()
    title = gettext("Take back the import")
    return jobs.start(pages.kind_back, title, by=by, area=batch.area, params=params)


def run_back(pages: ImportPages, job: Job) -> dict[str, Any]:
    """Look at, or do, the taking back of a list, and keep what its page shows."""
    from asa.common.thaidate import today  # noqa: PLC0415 - the day on which the worker does it

    assert pages.take_back is not None  # noqa: S101 - else no such job is registered
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    trial = job.params["trial"]
    options: dict[str, Any] = {
        "by": get_user_model().objects.get(pk=job.started_by_id),
        "on": today(),
    }
    with override("th"):
        done = pages.take_back(batch, **options, trial=True, progress=_progress(job, trial))
        if not trial:
            reason = crypto.decrypt(bytes.fromhex(job.params["reason"]), _REASON).decode()
            done = pages.take_back(batch, **options, reason=reason)
    told = done.as_json()
    told["kept"] = told["kept"][:MOST_PROBLEMS]
    page = reverse(pages.url_name("back"), args=[UUID(str(job.pk))])
    return {"page": page, "told": told, "kept": len(done.kept)}


def _progress(job: Job, trial: bool) -> Progress:
    parts = 1 if trial else 2

    def tell(done: int, total: int) -> None:
        jobs.progress(job, done, total * parts)

    return tell


def _page_of(pages: ImportPages, job: Job) -> str:
    return reverse(pages.url_name("result"), args=[UUID(str(job.pk))])


def _shortened(report: Report) -> dict[str, Any]:
    told = report.as_json()
    told["problems"] = [asdict(problem) for problem in report.problems[:MOST_PROBLEMS]]
    told["notes"] = report.notes[:MOST_NOTES]
    told["more_notes"] = max(0, len(report.notes) - MOST_NOTES)
    return told
