"""A practice is told, reviewed by somebody else, found, and done by others too."""

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from asa.common import photos
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.knowledge.actions import (
    AdoptionDetails,
    PracticeDetails,
    add_practice_photo,
    adopt_practice,
    edit_practice,
    publish_practice,
    remove_practice_photo,
    return_practice,
    send_practice,
    write_practice,
)
from asa.knowledge.codes import MOST_PHOTOS
from asa.knowledge.forms import PracticeFilter
from asa.knowledge.models import Practice
from asa.knowledge.queries import practices_for, shown_to, to_review
from asa.knowledge.tests.factories import ON, VILLAGE, make_adoption, make_practice, make_topic
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.people.tests.roles import DEPARTMENT, LEADS, NATURAL, make_in_relation, only, who_may
from asa.places.tests.factories import make_area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
OFFICER = (Role.PROVINCE_OFFICER,)


@pytest.fixture
def mali():
    return make_user(Role.VOLUNTEER, VILLAGE)


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def told(area="860101", **fields):
    given = {"title": "เวรส่งข้าว", "problem": "อยู่ลำพัง", "steps": "แบ่งเวร", "result": "กินครบ"}
    return PracticeDetails(topic=make_topic(), area=make_area(area), **{**given, **fields})


def adoption(area="860101", **fields):
    given = {"adopted_on": ON, "result": "ได้ผล 3 บ้าน"}
    return AdoptionDetails(area=make_area(area), **{**given, **fields})


def picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG")
    return file


# --- the way of a practice ---------------------------------------------------------------------------


def test_a_practice_is_written_sent_returned_mended_published_and_adopted(mali, officer):
    practice = write_practice(told(), by=mali, on=ON)
    send_practice(practice, by=mali, on=ON)
    return_practice(practice, reason="ใส่จำนวนคน", by=officer, on=ON)
    edit_practice(practice, details=told(result="กินครบ 12 คน"), by=mali, on=ON)
    practice.refresh_from_db()
    send_practice(practice, by=mali, on=ON)
    assert practice.reason == ""
    publish_practice(practice, by=officer, on=ON)
    other = make_user(Role.VOLUNTEER, "85010101")
    adopt_practice(practice, details=adoption("850101"), by=other, on=ON)
    verbs = JournalEntry.objects.filter(target_id=str(practice.pk)).order_by("recorded_at", "seq")
    assert [verb.removeprefix("practice.") for verb in verbs.values_list("verb", flat=True)] == [
        "written", "sent", "returned", "edited", "sent", "published", "adopted",
    ]  # fmt: skip
    kinds = Notice.objects.order_by("pk").values_list("user", "kind")
    assert list(kinds) == [
        (officer.pk, "practice.sent"), (mali.pk, "practice.returned"),
        (officer.pk, "practice.sent"), (mali.pk, "practice.published"),
        (mali.pk, "practice.adopted"),
    ]  # fmt: skip


def test_what_is_published_may_be_taken_back_from_everybody(mali, officer):
    practice = make_practice(author=mali)
    stranger = make_user(Role.VOLUNTEER, "85010101")
    assert practices_for(stranger).exists()
    return_practice(practice, reason="มีชื่อคนอยู่", by=officer, on=ON)
    assert not practices_for(stranger).exists()


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("sent", "send"), ("published", "send"),
        ("draft", "publish"), ("returned", "publish"), ("published", "publish"),
        ("draft", "return"), ("returned", "return"),
    ],
)  # fmt: skip
def test_a_step_out_of_its_order_is_refused(mali, officer, state, act):
    practice = make_practice(state, author=mali)
    acts = {
        "send": partial(send_practice, practice, by=mali, on=ON),
        "publish": partial(publish_practice, practice, by=officer, on=ON),
        "return": partial(return_practice, practice, reason="ไม่ชัด", by=officer, on=ON),
    }
    with pytest.raises(DomainError, match="Somebody else was faster"):
        acts[act]()


def test_of_two_reviewers_at_once_the_second_is_told_no(mali, officer):
    practice = make_practice("sent", author=mali)
    one, other = (Practice.objects.get(pk=practice.pk) for _side in range(2))
    publish = partial(publish_practice, one, by=officer, on=ON)
    again = partial(publish_practice, other, by=make_user(Role.PROVINCE_OFFICER, "86"), on=ON)
    publish()
    with pytest.raises(DomainError, match="now “Published”"):
        again()
    assert Notice.objects.filter(kind="practice.published").count() == 1


