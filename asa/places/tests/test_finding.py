from collections import Counter

import pytest
from django.utils import translation

from asa.places.codes import Fault, Level
from asa.places.errors import PlaceError
from asa.places.models import Area
from asa.places.queries import PlaceIndex, VillageNumbers, check_moo, find_place
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thai():
    with translation.override("th"):
        yield


def fault_of(index, *words):
    with pytest.raises(PlaceError) as caught:
        index.find(*words)
    return caught.value


@pytest.mark.parametrize(
    "words",
    [
        ("ชุมพร", "เมือง", "ท่าตะเภา"),
        ("จ.ชุมพร", "อ.เมือง", "ต.ท่าตะเภา"),
        ("จังหวัดชุมพร", "อำเภอเมืองชุมพร", "ตำบลท่าตะเภา "),
        ("ชุมพร", "เมือง ", " ท่าตะเภา"),
        ("86", "8601", "860101"),
        ("86.0", "", "86010100"),
        ("Chumphon", "Mueang Chumphon", "Tha Taphao"),
        ("", "เมืองชุมพร", "ท่าตะเภา"),
        ("", "", "ท่าตะเภา"),
        ("ชุมพร", "", "ท่าตะเภา"),
    ],
)
@pytest.mark.parametrize("province", [None, "86"])
def test_the_words_of_a_row_name_one_tambon(words, province):
    load_chumphon()
    assert PlaceIndex.load(province).find(*words) == "860101"


def test_without_a_tambon_the_district_or_the_province_is_found():
    load_chumphon()
    index = PlaceIndex.load()
    assert index.find("ชุมพร", "หลังสวน") == "8604"
    assert index.find("ชุมพร") == "86"


def test_a_tambon_of_two_districts_never_matches_silently():
    load_chumphon()
    fault = fault_of(PlaceIndex.load("86"), "ชุมพร", "", "ปากน้ำ")
    assert (fault.field, fault.kind, fault.codes) == (
        "tambon",
        Fault.AMBIGUOUS,
        ["860102", "860409"],
    )
    assert fault.reason == ("มีปากน้ำ 2 แห่ง คือ ต.ปากน้ำ อ.เมืองชุมพร จ.ชุมพร, ต.ปากน้ำ อ.หลังสวน จ.ชุมพร")
    assert fault.remedy == "โปรดใส่ชื่ออำเภอ"
    assert PlaceIndex.load("86").find("ชุมพร", "หลังสวน", "ปากน้ำ") == "860409"


def test_no_repeated_name_of_the_country_matches_alone(country):
    rows = Area.objects.filter(level=Level.TAMBON, ended_on=None).values_list("name_th", flat=True)
    repeated = [name for name, count in Counter(rows).items() if count > 1]
    assert len(repeated) == 795
    index = PlaceIndex.load()
    for name in repeated:
        assert fault_of(index, "", "", name).kind == Fault.AMBIGUOUS


def test_every_tambon_is_found_by_its_full_names_in_both_languages(country):
    index = PlaceIndex.load()
    areas = {a.code: a for a in Area.objects.filter(ended_on=None)}
    lost = [
        code
        for code, area in areas.items()
        if area.level == Level.TAMBON
        and index.find(areas[code[:2]].name_th, areas[code[:4]].name_th, area.name_th) != code
    ]
    assert lost == []


def test_the_town_of_each_province_is_just_mueang(country):
    index = PlaceIndex.load()
    provinces = Area.objects.filter(level=Level.PROVINCE).exclude(code="10")
    found = [index.find(province.name_th, "อ.เมือง") for province in provinces]
    assert found == [f"{province.code}01" for province in provinces]
    fault = fault_of(index, "", "เมือง", "")
    assert (fault.field, fault.kind) == ("district", Fault.AMBIGUOUS)


