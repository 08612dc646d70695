"""A GET cannot write: a guard on the connection, with its exceptions named here."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# Sessions and the throttle keep their own time; the access log writes down a look.
TABLES_A_GET_MAY_WRITE = {"django_session", "people_signinattempt", "people_user"}
_allowed: ContextVar[bool] = ContextVar("writes_allowed", default=False)
_WRITE = re.compile(
    r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|COPY)\s+\"?(\w+)\"?", re.IGNORECASE
)


class WriteInGet(RuntimeError):
    """A page that only shows tried to change something: a fault of the program."""


@contextmanager
def writes_allowed() -> Iterator[None]:
    """The named exception: what is inside may write although the request is a GET."""
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """A wrapper for Django's `connection.execute_wrapper` that lets reads through."""
    found = _WRITE.match(sql)
    if found and not _allowed.get() and found[1] not in TABLES_A_GET_MAY_WRITE:
        raise WriteInGet(f"A GET tried to write to {found[1]}.")
    return execute(sql, params, many, context)
