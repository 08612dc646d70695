"""The pages of rounds: the one screen, the numbers and their rows, the proposals, the print."""

import csv
import io

import pytest
from django.urls import reverse

from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.reverification.models import Entry, Round
from asa.reverification.tests.factories import (
    DAY,
    ON,
    VILLAGES,
    entry_of,
    make_ground,
    make_round,
)
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(chumphon, client):
    client.cookies["asa_language"] = "en"
    people, users = make_ground()
    return people, users, make_round(by=users["officer"])


def url(name, found, **query):
    page = reverse(f"reverification:{name}", args=[found.pk])
    return f"{page}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else page


def test_a_lead_ticks_and_confirms_a_village(ground, client):
    people, users, found = ground
    client.force_login(users["tambon"])
    screen = client.get(url("ask", found))
    assert [(v.code, len(v.rows), v.open_count) for v in screen.context["villages"]] == [
        (VILLAGES[0], 2, 2),
        (VILLAGES[1], 3, 1),
    ]
    keys = [str(people[name].pk) for name in ("first", "second")]
    page = url("ask", found, area="860103")
    answer = client.post(page, {"confirm": VILLAGES[0], "volunteer": keys}, follow=True)
    assert "2 volunteers are confirmed." in answer.content.decode()
    assert answer.context["waiting"] == 1
    nobody = client.post(page, {"confirm": VILLAGES[0]}, follow=True)
    assert "Tick whom you confirm." in nobody.content.decode()


def test_another_answer_is_asked_on_the_same_screen_and_what_was_typed_stays(ground, client):
    people, users, found = ground
    client.force_login(users["tambon"])
    who = people["first"]
    page = url("ask", found, area="860103", who=who.pk, **{"as": "moved"})
    assert client.get(page).content.decode().count("New sub-district") == 1
    typed = {"volunteer": who.pk, "answer": "moved", "was": "waiting", "moved_to": "ไม่มีที่นี่"}
    wrong = client.post(page, {**typed, "note": "ตามลูกไป"})
    said = wrong.content.decode()
    assert "No such place is found here" in said
    assert "ตามลูกไป" in said
    assert entry_of(found, who).answer == "waiting"
    missing = client.post(page, {**typed, "moved_to": ""})
    assert "Write where to" in missing.content.decode()
    right = client.post(page, {**typed, "moved_to": "", "note": "ไประนอง"})
    assert right.url == url("ask", found, area="860103") + f"#v-{who.pk}"
    assert entry_of(found, who).note == "ไประนอง"


def test_a_page_without_an_area_lets_choose_a_sub_district(ground, client):
    _people, users, found = ground
    Entry.objects.create(
        round=found, volunteer=make_volunteer("86010401"), area=make_area("86010401")
    )
    client.force_login(users["district"])
    screen = client.get(url("ask", found))
    assert [(row[2], row[3]) for row in screen.context["rows"]] == [(1, 4), (1, 1)]
    assert screen.context["waiting"] == 2
    client.force_login(users["tambon"])
    assert client.get(url("ask", found, area="860104")).status_code == 404
    assert client.get(url("ask", found, area="x")).status_code == 404


def test_the_screen_costs_the_same_for_two_and_for_forty(
    ground, client, django_assert_max_num_queries
):
    _people, users, found = ground
    client.force_login(users["tambon"])
    page = url("ask", found, area="860103")
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _one in range(40):
        volunteer = make_volunteer(VILLAGES[0])
        Entry.objects.create(round=found, volunteer=volunteer, area=volunteer.area)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(page).context["villages"][0].rows) == 42


@pytest.mark.parametrize("name", ["show", "rows", "list"])
def test_a_page_costs_the_same_for_five_and_for_forty(
    ground, client, name, django_assert_max_num_queries
):
    _people, users, found = ground
    client.force_login(users["officer"])
    page = reverse("reverification:list") if name == "list" else url(name, found)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _one in range(40):
        volunteer = make_volunteer(VILLAGES[0])
        Entry.objects.create(round=found, volunteer=volunteer, area=volunteer.area)
    for area in ("8602", "8603"):
        make_round(area, by=users["officer"])
    with django_assert_max_num_queries(len(few)):
        client.get(page)


def test_each_number_opens_its_rows(ground, client):
    people, users, found = ground
    for name, answer in (("first", "confirmed"), ("second", "ended"), ("third", "confirmed")):
        Entry.objects.filter(volunteer=people[name]).update(
            answer=answer, answered_by=users["tambon"], answered_on=ON
        )
    client.force_login(users["officer"])
    shown = client.get(url("show", found)).context
    seen = {}
    for one in (shown["whole"], *shown["lines"]):
        for answer, n, address in one["numbers"]:
            assert client.get(address).context["page"].paginator.count == n
            seen[answer.value] = n
        assert sum(n for _a, n, _u in one["numbers"]) == one["line"].counts.total
    assert seen == {"confirmed": 2, "moved": 0, "ended": 1, "not_found": 0, "waiting": 2}
    assert [line["line"].code for line in shown["lines"]] == ["860103"]
    deeper = client.get(url("show", found, area="860103")).context["lines"]
    assert [(line["line"].code, line["line"].counts.total) for line in deeper] == [
        (VILLAGES[0], 2),
        (VILLAGES[1], 3),
    ]


