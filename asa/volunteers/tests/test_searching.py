"""Search of the register: what LIKE finds, in the order of names, of one's own area alone."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from asa.common.models import AccessEntry
from asa.people.actions import system_user
from asa.people.models import Person
from asa.people.models.name_index import keep_name_index, why_search_is_slow
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers import searching
from asa.volunteers.queries import volunteers_for
from asa.volunteers.searching import Search, areas_seen
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = pytest.mark.django_db
LIST = "/volunteers/"
NAMES = (
    *(("สมชาย", "ใจดี"), ("สมหญิง", "ทองคำ"), ("น้ำผึ้ง", "อำไพ"), ("ฐิติพร", "ณ ระนอง")),
    *(("อำนาจ", "ศรีสุข"), ("แก้ว", "เกื้อกูล"), ("พรรณี", "ธรรมรักษ์"), ("สมชาย", "ณรงค์ฤทธิ์")),
    *(("ไก่", "ฎีกา"), ("Somchai", "O'Neil"), ("ก", "ข"), ("เก๋", "ปั้น_%")),
)


def found_by(user, words, **more):
    search = Search(user, words, areas_seen(user), **more)
    return search.among(volunteers_for(user))


def names_of(found):
    return [row.name for row in found.rows]


def by_like(part, areas=("",)):
    """What a scan of every name finds, in the order of the list."""
    volunteers = volunteers_for(system_user()).order_by("person__sort_key", "pk")
    return [
        one.pk
        for one in volunteers
        if part in one.person.name_key and one.area_id.startswith(tuple(areas))
    ]


@pytest.fixture(params=["near", "few", "many"])
def reading(request, monkeypatch):
    """Everything is few in a test; with the bounds at nothing all ways of a country are gone."""
    if request.param == "few":
        monkeypatch.setattr(searching, "NEIGHBOURS", 0)
    if request.param == "many":
        monkeypatch.setattr(searching, "NEIGHBOURS", 0)
        monkeypatch.setattr(searching, "FEW_NAMES", 0)
        monkeypatch.setattr(searching, "FEW_VOLUNTEERS", 0)
        monkeypatch.setattr(searching, "WINDOWS", (2, 5))
    return request.param


FRAGMENTS = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(name), st.integers(0, 20), st.integers(1, 6))
)


@settings(max_examples=60)
@given(asked=FRAGMENTS)
def test_every_fragment_of_one_to_six_letters_finds_what_a_scan_finds(reading, asked):
    Person.objects.filter(volunteer__isnull=True, user__isnull=True).delete()
    if not volunteers_for(system_user()).exists():
        for number, (given_name, family_name) in enumerate(NAMES):
            area = "86010104" if number % 2 else "85010101"
            make_volunteer(area, given_name=given_name, family_name=family_name)
    name, start, length = asked
    person = Person.objects.filter(given_name=name[0], family_name=name[1]).get()
    part = person.name_key[start : start + length].strip("|")
    if part and "|" not in part and not part.isspace():
        rows = found_by(system_user(), part).rows
        # A title at the beginning of the words, or figures, are read as such.
        if searching.asked_for(part).name == [part]:
            assert [row.pk for row in rows] == by_like(part)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("นํ้าผึ้ง", "น้ำผึ้ง อำไพ"),
        ("อําไพ", "น้ำผึ้ง อำไพ"),
        ("อำ", "น้ำผึ้ง อำไพ"),
        ("เเก้ว", "แก้ว เกื้อกูล"),
        ("นางสาวแก้ว", "แก้ว เกื้อกูล"),
        ("แก้ว เกื้อ", "แก้ว เกื้อกูล"),
        ("เกื้อ แก้ว", "แก้ว เกื้อกูล"),
        ("SOMCHAI", "Somchai O'Neil"),
        ("ปั้น_%", "เก๋ ปั้น_%"),
        ("ณ ระนอง", "ฐิติพร ณ ระนอง"),
    ],
)
def test_any_spelling_finds_the_name(reading, typed, name):
    for given_name, family_name in NAMES:
        make_volunteer(given_name=given_name, family_name=family_name)
    assert name in names_of(found_by(system_user(), typed))


@pytest.mark.parametrize(
    "typed", ["ๆๆๆ", "ฬ", "ฬฬ", "สมชายใ", "%", "_", "***", '"', "สม OR ใจ", "\0"]
)
def test_what_no_name_holds_finds_nobody_and_breaks_nothing(reading, typed):
    for given_name, family_name in NAMES[:9]:
        make_volunteer(given_name=given_name, family_name=family_name)
    assert found_by(system_user(), typed) == ([], None)


def test_the_first_come_by_name_and_more_follows_without_gap_or_repetition(reading):
    for number in range(12):
        make_volunteer(given_name="มะลิ", family_name=f"ทอง{'กขค'[number % 3]}")
    everyone = by_like("ทอง")
    seen, after = [], None
    while True:
        found = found_by(system_user(), "ทอง", after=after, rows=5)
        seen += [row.pk for row in found.rows]
        after = found.more
        if after is None:
            break
    assert seen == everyone
    assert len(seen) == 12


def test_only_ones_own_area_is_searched(reading):
    make_volunteer("86010104", given_name="สมชาย", family_name="ในหมู่บ้าน")
    make_volunteer("86010203", given_name="สมชาย", family_name="ตำบลข้างเคียง")
    make_volunteer("86020101", given_name="สมชาย", family_name="อำเภออื่น")
    make_volunteer("85010101", given_name="สมชาย", family_name="จังหวัดอื่น")
    for role, area, count in (
        *(
            ("department_officer", "TH", 4),
            ("province_officer", "86", 3),
            ("district_lead", "8601", 2),
        ),
        *(("tambon_lead", "860101", 1), ("volunteer", "86010104", 1), ("auditor", "TH", 0)),
    ):
        for words in ("ส", "สม", "สมชาย"):
            assert len(found_by(make_user(role, area), words).rows) == count, (role, words)
    ended = make_user("province_officer", "86", ended_on="2021-01-01")
    assert found_by(ended, "สม").rows == []


@pytest.mark.parametrize("typed", ["081 000 2345", "๐๘๑๐๐๐๒๓๔๕", "+66810002345"])
def test_a_telephone_number_finds_its_volunteer_whole_and_exactly(typed):
    make_volunteer(given_name="มะลิ", family_name="หนึ่ง", phone="+66810002345")
    make_volunteer(given_name="มะลิ", family_name="สอง", phone="+66810002346")
    assert names_of(found_by(system_user(), typed)) == ["มะลิ หนึ่ง"]
    assert found_by(system_user(), typed[:-1]).rows == []


def test_a_registration_number_finds_by_its_beginning_and_year():
    make_volunteer(
        given_name="ก", family_name="ก", registration_no="868600022", registration_year_be=2546
    )
    make_volunteer(
        given_name="ข", family_name="ข", registration_no="868600022", registration_year_be=2560
    )
    make_volunteer(given_name="ค", family_name="ค", registration_no="868699999")
    user = system_user()
    assert names_of(found_by(user, "8686")) == ["ก ก", "ข ข", "ค ค"]
    assert names_of(found_by(user, "868600022/2560")) == ["ข ข"]
    assert names_of(found_by(user, "86869")) == ["ค ค"]
    assert found_by(user, "68").rows == []


def test_who_reads_a_colleagues_name_alone_finds_nobody_by_a_number():
    mine = make_user("volunteer", "86010104")
    make_volunteer(
        given_name="มะลิ",
        citizen_id=CITIZEN_IDS[0],
        phone="+66810002345",
        registration_no="868600022",
    )
    assert len(found_by(mine, "มะลิ").rows) == 1
    for number in (CITIZEN_IDS[0], "0810002345", "868600022"):
        assert found_by(mine, number).rows == []


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def officer():
    return make_user("province_officer", "86")


@pytest.fixture
def browser(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_a_whole_citizen_id_is_written_down_whether_or_not_it_is_found(browser, officer):
    volunteer = make_volunteer(citizen_id=CITIZEN_IDS[0])
    for digits in CITIZEN_IDS[:2]:
        browser.post(LIST, {"q": digits}, follow=True)
    lines = AccessEntry.objects.filter(verb="volunteer.searched_by_citizen_id", actor_id=officer.pk)
    told = [(line.target_id, line.area, line.data) for line in lines.order_by("seq")]
    assert told == [(str(volunteer.pk), "86010104", {"found": 1}), ("86", "86", {"found": 0})]
    browser.post(LIST, {"q": CITIZEN_IDS[0][:12]}, follow=True)
    browser.post(LIST, {"q": "มะลิ"}, follow=True)
    assert lines.count() == 2


def test_the_words_stand_in_the_address_sealed_and_for_their_user_alone(browser, officer):
    make_volunteer(given_name="มะลิ")
    make_volunteer(given_name="กุหลาบ")
    sent = browser.post(LIST, {"q": "มะลิ", "state": "registered", "area": ""})
    address = sent.headers["Location"]
    assert sent.status_code == 302
    assert "state=registered" in address
    assert "words=" in address
    assert "area" not in address
    said = browser.get(address).text
    assert "มะลิ" in said
    assert "กุหลาบ" not in said
    other = Client()
    other.force_login(make_user("province_officer", "86"))
    for client, where in ((other, address), (browser, address + "x"), (browser, f"{LIST}?q=มะลิ")):
        said = client.get(where).text
        assert 'value="มะลิ"' not in said
        assert "กุหลาบ" in said


def test_htmx_gets_the_rows_at_once_and_the_address_to_show(browser):
    make_volunteer(given_name="มะลิ")
    answer = browser.post(LIST, {"q": "มะ"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Replace-Url"].startswith(f"{LIST}?words=")
    assert "<html" not in answer.text
    assert "อพม. 1 คน" in answer.text


def test_more_are_offered_and_the_export_takes_all_that_fit(browser, officer):
    for number in range(27):
        make_volunteer(given_name="มะลิ", family_name=f"ทอง{number:02d}")
    answer = browser.post(LIST, {"q": "ทอง"}, follow=True)
    assert len(answer.context["rows"]) == 25
    more = answer.context["more"]
    address = answer.redirect_chain[-1][0]
    rest = browser.get(f"{address}&after={more}")
    assert len(rest.context["rows"]) == 2
    assert browser.get(f"{address}&after=nonsense").status_code == 200
    export = browser.get(address.replace(LIST, f"{LIST}export/csv/"))
    assert len(export.content.decode("utf-8-sig").strip().splitlines()) == 28


def test_who_may_not_see_the_register_is_told_so_before_anything_is_asked():
    client = Client()
    client.force_login(make_user("finance", "86"))
    assert client.post(LIST, {"q": "มะลิ"}).status_code == 403
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("words", ["ก", "มะลิ"])
@pytest.mark.parametrize("count", [3, 60])
def test_a_search_costs_the_same_queries_however_many_there_are(
    browser, count, words, django_assert_max_num_queries
):
    for number in range(count):
        make_volunteer(given_name="มะลิ", family_name=f"กล้า{number}")
    sent = browser.post(LIST, {"q": words})
    browser.get(sent.headers["Location"])
    with django_assert_max_num_queries(9):
        browser.get(sent.headers["Location"])


# --- the index --------------------------------------------------------------------------------------


def test_the_index_follows_every_change_of_a_name():
    person = make_volunteer(given_name="มะลิวรรณ").person
    person.given_name = "กุหลาบแดง"
    person.save()
    holds = Person.objects.filter(name_key__holds="ะลิ")
    assert not holds.exists()
    assert Person.objects.filter(name_key__holds="หลาบ").exists()
    assert Person.objects.filter(name_key__seldom_holds="หล").exists()
    person.volunteer.assignments.all().delete()
    person.volunteer.delete()
    person.delete()
    assert not Person.objects.filter(name_key__holds="หลาบ").exists()


def test_an_index_that_is_missing_or_out_of_step_is_made_anew():
    make_volunteer(given_name="มะลิวรรณ")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER people_nameletters_insert")
            make_volunteer(given_name="กุหลาบแดง")
            assert not Person.objects.filter(name_key__holds="หลาบ").exists()
        else:
            # An index is made where nothing waits to be checked, as after a migration.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("DROP INDEX person_by_fragment")
            assert "pg_trgm" in why_search_is_slow()
    keep_name_index()
    assert Person.objects.filter(name_key__holds="หลาบ").exists() == (connection.vendor == "sqlite")
    assert Person.objects.filter(name_key__holds="ะลิว").exists()
    assert why_search_is_slow() == ""


# --- the command line -------------------------------------------------------------------------------


def test_the_command_line_finds_the_same_and_tells_it_as_json():
    here = make_volunteer(
        "86010104", given_name="มะลิ", family_name="ก", registration_no="868600022",
        registration_year_be=2546,
    )  # fmt: skip
    make_volunteer("85010101", given_name="มะลิ", family_name="ข")
    make_area("8602")
    told = StringIO()
    call_command("search", "ะลิ", "--area", "86", "--json", stdout=told)
    expected = {
        "id": str(here.pk),
        "name": "มะลิ ก",
        "registration_no": "868600022/2546",
        "area": "86010104",
    }
    assert json.loads(told.getvalue()) == [expected]
    told = StringIO()
    call_command("search", "มะลิ", "--area", "8602", "--json", stdout=told)
    assert json.loads(told.getvalue()) == []
    with pytest.raises(CommandError, match="8699"):
        call_command("search", "มะลิ", "--area", "8699")


def test_the_command_line_finds_all_or_says_that_there_are_more():
    for _number in range(27):
        make_volunteer("86010104", given_name="มะลิ")
    told, warned = StringIO(), StringIO()
    call_command("search", "ะลิ", "--area", "86", "--json", stdout=told, stderr=warned)
    assert len(json.loads(told.getvalue())) == 27
    assert warned.getvalue() == ""
    told = StringIO()
    call_command("search", "ะลิ", "--most", "2", "--json", stdout=told, stderr=warned)
    assert len(json.loads(told.getvalue())) == 2
    assert "--most" in warned.getvalue()


@pytest.mark.parametrize(
    "words", [["", "--json"], ["  "], ["มะลิ", "--most", "0"], ["ก", "--most=-5"]]
)
def test_a_search_for_nothing_or_for_nobody_is_refused(words):
    make_volunteer(given_name="มะลิ")
    with pytest.raises(CommandError) as refused:
        call_command("search", *words)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("signs", ["_", "'", '"', "%", "-", "!?"])
def test_signs_alone_are_part_of_no_name(signs):
    make_volunteer(given_name="มะลิ")
    told = StringIO()
    call_command("search", signs, "--json", stdout=told)
    assert json.loads(told.getvalue()) == []


def test_a_person_without_a_key_at_the_end_of_the_table_is_no_reason_to_make_the_index_anew(
    django_assert_max_num_queries,
):
    make_volunteer(given_name="มะลิ")
    last = make_volunteer().person
    Person.objects.filter(pk=last.pk).update(
        name_key=""
    )  # as of somebody who was made one with another
    with django_assert_max_num_queries(8):
        keep_name_index()
