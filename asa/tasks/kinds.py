"""The words of each kind of task and the page that does it. Apps above register theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from asa.people.models import User
from asa.tasks.models import Task

MayOpen = Callable[[User, Task], bool]


@dataclass(frozen=True)
class Kind:
    """A kind of task: its words, the page where it is done, what that page takes."""

    words: str | Promise
    url_name: str
    by_subject: bool
    # Done by the provincial office alone.
    of_office: bool
    # Whether the page lets somebody in who sees the task.
    may_open: MayOpen


# A visit that someone was asked for; recording the visit does it.
VISIT = "households.visit"

_KINDS: dict[str, Kind] = {}


def register(
    kind: str,
    words: str | Promise,
    *,
    url_name: str,
    may_open: MayOpen,
    by_subject: bool = False,
    of_office: bool = False,
) -> None:
    """Give a kind its words and its page, which takes the subject's key or the household's.

    may_open: the page's own rule, asked before somebody is led there.
    """
    _KINDS[kind] = Kind(words, url_name, by_subject, of_office, may_open)


def kinds_of_office() -> list[str]:
    """The kinds that only the provincial office can do."""
    return [name for name, kind in _KINDS.items() if kind.of_office]


def words_of(task: Task) -> str:
    """What is to be done, in the reader's language."""
    return str(_KINDS[task.kind].words)


def page_of(task: Task) -> str:
    """The address of the page where the task is done."""
    kind = _KINDS[task.kind]
    return reverse(kind.url_name, args=[task.subject_id if kind.by_subject else task.household_id])


def page_for(task: Task, user: User) -> str:
    """The same for somebody whom the page lets in; "" for whom it refuses."""
    return page_of(task) if _KINDS[task.kind].may_open(user, task) else ""