def test_a_lead_counts_the_own_part_alone(ground, client):
    _people, users, found = ground
    other = make_volunteer("86010401")
    Entry.objects.create(round=found, volunteer=other, area=other.area)
    client.force_login(users["tambon"])
    assert client.get(url("show", found)).context["whole"]["line"].counts.total == 5
    assert other.person.family_name not in client.get(url("rows", found)).content.decode()
    client.force_login(users["officer"])
    assert client.get(url("show", found)).context["whole"]["line"].counts.total == 6


def test_the_export_holds_what_the_list_shows(ground, client):
    people, users, found = ground
    Entry.objects.filter(volunteer=people["first"]).update(answer="not_found", note="ไม่อยู่บ้าน")
    client.force_login(users["officer"])
    page = reverse("reverification:export", args=[found.pk, "csv"])
    answer = client.get(page, {"answer": "not_found"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == [people["first"].person.full_name]
    assert "ไม่อยู่บ้าน" in rows[1]


def test_several_proposals_are_looked_over_and_carried_out(ground, client):
    people, users, found = ground
    Entry.objects.filter(volunteer=people["first"]).update(
        answer="ended", end_reason="resigned", answered_by=users["tambon"], answered_on=ON
    )
    Entry.objects.filter(volunteer=people["second"]).update(
        answer="moved", answered_by=users["tambon"], answered_on=ON
    )
    client.force_login(users["officer"])
    page = url("proposals", found)
    assert client.get(page).context["page"].paginator.count == 2
    keys = {"volunteer": [people["first"].pk, people["second"].pk]}
    preview = client.post(page, keys)
    assert (preview.context["ends"], preview.context["moves"]) == (1, 1)
    people["first"].refresh_from_db()
    assert people["first"].state == "registered"
    order = {"order_no": "12/2569", "text": "ผลการยืนยัน", "carry": "yes"}
    done = client.post(page, {**keys, **order}, follow=True).content.decode()
    assert "1 answer is carried out." in done
    assert "Nobody has said where to" in done
    people["first"].refresh_from_db()
    assert people["first"].state == "ended"


def test_one_proposal_is_decided_alone(ground, client):
    people, users, found = ground
    Entry.objects.filter(volunteer=people["second"]).update(answer="moved", answered_on=ON)
    client.force_login(users["head"])
    page = reverse("reverification:decide", args=[found.pk, people["second"].pk])
    assert "Write the reason" not in client.get(page).content.decode()
    assert client.post(page, {"carry": "yes", "to": ""}).status_code == 200
    assert client.post(page, {"decline": "yes", "reason": "ยังอยู่"}).status_code == 302
    entry = entry_of(found, people["second"])
    assert (entry.outcome, entry.decision_reason) == ("declined", "ยังอยู่")


def test_a_round_is_planned_opened_and_closed_on_pages(chumphon, client):
    client.cookies["asa_language"] = "en"
    people, users = make_ground()
    client.force_login(users["officer"])
    typed = {"name": "รอบปี 2569", "area": "8601", "starts_on": ON, "ends_on": ON + 20 * DAY}
    days = {name: f"{typed[name]:%d/%m/%Y}" for name in ("starts_on", "ends_on")}
    wrong = client.post(reverse("reverification:plan"), {**typed, **days, "name": ""})
    assert days["ends_on"] in wrong.content.decode()
    made = client.post(reverse("reverification:plan"), {**typed, **days})
    found = Round.objects.get()
    assert made.url == url("show", found)
    client.post(url("open", found))
    assert found.entries.count() == len(people)
    assert client.get(url("published", found)).status_code == 404
    client.post(url("close", found))
    said = client.get(url("published", found)).content.decode()
    assert "ผลการยืนยันสถานะ อพม." in said
    assert "นิยาม" in said
    assert client.get(url("ask", found)).url == url("show", found)


def test_the_first_page_says_how_many_wait(ground, client):
    _people, users, found = ground
    waiting = {"tambon": 3, "district": 1, "officer": 1}
    for name, n in waiting.items():
        client.force_login(users[name])
        shown = client.get("/")
        assert shown.context["to_verify"] == {found.pk: n}
        assert url("ask", found) in shown.content.decode()
    client.force_login(make_user("social_worker", "86"))
    assert client.get("/").context["to_verify"] == {}


@pytest.mark.parametrize(
    ("role", "area", "shown"),
    [
        ("province_officer", "86", ["reverification:list", "handover:list"]),
        ("tambon_lead", "860103", ["reverification:list", "handover:list"]),
        ("department_officer", "TH", ["reverification:list"]),
        ("volunteer", VILLAGES[0], []),
    ],
)
def test_rounds_and_handovers_stand_among_the_pages_of_the_register(
    chumphon, page, role, area, shown
):
    frame = page(make_user(role, area), reverse("volunteers:list")).context["frame"]
    tabs = {entry.url for entry in frame.register}
    both = {name: reverse(name) for name in ("reverification:list", "handover:list")}
    assert [name for name, url in both.items() if url in tabs] == shown
