import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common.thaidate import now, today
from asa.notices.actions import read_notice, tell
from asa.notices.queries import notices_for, unread_count
from asa.notices.tests.factories import make_notice
from asa.people.tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"


def test_each_person_is_told_once_and_sees_only_what_was_said_to_them():
    mali, pikul = make_user("volunteer"), make_user("volunteer")
    tell([mali, pikul, mali], kind="households.caretaker", area="860101", link="/tasks/")
    assert (notices_for(mali).count(), unread_count(pikul)) == (1, 1)


def test_the_newest_notice_stands_first():
    mali = make_user("volunteer")
    old, new = make_notice(mali), make_notice(mali)
    assert list(notices_for(mali)) == [new, old]


def test_nobody_reads_a_notice_for_another():
    notice = make_notice(make_user("volunteer"))
    with pytest.raises(PermissionDenied):
        read_notice(notice, by=make_user("admin", "TH"), at=now())
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_opens_where_it_leads_and_is_read_from_then_on(client):
    mali = make_user("volunteer")
    notice = make_notice(mali, link="/tasks/")
    url = reverse("notices:open", args=[notice.pk])
    client.force_login(make_user("admin", "TH"))
    assert client.post(url).status_code == 404
    client.force_login(mali)
    assert client.get(url).status_code == 405
    assert client.post(url).headers["Location"] == "/tasks/"
    notice.refresh_from_db()
    first = notice.read_at
    client.post(url)
    notice.refresh_from_db()
    assert first == notice.read_at
    assert unread_count(mali) == 0


@pytest.mark.parametrize("link", ["", "https://example.org/", "//example.org/", "javascript:1"])
def test_a_notice_never_leads_out_of_the_product(client, link):
    mali = make_user("volunteer")
    notice = make_notice(mali, link=link)
    client.force_login(mali)
    answer = client.post(reverse("notices:open", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("notices:list")


def test_the_bell_counts_what_waits_and_everything_can_be_read_at_once(client):
    mali, other = make_user("volunteer"), make_user("volunteer")
    make_notice(mali)
    make_notice(mali)
    make_notice(other)
    client.force_login(mali)
    page = client.get(reverse("notices:list"))
    assert "2 notices to read" in page.text
    assert page.text.count("not read yet") == 2
    client.post(reverse("notices:read_all"))
    assert (unread_count(mali), unread_count(other)) == (0, 1)
    assert "2 notices to read" not in client.get(reverse("notices:list")).text


def test_an_empty_list_says_what_will_stand_there(client):
    client.force_login(make_user("volunteer"))
    assert "No notice yet" in client.get(reverse("notices:list")).text


def test_the_list_asks_the_database_the_same_whatever_its_length(
    client, django_assert_max_num_queries
):
    mali = make_user("volunteer")
    client.force_login(mali)
    make_notice(mali)
    client.get(reverse("notices:list"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("notices:list"))
    for _number in range(20):
        make_notice(mali)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("notices:list"))


def test_what_was_said_of_a_province_is_gone_with_the_post_there():
    moved = make_user("volunteer", "860101", ended_on=today())
    make_post(moved, "volunteer", "850101")
    there, here = make_notice(moved, area="86010104"), make_notice(moved, area="85010102")
    province, country, nowhere = (make_notice(moved, area=area) for area in ("85", "TH", ""))
    assert set(notices_for(moved)) == {here, province, country, nowhere}
    assert unread_count(moved) == 4
    make_post(moved, "social_worker", "86")
    assert there in notices_for(moved)


def test_a_notice_of_a_province_left_opens_nothing_and_stays_unread(client):
    moved = make_user("volunteer", "860101", ended_on=today())
    make_post(moved, "volunteer", "850101")
    notice = make_notice(moved, area="86010104")
    client.force_login(moved)
    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    client.post(reverse("notices:read_all"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_post_for_the_country_reads_what_is_said_of_every_province():
    ministry = make_user("department_officer", "TH")
    make_notice(ministry, area="86")
    assert unread_count(ministry) == 1
