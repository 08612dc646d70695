"""Every page × every role × every relation of the post to the place, GET and POST.

A page that is not in the table fails; so does a page in the table that is gone.
"""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from asa.cases.loader import load_lists
from asa.places.tests.factories import load_chumphon
from tests import house
from tests.access.pages import PAGES, PUBLIC
from tests.access.world import HOLDING, NATURAL, SECRET, build_world

WRITES_NOTHING = {"GET", "HEAD"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for the whole table; each request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_chumphon()
        load_lists()
        made = build_world()
        made.clients = {key: _signed_in(user) for key, user in made.users.items()}
        yield made
        transaction.set_rollback(True)


def _signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_every_page_stands_in_the_table():
    listed = set(PAGES) | set(PUBLIC)

    assert {name for name, _route in house.pages()} == listed


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_answers_each_role_in_each_relation_as_the_table_says(name, world):
    row = PAGES[name]
    address = reverse(name, args=[*(world.records[r].pk for r in row.records), *row.extra])
    wrong = []
    for (role, relation), client in world.clients.items():
        for method in ("GET", "POST"):
            status, body = _ask(client, method, address)
            right = row.expected(
                role,
                is_inside=_is_inside(role, relation),
                has_post=relation != "ended",
                method=method,
            )
            if status not in right:
                wrong.append(f"{role} {relation} {method}: {status}, not {sorted(right)}")
            if SECRET in body and not _is_inside(role, relation):
                wrong.append(f"{role} {relation} {method}: shows what is none of their business")
    assert not wrong, "\n".join(wrong)


def _is_inside(role, relation):
    """A volunteer sees by what is hers, everybody else by where the post lies."""
    return relation == "own" if role in ("volunteer", "partner_desk") else relation in HOLDING


def _ask(client, method, address):
    """The answer, and nothing of what the request changed."""
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, {})
        transaction.set_rollback(True)
    return answer.status_code, answer.content.decode(errors="replace")


@pytest.mark.parametrize("name", sorted(name for name, row in PAGES.items() if row.records))
def test_a_record_outside_is_answered_as_one_that_does_not_exist(name, world):
    row = PAGES[name]
    outside = [key for key in world.clients if not _is_inside(*key)]
    for role, relation in outside:
        client = world.clients[role, relation]
        real = reverse(name, args=[*(world.records[r].pk for r in row.records), *row.extra])
        absent = reverse(name, args=[*(_no_such(world.records[r]) for r in row.records), *row.extra])
        there, nowhere = _ask(client, "GET", real), _ask(client, "GET", absent)
        assert (there[0], _plain(there[1], real)) == (nowhere[0], _plain(nowhere[1], absent))


def _no_such(record):
    return uuid4() if hasattr(record.pk, "hex") else "999999"


def _plain(body, address):
    """The page without what differs by nature: its own address, and the form's token."""
    import re

    body = body.replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


def test_the_table_has_every_role_in_its_own_place():
    assert {role for role in NATURAL} == set(type(next(iter(NATURAL))))
