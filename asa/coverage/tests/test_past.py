"""Coverage and ages as they were on a day: each against a life told step by step."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from asa.common.thaidate import today
from asa.coverage.queries import as_at, coverage_of
from asa.coverage.tests.factories import make_rule, make_tambon, work_in
from asa.households.tests.factories import make_household
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.actions import carry_out_change, propose_change
from asa.places.codes import ChangeKind
from asa.places.models import Area
from asa.places.queries import Announced, Part
from asa.places.tests.factories import make_area
from asa.volunteers.models import VolunteerStep
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chumphon")]
TAMBON = "860101"
EARLY, MID, LATE = date(2021, 9, 30), date(2023, 9, 30), date(2025, 9, 30)
BORN = date(1960, 6, 1)


def step(volunteer, kind, before, after, on, **fields):
    return VolunteerStep.objects.create(
        volunteer=volunteer, kind=kind, from_state=before, to_state=after, on=on,
        by=system_user(), **fields,
    )  # fmt: skip


def counted(day, area=TAMBON):
    return as_at(area, day).total.volunteers


def test_nobody_is_there_before_being_registered():
    make_volunteer("86010101", registered_on=date(2022, 5, 2))
    assert [counted(day) for day in (EARLY, MID, LATE)] == [0, 1, 1]


def test_who_ended_since_was_there_and_who_ended_before_was_not():
    one = make_volunteer("86010101", state="ended", ended_on=date(2024, 3, 1))
    one.assignments.update(ended_on=date(2024, 3, 1))
    assert [counted(day) for day in (MID, LATE)] == [1, 0]


def test_a_suspension_counts_from_its_day_until_it_is_over():
    one = make_volunteer("86010101")
    step(one, "suspended", "registered", "suspended", date(2023, 1, 1))
    step(one, "reinstated", "suspended", "registered", date(2024, 1, 1))
    assert [counted(day) for day in (date(2022, 12, 31), MID, LATE)] == [1, 0, 1]


def test_a_step_that_was_taken_back_never_was():
    one = make_volunteer("86010101")
    wrong = step(one, "suspended", "registered", "suspended", date(2023, 1, 1))
    step(one, "taken_back", "suspended", "registered", date(2024, 1, 1), takes_back=wrong)
    assert counted(MID) == 1


def test_who_moved_is_counted_where_the_work_was_then():
    one = make_volunteer("86010101")
    one.assignments.update(ended_on=date(2024, 1, 1))
    work_in(one, "86010201", is_main=True, started_on=date(2024, 1, 1))
    one.area_id = "86010201"
    one.save()
    assert [counted(day) for day in (MID, LATE)] == [1, 0]
    assert [counted(day, "860102") for day in (MID, LATE)] == [0, 1]
    assert as_at(TAMBON, LATE).tambons_without == [TAMBON]


def test_a_second_area_of_work_covers_a_village_and_is_no_second_volunteer():
    one = make_volunteer("86010101")
    make_area("86010102")
    work_in(one, "86010102", started_on=date(2024, 1, 1))
    assert as_at(TAMBON, MID).villages_without == ["86010102"]
    found = as_at(TAMBON, LATE)
    assert (found.villages_without, found.total.volunteers) == ([], 1)


def test_ages_are_those_of_the_day():
    make_volunteer("86010101", birth_on=BORN, prefix="นาง", registered_on=date(2019, 1, 1))
    for day, code in ((date(2020, 5, 31), "50"), (date(2020, 6, 1), "60")):
        (band,) = [one for one in as_at(TAMBON, day).ages if one.total]
        assert (band.code, list(band.by_sex.values())) == (code, [1, 0, 0])


def test_households_and_their_ratio_are_of_the_day():
    make_volunteer("86010101")
    make_household("86010101", reference="a", surveyed_on=date(2022, 6, 1))
    make_household("86010101", reference="b", surveyed_on=date(2024, 6, 1))
    make_household("86010101", reference="c")
    assert [as_at(TAMBON, day).total.ratio for day in (MID, LATE)] == [1.0, 2.0]


def test_the_target_is_that_of_the_day():
    make_volunteer("86010101")
    make_rule(TAMBON, per_tambon=2, per_village=1, started_on=date(2025, 1, 1))
    assert [as_at(TAMBON, day).total.tambons_short for day in (MID, LATE)] == [0, 1]


def test_the_areas_are_those_of_the_day():
    make_volunteer("86010101")
    part, day = Part("860190", "ใหม่", "Mai", {1: 1}), date(2024, 1, 1)
    split = Announced(ChangeKind.SPLIT, [TAMBON], [part], day, "ราชกิจจานุเบกษา")
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    carry_out_change(propose_change(split, by=by, on=day), by=by, on=day)
    assert [counted(day) for day in (MID, LATE)] == [1, 0]
    assert counted(LATE, "860190") == 1
    assert "860190" not in [line.code for line in as_at("8601", MID).parts]


@pytest.mark.parametrize("area", ["TH", "86", "8601", TAMBON])
def test_today_as_at_is_today(area):
    make_tambon()
    make_rule()
    day = today()
    now, then = coverage_of(area, day).total, as_at(area, day).total
    names = ("tambons", "tambons_without", "tambons_short", "villages", "villages_without")
    for name in (*names, "villages_short", "volunteers", "working", "households", "ratio"):
        assert getattr(now, name) == getattr(then, name), name


def test_a_day_costs_the_same_queries_however_many_people(django_assert_num_queries):
    make_volunteer("86010101", birth_on=BORN)
    as_at("86", MID)
    with django_assert_num_queries(8):
        as_at("86", MID)
    for place in ("86010101", "86010102", "86010203"):
        make_volunteer(place, birth_on=BORN)
    as_at("86", MID)
    with django_assert_num_queries(8):
        as_at("86", MID)


# --- command and page --------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["30/9/2566", "2566"])
def test_the_command_tells_a_day_or_the_end_of_a_fiscal_year(capsys, asked):
    make_volunteer("86010101", birth_on=BORN, sex="female")
    call_command("coverage", "--area", TAMBON, "--as-at", asked, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["volunteers"], told["ages"]["60"]["female"]) == ("2023-09-30", 1, 1)
    assert "active" not in told
    assert told.keys() - {"as_of", "area", "definitions"} <= told["definitions"].keys()


@pytest.mark.parametrize("asked", ["31/2/2566", "2999", "เมื่อวาน", "0001", "9999", "²๕๖๖"])
def test_a_day_that_is_none_or_not_yet_is_refused(asked):
    with pytest.raises(CommandError) as refused:
        call_command("coverage", "--as-at", asked)
    assert refused.value.returncode == 2


def test_an_area_that_was_not_there_yet_is_refused():
    Area.objects.create(pk="860190", level="tambon", parent_id="8601", started_on=date(2024, 1, 1))
    with pytest.raises(CommandError):
        call_command("coverage", "--area", "860190", "--as-at", "2566")


def test_the_page_tells_a_day_with_its_definitions_and_opens_no_rows(client):
    make_volunteer("86010101", birth_on=BORN)
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    page = reverse("coverage:people")
    answer = client.get(page, {"area": "86", "day": "30/9/2566"})
    assert answer.context["total"].volunteers == 1
    assert "30 ก.ย. 2566" in answer.content.decode()
    assert "state=registered" not in answer.content.decode()
    assert "state=registered" in client.get(page, {"area": "86"}).content.decode()


@pytest.mark.parametrize("day", ["31/2/2566", "1/1/2999", ""])
def test_a_page_of_a_wrong_day_is_that_of_today(client, day):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    answer = client.get(reverse("coverage:people"), {"area": "86", "day": day})
    assert answer.status_code == 200
    assert "day" not in answer.context


# --- the page of coverage ------------------------------------------------------------------------

SHOW = reverse("coverage:show")


@pytest.mark.parametrize("area", ["TH", "86", "8601", TAMBON])
def test_the_page_of_coverage_tells_a_day_and_opens_no_rows(client, area):
    make_volunteer("86010101", registered_on=date(2022, 5, 2))
    make_area("86010102")
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    told = {}
    for typed, day in (("30/9/2564", EARLY), ("30/9/2566", MID)):
        answer = client.get(SHOW, {"area": area, "day": typed})
        expected = as_at(area, day)
        said = answer.content.decode()
        assert answer.context["total"] == expected.total
        parts = [(one.line.code, one.line.tally) for one in answer.context["parts"]]
        assert parts == [(line.code, line.tally) for line in expected.parts]
        assert "volunteers/?" not in said
        assert reverse("coverage:gaps") not in said
        told[typed] = answer.context["total"].volunteers
    assert told == {"30/9/2564": 0, "30/9/2566": 1}


def test_a_part_opens_its_own_page_of_that_day_while_it_is_there(client):
    make_volunteer("86010101")
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    Area.objects.filter(pk="860102").update(ended_on=date(2024, 1, 1))
    answer = client.get(SHOW, {"area": "86", "day": "30/9/2566"})
    lines = {one.line.code: one.url for one in answer.context["tambons"]}
    assert lines["860102"] == ""
    assert client.get(lines[TAMBON]).context["day"] == MID


def test_where_nobody_was_is_told_by_name(client):
    make_volunteer("86010101")
    make_area("86010102")
    client.force_login(make_user(Role.TAMBON_LEAD, TAMBON))
    answer = client.get(SHOW, {"area": TAMBON, "day": "30/9/2566"})
    (name,) = answer.context["bare"]
    assert "2" in name
    assert name in answer.content.decode()


@pytest.mark.parametrize("day", ["31/2/2566", "1/1/2999", ""])
def test_a_page_of_coverage_of_a_wrong_day_is_that_of_today(client, day):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    answer = client.get(SHOW, {"area": "86", "day": day})
    assert (answer.status_code, "day" in answer.context) == (200, False)


def test_another_area_of_a_past_day_answers_like_one_that_does_not_exist(client):
    client.force_login(make_user(Role.TAMBON_LEAD, TAMBON))
    for area in ("TH", "86", "860102"):
        assert client.get(SHOW, {"area": area, "day": "30/9/2566"}).status_code == 404, area
