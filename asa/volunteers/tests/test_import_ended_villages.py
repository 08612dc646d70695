"""A list from before a notice means the villages as they are today; nobody comes into one that ended."""

from datetime import date

import pytest
from django.utils import translation

from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.places.actions import carry_out_change, confirm_villages, ensure_village
from asa.places.codes import Fault
from asa.places.errors import PlaceError
from asa.places.models import Area, AreaSuccessor
from asa.places.queries import Part, VillageNumbers, find_place
from asa.places.tests.factories import load_chumphon, make_change
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.tests.factories import make_cells, make_file

DAY = date(2026, 11, 22)
TAMBON = "860101"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()
    with translation.override("en"):
        yield


def bring_in(*rows):
    return import_volunteers(make_file(rows), by=system_user(), province="86", on=DAY)


def lives_in(moo, place=0):
    return make_cells(place, tambon="ท่าตะเภา", district="เมืองชุมพร", moo=moo)


def split(moos):
    """Villages of the tambon become those of a new one, by a notice of that day."""
    part = Part("860190", "ท่าใหม่", "Tha Mai", moos)
    change = make_change(TAMBON, kind="split", part=part, by=system_user(), on=DAY, in_force_on=DAY)
    carry_out_change(change, by=system_user(), on=DAY)


def test_the_same_list_after_a_split_leaves_everybody_where_the_notice_put_them():
    rows = [lives_in("2"), lives_in("3", place=1)]
    assert bring_in(*rows).created == 2
    split({2: 1})
    moved = Volunteer.objects.get(area="86019001")
    written = JournalEntry.objects.count()

    again = bring_in(*rows)

    assert (again.unchanged, again.updated, again.refused) == (2, 0, 0)
    (note,) = again.notes
    assert note.startswith("Village 2 of Tha Taphao")
    assert "Tha Mai" in note
    assert note.endswith("since 22 Nov 2026; it was taken so.")
    assert JournalEntry.objects.count() == written
    assert Volunteer.objects.get(area="86019001") == moved
    assert not Assignment.objects.filter(area="86010102", ended_on=None).exists()


def test_a_newcomer_of_a_village_that_moved_comes_into_what_it_is_today():
    ensure_village(Area.objects.get(pk=TAMBON), moo=2, by=system_user(), on=DAY)
    split({2: 1})
    assert bring_in(lives_in("หมู่ที่ 2 บ้านท่าเก่า")).created == 1
    assert Volunteer.objects.get().area_id == "86019001"
    assert Area.objects.get(pk="86019001").name_th == "บ้านท่าเก่า"
    assert Area.objects.get(pk="86010102").name_th == ""


@pytest.mark.parametrize("heirs", [[], ["86010103", "86010104"]])
def test_a_village_that_became_none_or_several_is_refused_with_what_it_became(heirs):
    tambon = Area.objects.get(pk=TAMBON)
    for moo in (2, 3, 4):
        ensure_village(tambon, moo=moo, by=system_user(), on=DAY)
    Area.objects.filter(pk="86010102").update(ended_on=DAY)
    for heir in heirs:
        AreaSuccessor.objects.create(area_id="86010102", successor_id=heir, basis="notice")

    report = bring_in(lives_in("2"))

    (problem,) = report.problems
    assert (report.created, report.refused, problem.heading) == (0, 1, "หมู่ที่")
    assert problem.reason == "Village 2 of sub-district Tha Taphao ended on 22 Nov 2026."
    assert ("Moo 3" in problem.remedy) == bool(heirs)


def test_on_a_page_the_number_of_a_village_that_moved_is_refused_and_says_where_it_is():
    tambon = Area.objects.get(pk=TAMBON)
    ensure_village(tambon, moo=2, by=system_user(), on=DAY)
    confirm_villages(tambon, moos=[2, 5], by=system_user(), on=DAY)
    split({2: 1})
    for ask in (
        lambda: ensure_village(tambon, moo=2, by=system_user(), on=DAY),
        lambda: find_place(tambon=TAMBON, moo="2"),
    ):
        with pytest.raises(PlaceError) as refused:
            ask()
        assert (refused.value.field, refused.value.kind) == ("moo", Fault.ABOLISHED)
        assert refused.value.codes == ["86019001"]
        assert "Tha Mai" in refused.value.remedy
    assert VillageNumbers(["86"]).village(TAMBON, "2") == "86019001"
