"""Long work that goes on while the page is closed; the database is the queue."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_tasks import task

from asa.common.chains import Actor
from asa.common.codes import JobState
from asa.common.errors import DomainError
from asa.common.models import Job

Handler = Callable[[Job], dict[str, Any]]
_HANDLERS: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Say which function does a kind of job; it takes the job and gives its result as JSON."""
    _HANDLERS[kind] = handler


@transaction.atomic
def start(
    kind: str,
    title: str,
    *,
    by: Actor,
    area: str = "TH",
    params: dict[str, Any] | None = None,
    after: datetime | None = None,
) -> Job:
    """Queue a job; it begins when this transaction is committed, or later at a given moment."""
    job = Job.objects.create(
        kind=kind, title=title, started_by_id=by.pk, area=area, params=params or {}
    )
    transaction.on_commit(partial(run_job.using(run_after=after).enqueue, str(job.pk)))
    return job


def progress(job: Job, done: int, total: int) -> None:
    """Tell how far a job is; call it outside the transaction that the job commits at its end."""
    job.move_to(JobState.RUNNING, done=done, total=total)


@task()
def run_job(key: str) -> None:
    """Do one job; run twice it does nothing the second time."""
    job = Job.objects.filter(pk=UUID(key)).first()
    if job is None or job.state in (JobState.DONE, JobState.FAILED):
        return
    job.move_to(JobState.RUNNING, started_at=datetime.now(UTC))
    try:
        result = _HANDLERS[job.kind](job)
    except DomainError as error:
        job.move_to(JobState.FAILED, message=str(error), ended_at=datetime.now(UTC))
    except Exception:
        words = _("Something went wrong on our side. Nothing was changed. Please try again.")
        job.move_to(JobState.FAILED, message=words, ended_at=datetime.now(UTC))
        raise
    else:
        job.move_to(JobState.DONE, result=result, ended_at=datetime.now(UTC))


def take_back_dead_jobs() -> int:
    """Put jobs whose worker died back into the queue; called once when serving starts."""
    dead = list(Job.objects.filter(state=JobState.RUNNING))
    for job in dead:
        job.move_to(JobState.WAITING, started_at=None, done=0)
        run_job.enqueue(str(job.pk))
    return len(dead)


def jobs_for(user: Any) -> QuerySet[Job]:
    """The jobs that a user started; nobody sees another's."""
    return Job.objects.filter(started_by_id=user.pk).order_by("-created_at")
