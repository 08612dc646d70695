"""Old codes and names lead to what there is today, and the tree of a day is still there."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from asa.places.actions import carry_out_change, undo_change
from asa.places.importers.areas import area_row, write_areas
from asa.places.models import Area
from asa.places.queries import (
    Part,
    areas_on,
    counts_below,
    forget_names,
    names_on,
    search_areas,
    shown_place,
    successors_of,
)
from asa.places.tests.factories import (
    ANNOUNCED,
    load_chumphon,
    make_area,
    make_change,
    make_officer,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
BEFORE = ANNOUNCED - timedelta(days=1)


@pytest.fixture
def officer():
    load_chumphon()
    yield make_officer()
    forget_names()


def carried(*areas, by, **announced):
    return carry_out_change(make_change(*areas, by=by, on=ON, **announced), by=by, on=ON)


def codes(text, **how):
    return [area.code for area in search_areas(text, **how)]


def test_an_old_code_finds_its_successor(officer):
    make_area("86010302")
    carried("860103", kind="move", part=Part("860290"), by=officer)
    assert codes("860103") == ["860290"]
    assert codes("86010302") == ["86029002"]
    assert search_areas("860103")[0].is_of_before


def test_an_old_name_finds_who_bears_another_one_now(officer):
    old = Area.objects.get(pk="860103")
    carried("860103", kind="rename", part=Part("860103", "ท่าใหม่เอี่ยม", "Tha Mai Iam"), by=officer)
    assert "860103" in codes(old.name_th)
    assert "860103" in codes(f"ต.{old.name_th}", level="tambon")
    assert "860103" in codes(old.name_en)
    assert "860103" not in codes(f"อ.{old.name_th}")
    assert codes("ท่าใหม่เอี่ยม") == ["860103"]


def test_the_parts_of_a_split_and_the_heir_of_a_merger_are_found(officer):
    for village in ("86010301", "86010302"):
        make_area(village)
    parts = [Part("860190", "ก", moos={1: 1}), Part("860191", "ข", moos={2: 1})]
    carried("860103", kind="split", parts=parts, rest="860190", by=officer)
    assert codes("860103") == ["860190", "860191"]
    carried("860104", "860105", kind="merge", part=Part("860104"), by=officer)
    assert codes("860105") == ["860104"]


def test_the_way_goes_on_over_several_changes(officer):
    carried("860103", kind="move", part=Part("860290"), by=officer)
    carried("860290", kind="move", part=Part("860390"), by=officer)
    assert codes("860103") == ["860390"]
    assert successors_of(["860103"]) == {"860390"}


def test_what_lies_outside_the_asked_areas_is_not_found_by_its_old_code(officer):
    carried("860103", kind="move", part=Part("860290"), by=officer)
    assert codes("860103", under="8601") == []
    assert codes("860103", under="8602") == ["860290"]


def test_the_tree_of_a_day_has_the_areas_and_the_names_of_that_day(officer):
    old = Area.objects.get(pk="860103")
    carried("860104", kind="rename", part=Part("860104", "ชื่อใหม่"), by=officer)
    change = carried("860103", kind="move", part=Part("860290"), by=officer)
    district, other = (Area.objects.filter(parent=code) for code in ("8601", "8602"))
    assert "860103" in areas_on(district, BEFORE).values_list("code", flat=True)
    assert "860103" not in areas_on(district, ANNOUNCED).values_list("code", flat=True)
    assert "860290" not in areas_on(other, BEFORE).values_list("code", flat=True)
    assert "860290" in areas_on(other, ANNOUNCED).values_list("code", flat=True)
    assert names_on(["860103", "860104"], BEFORE)["860104"][0] != "ชื่อใหม่"
    assert names_on(["860103", "860104"], ANNOUNCED) == {}
    counts = [counts_below("86", day)["8601"]["tambon"] for day in (BEFORE, ANNOUNCED)]
    assert counts[0] == counts[1] + 1
    undo_change(change, reason="ผิด", by=officer, on=ON)
    assert old.code in areas_on(district, ANNOUNCED).values_list("code", flat=True)


def test_of_several_names_that_of_the_day_is_told(officer):
    for name, day in (("สอง", ANNOUNCED), ("สาม", ON)):
        part = Part("860104", name)
        carried("860104", kind="rename", part=part, in_force_on=day, by=officer)
    assert names_on(["860104"], ANNOUNCED)["860104"][0] == "สอง"
    assert names_on(["860104"], BEFORE)["860104"][0] not in ("สอง", "สาม")


def test_a_new_name_is_on_the_pages_at_once(officer, django_capture_on_commit_callbacks):
    with translation.override("th"):
        assert "ท่าใหม่เอี่ยม" not in shown_place("860103")
        with django_capture_on_commit_callbacks(execute=True):
            carried("860103", kind="rename", part=Part("860103", "ท่าใหม่เอี่ยม"), by=officer)
        assert "ต.ท่าใหม่เอี่ยม" in shown_place("860103")


def test_a_new_release_of_the_areas_leaves_a_change_of_the_department_as_it_is(officer):
    carried("860103", kind="move", part=Part("860290"), by=officer)
    carried("860104", kind="rename", part=Part("860104", "ชื่อใหม่"), by=officer)
    write_areas([area_row("860103", "ท่ายาง", ""), area_row("860104", "บางหมาก", "")])
    assert Area.objects.get(pk="860103").ended_on == ANNOUNCED
    assert Area.objects.get(pk="860104").name_th == "ชื่อใหม่"
