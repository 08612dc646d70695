"""Each number of a first page opens exactly the rows that it counted, or says what it counts."""

import re
from datetime import date, timedelta
from html import unescape
from typing import NamedTuple

import pytest
from django.urls import reverse

from asa.cases.codes import CaseState
from asa.cases.tests.factories import make_case, make_lists
from asa.cases.tests.factories_office import aid_to_pay, approved_aid
from asa.common import accesslog, journal
from asa.common.thaidate import today
from asa.home.tests.factories import make_partner, make_province, make_referral, make_volunteer
from asa.households.tests.factories import make_household, make_round
from asa.people.tests.factories import make_post, make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"\d[\d,]*")
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
HEAD = re.compile(r'<th scope="col".*?</th>', re.DOTALL)
LINE = re.compile(r'<tr>\s*(<th scope="row".*?</th>)(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td.*?</td>", re.DOTALL)
LINK = re.compile(
    r'<a\b(?![^>]*class="(?:row|button))[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL
)
TILE = re.compile(r'<(?:a|div) class="figure"(.*?)>(.*?)</(?:a|div)>', re.DOTALL)
CASES = {"Open cases", "Past the service time", "Late cases", "Reports awaiting intake"}
NAMES = {"Current volunteers", "Volunteers now"}


class Number(NamedTuple):
    """A number of a page: what it is called, the line it stands in, and what it opens."""

    name: str
    line: str
    value: int
    url: str


def bare(markup):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def numbers_of(page):
    """The numbers of the tiles, of the cells of tables, and of links such as “All 12”."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<nav.*?</nav>", "", main, flags=re.DOTALL)
    found = [
        number_in(
            inside, name=bare(inside.split("value")[0].rpartition("<")[0]), url=url_in(opening)
        )
        for opening, inside in TILE.findall(main)
    ]
    for table in TABLE.findall(main):
        heads = [bare(head) for head in HEAD.findall(table)]
        for line, cells in LINE.findall(table):
            for head, cell in zip(heads[1:], CELL.findall(cells), strict=True):
                if 'class="num' in cell:
                    found.append(number_in(cell, name=head, line=bare(line), url=url_in(cell)))
    rest = TABLE.sub("", TILE.sub("", main))
    links = [(url, text) for url, text in LINK.findall(rest) if NUMBER.search(bare(text))]
    found += [number_in(text, name=bare(text), url=unescape(url)) for url, text in links]
    return [number for number in found if number]


def url_in(markup):
    found = re.search(r'href="([^"]*)"', markup)
    return unescape(found[1]) if found else ""


def number_in(markup, *, name, url, line=""):
    """The first number; of “12 of 17” the second is only what the first is a part of."""
    value = markup.split('class="value"')[-1]
    found = NUMBER.search(bare(value if value.startswith("<") else f"<b {value}"))
    return Number(name, line, int(found[0].replace(",", "")), url) if found else None


def rows_behind(client, url):
    """How many rows a page shows in all its leaves."""
    response = client.get(url)
    assert response.status_code == 200, url
    context = response.context
    if url == "#empty-offices":
        # Its rows are provinces, for the department reads no case; each says how many wait there.
        return sum(row.waiting for row in context["sections"][0].contents["empty_offices"])
    if "#" in url:
        parts = {name: rows for name, _title, rows in context["late"]}
        return len(parts[url.split("#")[1]])
    if "gaps" in context:
        return len(context["gaps"])
    if "page" in context:
        return context["page"].paginator.count
    return len(context["waiting"])


@pytest.fixture
def world(chumphon):
    """A province in which every kind of number is above nothing, and what must not count."""
    make_lists()
    make_province()
    for sex, born in (("female", 1940), ("male", 1972), ("unknown", 1999), ("female", None)):
        birth = date(born, 5, 5) if born else None
        make_volunteer("86010104", sex=sex, birth_on=birth)
    make_volunteer("86010105", sex="male", birth_on=date(1972, 5, 5), state="suspended")
    make_round(make_household(house_no="31"), levels={"income": 2})
    late = today() - timedelta(days=6)
    for state in (CaseState.TAMBON_REVIEW, CaseState.DISTRICT_REVIEW):
        make_case(state, state_since=late)
    approved_aid()
    aid_to_pay()
    officer = make_user("province_officer", "86")
    for area in ("860101", "860201", "850101", "TH"):
        journal.record(officer, "case.closed", ("cases.case", area), area=area)
        accesslog.note(officer, "case.seen", ("cases.case", area), area=area)


def reader(role, area):
    """Somebody with work of every kind that the role has."""
    more = {}
    if role == "partner_desk":
        partner = make_partner("desk")
        for state in ("sent", "sent", "accepted"):
            make_referral(partner, state=state)
        more["organisation_id"] = partner.pk
    user = make_user(role, area, **more)
    if role == "admin":
        # Two districts are two posts and one person; who is switched off signs in no more.
        make_post(make_user("analyst", "8601"), "analyst", "8602")
        make_user("volunteer", "860101", is_active=False)
        make_user()
    if role == "social_worker":
        make_case(CaseState.FACT_FINDING, manager=user)
        make_task(user, make_household(house_no="77"))
    if role.endswith("_lead"):
        make_task(make_user("volunteer", "86010104"), make_household(), due_on=date(2026, 1, 5))
    return user


# Who reads which page, how many numbers open rows there at least, and which may not be opened.
READERS = [
    ("tambon_lead", "860101", "", 2, set()),
    ("district_lead", "8601", "", 2, set()),
    ("social_worker", "86", "", 3, set()),
    ("province_officer", "86", "", 60, set()),
    ("province_head", "86", "", 60, set()),
    ("finance", "86", "", 1, {"Amount approved"}),
    ("partner_desk", "86", "", 2, set()),
    ("auditor", "TH", "", 6, set()),
    ("auditor", "8601", "", 2, set()),
    ("admin", "TH", "", 5, set()),
    ("department_officer", "TH", "", 10, CASES),
    ("department_officer", "TH", "86", 20, CASES),
    ("department_officer", "TH", "8601", 30, CASES),
    ("department_officer", "86", "", 20, CASES),
    ("analyst", "TH", "", 5, CASES | NAMES),
    ("analyst", "TH", "86", 8, CASES | NAMES),
    ("analyst", "8601", "", 15, CASES | NAMES),
]


@pytest.mark.parametrize("case", READERS, ids=lambda case: "-".join(case[:3]))
def test_every_number_opens_its_rows(world, client, case):
    role, post, area, least, closed = case
    client.force_login(reader(role, post))
    client.cookies["asa_language"] = "en"
    numbers = numbers_of(client.get("/", {"area": area} if area else {}).content.decode())
    opened = [number for number in numbers if number.url]
    assert len(opened) >= least
    assert sum(number.value > 0 for number in opened) >= min(least, 8) // 2
    # The last first: reading the journal writes into the access log, whose numbers stand below it.
    behind = [(one, rows_behind(client, one.url)) for one in reversed(opened)]
    differ = [(one, n) for one, n in behind if n != one.value]
    assert differ == []
    # The provinces of a region are no area that a list could be narrowed to.
    unopened = [one for one in numbers if not one.url and one.name not in closed]
    assert [one for one in unopened if one.line not in ("Together", "In no region")] == []


@pytest.mark.parametrize(
    "who", [(role, post) for role, post, area, *_rest in READERS if not area], ids="-".join
)
def test_what_is_counted_is_said_with_its_day(world, client, who):
    client.force_login(reader(*who))
    client.cookies["asa_language"] = "en"
    page = client.get("/").content.decode()
    shown = client.get("/").context["section"].contents
    assert "As of " in page
    if shown.get("tiles"):
        assert len(shown["definitions"]) >= len(shown["tiles"])
        assert all(sentence in page for sentence in map(str, shown["definitions"]))


def test_what_is_to_be_paid_comes_to_the_sums_of_its_rows(world, client):
    client.force_login(make_user("finance", "86"))
    shown = client.get("/").context["section"].contents
    rows = [aid for aid, _acts in client.get(shown["url"]).context["rows"]]
    assert shown["ready"] == sum(a.amount_approved for a in rows if a.state == "to_be_paid") > 0
    assert shown["waits"] == sum(a.amount_approved for a in rows if a.state != "to_be_paid") > 0


def test_a_number_of_the_register_says_what_it_counted(world, client):
    client.force_login(make_user("province_officer", "86"))
    client.cookies["asa_language"] = "en"
    asked = {"state": "registered", "area": "86", "age": "50", "sex": "male"}
    page = client.get(reverse("volunteers:list"), asked).content.decode()
    assert "Age 50–59 · Male" in page
    client.force_login(make_user("volunteer", "86010104"))
    # A volunteer reads the names of the own tambon and learns nobody's age by asking.
    own = client.get(reverse("volunteers:list"), asked).context["page"].paginator.count
    assert own == client.get(reverse("volunteers:list")).context["page"].paginator.count