def test_where_no_officer_is_the_department_is_told(mali):
    head = make_user(Role.DEPARTMENT_OFFICER, "TH")
    practice = make_practice("draft", author=mali)
    send_practice(practice, by=mali, on=ON)
    assert [one.user for one in Notice.objects.all()] == [head]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "Write the title"),
        ({"problem": ""}, "what the problem was"),
        ({"steps": ""}, "step by step"),
        ({"result": ""}, "what came of it"),
        ({"title": "ก" * 161}, "at most 160"),
        ({"cost": Decimal(-1)}, "or more"),
        ({"presented_on": ON + timedelta(days=1)}, "still to come"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(mali, fields, said):
    with pytest.raises(DomainError, match=said):
        write_practice(told(**fields), by=mali, on=ON)
    practice = make_practice("draft", author=mali)
    with pytest.raises(DomainError, match=said):
        edit_practice(practice, details=told(**fields), by=mali, on=ON)


# --- who ----------------------------------------------------------------------------------------------


def test_who_writes_reviews_and_adopts():
    reviewed = {
        "publish": (partial(make_practice, "sent"), lambda one, by: publish_practice(one, by=by, on=ON)),
        "return": (
            partial(make_practice, "sent"),
            lambda one, by: return_practice(one, reason="ไม่ชัด", by=by, on=ON),
        ),
    }  # fmt: skip
    assert who_may(reviewed) == dict.fromkeys(reviewed, only(OFFICER, DEPARTMENT))
    of_the_author = {
        "edit": (
            partial(make_practice, "draft"),
            lambda one, by: edit_practice(one, details=told(), by=by, on=ON),
        ),
        "send": (partial(make_practice, "draft"), lambda one, by: send_practice(one, by=by, on=ON)),
        "photo": (
            partial(make_practice, "draft"),
            lambda one, by: add_practice_photo(one, file=picture(), by=by, on=ON),
        ),
    }
    assert who_may(of_the_author) == {name: {} for name in of_the_author}


def test_whoever_works_at_a_place_tells_and_adopts_there():
    here = only(LEADS, OFFICER, (Role.SOCIAL_WORKER,))
    practice = {
        "write": (make_practice, lambda _one, by: write_practice(told(), by=by, on=ON)),
        "adopt": (make_practice, lambda one, by: adopt_practice(one, details=adoption(), by=by, on=ON)),
    }  # fmt: skip
    found = who_may(practice)
    # The sub-district around her village is a volunteer's and a village-wide lead's place too.
    for name in practice:
        wider = found[name].pop(Role.VOLUNTEER)
        assert wider == ["own", "parent", "sibling"]
        child = found[name][Role.TAMBON_LEAD]
        assert sorted({*child} - {"child"}) == ["own", "parent"]
        found[name][Role.TAMBON_LEAD] = ["own", "parent"]
        assert found[name] == here


def test_nobody_reviews_or_adopts_what_is_their_own():
    author = make_user(Role.PROVINCE_OFFICER, "86")
    sent = make_practice("sent", author=author)
    for act in (
        partial(publish_practice, sent),
        partial(return_practice, sent, reason="ไม่ชัด"),
        partial(adopt_practice, make_practice(author=author), details=adoption()),
    ):
        with pytest.raises(PermissionDenied):
            act(by=author, on=ON)
    assert not to_review(author).exists()
    colleague = make_user(Role.PROVINCE_OFFICER, "86")
    assert list(to_review(colleague)) == [sent]


def test_whose_post_ended_writes_and_sends_nothing_more(mali):
    practice = make_practice("draft", author=mali)
    mali.posts.update(ended_on=ON)
    mali.forget_posts()
    for act in (
        partial(write_practice, told()),
        partial(edit_practice, practice, details=told()),
        partial(send_practice, practice),
    ):
        with pytest.raises(PermissionDenied):
            act(by=mali, on=ON)


def test_what_is_sent_is_not_mended_meanwhile(mali):
    practice = make_practice("sent", author=mali)
    with pytest.raises(PermissionDenied):
        edit_practice(practice, details=told(), by=mali, on=ON)


def test_a_practice_is_not_moved_to_a_place_where_one_does_not_work(mali):
    practice = make_practice("draft", author=mali)
    with pytest.raises(PermissionDenied):
        edit_practice(practice, details=told("860102"), by=mali, on=ON)


@pytest.mark.parametrize("role", list(NATURAL))
def test_what_is_published_is_read_by_all_and_a_draft_by_its_author(role):
    published, draft = make_practice(), make_practice("draft")
    sent = make_practice("sent")
    seen = set(practices_for(make_in_relation(role, "own")))
    reviews = role in (Role.PROVINCE_OFFICER, Role.DEPARTMENT_OFFICER)
    assert seen == ({published, sent} if reviews else {published})
    assert not practices_for(make_in_relation(role, "ended")).exists()
    assert set(practices_for(draft.author)) == {published, draft}


def test_the_office_of_another_province_reviews_nothing_here(mali):
    practice = make_practice("sent", author=mali)
    other = make_user(Role.PROVINCE_OFFICER, "85")
    assert not practices_for(other).filter(pk=practice.pk).exists()


# --- adopted ------------------------------------------------------------------------------------------


def test_a_practice_is_adopted_once_by_a_person_with_a_result_of_their_own(officer):
    practice = make_practice()
    with pytest.raises(DomainError, match="what it brought"):
        adopt_practice(practice, details=adoption(result=" "), by=officer, on=ON)
    tomorrow = adoption(adopted_on=ON + timedelta(days=1))
    with pytest.raises(DomainError, match="still to come"):
        adopt_practice(practice, details=tomorrow, by=officer, on=ON)
    adopt_practice(practice, details=adoption(), by=officer, on=ON)
    with pytest.raises(DomainError, match="already"):
        adopt_practice(practice, details=adoption(), by=officer, on=ON)
    assert [one.adopted for one in shown_to(officer, "all")] == [1]


@pytest.mark.parametrize("state", ["draft", "sent", "returned"])
def test_only_what_is_published_is_adopted(officer, state):
    with pytest.raises(PermissionDenied):
        adopt_practice(make_practice(state), details=adoption(), by=officer, on=ON)


# --- photos -------------------------------------------------------------------------------------------


def test_photos_stand_beside_a_draft_and_go_from_the_disk(mali, django_capture_on_commit_callbacks):
    practice = make_practice("draft", author=mali)
    kept = [
        add_practice_photo(practice, file=picture(), by=mali, on=ON) for _one in range(MOST_PHOTOS)
    ]
    with pytest.raises(DomainError, match="at most 6 photos"):
        add_practice_photo(practice, file=picture(), by=mali, on=ON)
    number = kept[0].pk
    assert photos.open_photo(number)
    with pytest.raises(PermissionDenied):
        remove_practice_photo(kept[0], by=make_user(Role.PROVINCE_OFFICER, "86"), on=ON)
    with django_capture_on_commit_callbacks(execute=True):
        remove_practice_photo(kept[0], by=mali, on=ON)
    with pytest.raises(photos.PhotoMissing):
        photos.open_photo(number)


# --- found --------------------------------------------------------------------------------------------


def found(user, **question):
    form = PracticeFilter(question)
    return {one.title for one in form.apply(shown_to(user, "all"))}


def test_practices_are_found_by_words_topic_and_place(officer):
    flood = make_topic("disaster", name_th="ภัยพิบัติ", number=2)
    make_practice(title="เวรน้ำท่วม", steps="ทำแผนที่ ๓ จุด", topic=flood)
    make_practice(title="ส่งข้าว", area="850101", steps="แบ่งเวรวัน")
    assert found(officer, q="น้ำท่วม") == {"เวรน้ำท่วม"}
    # Sara am in two parts, Thai digits, several words in any order.
    assert found(officer, q="3 แผนที่ น้ํา") == {"เวรน้ำท่วม"}
    assert found(officer, q="แผ่นดินไหว") == set()
    assert found(officer, topic="disaster") == {"เวรน้ำท่วม"}
    assert found(officer, area="85", area_code="85") == {"ส่งข้าว"}
    assert found(officer) == {"เวรน้ำท่วม", "ส่งข้าว"}


def test_what_was_mended_is_found_by_its_new_words(mali):
    practice = write_practice(told(), by=mali, on=ON)
    edit_practice(practice, details=replace(told(), title="ครัวกลาง"), by=mali, on=ON)
    practice.refresh_from_db()
    assert "ครัวกลาง" in practice.search_key
    assert "เวรส่งข้าว" not in practice.search_key


def test_one_who_holds_two_posts_tells_of_both_places(mali):
    make_post(mali, Role.TAMBON_LEAD, "860102")
    assert write_practice(told("860102"), by=mali, on=ON).area_id == "860102"


def test_adoptions_are_listed_beside_the_practice(client, officer):
    practice = make_practice()
    make_adoption(practice, result="ส่งข้าวได้ 9 บ้าน")
    client.force_login(officer)
    assert "ส่งข้าวได้ 9 บ้าน" in client.get(f"/learning/practices/{practice.pk}/").content.decode()