def test_a_tambon_of_another_district_is_named_with_its_own():
    load_chumphon()
    fault = fault_of(PlaceIndex.load("86"), "ชุมพร", "หลังสวน", "ท่าตะเภา")
    assert (fault.field, fault.kind, fault.codes) == (
        "tambon",
        Fault.IN_OTHER_DISTRICT,
        ["860101"],
    )
    assert "แต่อยู่ใน ต.ท่าตะเภา อ.เมืองชุมพร จ.ชุมพร" in fault.reason


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("ชุมพร", "เมือง", "ท่าตะเพา"), "tambon"),
        (("ชุมพร", "เมืองชุมพล", "ท่าตะเภา"), "district"),
        (("ชุมพล", "เมือง", "ท่าตะเภา"), "province"),
        (("ชุมพร", "เมือง", "869999"), "tambon"),
        (("", "", ""), "tambon"),
    ],
)
def test_words_that_name_no_place_are_refused_where_they_stand(words, field):
    load_chumphon()
    fault = fault_of(PlaceIndex.load(), *words)
    assert (fault.field, fault.kind) == (field, Fault.UNKNOWN)
    assert fault.reason
    assert fault.remedy


@pytest.mark.parametrize("province", ["ระนอง", "จ.ระนอง", "สุราษฎร์ธานี", "85"])
def test_a_row_of_another_province_is_refused_by_an_import_of_one(province):
    load_chumphon()
    fault = fault_of(PlaceIndex.load("86"), province, "เมือง", "ท่าตะเภา")
    assert (fault.field, fault.kind) == ("province", Fault.NOT_IN_PROVINCE)


def test_a_district_of_another_province_is_said_to_be_there(country):
    fault = fault_of(PlaceIndex.load(), "ชุมพร", "บางสะพาน", "")
    assert (fault.field, fault.kind, fault.codes) == (
        "district",
        Fault.NOT_IN_PROVINCE,
        ["7704"],
    )


def test_an_abolished_place_says_what_it_is_today(country):
    fault = fault_of(PlaceIndex.load(), "กทม.", "บางนา", "แขวงบางนา")
    assert (fault.field, fault.kind, fault.codes) == (
        "tambon",
        Fault.ABOLISHED,
        ["104702", "104703"],
    )
    assert fault.reason == "บางนา ยกเลิกแล้วเมื่อ 22 เม.ย. 2565"
    assert "แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร" in fault.remedy
    by_code = fault_of(PlaceIndex.load(), "", "", "104701")
    assert by_code.codes == fault.codes


def test_a_place_is_found_with_its_village_where_that_is_known():
    make_area("86010104")
    words = {"province": "ชุมพร", "district": "เมือง", "tambon": "ท่าตะเภา"}
    assert find_place(**words).code == "860101"
    assert find_place(**words, moo="หมู่ 4").code == "86010104"
    fault = None
    with pytest.raises(PlaceError) as caught:
        find_place(**words, moo="14")
    fault = caught.value
    assert (fault.field, fault.kind) == ("moo", Fault.NO_SUCH_VILLAGE)
    assert find_place(province="ชุมพร").code == "86"


def test_a_village_number_is_wrong_only_where_the_villages_are_confirmed():
    tambon = make_area("860101")
    assert check_moo(tambon, "ม.14") == 14
    for moo in range(1, 13):
        make_area(f"860101{moo:02d}")
    assert check_moo(tambon, 12) == 12
    with pytest.raises(PlaceError) as caught:
        check_moo(tambon, 14)
    assert str(caught.value) == "ตำบลท่าตะเภา ไม่มีหมู่ที่ 14 ใส่เลข 1 ถึง 12"


def test_an_unconfirmed_village_confirms_nothing():
    make_area("86010104")
    Area.objects.filter(pk="86010104").update(confirmed=False)
    numbers = VillageNumbers(["86"])
    assert numbers.check("860101", "9") == 9
    with pytest.raises(PlaceError):
        numbers.check("860101", "บ้านใหม่")


def test_an_index_reads_the_areas_in_one_query(django_assert_num_queries):
    load_chumphon()
    with django_assert_num_queries(1):
        index = PlaceIndex.load("86")
        for _ in range(100):
            index.find("ชุมพร", "เมือง", "ท่าตะเภา")
