import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.places.codes import Level
from asa.places.importers import load_places
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area, make_officer

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def officer(client):
    load_chumphon()
    user = make_officer("province_officer", "86")
    client.force_login(user)
    return user


def text_of(response):
    return " ".join(response.content.decode().split())


def make_abolished():
    return Area.objects.create(
        code="860199",
        level=Level.TAMBON,
        parent=make_area("8601"),
        name_th="เดิม",
        ended_on="2006-01-01",
    )


def test_the_country_shows_its_provinces_with_their_numbers(client, officer):
    page = text_of(client.get(reverse("places:country")))
    assert "จ.ชุมพร" in page
    assert '<td class="num">70</td>' in page


def test_an_area_shows_what_lies_in_it(client, officer):
    assert "อ.หลังสวน" in text_of(client.get(reverse("places:area", args=["86"])))
    assert "ต.ขุนกระทิง" in text_of(client.get(reverse("places:area", args=["8601"])))


def test_the_pages_name_source_release_and_licence_and_the_postcodes(client):
    load_places()
    client.force_login(make_officer())
    page = text_of(client.get(reverse("places:area", args=["8601"])))
    assert "CC BY 4.0" in page
    assert "86000" in page
    gone = text_of(client.get(reverse("places:area", args=["104701"])))
    assert "22 เม.ย. 2565" in gone
    assert "แขวงบางนาเหนือ" in gone
    heir = text_of(client.get(reverse("places:area", args=["104702"])))
    assert reverse("places:area", args=["104701"]) in heir


@pytest.mark.parametrize("code", ["99", "x", "8699", "86010199", "0"])
def test_an_area_that_is_not_there_is_not_found(client, officer, code):
    assert client.get(reverse("places:area", args=[code])).status_code == 404


def test_a_search_within_an_area_shows_only_what_lies_there(client, officer):
    page = text_of(client.get(reverse("places:area", args=["8604"]), {"q": "ปากน้ำ"}))
    assert "ต.ปากน้ำ อ.หลังสวน จ.ชุมพร" in page
    assert "ต.ปากน้ำ อ.เมืองชุมพร" not in page


def test_a_search_is_answered_to_htmx_with_the_rows_alone(client, officer):
    response = client.get(reverse("places:country"), {"q": "ปากน้ำ"}, headers=HTMX)
    assert text_of(response).startswith("<section")
    assert "HX-Request" in response.headers["Vary"]


def test_a_field_is_offered_choices_while_typing(client, officer):
    asked = {"for": "home", "home": "ปากน้ำ", "level": "tambon", "under": "86"}
    page = text_of(client.get(reverse("places:search"), asked, headers=HTMX))
    assert 'name="home_code" value="860102"' in page
    assert 'name="home_code" value="860409"' in page
    assert "<html" not in page


def test_without_script_the_search_is_a_page(client, officer):
    page = text_of(client.get(reverse("places:search"), {"q": "ปากน้ำ"}))
    assert "<html" in page
    assert "ต.ปากน้ำ อ.หลังสวน จ.ชุมพร" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "ปากน้ำ", "level": "nonsense"},
        {"q": "ปากน้ำ", "under": "x'"},
        {"q": "ก" * 200},
        {"q": ""},
        {"for": "home"},
        {"q": "ปากน้ำ", "under": "85"},
    ],
)
def test_a_search_that_makes_no_sense_finds_nothing(client, officer, asked):
    for headers in (HTMX, {}):
        response = client.get(reverse("places:search"), asked, headers=headers)
        assert response.status_code == 200
        assert "860102" not in text_of(response)


def test_the_search_costs_the_same_queries_for_one_place_or_many(client, officer):
    asked = []
    for text in ("ขุนกระทิง", "บ"):
        client.get(reverse("places:search"), {"q": text})  # names once read are remembered
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("places:search"), {"q": text})
        asked.append(len(queries))

    # Of these, three are the sign-in's and seven the menus' and their counts'.
    assert asked[0] == asked[1] <= 12


def test_an_officer_confirms_the_villages_of_a_tambon(client, officer):
    url = reverse("places:villages", args=["860113"])
    assert client.get(url).status_code == 200
    response = client.post(url, {"moos": "1-12"})
    assert response.headers["Location"] == reverse("places:area", args=["860113"])
    assert Area.objects.filter(parent="860113", confirmed=True).count() == 12


def test_what_was_typed_wrongly_stays_on_the_page_with_the_remedy(client, officer):
    response = client.post(reverse("places:villages", args=["860113"]), {"moos": "1 กับ 2"})
    assert "ใส่เป็นตัวเลขหรือช่วง เช่น 1-5, 7, 9" in text_of(response)
    assert 'value="1 กับ 2"' in text_of(response)
    assert not Area.objects.filter(level=Level.VILLAGE).exists()


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        ("province_officer", "86", 200),
        ("admin", "TH", 200),
        ("province_officer", "84", 403),
        ("volunteer", "860113", 403),
    ],
)
def test_villages_are_confirmed_by_officers_of_the_area(client, role, area, status):
    make_area("860113")
    client.force_login(make_officer(role, area))
    url = reverse("places:villages", args=["860113"])
    assert client.get(url).status_code == status
    answer = client.post(url, {"moos": "1"})
    assert answer.status_code == (302 if status == 200 else 403)
    assert Area.objects.filter(level=Level.VILLAGE).exists() == (status == 200)


def test_only_tambons_of_today_have_villages_to_confirm(client, officer):
    make_abolished()
    for code in ("8601", "860199", "86"):
        assert client.get(reverse("places:villages", args=[code])).status_code == 404


def test_a_department_officer_chooses_a_successor(client):
    load_chumphon()
    gone = make_abolished()
    client.force_login(make_officer("department_officer", "TH"))
    assert "เดิม" in text_of(client.get(reverse("places:abolished")))

    url = reverse("places:successor", args=[gone.code])
    assert client.get(url).status_code == 200
    several = client.post(url, {"successor": "ปากน้ำ"})
    assert "ต.ปากน้ำ อ.หลังสวน จ.ชุมพร" in text_of(several)
    done = client.post(url, {"successor": "ปากน้ำ", "successor_code": "860409"})

    assert done.status_code == 302
    assert [s.successor_id for s in gone.successors.all()] == ["860409"]


@pytest.mark.parametrize(("role", "area"), [("province_officer", "86"), ("volunteer", "860113")])
def test_others_do_not_choose_successors(client, role, area):
    make_area("860113")
    gone = make_abolished()
    client.force_login(make_officer(role, area))
    assert client.get(reverse("places:abolished")).status_code == 403
    url = reverse("places:successor", args=[gone.code])
    assert client.post(url, {"successor": "860113"}).status_code == 403
    assert not gone.successors.exists()


def test_an_area_in_force_has_no_page_to_choose_its_successor(client):
    make_area("860113")
    client.force_login(make_officer())
    assert client.get(reverse("places:successor", args=["860113"])).status_code == 404


def test_strangers_are_asked_to_sign_in(client):
    make_area("860113")
    for name, args in (
        ("country", []),
        ("search", []),
        ("abolished", []),
        ("area", ["86"]),
        ("villages", ["860113"]),
        ("successor", ["860113"]),
    ):
        assert client.get(reverse(f"places:{name}", args=args)).status_code == 302


def test_pages_speak_english_too(client, officer):
    client.cookies["asa_language"] = "en"
    page = text_of(
        client.get(
            reverse("places:area", args=["86"]),
        )
    )
    assert "Lang Suan" in page
