"""Every page × every role × every relation of the post to the place, GET and POST.

`table.csv` says what is right for a post at the record's place, `elsewhere.csv` where another
place answers otherwise than "as here" or "absent". Who has left for a post as a volunteer in
another province ("left") has the pages of a volunteer there, whatever the post here was.
An unlisted page fails; so does one that is gone.
"""

import logging
import re
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.template.base import Template
from django.test import Client
from django.test.utils import _TestState
from django.urls import reverse

from asa.cases.loader import load_lists
from asa.common.models import AccessEntry
from asa.people.codes import SEEN_AT, Role
from asa.people.tests.roles import HOLDING, NATURAL
from asa.places.tests.factories import load_chumphon
from asa.training.loader import load_lists as load_courses
from asa.volunteers.loader import load_lists as load_rules
from tests import house
from tests.access.table import read_elsewhere, read_table
from tests.access.world import SECRET, build_world

pytestmark = pytest.mark.django_db
HOUR = 60 * 60
METHODS = ("GET", "POST")
TABLE, ELSEWHERE = read_table(), read_elsewhere()
# Doors for everybody, and what allauth's pages ask of anybody who is signed in.
OPEN_DOORS = {
    *("cards:check", "cards:public"),
    *(
        f"certificates:{page}"
        for page in ("check", "public", "badge", "calendar", "did", "issuer", "status")
    ),
    *(f"applications:{page}" for page in ("about", "form", "places", "receipt", "withdraw")),
    *("people:sign_in", "people:activate", "people:sign_out", "home:healthz", "notices:feed"),
    *("common:language", "common:theme"),
    *("account_login", "account_reauthenticate", "mfa_authenticate", "mfa_index"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for the whole table; what each request changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_chumphon()
        load_lists()
        load_rules()
        load_courses()
        made = build_world()
        clients = {key: _signed_in(user) for key, user in made.users.items()}
        yield made, clients
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def nothing_but_the_product():
    """Nobody asks here which templates drew a page, and 20,000 lines of the log say that a page
    was refused, which the answer says too; telling both costs an eighth of the time.
    """
    instrumented, log = Template._render, logging.getLogger("django.request")
    Template._render = _TestState.saved_data.template_render
    log.setLevel(logging.ERROR)
    yield
    Template._render = instrumented
    log.setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def asked(request, world):
    """One page of the table; of a module's scope, so that all tests of a page come together."""
    return Asked(TABLE[request.param], *world)


class Asked:
    """What a page answers whom, about the records and about such as there are none."""

    def __init__(self, row, made, clients):
        self.row, self.clients = row, clients
        none = {name: no_such(getattr(one, "pk", one)) for name, one in made.records.items()}
        self.there, self.nowhere = address_of(row, made.records), address_of(row, none)
        self.answers = {}

    def ask(self, who, method, address):
        """The answer to who has this role in this relation; the same is not asked twice."""
        question = (who, method, address)
        if question not in self.answers:
            self.answers[question] = ask(self.clients[who], method, address)
        return self.answers[question]

    def absent(self, role):
        """How the page answers a role where there is no such record."""
        got, posted = (self.ask((role, "elsewhere"), method, self.nowhere)[0] for method in METHODS)
        return f"{got}/{posted}"


def _signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.get("/me/")  # the sign-in notes its first page, so that later ones write nothing
    session = client.session
    session[SEEN_AT] += HOUR  # nor its last one, however long the whole table takes
    session.save()
    return client


def is_inside(role, relation):
    """A volunteer and a desk see by what is theirs, everybody else by where the post lies."""
    if role in (Role.VOLUNTEER, Role.PARTNER_DESK):
        return relation == "own"
    return relation in HOLDING


def ask(client, method, address):
    """The answer, and nothing of what the request changed."""
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, {})
        transaction.set_rollback(True)
    # What one page said waits in a cookie for the next one, which would show it.
    client.cookies.pop("messages", None)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode(errors="replace")


def address_of(row, records):
    keys = [getattr(records[name], "pk", records[name]) for name in row.records]
    return reverse(row.page, args=[*keys, *row.extra])


def test_every_page_stands_in_the_table():
    pages = {name for name, _address, _pattern in house.pages()}

    assert pages - OPEN_DOORS == set(TABLE)


def test_the_table_has_every_role():
    assert set(NATURAL) == set(Role)


@pytest.mark.parametrize("asked", sorted(TABLE), indirect=True)
def test_a_page_answers_each_role_in_each_relation_as_the_table_says(asked):
    row, page = asked.row, asked.row.page
    nowhere = {role: asked.absent(role) for role in NATURAL if row.has_a_place}
    wrong = []
    for role, relation in asked.clients:
        (got, shown), (posted, answered) = (
            asked.ask((role, relation), method, asked.there) for method in METHODS
        )
        answer = f"{got}/{posted}"
        today_as = Role.VOLUNTEER if relation == "left" else role
        right = right_answer(row, role, relation, nowhere.get(today_as, ""))
        if answer != right:
            wrong.append(f"{page},{role},{relation},{answer}    not {right}")
        if not is_inside(role, relation) and SECRET in shown + answered:
            wrong.append(f"{role} {relation}: shows what is none of their business")
    assert not wrong, "\n".join(wrong)


def right_answer(row, role, relation, nowhere):
    """In one's own area and above it what the table says; elsewhere the record is absent.

    What differs from that stands line by line in `elsewhere.csv`, with its reason.
    """
    if relation == "ended":
        return row.ended
    elsewhere = row.has_a_place and not is_inside(role, relation)
    today_as = Role.VOLUNTEER if relation == "left" else role
    promised = nowhere if elsewhere else row.answers[today_as]
    exception = ELSEWHERE.get((row.page, role, relation))
    assert exception != promised, f"{row.page}, {role}, {relation}: no exception any more"
    return exception or promised


def test_exceptions_are_of_pages_in_the_table():
    assert {page for page, _role, _relation in ELSEWHERE} <= set(TABLE)


def no_such(key):
    """A key of the same kind that no record has."""
    if isinstance(key, UUID):
        return uuid4()
    return 2_000_000_000 if isinstance(key, int) else "869999"


@pytest.mark.parametrize(
    "asked", sorted(row.page for row in TABLE.values() if row.has_a_place), indirect=True
)
def test_a_record_elsewhere_looks_like_one_that_does_not_exist(asked):
    for role in NATURAL:
        who = (role, "elsewhere")
        there, nowhere = (asked.ask(who, "GET", one) for one in (asked.there, asked.nowhere))
        assert plain(there, asked.there) == plain(nowhere, asked.nowhere), role


EXPORTS = sorted(row.page for row in TABLE.values() if {"csv", "xlsx"} & {*row.extra})


@pytest.mark.parametrize("page", EXPORTS)
def test_a_list_is_a_file_of_no_other_kind(page, world):
    made, clients = world
    address = address_of(TABLE[page], made.records)
    other = re.sub("/(csv|xlsx)/$", "/zzz/", address)
    office = clients[Role.PROVINCE_OFFICER, "own"]
    assert ask(office, "GET", address)[0] == 200
    written = AccessEntry.objects.count()
    assert office.get(other).status_code == 404
    assert AccessEntry.objects.count() == written


def plain(answer, address):
    """An answer without what differs by nature: its own address, and the token of a form."""
    status, body = answer
    body = body.replace(address, "")
    return status, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
