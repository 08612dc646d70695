"""Rooms, meals, travel and the papers of the days."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from asa.common.errors import DomainError
from asa.common.models import AccessEntry, JournalEntry
from asa.common.shortcodes import grouped
from asa.common.thaidate import today
from asa.people.codes import Role, Sex
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.training.actions.kit import (
    Stay,
    add_rooms,
    note_stay,
    remove_room,
    share_rooms,
    spend_travel,
)
from asa.training.codes import EnrolmentState
from asa.training.daypapers import badge_files, badges_as_pdf, list_as_pdf, list_files
from asa.training.models import BudgetLine, BudgetRate, Enrolment, Room, Travel
from asa.training.names import place_on_paper
from asa.training.queries.kit import travel_rates, travel_sum
from asa.training.queries.lodging import Beds, Guest, propose_rooms
from asa.training.signing import badge_code
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_day import make_registrar
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def guest(quota, *, sex=Sex.FEMALE, **fields):
    return make_enrolment(quota, make_volunteer("86010104", sex=sex), **fields)


def rooms(cohort, keeper, *names, beds=2):
    add_rooms(cohort, names=names, beds=beds, by=keeper, on=today())
    return list(cohort.rooms.order_by("name"))


def stay(enrolment, keeper, **what):
    return note_stay(enrolment, stay=Stay(**what), by=keeper, on=today())


def rate(code):
    return BudgetRate.objects.get(code=code)


def test_beds_are_never_overfull(keeper):
    quota = make_quota()
    (room,) = rooms(quota.cohort, keeper, "401")
    people = [guest(quota) for _one in range(3)]
    for one in people[:2]:
        stay(one, keeper, room=room)
    with pytest.raises(DomainError, match="เต็มแล้ว"):
        stay(people[2], keeper, room=room)
    room.refresh_from_db()
    assert (room.taken, room.guests.count()) == (2, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=room.pk).update(taken=3)


def test_a_stale_page_gives_no_bed_twice(keeper):
    quota = make_quota()
    first, second = rooms(quota.cohort, keeper, "401", "402")
    one = guest(quota)
    stale = Enrolment.objects.get(pk=one.pk)
    stay(one, keeper, room=first)
    assert not stale.change_room(second)
    for room in (first, second):
        room.refresh_from_db()
    assert (first.taken, second.taken) == (1, 0)


def test_whoever_gives_up_the_seat_gives_the_bed_back(keeper):
    quota = make_quota()
    (room,) = rooms(quota.cohort, keeper, "401")
    one = stay(guest(quota), keeper, room=room)
    one.move_to(EnrolmentState.ABSENT)
    room.refresh_from_db()
    assert (room.taken, one.room) == (0, None)
    with pytest.raises(DomainError, match="เฉพาะผู้มีชื่อ"):
        stay(one, keeper, room=room)


def test_rooms_are_shared_by_province_and_sex_in_one_act(keeper):
    cohort = make_cohort(seats=20)
    chumphon, ranong = make_quota(cohort, "86"), make_quota(cohort, "85")
    women = [guest(chumphon) for _one in range(2)]
    man = guest(chumphon, sex=Sex.MALE)
    unknown = guest(chumphon, sex=Sex.UNKNOWN)
    other = make_enrolment(ranong, make_volunteer("85010104", sex=Sex.FEMALE))
    rooms(cohort, keeper, "401", "402", "403")
    told = share_rooms(cohort, by=keeper, on=today())
    held = {one.pk: one.room_id for one in Enrolment.objects.filter(cohort=cohort)}
    assert (told.given, told.left) == (4, [unknown])
    assert held[women[0].pk] == held[women[1].pk]
    assert len({held[women[0].pk], held[man.pk], held[other.pk]}) == 3
    assert share_rooms(cohort, by=keeper, on=today()).given == 0
    taken = list(cohort.rooms.order_by("-taken").values_list("taken", flat=True))
    assert taken == [2, 1, 1]


@given(
    st.lists(st.tuples(st.sampled_from(Sex), st.sampled_from(["86", "85"])), max_size=40),
    st.lists(st.integers(1, 6), max_size=15),
)
def test_whatever_rooms_there_are_none_is_overfull_or_mixed(people, sizes):
    guests = [Guest(uuid4(), sex, province) for sex, province in people]
    sized = {uuid4(): size for size in sizes}
    found = propose_rooms(guests, [Beds(key, size) for key, size in sized.items()])
    by_key = {one.key: one for one in guests}
    for room, size in sized.items():
        inside = [by_key[key] for key, where in found.items() if where == room]
        assert len(inside) <= size
        assert len({one.sex for one in inside}) <= 1
    for sex in (Sex.FEMALE, Sex.MALE):
        waits = any(one.sex == sex and one.key not in found for one in guests)
        free = any(room not in found.values() for room in sized)
        assert not (waits and free)


def test_travel_is_paid_by_rate_and_the_total_equals_the_rows(keeper):
    quota = make_quota()
    car, bus = guest(quota), guest(quota)
    stay(car, keeper, rate=rate("travel_car"), kilometres=Decimal("120.5"))
    stay(bus, keeper, rate=rate("travel_public"), amount=Decimal(655))
    assert Travel.objects.get(enrolment=car).amount == Decimal("482.00")
    assert travel_sum(quota.cohort.workshop) == Decimal("1137.00")
    told = json.loads(list_files(quota.cohort, "travel")["list.json"])
    (table,) = told["tables"]
    assert [row[5] for row in table["rows"]] == ["๔๘๒.๐๐", "๖๕๕.๐๐"]
    assert table["totals"][5] == "๑,๑๓๗.๐๐"


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("travel_car", {}),
        ("travel_car", {"kilometres": Decimal(0)}),
        ("travel_car", {"kilometres": Decimal(100000)}),
        ("travel_public", {}),
        ("travel_public", {"amount": Decimal("3000.01")}),
        ("travel_public", {"amount": Decimal(-1)}),
        ("lunch", {"amount": Decimal(10)}),
    ],
)
def test_travel_without_its_measure_is_refused(keeper, code, what):
    one = guest(make_quota())
    with pytest.raises(DomainError):
        stay(one, keeper, rate=rate(code), **what)
    assert not Travel.objects.exists()


def test_a_rate_holds_by_date(keeper):
    old = rate("travel_car")
    old.ended_on = today()
    old.save()
    cohort = make_cohort()
    assert old not in travel_rates(cohort)
    earlier = make_cohort(starts_on=today() - timedelta(days=9))
    assert old in travel_rates(earlier)


def test_travel_counts_as_spent_only_by_the_act_of_the_keeper(keeper):
    quota = make_quota()
    one = guest(quota)
    stay(one, keeper, rate=rate("travel_public"), amount=Decimal(655))
    line = BudgetLine.objects.create(
        workshop=quota.cohort.workshop, kind="travel", description="x", quantity=1, unit_price=1000
    )
    assert line.spent is None
    stranger = make_user(Role.PROVINCE_OFFICER, "86")
    with pytest.raises(PermissionDenied):
        spend_travel(line, paper_no="", by=stranger, on=today())
    assert spend_travel(line, paper_no="บค 1", by=keeper, on=today()).spent == Decimal(655)
    one.move_to(EnrolmentState.DECLINED)
    assert spend_travel(line, paper_no="", by=keeper, on=today()).spent == 0
    assert JournalEntry.objects.filter(verb="travel.spent").count() == 2


def test_rooms_have_names_of_their_own_and_go_when_empty(keeper):
    quota = make_quota()
    room, other = rooms(quota.cohort, keeper, "401", "402")
    for names in ([], ["401"], ["403", "403"], ["x" * 61], [" "]):
        with pytest.raises(DomainError):
            add_rooms(quota.cohort, names=names, beds=2, by=keeper, on=today())
    with pytest.raises(DomainError):
        add_rooms(quota.cohort, names=["404"], beds=0, by=keeper, on=today())
    stay(guest(quota), keeper, room=room)
    with pytest.raises(DomainError):
        remove_room(room, by=keeper, on=today())
    remove_room(other, by=keeper, on=today())
    assert list(quota.cohort.rooms.all()) == [room]
    with pytest.raises(DomainError, match="รุ่นอื่น"):
        stay(guest(make_quota()), keeper, room=room)


def test_registrars_print_but_do_not_arrange(keeper):
    quota = make_quota()
    one, registrar = guest(quota), make_registrar(quota.cohort)
    (room,) = rooms(quota.cohort, keeper, "401")
    for act in (
        lambda by: add_rooms(quota.cohort, names=["9"], beds=1, by=by, on=today()),
        lambda by: remove_room(room, by=by, on=today()),
        lambda by: share_rooms(quota.cohort, by=by, on=today()),
        lambda by: stay(one, by, room=room),
    ):
        with pytest.raises(PermissionDenied):
            act(registrar)


def test_the_badge_has_the_code_that_the_roll_understands():
    quota = make_quota()
    one = guest(quota)
    files = badge_files(quota.cohort)
    (told,) = json.loads(files["badges.json"])["badges"]
    assert told["name"] == one.person.full_name
    assert told["code"] == grouped(badge_code(one.pk))
    assert (told["place"], told["around"]) == ("จังหวัดชุมพร", "")
    assert "qr-0.svg" in files


@pytest.mark.parametrize(
    ("area", "place", "around"),
    [
        ("860101", "ตำบลท่าตะเภา", "อำเภอเมืองชุมพร จังหวัดชุมพร"),
        ("8601", "อำเภอเมืองชุมพร", "จังหวัดชุมพร"),
        ("86", "จังหวัดชุมพร", ""),
    ],
)
def test_a_badge_names_the_place_as_near_as_the_quotas_are(area, place, around):
    load_chumphon()
    quota = make_quota(area=area)
    guest(quota)
    (told,) = json.loads(badge_files(quota.cohort)["badges.json"])["badges"]
    assert (told["place"], told["around"]) == (place, around)
    assert badges_as_pdf(quota.cohort).startswith(b"%PDF")


def test_bangkok_has_khet_and_khwaeng():
    make_area("100101")
    assert place_on_paper("10010101") == ("แขวงพระบรมมหาราชวัง", "เขตพระนคร กรุงเทพมหานคร")


def test_every_paper_comes_out_and_a_name_stays_a_name(keeper):
    quota = make_quota()
    one = guest(quota)
    one.person.given_name = '#panic("ปั้น") นี้'
    one.person.save()
    stay(one, keeper, meal="ฮาลาล", rate=rate("travel_car"), kilometres=Decimal(10))
    assert badges_as_pdf(quota.cohort).startswith(b"%PDF")
    for kind in ("attendance", "rooms", "meals", "travel"):
        assert list_as_pdf(quota.cohort, kind).startswith(b"%PDF")
    sheet = json.loads(list_files(quota.cohort, "attendance")["list.json"])
    assert len(sheet["tables"]) == 3


@pytest.fixture
def desk(keeper):
    quota = make_quota()
    client = Client()
    client.force_login(keeper)
    return quota.cohort, guest(quota), client


def test_the_pages_arrange_and_say_what_is_wrong(desk):
    cohort, one, client = desk
    add = reverse("training:add_rooms", args=[cohort.pk])
    client.post(add, {"names": "๔๐๑-403, สวน", "beds": "2"})
    assert sorted(cohort.rooms.values_list("name", flat=True)) == ["401", "402", "403", "สวน"]
    again = client.post(add, {"names": "403", "beds": "2"})
    assert "มีห้อง 403 อยู่แล้ว" in again.content.decode()
    too_many = client.post(add, {"names": "1-9999", "beds": "2"})
    assert cohort.rooms.count() == 4
    assert too_many.status_code == 200
    page = reverse("training:stay", args=[one.pk])
    wrong = client.post(page, {"way": "travel_car", "kilometres": "ไกล"})
    assert "เขียนระยะทางเป็นตัวเลข" in wrong.content.decode()
    dear = client.post(page, {"way": "travel_public", "amount": "9999"})
    assert "3,000" in dear.content.decode()
    room = cohort.rooms.first()
    client.post(page, {"room": room.pk, "way": "travel_car", "kilometres": "๑๐๐", "meal": "เจ"})
    one.refresh_from_db()
    assert (one.room, one.meal, one.travel.amount) == (room, "เจ", Decimal(400))
    shown = client.get(reverse("training:lodging", args=[cohort.pk])).content.decode()
    assert one.person.full_name in shown
    assert "401" in shown
    client.post(page, {"room": "", "way": "", "meal": ""})
    one.refresh_from_db()
    assert one.room is None
    assert not Travel.objects.exists()


def test_a_paper_that_was_printed_stands_in_the_access_log(desk):
    cohort, _one, client = desk
    paper = client.get(reverse("training:day_paper", args=[cohort.pk, "meals"]))
    assert paper.headers["Content-Type"] == "application/pdf"
    assert AccessEntry.objects.get(verb="cohort.paper").data["paper"] == "meals"
    none = client.get(reverse("training:day_paper", args=[cohort.pk, "travel"]), follow=True)
    assert "ยังไม่ได้บันทึกการเดินทาง" in none.content.decode()
    assert client.get(reverse("training:day_paper", args=[cohort.pk, "x"])).status_code == 404


def test_the_list_asks_as_many_questions_for_many_as_for_few(desk, django_assert_num_queries):
    cohort, one, client = desk
    page = reverse("training:lodging", args=[cohort.pk])
    client.get(page)
    with django_assert_num_queries(12) as few:
        client.get(page)
    for _more in range(3):
        guest(one.quota)
    with django_assert_num_queries(len(few)):
        client.get(page)
