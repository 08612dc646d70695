"""The pages: what is asked of whom, what is told to whom, and in how many queries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from asa.common.thaidate import today
from asa.handover.actions import accept_item, watch_handovers
from asa.handover.codes import ItemState
from asa.handover.models import Handover
from asa.handover.tests.factories import ON, OTHER_VILLAGE, give_work, items_of, make_working
from asa.handover.tests.test_actions import Story
from asa.households.tests.factories import make_household, put_on_team
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.tasks.tests.factories import make_task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def story():
    return Story()


@pytest.fixture
def page(client):
    """What somebody reads at an address, in English."""

    def read(user, address, **query):
        client.force_login(user)
        client.cookies["asa_language"] = "en"
        return client.get(address, query).content.decode()

    return read


def show(story):
    return reverse("handover:show", args=[Handover.objects.get().pk])


def test_the_office_is_told_before_it_ends_somebody(page):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    volunteer, mali = make_working()
    give_work(mali, households=2, tasks=1)
    _entry, nari = make_working(OTHER_VILLAGE)
    for name in ("end", "suspend", "move"):
        read = page(officer, reverse(f"volunteers:{name}", args=[volunteer.pk]))
        assert "Without an owner: 2 households in care, 1 open tasks" in read
        assert nari.shown_name in read


def test_a_task_of_a_sealed_household_is_not_counted_for_who_may_not_know_of_it(page):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    volunteer, mali = make_working()
    sealed = make_household(is_sealed=True)
    make_task(mali, sealed)
    address = reverse("volunteers:end", args=[volunteer.pk])
    assert "Without an owner" not in page(officer, address)
    put_on_team(sealed, officer)
    assert "Without an owner: 0 households in care, 1 open tasks" in page(officer, address)


def test_several_are_offered_at_once_and_answered_one_by_one(client, story):
    client.force_login(story.lead)
    keys = [str(story.care.pk), str(story.visit.pk)]
    answer = client.post(show(story), {"items": keys, "to": str(story.nari.pk)})
    assert answer.status_code == 302
    client.force_login(story.nari)
    first = reverse("handover:answer", args=[story.care.pk])
    assert client.post(first, {"answer": "no", "reason": ""}).status_code == 200
    assert client.post(first, {"answer": "yes"}).status_code == 302
    second = reverse("handover:answer", args=[story.visit.pk])
    client.post(second, {"answer": "no", "reason": "ไกลเกินไป"})
    story.care.refresh_from_db()
    story.visit.refresh_from_db()
    assert (story.care.state, story.visit.state) == (ItemState.ACCEPTED, ItemState.WAITING)


def test_nobody_can_be_asked_who_is_not_on_the_form(client, story):
    stranger = make_user(Role.VOLUNTEER, "86020101")
    client.force_login(story.lead)
    answer = client.post(show(story), {"items": [str(story.care.pk)], "to": str(stranger.pk)})
    assert answer.status_code == 200
    story.care.refresh_from_db()
    assert story.care.state == ItemState.WAITING


def test_who_is_asked_reads_the_house_and_not_who_lives_there(page, story):
    story.home.shown_as = "ครอบครัวลับ"
    story.home.save()
    story.offer(story.care)
    address = reverse("handover:answer", args=[story.care.pk])
    read = page(story.nari, address)
    assert "House 40" in read
    assert "ครอบครัวลับ" not in read
    assert "ครอบครัวลับ" in page(story.lead, show(story))


def test_the_first_pages_count_and_the_number_opens_as_many_rows(page, story):
    for item in (story.care, story.visit):
        item.due_on = today() - timedelta(days=8)
        item.save()
    said = "2 households and tasks have been without an owner for too long"
    first, rows = reverse("home:first"), reverse("handover:list")
    assert said in page(story.lead, first)
    read = page(story.lead, rows, show="overdue")
    assert said in read
    assert read.count("8 days over the term") == 2
    assert said not in page(story.officer, first)
    for _night in range(2):
        watch_handovers(on=today())
    assert said in page(story.officer, first)
    assert said in page(story.officer, rows, show="overdue")


def test_who_is_asked_finds_it_on_the_first_page(page, story):
    story.offer()
    assert "2 things are asked of you" in page(story.nari, reverse("home:first"))
    _entry, other = make_working(OTHER_VILLAGE)
    assert "asked of you" not in page(other, reverse("home:first"))


def test_before_a_step_is_taken_back_it_names_what_others_keep(page, story):
    story.offer(story.care)
    accept_item(story.care, by=story.nari, on=ON)
    read = page(story.officer, reverse("volunteers:take_back", args=[story.volunteer.pk]))
    assert "Others have accepted these already" in read
    assert story.nari.shown_name in read


@pytest.mark.parametrize("name", ["list", "show"])
def test_a_page_asks_as_much_for_many_as_for_few(
    client, story, django_assert_max_num_queries, name
):
    story.offer()
    _homes, _tasks = give_work(story.mali, households=0, tasks=0)
    address = show(story) if name == "show" else reverse("handover:list") + "?show=waiting"
    client.force_login(story.lead)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    handover = Handover.objects.get()
    for number in range(20):
        home = make_household(house_no=str(100 + number), caretaker=story.mali)
        handover.items.create(
            household=home, holder=story.mali, due_on=ON, state="offered",
            offered_to=story.nari, offered_by=story.lead, offered_on=ON,
        )  # fmt: skip
    assert len(items_of(story.volunteer)) == 22
    with django_assert_max_num_queries(len(few)):
        client.get(address)
