"""Youth, holders of other roles, foreigners and people without status are found and counted."""

import csv
import io
from datetime import date

import pytest

from asa.common.thaidate import today
from asa.people.tests.factories import make_person, make_user
from asa.volunteers.actions import add_affiliation
from asa.volunteers.forms import VolunteerFilter
from asa.volunteers.models import Affiliation
from asa.volunteers.queries import volunteers_for
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = pytest.mark.django_db
LIST, GROUPS = "/volunteers/", "/volunteers/groups/"


@pytest.fixture
def officer(client):
    user = make_user("province_officer", "86")
    client.force_login(user)
    return user


def serve(volunteer, role, **fields):
    return Affiliation.objects.create(
        volunteer=volunteer, role=role, recorded_by=make_user(), **fields
    )


def make_one(area="86010104", **fields):
    return make_volunteer(area, person=make_person(**fields))


@pytest.fixture
def people():
    """One of each group; who is of two stands in both."""
    found = {
        "thai": make_one(citizen_id=CITIZEN_IDS[0], nationality="ไทย"),
        "youth": make_volunteer(kind="youth"),
        "passport": make_one(citizen_id="GX4471902", id_kind="passport", nationality="เมียนมา"),
        "stateless": make_one(citizen_id="0860112345678"),
        "pink": make_one(citizen_id="6860112345671", nationality="ลาว"),
        "health": make_one(citizen_id=CITIZEN_IDS[1]),
    }
    serve(found["health"], "health")
    serve(found["youth"], "health")
    serve(found["youth"], "drugs")
    serve(found["thai"], "health", ended_on=date(2024, 1, 1))
    return found


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"kind": "youth"}, {"youth"}),
        ({"kind": "adult"}, {"thai", "passport", "stateless", "pink", "health"}),
        ({"role": "health"}, {"health", "youth"}),
        ({"role": "drugs", "kind": "youth"}, {"youth"}),
        ({"role": "drugs", "kind": "adult"}, set()),
        ({"identified": "foreign"}, {"passport", "pink"}),
        ({"identified": "passport"}, {"passport"}),
        ({"identified": "non_registered"}, {"stateless"}),
        ({"identified": "pink_card"}, {"pink"}),
        ({"identified": "none"}, {"youth"}),
    ],
)
def test_the_list_is_narrowed_to_a_group(client, officer, people, asked, names):
    rows = client.get(LIST, asked).context["rows"]
    assert {row.pk for row in rows} == {people[name].pk for name in names}


def test_every_number_opens_its_rows(client, officer, people):
    make_volunteer(kind="youth", state="ended")
    make_volunteer("85010101", kind="youth")
    for asked in ({}, {"state": "ended"}, {"state": ""}, {"area": "8601"}, {"area": "8602"}):
        parts = client.get(GROUPS, asked).context["parts"]
        lines = [line for _title, found in parts for line in found]
        for _label, n, url in lines:
            assert bool(n) == bool(url)
            if url:
                assert client.get(url).context["page"].paginator.count == n
    labels = {str(label): n for _t, found in client.get(GROUPS).context["parts"]
              for label, n, _u in found}  # fmt: skip
    assert labels["ยุว อพม."] == 1


def test_a_lead_learns_nothing_of_colleagues_elsewhere_by_filters(people):
    lead = make_user("tambon_lead", "860102")
    from asa.people.tests.factories import make_post  # noqa: PLC0415 - of this test alone

    make_post(lead, "volunteer", "86010104")
    lead.__dict__.pop("_current_posts", None)
    seen = volunteers_for(lead)
    assert seen.count() == len(people)
    for asked in ({"identified": "foreign"}, {"kind": "youth"}, {"role": "health"}):
        form = VolunteerFilter(asked, user=lead)
        assert form.is_valid()
        assert not form.narrow(seen).exists()


def test_a_volunteer_has_no_such_filter(client, people):
    client.force_login(make_user("volunteer", "86010104"))
    assert client.get(LIST, {"kind": "youth"}).context["page"].paginator.count == len(people)
    assert client.get(GROUPS).status_code == 403


def test_the_export_tells_the_groups(client, officer):
    one = make_one(citizen_id="GX4471902", id_kind="passport", nationality="เมียนมา")
    add_affiliation(one, role="health", name="", by=officer, on=today())
    answer = client.get("/volunteers/export/csv/", {"identified": "foreign"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["สัญชาติ"] == "เมียนมา"
    assert "หนังสือเดินทาง" in told.values()
    assert "อสม." in " ".join(told.values())


@pytest.mark.parametrize("page", [GROUPS, LIST + "?role=health", "/volunteers/export/csv/"])
def test_the_pages_ask_the_same_queries_for_many(
    client, officer, page, django_assert_num_queries, django_assert_max_num_queries
):
    def ask():
        answer = client.get(page)
        assert answer.status_code == 200
        if answer.streaming:
            list(answer.streaming_content)

    serve(make_volunteer(), "health")
    ask()
    with django_assert_max_num_queries(18) as few:
        ask()
    for _number in range(12):
        serve(make_volunteer(), "health")
    with django_assert_num_queries(len(few)):
        ask()
