"""What one page asks several times is asked once; outside a page that only shows, each time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# A GET changes nothing, so an answer holds until its end; None while nothing may be remembered.
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep the answers of `once_a_page` until the end of the page, and not a moment longer."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_page(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """For a read that several parts of a page ask with the same arguments, by position.

    The answer is handed out as it is, so nobody may change it.
    """

    @wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **kwargs)
        question = _question(ask, args, kwargs)
        if question not in answers:
            answers[question] = ask(*args, **kwargs)
        found: Answer = answers[question]
        return found

    return answer


def answered(ask: Callable[..., Any], *args: Any) -> Any:
    """What `ask`, a read for `once_a_page`, has answered on this page already; else None."""
    found: Any = (_answers.get() or {}).get(_question(ask, args, {}))
    return found


def _question(ask: Callable[..., Any], args: Any, kwargs: Any) -> tuple[Any, ...]:
    return (getattr(ask, "__wrapped__", ask), args, tuple(kwargs.items()))
