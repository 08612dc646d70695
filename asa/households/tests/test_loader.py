from datetime import date

import pytest

from asa.households.loader import load_lists
from asa.households.models import PrivacyNotice
from asa.households.queries import notice_on
from asa.households.tests.factories import make_notice

pytestmark = pytest.mark.django_db


def test_the_notices_are_loaded_in_both_languages_and_again_without_a_change():
    assert load_lists() == load_lists() == PrivacyNotice.objects.count()
    notice = PrivacyNotice.objects.get(version="2569-1")
    assert "1300" in notice.text_th
    assert "1300" in notice.text_en
    assert notice_on(date(2026, 2, 14)) == notice


def test_what_was_read_out_to_people_stays_as_it_was():
    make_notice("2569-1")
    load_lists()
    kept = PrivacyNotice.objects.get(version="2569-1")
    assert kept.text_th == "เราเก็บข้อมูลเพื่อช่วยเหลือครอบครัวของท่าน"


def test_of_several_wordings_the_latest_in_force_is_read_out():
    old = make_notice("1", started_on=date(2025, 1, 1), ended_on=date(2026, 1, 1))
    new = make_notice("2", started_on=date(2026, 1, 1))
    assert notice_on(date(2025, 6, 1)) == old
    assert notice_on(date(2026, 1, 1)) == new
    assert notice_on(date(2020, 1, 1)) is None
