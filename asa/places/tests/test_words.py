import pytest
from django.utils import translation

from asa.places.queries import forget_names, name_of, shown_place, shown_places
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thai():
    with translation.override("th"):
        yield


def test_a_place_is_said_from_the_smallest_to_the_largest():
    village = make_area("86011304")
    assert shown_place(village) == "หมู่ที่ 4 ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร"
    assert shown_place("86011304", "district") == "หมู่ที่ 4 ต.ขุนกระทิง อ.เมืองชุมพร"
    assert shown_place("86011304", "tambon") == "หมู่ที่ 4 ต.ขุนกระทิง"
    assert shown_place("86011304", tight=True) == "ม.4 ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร"
    assert shown_place("86") == "จ.ชุมพร"
    assert shown_place("TH") == "ประเทศไทย"


def test_bangkok_has_its_own_words():
    assert shown_place(make_area("104702")) == "แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร"


def test_an_english_page_says_it_in_english():
    make_area("86011304")
    with translation.override("en"):
        assert shown_place("86011304") == "Moo 4, Khun Krathing, Mueang Chumphon, Chumphon"


def test_many_places_cost_one_query_and_then_none(django_assert_num_queries):
    load_chumphon()
    forget_names()
    codes = [f"8601{n:02d}" for n in range(1, 18)]
    with django_assert_num_queries(1):
        places = shown_places(codes)
    with django_assert_num_queries(0):
        assert shown_places(codes) == places
    assert places["860101"] == "ต.ท่าตะเภา อ.เมืองชุมพร จ.ชุมพร"


def test_a_code_without_an_area_is_shown_as_it_is():
    assert name_of("999999") == "999999"
