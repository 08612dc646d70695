"""The pages of those who look after the installation: auditors and administrators."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common import accesslog, jobs, journal, verbs
from asa.common.codes import JobState
from asa.common.errors import allow
from asa.common.http import address, asked, asked_in_words, render_rows
from asa.common.marks import is_demo
from asa.common.models import ChainedEntry, ChainHead, Job
from asa.common.thaidate import BANGKOK, thai_date, today
from asa.home.forms import LogFilter
from asa.home.queries import (
    VERIFY,
    Verification,
    chains_for,
    entries_for,
    last_verification,
    lines_for,
    names_of,
    sealed_among,
    without_sealed,
)
from asa.home.rules import can_audit
from asa.home.views.parts import Section, Tile
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import Post, User
from asa.people.queries import posts_for, users_for
from asa.places.queries import name_of, remember_names, shown_place

ROWS = 50
LOGS = (journal.LOG, accesslog.LOG)
READ = {journal.LOG: "journal.read", accesslog.LOG: "access.read"}
GIGABYTE = 1024**3


@dataclass(frozen=True)
class LogRow:
    """A line of a log in words: what was done, to what kind of record, where and by whom.

    Of a line about a protected case or household only that it is there, and in which province.
    """

    entry: ChainedEntry
    act: str
    place: str
    record: str = ""
    actor: str = ""
    is_sealed: bool = False


def auditor_section(request: AsaRequest) -> Section:
    """Which chains there are, how long they are, and whether they were found whole."""
    user = request.user
    heads = {log: chains_for(user, log) for log in LOGS}
    remember_names({_area_of(head) for found in heads.values() for head in found})
    return Section(
        "home/_auditor.html",
        _("Journal and access log"),
        {
            "logs": [
                (_name_of_log(log), [_chain_line(user, log, head) for head in found])
                for log, found in heads.items()
            ],
            "verification": _verification(user, [h for found in heads.values() for h in found]),
            "as_of": today(),
        },
        about=thai_date(today(), "weekday"),
    )


def _name_of_log(log: str) -> str:
    return {journal.LOG: _("Journal"), accesslog.LOG: _("Access log")}[log]


def _area_of(head: ChainHead) -> str:
    return head.chain.split(":")[1]


def _chain_line(user: User, log: str, head: ChainHead) -> tuple[str, int, str]:
    name, lines = name_of(_area_of(head)), lines_for(user, log, head)
    return name, lines, address("home:audit", log=log, chain=head.chain)


def _verification(user: User, heads: list[ChainHead]) -> Verification | None:
    return last_verification(user, {head.chain for head in heads})


@asked_in_words(can_audit)
def audit(request: AsaRequest) -> HttpResponse:
    """One chain of a log, newest first; that it was read is itself written down."""
    user = request.user
    log = accesslog.LOG if request.GET.get("log") == accesslog.LOG else journal.LOG
    heads = chains_for(user, log)
    remember_names({_area_of(head) for head in heads})
    form = LogFilter(asked(request), chains=[(h.chain, name_of(_area_of(h))) for h in heads])
    chain = form.chosen_chain or f"{log}:TH"
    found = form.apply(entries_for(user, log))
    if form.narrows:
        found = without_sealed(found, [chain.split(":")[1]])
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "log": log,
        "tabs": [(name, _name_of_log(name)) for name in LOGS],
        "page": page,
        "rows": log_rows(list(page)),
        "verification": _verification(user, heads),
    }
    accesslog.note(user, READ[log], (log, chain), area=chain.split(":")[1])
    return render_rows(request, "home/audit.html", context, rows="home/_entries.html")


def log_rows(entries: list[ChainedEntry]) -> list[LogRow]:
    """Lines in words, in a fixed number of queries."""
    names = names_of(entry.actor_id for entry in entries)
    remember_names({entry.area for entry in entries})
    sealed = sealed_among(entries)
    return [
        LogRow(
            entry,
            _("About a protected case or household"),
            shown_place(entry.area[:2], tight=True),
            is_sealed=True,
        )
        if (entry.target_type, entry.target_id) in sealed
        else LogRow(
            entry,
            verbs.words_of(entry.verb),
            shown_place(entry.area, tight=True),
            verbs.words_of_record(entry.target_type),
            names.get(entry.actor_id, ""),
        )
        for entry in entries
    ]


@require_POST
def verify(request: AsaRequest) -> HttpResponse:
    """Walk all chains as a job, for they may be long; the first page tells what came of it."""
    allow(can_audit(request.user))
    job = jobs.start(VERIFY, _("Checking that the logs are whole"), by=request.user)
    return redirect("common:job", pk=job.pk)


def admin_section(request: AsaRequest) -> Section:
    """Who signs in, which posts are held, and how the installation is; no case content."""
    day = today()
    users = users_for(request.user)
    posts = posts_for(request.user).filter(Post.current_on(day), user__is_system=False)
    by_role = dict(posts.order_by().values_list("role").annotate(n=Count("user", distinct=True)))
    in_post = posts.values("user_id").distinct().count()
    states = Job.objects.order_by().values_list("state").annotate(n=Count("pk"))
    free = shutil.disk_usage(settings.ASA_DATA_DIR).free
    return Section(
        "home/_admin.html",
        _("Users, posts and the installation"),
        {
            "tiles": [
                Tile(
                    _("Users who may sign in"),
                    users.filter(is_active=True).count(),
                    address("people:users", state="on"),
                    icon="people",
                ),
                Tile(
                    _("With a current post"),
                    in_post,
                    address("people:users", state="current"),
                    icon="card",
                ),
            ],
            "definitions": [
                _("Users who may sign in: those whose sign-in is not switched off."),
                _("With a current post: each person once, whatever the number of posts."),
                _("By role: each person once in each role that is held today."),
                _("Jobs: everything the installation was asked to do in the background so far."),
            ],
            "posts": [
                (role.label, by_role[role], address("people:users", role=role, state="current"))
                for role in Role
                if role in by_role
            ],
            "jobs": [(state.label, dict(states).get(state, 0)) for state in JobState],
            "mode": settings.ASA_MODE,
            "folder": str(settings.ASA_DATA_DIR),
            "database": connection.vendor,
            "free": f"{free / GIGABYTE:.1f}",
            "second_factor": settings.ASA_SECOND_FACTOR,
            "is_demo": is_demo(),
            "as_of": day,
            "measured_at": datetime.now(BANGKOK),
        },
        about=thai_date(day, "weekday"),
    )


@login_not_required
@require_safe
def healthz(request: AsaRequest) -> HttpResponse:
    """Says "ok" to whoever asks whether Asa answers; it tells nothing else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
