"""Who gives which post where, which posts exclude each other, and what an ended post grants."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db.utils import IntegrityError

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.thaidate import today
from asa.people import rules
from asa.people.actions import end_post, give_post, system_user
from asa.people.codes import Role
from asa.people.models import Post
from asa.people.queries import holders, posts_at, posts_of, signed_in
from asa.people.tests.factories import make_post, make_user
from asa.places.models import Region, RegionMember, RegionScheme
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)
AREA_OF = {
    Role.VOLUNTEER: "86010104",
    Role.TAMBON_LEAD: "860101",
    Role.DISTRICT_LEAD: "8601",
    Role.SOCIAL_WORKER: "86",
    Role.PROVINCE_OFFICER: "86",
    Role.PROVINCE_HEAD: "86",
    Role.FINANCE: "86",
    Role.DEPARTMENT_OFFICER: "TH",
    Role.AUDITOR: "TH",
    Role.ANALYST: "TH",
    Role.ADMIN: "TH",
}
FIELD = {Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD}
GIVERS = {
    Role.ADMIN: set(AREA_OF),
    Role.PROVINCE_HEAD: FIELD | {Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER, Role.FINANCE},
    Role.PROVINCE_OFFICER: FIELD,
}


def give(user, role, by, area=None, on=DAY, **more):
    area = make_area(area or AREA_OF[role])
    return give_post(user, role=role, area=area, started_on=on, by=by, **more)


def region(*provinces):
    scheme = RegionScheme.objects.create(code="four", name_th="สี่ภาค", name_en="Four regions")
    south = Region.objects.create(scheme=scheme, code="south", name_th="ภาคใต้", name_en="South")
    for province in provinces:
        RegionMember.objects.create(
            region=south, province=make_area(province), started_on=date(2000, 1, 1)
        )
    return south


@pytest.mark.parametrize(("giver", "role"), list(product(AREA_OF, AREA_OF)))
def test_each_role_gives_exactly_the_posts_that_are_its_own_to_give(giver, role):
    by, other = make_user(giver, AREA_OF[giver]), make_user()
    if role in GIVERS.get(giver, set()):
        assert give(other, role, by).given_by == by
    else:
        with pytest.raises(PermissionDenied):
            give(other, role, by)
        assert not other.posts.exists()


@pytest.mark.parametrize("giver", [Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD])
def test_nobody_gives_a_post_in_the_next_province(giver):
    by, other = make_user(giver, "86"), make_user()
    with pytest.raises(PermissionDenied):
        give(other, Role.TAMBON_LEAD, by, "850101")
    assert give(other, Role.TAMBON_LEAD, by, "860101")


@pytest.mark.parametrize("giver", [Role.ADMIN, Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER])
def test_nobody_gives_a_post_to_oneself_or_ends_ones_own(giver):
    by = make_user(giver, AREA_OF[giver])
    with pytest.raises(PermissionDenied):
        give(by, Role.VOLUNTEER, by)
    with pytest.raises(PermissionDenied):
        end_post(by.posts.get(), on=today(), by=by)


def test_an_ended_or_future_post_gives_no_right_to_give_posts():
    ended = make_user("admin", "TH", ended_on=today())
    future = make_user("admin", "TH", started_on=today() + timedelta(days=1))
    for by in (ended, future):
        with pytest.raises(PermissionDenied):
            give(make_user(), Role.VOLUNTEER, by)


@pytest.mark.parametrize(
    ("role", "area", "words"),
    [
        (Role.TAMBON_LEAD, "86", "ตำบล"),
        (Role.PROVINCE_OFFICER, "860101", "จังหวัด"),
        (Role.ADMIN, "86", "ประเทศ"),
        (Role.VOLUNTEER, "8601", "หมู่บ้าน"),
        (Role.PROVINCE_HEAD, "10", "กรุงเทพมหานคร"),
        (Role.PARTNER_DESK, "86", "หน่วยงาน"),
    ],
)
def test_a_post_in_an_area_that_does_not_fit_is_refused_with_the_remedy(role, area, words):
    with pytest.raises(DomainError, match=words):
        give(make_user(), role, system_user(), area)


def test_a_post_in_an_abolished_area_is_refused():
    area = make_area("860101")
    area.ended_on = date(2020, 1, 1)
    area.save()
    with pytest.raises(DomainError, match="ยกเลิก"):
        give(make_user(), Role.TAMBON_LEAD, system_user(), "860101")


@pytest.mark.parametrize(
    ("held", "given"),
    [
        (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD),
        (Role.SOCIAL_WORKER, Role.PROVINCE_HEAD),
        (Role.PROVINCE_HEAD, Role.FINANCE),
    ],
)
def test_who_records_help_does_not_decide_it_and_who_decides_does_not_pay(held, given):
    for first, second in ((held, given), (given, held)):
        user = make_user(first, "86")
        with pytest.raises(DomainError, match="โปรดให้ตำแหน่งนั้นสิ้นสุดก่อน"):
            give(user, second, system_user())
        end_post(user.posts.get(), on=DAY, by=system_user())
        assert give(user, second, system_user())


def test_compatible_posts_are_held_together_and_none_twice():
    user = make_user(Role.VOLUNTEER, "86010104")
    assert give(user, Role.TAMBON_LEAD, system_user())
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        give(user, Role.TAMBON_LEAD, system_user())
    assert give(user, Role.TAMBON_LEAD, system_user(), "860102")


def test_a_user_who_is_switched_off_gets_no_post():
    with pytest.raises(DomainError, match="ปิดการใช้งาน"):
        give(make_user(is_active=False), Role.VOLUNTEER, system_user())


def test_an_ended_post_grants_nothing_from_that_very_day():
    user = make_user(Role.PROVINCE_OFFICER, "86")
    assert rules.holds(user, Role.PROVINCE_OFFICER, area="860101")
    post = end_post(user.posts.get(), on=today(), by=system_user())
    user.forget_posts()
    assert not rules.holds(user, Role.PROVINCE_OFFICER, area="860101")
    assert rules.scope(user) == []
    assert not post.is_current
    with pytest.raises(DomainError, match="สิ้นสุดไปแล้ว"):
        end_post(post, on=today(), by=system_user())


def test_a_post_does_not_end_before_it_began():
    user = make_user(Role.VOLUNTEER, started_on=DAY)
    with pytest.raises(DomainError, match="หลังจากนั้น"):
        end_post(user.posts.get(), on=DAY - timedelta(days=1), by=system_user())
    assert user.posts.get().ended_on is None


def test_giving_and_ending_stand_in_the_journal_of_the_province():
    by, user = make_user(Role.PROVINCE_HEAD, "86"), make_user()
    post = give(user, Role.FINANCE, by)
    end_post(post, on=today(), by=by)
    verbs = [(line.verb, line.actor_id, line.post_id) for line in journal.history_of(post)]
    own = by.posts.get().pk
    assert verbs == [("post.ended", by.pk, own), ("post.given", by.pk, own)]


def test_holders_are_found_at_the_area_and_above_it():
    lead = make_user(Role.TAMBON_LEAD, "860101")
    make_user(Role.TAMBON_LEAD, "860102")
    make_user(Role.TAMBON_LEAD, "860101", ended_on=today())
    make_user(Role.TAMBON_LEAD, "860101", is_active=False)
    head = make_user(Role.PROVINCE_HEAD, "86")
    assert list(holders(Role.TAMBON_LEAD, "86010104")) == [lead]
    assert list(holders(Role.TAMBON_LEAD, "860101", today())) == [lead]
    assert list(holders(Role.TAMBON_LEAD, "86")) == []
    assert list(holders(Role.PROVINCE_HEAD, "86010104")) == [head]
    assert list(holders(Role.PROVINCE_HEAD, "850101")) == []
    assert [post.user for post in posts_at("8601", today())] == [head]


def test_a_post_for_a_region_means_its_provinces_of_today():
    south = region("85", "86")
    user = make_user(Role.DEPARTMENT_OFFICER, "TH", region=south)
    assert rules.scope(user, Role.DEPARTMENT_OFFICER) == ["85", "86"]
    assert rules.holds(user, Role.DEPARTMENT_OFFICER, area="860101")
    assert not rules.holds(user, Role.DEPARTMENT_OFFICER, area="840101")
    assert list(holders(Role.DEPARTMENT_OFFICER, "860101")) == [user]
    assert list(holders(Role.DEPARTMENT_OFFICER, "840101")) == []
    with pytest.raises(DomainError, match="ภาค"):
        give(make_user(), Role.ADMIN, system_user(), "TH", region=south)


def test_the_narrowest_post_is_the_one_acted_under():
    user = make_user(Role.DISTRICT_LEAD, "8601")
    narrow = make_post(user, Role.TAMBON_LEAD, "860101")
    assert user.post_covering("86010104") == narrow.pk
    assert user.post_covering("850101") is None


def test_posts_of_a_user_are_told_newest_first():
    user = make_user(Role.VOLUNTEER, "86010104", started_on=date(2015, 1, 1), ended_on=DAY)
    newer = make_post(user, Role.TAMBON_LEAD, "860101", started_on=DAY)
    assert [post.role for post in posts_of(user)] == [Role.TAMBON_LEAD, Role.VOLUNTEER]
    assert list(posts_of(user, today())) == [newer]


def test_the_command_lines_own_user_holds_every_role_and_never_a_post():
    asa = system_user()
    assert system_user() == asa
    assert not asa.has_usable_password()
    assert rules.holds(asa, Role.ADMIN, area="86")
    assert rules.scope(asa) == ["TH"]
    with pytest.raises(PermissionDenied):
        give(asa, Role.ADMIN, make_user("admin", "TH"))


def test_a_post_must_have_a_known_role():
    with pytest.raises(IntegrityError):
        Post.objects.create(user=make_user(), role="king", area=make_area("86"), started_on=today())


def test_a_page_reads_who_is_signed_in_with_person_and_posts_in_one_question(
    django_assert_num_queries,
):
    user = make_user("volunteer", "86010104", given_name="มะลิ", family_name="รักถิ่น")
    make_post(user, "tambon_lead", "860101", started_on=date(2021, 1, 1))
    make_post(user, "district_lead", "8601", ended_on=today())
    with django_assert_num_queries(1):
        found = signed_in(user.pk)
        assert found.shown_name == "มะลิ รักถิ่น"
        assert [post.role for post in found.current_posts] == ["volunteer", "tambon_lead"]
        assert {post.user for post in found.current_posts} == {user}


def test_who_holds_no_post_is_signed_in_all_the_same():
    user = make_user()
    assert signed_in(user.pk) == user
    assert signed_in(user.pk).current_posts == []
    assert signed_in(uuid7()) is None
