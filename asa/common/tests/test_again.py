import sqlite3
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.http import HttpResponse
from django.test import RequestFactory

from asa.common import again
from asa.common.again import LARGEST, LASTS, MOST, Answers, answered_again, state_of_database
from asa.common.thaidate import today
from asa.people.tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)
A_COOKIE = {"HTTP_COOKIE": "sessionid=a"}


@pytest.fixture
def desk():
    """`desk.ask()` gives the number of the drawing that one is shown; `desk.draw` may be replaced."""
    numbers, answers = count(1), Answers()

    def page(_request):
        return HttpResponse(str(next(numbers)), headers={"Cache-Control": "private, no-store"})

    asked = SimpleNamespace(draw=answered_again(page), page=page)

    def ask(path="/", *, method="get", **said):
        request = getattr(RequestFactory(), method)(path, **{**A_COOKIE, **said})
        response = answers.to(request, asked.draw)
        assert response.status_code != 200 or response["Cache-Control"] == "private, no-store"
        return int(response.content)

    asked.ask, asked.answers = ask, answers
    return asked


def drawings(desk, times=4, **said):
    return [desk.ask(**said) for _time in range(times)]


def test_a_question_asked_again_has_the_answer_it_had(desk):
    assert drawings(desk) == [1, 2, 2, 2]


def test_whatever_is_written_makes_it_a_new_answer(desk):
    drawings(desk)
    make_person()
    assert drawings(desk) == [3, 3, 3, 3]


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_COOKIE": "sessionid=b"},
        {"HTTP_COOKIE": "sessionid=a; asa_language=en"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HOST": "asa.example"},
        {"path": "/?page=2"},
        {"secure": True},
    ],
)
def test_whoever_says_another_word_asks_another_question(desk, said):
    drawings(desk)
    assert drawings(desk, **said) == [3, 3, 3, 3]
    assert drawings(desk) == [2, 2, 2, 2]


def test_an_answer_grows_old(desk, monkeypatch):
    drawings(desk)
    clock = again.time.monotonic() + LASTS
    monkeypatch.setattr(again.time, "monotonic", lambda: clock)
    assert drawings(desk, path="/other/") == [3, 4, 4, 4]
    assert len(desk.answers.kept) == 1
    assert drawings(desk) == [5, 5, 5, 5]


def test_tomorrow_is_another_question(desk, monkeypatch):
    drawings(desk)
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(again, "today", lambda: tomorrow)
    assert drawings(desk) == [3, 3, 3, 3]


@pytest.mark.parametrize("method", ["post", "head", "put"])
def test_only_what_is_opened_is_answered_again(desk, method):
    drawings(desk)
    assert drawings(desk, method=method) == [3, 4, 5, 6]


def test_a_page_that_does_not_say_so_is_drawn_each_time(desk):
    desk.draw = desk.page
    assert drawings(desk) == [1, 2, 3, 4]


def test_inside_a_transaction_each_page_is_drawn(desk):
    with transaction.atomic():
        assert drawings(desk) == [1, 2, 3, 4]


def refused(response):
    response.status_code = 404


def with_a_cookie(response):
    response.set_cookie("device", "1")


def too_large(response):
    response.content += b" " * LARGEST


def writing(_response):
    make_person()


def test_a_cookie_that_the_browser_sent_may_be_renewed(desk):
    def draw(request):
        response = desk.page(request)
        response.set_cookie("sessionid", "a")
        return response

    desk.draw = answered_again(draw)
    assert drawings(desk) == [1, 2, 2, 2]


@pytest.mark.parametrize("also", [refused, with_a_cookie, too_large, writing])
def test_what_cannot_be_said_again_is_not(desk, also):
    page = desk.page

    def draw(request):
        response = page(request)
        also(response)
        return response

    desk.draw = answered_again(draw)
    assert drawings(desk) == [1, 2, 3, 4]


def test_no_more_is_kept_than_there_is_room_for(desk):
    for number in range(3 * MOST):
        drawings(desk, path=f"/{number}/", times=2)
    assert len(desk.answers.kept) <= MOST
    assert len(desk.answers.paths) <= MOST


def test_sqlite_counts_what_another_program_writes(tmp_path, monkeypatch):
    file = tmp_path / "asa.sqlite3"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE told (word TEXT)")
    ours = DatabaseWrapper({**connection.settings_dict, "NAME": str(file), "OPTIONS": {}})
    monkeypatch.setattr(again, "connection", ours)
    first = state_of_database()
    assert first == state_of_database()
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO told VALUES ('a')")
    assert first == state_of_database()
    other.execute("COMMIT")
    second = state_of_database()
    assert first != second
    ours.close()
    assert second != state_of_database()
    ours.close()
    other.close()
