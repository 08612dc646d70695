import time

import pytest
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from asa.places.models import Area
from asa.places.names import place_key
from asa.places.queries import search_areas

pytestmark = pytest.mark.django_db


def codes(text, **how):
    return [area.code for area in search_areas(text, **how)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ชุมพร", "86"),
        ("จ.ชุมพร", "86"),
        ("เมืองชุมพร", "8601"),
        ("กทม", "10"),
        ("กรุงเทพฯ", "10"),
        ("กรุงเทพ", "10"),
        ("อยุธยา", "14"),
        ("ขุนกระทิง", "860113"),
        ("ต.ขุนกระทิง", "860113"),
        ("ตำบลขุนกระทิง อำเภอเมือง จังหวัดชุมพร", "860113"),
        ("ปากน้ำ หลังสวน", "860409"),
        ("ปากนํ้า หลังสวน", "860409"),
        ("ปากน้ำ เมือง ชุมพร", "860102"),
        ("ต.ปากน้ำ อ.เมือง จ.ชุมพร", "860102"),
        ("ต.ท่าวาสุกรี อ.เมือง อยุธยา", "140105"),
        ("เขตพระนคร", "1001"),
        ("แขวงบางนาเหนือ", "104702"),
        ("จ.ป.ร.", "850406"),
        ("ท่า แซะ", "8602"),
        ("Tha Sae", "8602"),
        ("khun krathing", "860113"),
        ("Pak Nam Lang Suan", "860409"),
        ("860113", "860113"),
        ("๘๖๐๑๑๓", "860113"),
        ("86", "86"),
    ],
)
def test_a_place_is_found_by_any_spelling(country, text, first):
    assert codes(text)[0] == first


def test_exact_names_come_before_beginnings_and_these_before_the_rest(country):
    keys = [area.name_key for area in search_areas("ท่าแซะ", limit=None)]
    assert keys[:2] == ["ท่าแซะ", "ท่าแซะ"]
    ranks = [area.rank for area in search_areas("ท่า", limit=None)]
    assert ranks == sorted(ranks)
    assert {0, 1, 2} >= set(ranks) >= {1, 2}


def test_a_postcode_finds_its_tambons(country):
    assert "860101" in codes("86000")
    assert all(code.startswith("86") for code in codes("86000"))


def test_search_stays_within_the_areas_and_the_level_asked(country):
    assert set(codes("ปากน้ำ", under="86")) == {"860102", "860409"}
    assert codes("ปากน้ำ", under=["8604"]) == ["860409"]
    assert codes("ปากน้ำ", under=[]) == []
    assert codes("ท่าแซะ", level="tambon") == ["860201"]
    assert codes("ปากน้ำ", under="8604", level="district") == []


def test_abolished_areas_are_not_offered(country):
    assert "104701" not in codes("บางนา", under="10", limit=None)


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "\x00", "'", "\\", "ไม่มีที่นี้แน่นอน"])
def test_words_that_mean_no_place_find_nothing_and_break_nothing(country, text):
    assert codes(text) == []


@settings(
    max_examples=60,
)
@given(data=st.data())
def test_search_finds_all_that_like_finds_on_the_keys(country, data):
    names = country_names()
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    piece = name[start : data.draw(st.integers(start + 1, len(name)))]
    key = place_key(piece)
    like = Q(name_key__contains=key) | Q(english_key__contains=key)
    expected = set(Area.objects.filter(like, ended_on=None).values_list("code", flat=True))
    if key and not key.isdigit():
        assert expected <= set(codes(piece, limit=None))


def country_names():
    return list(
        Area.objects.filter(ended_on=None).order_by("code").values_list("name_th", flat=True)
    )


def test_searching_takes_a_few_milliseconds(country):
    """Measured 6 ms for 8,442 areas; ten times that is surely a fault."""
    started = time.process_time()
    for _ in range(20):
        search_areas("ปาก")
    assert (time.process_time() - started) / 20 < 0.06
