import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from asa.common.asked import once_a_page, remembering
from asa.common.middleware import ReadOnlyGetMiddleware


class Counted:
    """A read that counts how often it is asked."""

    def __init__(self):
        self.times = 0
        self.ask = once_a_page(self._ask)

    def _ask(self, what):
        self.times += 1
        return f"{what} {self.times}"


def test_a_page_asks_once_and_the_next_page_asks_anew():
    counted = Counted()
    with remembering():
        assert [counted.ask("a"), counted.ask("a"), counted.ask("b")] == ["a 1", "a 1", "b 2"]
    with remembering():
        assert counted.ask("a") == "a 3"


def test_outside_a_page_nothing_is_remembered():
    counted = Counted()
    assert [counted.ask("a"), counted.ask("a")] == ["a 1", "a 2"]


def test_two_reads_with_the_same_arguments_are_two_questions():
    first, second = Counted(), Counted()
    with remembering():
        first.ask("a")
        assert second.ask("a") == "a 1"


@pytest.mark.parametrize(("method", "times"), [("get", 1), ("head", 1), ("post", 2)])
def test_only_a_page_that_cannot_write_remembers(method, times):
    counted = Counted()

    def page(_request):
        counted.ask("a")
        return HttpResponse(counted.ask("a"))

    ReadOnlyGetMiddleware(page)(getattr(RequestFactory(), method)("/"))
    assert counted.times == times
