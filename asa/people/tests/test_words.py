"""What a post is called in the top bar, in Thai and in English."""

import pytest
from django.utils import translation

from asa.people.tests.factories import make_post, make_user
from asa.people.tests.test_posts import region

pytestmark = pytest.mark.django_db

IN_THAI = [
    ("province_officer", "86", "เจ้าหน้าที่ สนง.พมจ.ชุมพร"),
    ("province_head", "86", "พมจ.ชุมพร"),
    ("social_worker", "86", "นักสังคมสงเคราะห์ สนง.พมจ.ชุมพร"),
    ("finance", "86", "เจ้าหน้าที่การเงินและบัญชี สนง.พมจ.ชุมพร"),
    ("volunteer", "86011304", "อพม. หมู่ 4 ต.ขุนกระทิง"),
    ("volunteer", "860113", "อพม. ต.ขุนกระทิง"),
    ("tambon_lead", "860113", "ประธาน อพม. ตำบลขุนกระทิง"),
    ("district_lead", "8601", "ประธาน อพม. อำเภอเมืองชุมพร"),
    ("department_officer", "TH", "เจ้าหน้าที่กรมพัฒนาสังคมและสวัสดิการ"),
    ("admin", "TH", "ผู้ดูแลระบบ"),
    ("auditor", "86", "ผู้ตรวจสอบ จ.ชุมพร"),
]


@pytest.mark.parametrize(("role", "area", "words"), IN_THAI)
def test_posts_are_named_as_the_office_names_them(role, area, words):
    assert make_user(role, area).shown_post == words


@pytest.mark.parametrize(
    ("role", "area", "words"),
    [
        ("province_officer", "86", "Officer of the provincial office of Chumphon"),
        ("volunteer", "86011304", "Volunteer of Moo 4, Khun Krathing"),
        ("tambon_lead", "860113", "Lead volunteer of Khun Krathing sub-district"),
    ],
)
def test_posts_are_named_in_english(role, area, words):
    user = make_user(role, area)
    with translation.override("en"):
        assert user.shown_post == words


def test_a_region_is_named_with_its_officer():
    user = make_user("department_officer", "TH", region=region("86"))
    assert user.shown_post.endswith("ภาคใต้")


def test_of_several_posts_the_widest_is_shown_and_without_one_nothing():
    user = make_user("volunteer", "86011304")
    make_post(user, "tambon_lead", "860113")
    assert user.shown_post == "ประธาน อพม. ตำบลขุนกระทิง"
    assert make_user().shown_post == ""
