"""Long work of the top floor: walking the chains of both logs, and what is done each night."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.applications.actions import forget_applications
from asa.centres.actions import remind_of_visits
from asa.common import accesslog, chains, jobs, journal
from asa.common.codes import JobState
from asa.common.imports import batches, files
from asa.common.models import AccessEntry, Job, JournalEntry
from asa.common.thaidate import BANGKOK, today
from asa.coverage.actions import keep_tallies
from asa.handover.actions import watch_handovers
from asa.home.queries import NIGHTLY, VERIFY
from asa.notices.actions import plan_next_sending
from asa.people.actions import (
    find_duplicates,
    forget_attempts,
    forget_old_forms,
    system_user,
)
from asa.places.actions import carry_late
from asa.reverification.actions import remind_leads
from asa.training.actions import remind_of_skills, warn_of_activities
from asa.training.jobs import watch_cohorts
from asa.volunteers.actions import keep_standings, tell_of_grown_up

AT_NIGHT = time(2, 30)
DAYS_OF_TASKS = 14


def verify_logs(job: Job) -> dict[str, Any]:
    """Walk every chain of both logs; tells how many lines were read and where a chain is broken."""
    read, found = 0, []
    for model, log in ((JournalEntry, journal.LOG), (AccessEntry, accesslog.LOG)):
        counted, faults = chains.verify(model, log)
        read += counted
        found += [[fault.chain, fault.seq, fault.what] for fault in faults]
    return {"page": reverse("home:first"), "read": read, "faults": found}


def do_nightly(job: Job) -> dict[str, Any]:
    """Walk the chains, throw away what has had its time, and keep the counts of the day.

    The next night is queued first.
    """
    now = timezone.now()
    plan_night(after=now)
    plan_next_sending(at=now)
    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=DAYS_OF_TASKS, verbosity=0)
    forgotten = {
        "attempts": forget_attempts(at=now),
        "forms": forget_old_forms(at=now),
        "files": files.remove_old(),
        "applications": forget_applications(on=today()),
    }
    late = carry_late(by=system_user(), on=today())
    doubles = find_duplicates(on=today())
    # Before the counts of the day, which say how many of the volunteers are active.
    changed = keep_standings(on=today())
    counted = keep_tallies(on=today())
    reminded = remind_leads(on=today())
    unowned = watch_handovers(on=today())
    cohorts = watch_cohorts(on=today())
    grown = tell_of_grown_up(on=today())
    ending = remind_of_skills(on=today())
    warned = warn_of_activities(on=today())
    visits = remind_of_visits(on=today())
    return {
        **verify_logs(job),
        "forgotten": forgotten,
        "former_values": batches.forget_old_parts(at=now),
        "possible_duplicates": doubles,
        "late_records": late,
        "standings_changed": changed,
        "provinces": counted,
        "reminded": reminded,
        "handovers_told": unowned,
        "grown_up_told": grown,
        "skills_told": ending,
        "activities_warned": warned,
        "visits_told": visits,
        "cohorts": cohorts,
    }


@transaction.atomic
def plan_night(*, after: datetime) -> Job | None:
    """Queue the work of the next night, unless it is queued already."""
    if Job.objects.filter(kind=NIGHTLY, state=JobState.WAITING).exists():
        return None
    return jobs.start(
        NIGHTLY, _("The work of the night"), by=system_user(), after=_next_night(after)
    )


def _next_night(moment: datetime) -> datetime:
    here = moment.astimezone(BANGKOK)
    tonight = datetime.combine(here.date(), AT_NIGHT, BANGKOK)
    return tonight if tonight > here else tonight + timedelta(days=1)


def register() -> None:
    jobs.register(VERIFY, verify_logs)
    jobs.register(NIGHTLY, do_nightly)
