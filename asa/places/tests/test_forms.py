import pytest
from django.utils import translation

from asa.common.forms import AsaForm
from asa.places.codes import Level
from asa.places.forms import AreaField, VillagesForm
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = pytest.mark.django_db


class HomeForm(AsaForm):
    home = AreaField(label="พื้นที่", level=Level.TAMBON, under="86")
    other = AreaField(label="พื้นที่อื่น", required=False)


@pytest.fixture(autouse=True)
def thai():
    with translation.override("th"):
        load_chumphon()
        yield


def test_a_name_that_is_clear_gives_its_area():
    form = HomeForm({"home": "ต.ปากน้ำ อ.หลังสวน"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"home": Area.objects.get(pk="860409"), "other": None}


def test_an_exact_name_wins_over_longer_ones():
    form = HomeForm({"home": "สวี"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["home"].name_th == "สวี"


def test_a_name_of_two_places_comes_back_with_the_choice_and_keeps_what_was_typed():
    form = HomeForm({"home": "ปากน้ำ"})
    assert form.errors["home"] == ["มีหลายแห่งที่ใช้ชื่อนี้ โปรดเลือก 1 แห่ง"]
    page = " ".join(str(form["home"]).split())
    assert 'value="ปากน้ำ"' in page
    assert 'name="home_code" value="860102"' in page
    assert "ต.ปากน้ำ อ.หลังสวน จ.ชุมพร" in page


def test_the_chosen_place_is_taken():
    form = HomeForm({"home": "ปากน้ำ", "home_code": "860409"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["home"].pk == "860409"


def test_a_choice_that_no_longer_fits_the_text_is_not_taken():
    form = HomeForm({"home": "ขุนกระทิง", "home_code": "860409"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["home"].pk == "860113"
    form = HomeForm({"home": "ปากน้ำ", "home_code": "850101"})
    assert not form.is_valid()


@pytest.mark.parametrize("text", ["ท่าตะเพา", "850101", "บางริ้น"])
def test_a_place_elsewhere_or_nowhere_is_not_taken(text):
    form = HomeForm({"home": text})
    assert form.errors["home"] == ["ไม่พบพื้นที่ชื่อนี้ โปรดตรวจตัวสะกด หรือใส่ชื่ออำเภอเพิ่ม"]


def test_an_empty_field_asks_only_where_it_must():
    form = HomeForm({"home": ""})
    assert list(form.errors) == ["home"]


def test_a_form_shows_the_area_that_stands_there_first():
    area = make_area("860113")
    for initial in (area, "860113"):
        page = str(HomeForm(initial={"home": initial})["home"])
        assert 'value="ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร"' in page
        assert 'value="860113" checked' in page


def test_what_is_shown_first_is_taken_when_it_comes_back():
    sent = {"home": "ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร", "home_code": "860113"}
    form = HomeForm(sent, initial={"home": "860113"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["home"].pk == "860113"
    assert not form.has_changed()


def test_each_form_has_the_limits_of_its_own_user():
    one, other = HomeForm({"home": "ปากน้ำ"}), HomeForm({"home": "ปากน้ำ"})
    one.fields["home"].limit_to(["8604"])
    assert one.is_valid()
    assert not other.is_valid()
    assert 'under=8604"' in str(one["home"])
    assert 'under=86"' in str(other["home"])


def test_what_was_typed_is_escaped():
    page = str(HomeForm({"home": '"><script>'})["home"])
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("text", "moos"),
    [
        ("1-4", [1, 2, 3, 4]),
        ("1-3, 7, 9", [1, 2, 3, 7, 9]),
        ("๑ ถึง ๓", [1, 2, 3]),
        ("5", [5]),
        ("3,1,2,2", [1, 2, 3]),
    ],
)
def test_villages_are_written_as_numbers_and_ranges(text, moos):
    form = VillagesForm({"moos": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moos"] == moos


@pytest.mark.parametrize("text", ["", "หมู่", "0", "1-", "5-2", "100", "1.5"])
def test_what_is_no_list_of_villages_is_refused(text):
    assert not VillagesForm({"moos": text}).is_valid()
