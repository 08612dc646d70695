"""Areas are renamed, moved, split and merged with all that stands on them, and put back whole."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from asa.cases.models import Case
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.coverage.models import CoverageRule
from asa.households.models import Household, Visit
from asa.households.tests.factories import make_household, make_visit
from asa.people.models import Post
from asa.places import moving
from asa.places.actions import (
    carry_late,
    carry_out_change,
    confirm_villages,
    ensure_village,
    propose_change,
    undo_change,
    withdraw_change,
)
from asa.places.models import Area, AreaChange, AreaSuccessor, FormerName, Postcode
from asa.places.moving import standing_in
from asa.places.queries import Announced, Part, announced_in, changes_of_area
from asa.places.tests.factories import ANNOUNCED, make_area, make_change, make_officer
from asa.places.tests.ground import ON, hide, populate
from asa.tasks.models import Task
from asa.volunteers.models import Assignment, Centre, Office, Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def officer():
    make_area("8602")
    return make_officer()


def carried(*areas, by, **announced):
    return carry_out_change(make_change(*areas, by=by, on=ON, **announced), by=by, on=ON)


def everything():
    """All records that a change may touch, as they are."""
    found = {}
    for model, name in [
        *moving.movers(),
        (Office, "centre"),
        (Area, "ended_on"),
        (Area, "name_th"),
    ]:
        rows = model._base_manager.order_by("pk").values_list("pk", name)
        found[model._meta.label, name] = list(rows)
    found["successors"] = list(AreaSuccessor.objects.values_list("area_id", "successor_id"))
    found["postcodes"] = list(Postcode.objects.order_by("pk").values_list("area_id", "code"))
    return found


def sums(numbers):
    return {
        key: sum(by_area.values())
        for key, by_area in numbers.items()
        if key not in ("users", "phones")
    }


RENAMED = {"kind": "rename", "part": Part("860101", "ท่าใหม่", "Tha Mai")}
MOVED = {"kind": "move", "part": Part("860290")}
SPLIT = {"kind": "split", "part": Part("860190", "ท่าใหม่", "Tha Mai", moos={2: 1})}
SPLIT_WHOLE = {
    "kind": "split",
    "parts": [Part("860190", "ก", moos={1: 1}), Part("860191", "ข", moos={2: 2})],
    "rest": "860190",
}
MERGED = {"kind": "merge", "part": Part("860101")}
MERGED_NEW = {"kind": "merge", "part": Part("860190", "ท่าใหม่", "Tha Mai")}
EVERY_KIND = [
    pytest.param(["860101"], RENAMED, id="renamed"),
    pytest.param(["860101"], MOVED, id="moved"),
    pytest.param(["860101"], SPLIT, id="split"),
    pytest.param(["860101"], SPLIT_WHOLE, id="split whole"),
    pytest.param(["860101", "860102"], MERGED, id="merged into one of them"),
    pytest.param(["860101", "860102"], MERGED_NEW, id="merged into a new one"),
]


@pytest.mark.parametrize(("areas", "announced"), EVERY_KIND)
def test_totals_stay_the_same_and_the_undo_puts_everything_back(areas, announced, officer):
    for area in ("860101", "860102"):
        populate(area)
    hide("86010102")
    before = everything()

    change = carried(*areas, by=officer, **announced)

    assert everything() != before
    assert sums(change.before) == sums(change.after)
    assert sums(change.before)["households.household.area"] == 3 * len(areas)
    gone = Area.objects.filter(ended_on__isnull=False).values("code")
    assert not Household.objects.filter(area__in=gone).exists()
    assert not Volunteer.objects.filter(area__in=gone).exists()
    assert not Case.objects.filter(area__in=gone).exists()
    assert not Post.objects.filter(area__in=gone).exists()
    assert not Assignment.objects.filter(area__in=gone).exists()
    assert not Task.objects.filter(state="open", area__in=gone).exists()

    undo_change(change, reason="ประกาศถูกยกเลิก", by=officer, on=ON)

    assert everything() == before
    assert change.state == "undone"
    assert FormerName.objects.count() == 0


def test_a_renamed_area_keeps_its_code_and_its_old_name(officer):
    populate()
    before = Area.objects.get(pk="860101").name_th
    carried("860101", by=officer, **RENAMED)
    area = Area.objects.get(pk="860101")
    assert (area.name_th, area.name_en, area.ended_on) == ("ท่าใหม่", "Tha Mai", None)
    former = area.former_names.get()
    assert (former.name_th, former.ended_on) == (before, ANNOUNCED)


def test_a_moved_sub_district_goes_with_its_villages_under_new_codes(officer):
    lead = populate()
    Postcode.objects.create(area_id="860101", code="86000")
    carried("860101", by=officer, **MOVED)
    old, new = Area.objects.get(pk="860101"), Area.objects.get(pk="860290")
    assert (old.ended_on, new.started_on, new.parent_id) == (ANNOUNCED, ANNOUNCED, "8602")
    assert (new.name_th, new.name_en) == (old.name_th, old.name_en)
    successor = AreaSuccessor.objects.get(area="86010102")
    assert (successor.successor_id, successor.basis) == ("86029002", "notice")
    assert set(Household.objects.values_list("area_id", flat=True)) == {
        *("86029001", "86029002"),
        "860290",
    }
    lead.forget_posts()
    assert [post.area_id for post in lead.current_posts] == ["860290"]
    assert [postcode.code for postcode in new.postcodes.all()] == ["86000"]


def test_a_moved_village_takes_its_records_to_the_number_that_was_announced(officer):
    populate()
    make_area("860102")
    carried("86010102", kind="move", part=Part("86010207"), by=officer)
    village = Area.objects.get(pk="86010207")
    assert (village.moo, village.parent_id) == (7, "860102")
    assert Household.objects.filter(area="86010207").count() == 1
    assert Household.objects.filter(area="86010101").count() == 1


def test_a_split_takes_what_was_named_and_leaves_the_rest(officer):
    lead = populate()
    split = {**SPLIT, "part": Part("860190", "ท่าใหม่", "", {2: 1}, ["860101-x"])}
    carried("860101", by=officer, **split)
    places = dict(Household.objects.values_list("reference", "area_id"))
    assert places == {
        "86010101-0": "86010101", "86010102-0": "86019001", "860101-x": "860190"
    }  # fmt: skip
    assert Area.objects.get(pk="860101").ended_on is None
    lead.forget_posts()
    assert lead.current_posts[0].area_id == "860101"
    # A volunteer with a post for the whole sub-district goes where she lives.
    held = Post.objects.filter(role="volunteer").values_list(
        "area_id", "user__person__volunteer__area_id"
    )
    assert {lives: area for area, lives in held if lives} == {
        "86010101": "860101", "86019001": "860190"
    }  # fmt: skip


def test_cases_and_tasks_go_with_a_household_that_is_named_by_its_number(officer):
    populate()
    apart = Household.objects.get(reference="86010101-0")
    part = Part("860190", "ท่าใหม่", numbers=["86010101-0"])
    carried("860101", kind="split", part=part, by=officer)
    apart.refresh_from_db()
    assert apart.area_id == "860190"
    assert set(apart.cases.values_list("area_id", flat=True)) == {"860190"}
    assert apart.tasks.get(state="open").area == "860190"


def test_merged_villages_get_the_next_free_number_or_the_one_that_is_announced(officer):
    populate("860101", (1, 2))
    populate("860102", (2, 3, 4))
    carried("860101", "860102", by=officer, moos={"86010204": 9}, **MERGED)
    links = dict(AreaSuccessor.objects.values_list("area_id", "successor_id"))
    assert links == {
        "860102": "860101", "86010202": "86010103", "86010203": "86010104", "86010204": "86010109"
    }  # fmt: skip


def test_merged_areas_have_one_centre_with_the_offices_of_both(officer):
    for area in ("860101", "860102"):
        populate(area)
    carried("860101", "860102", by=officer, **MERGED)
    kept = Centre.objects.get(area="860101")
    assert kept.offices.count() == 2
    assert Centre.objects.get(area="860102").offices.count() == 0
    assert CoverageRule.objects.filter(area="860101").count() == 1


def test_what_is_over_tells_of_the_place_of_then(officer):
    populate()
    household = Household.objects.get(reference="86010101-0")
    make_visit(household)
    Assignment.objects.filter(area="86010102").update(ended_on=date(2026, 1, 1))
    lines = list(JournalEntry.objects.values_list("seq", "chain", "area", "mac"))
    carried("860101", by=officer, **MOVED)
    assert Visit.objects.get().area == "86010101"
    assert set(Task.objects.filter(state="done").values_list("area", flat=True)) == {
        "86010101", "86010102"
    }  # fmt: skip
    assert Assignment.objects.get(ended_on__isnull=False).area_id == "86010102"
    kept = JournalEntry.objects.filter(seq__lte=len(lines)).values_list(
        "seq", "chain", "area", "mac"
    )
    assert set(lines) <= set(kept)


def test_the_history_of_each_household_tells_that_it_went_along(officer):
    populate()
    household = Household.objects.get(reference="86010101-0")
    change = carried("860101", by=officer, **MOVED)
    line = JournalEntry.objects.get(verb="area.carried", target_id=str(household.pk))
    assert (line.area, line.data) == ("86029001", {"was": "86010101", "change": str(change.pk)})
    assert set(JournalEntry.objects.values_list("chain", flat=True)) == {"journal:86"}


def test_what_is_sealed_goes_along_and_is_not_counted(officer):
    populate()
    sealed = hide("86010101")
    change = make_change("860101", by=officer, on=ON, **MOVED)
    shown = standing_in(["860101"], ON).counted
    assert shown["households.household.area"] == {"860101": 3}
    assert shown["cases.case.area"] == {"860101": 2}
    assert shown["tasks.task.area"] == {"860101": 2}
    carry_out_change(change, by=officer, on=ON)
    sealed.refresh_from_db()
    assert sealed.area_id == "86029001"
    assert sealed.cases.get().area_id == "86029001"
    assert sealed.tasks.get().area == "86029001"
    assert change.before["households.household.area"]["860101"] == 3


def test_a_sealed_household_cannot_be_named_by_its_number(officer):
    populate()
    Household.objects.filter(reference="86010101-0").update(is_sealed=True)
    part = Part("860190", "ท่าใหม่", numbers=["86010101-0"])
    change = make_change("860101", kind="split", part=part, by=officer, on=ON)
    with pytest.raises(DomainError, match="86010101-0"):
        carry_out_change(change, by=officer, on=ON)


# --- who, and when


@pytest.mark.parametrize(
    "role", ["province_officer", "province_head", "admin", "auditor", "tambon_lead"]
)
def test_nobody_but_the_department_writes_down_or_carries_out(role, officer):
    area = {"admin": "TH", "auditor": "TH", "tambon_lead": "860101"}.get(role, "86")
    other = make_officer(role, area)
    change = make_change("860101", by=officer, **RENAMED)
    for act in (
        lambda: make_change("860101", by=other, **RENAMED),
        lambda: carry_out_change(change, by=other, on=ON),
        lambda: withdraw_change(change, by=other, on=ON),
        lambda: undo_change(change, reason="x", by=other, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_department_of_another_province_or_of_before_changes_nothing_here(officer):
    change = make_change("860101", by=officer, **RENAMED)
    elsewhere = make_officer(area="85")
    gone = make_officer()
    gone.posts.update(ended_on=ON)
    for other in (elsewhere, gone):
        with pytest.raises(PermissionDenied):
            carry_out_change(change, by=other, on=ON)


def test_a_change_is_carried_out_on_its_day_and_once(officer):
    early = make_change("860101", by=officer, in_force_on=ON + timedelta(days=1), **RENAMED)
    with pytest.raises(DomainError, match="in force from"):
        carry_out_change(early, by=officer, on=ON)
    assert AreaChange.objects.get(pk=early.pk).state == "proposed"
    carry_out_change(early, by=officer, on=ON + timedelta(days=1))
    with pytest.raises(DomainError, match="already"):
        carry_out_change(early, by=officer, on=ON + timedelta(days=1))


def test_what_was_taken_back_is_not_carried_out(officer):
    change = withdraw_change(make_change("860101", by=officer, **RENAMED), by=officer, on=ON)
    with pytest.raises(DomainError, match="already"):
        carry_out_change(change, by=officer, on=ON)


BAD = [
    (["860101"], {"kind": "move", "part": Part("850199")}, "one province"),
    (["860101", "850101"], {"kind": "merge", "part": Part("860101")}, "one province"),
    (["860101"], {"kind": "move", "part": Part("860102")}, "known already"),
    (["860101"], {"kind": "move", "part": Part("8601")}, "6 figures"),
    (["860101"], {"kind": "move", "part": Part("86019901")}, "6 figures"),
    (["860101"], {"kind": "move", "part": Part("869901")}, "no area in force"),
    (["860101"], {"kind": "rename", "part": Part("860101")}, "in Thai"),
    (["860101"], {"kind": "merge", "part": Part("860101")}, "Two areas"),
    (["860101"], {"kind": "split", "part": Part("860190", "ก", moos={8: 1})}, "no village 8"),
    (["860101"], {"kind": "split", "part": Part("860190")}, "in Thai"),
    (["8601"], {"kind": "rename", "part": Part("8601", "ก")}, "sub-districts, or villages"),
    (["860101", "86010101"], {"kind": "merge", "part": Part("860101")}, "not both together"),
    (
        ["860101"],
        {"kind": "split", "part": Part("860190", "ก", moos={1: 1}), "rest": "860190"},
        "at least two",
    ),
    (
        ["860101"],
        {
            "kind": "split",
            "parts": [Part("860190", "ก", moos={1: 1}), Part("860191", "ข")],
            "rest": "860190",
        },
        "these villages go: 2",
    ),
]


@pytest.mark.parametrize(("areas", "announced", "sentence"), BAD)
def test_what_cannot_be_is_said_in_a_sentence(areas, announced, sentence, officer):
    for code in ("86010101", "86010102", "860102", "850101"):
        make_area(code)
    with pytest.raises(DomainError, match=sentence):
        make_change(*areas, by=officer, **announced)


def test_an_abolished_area_is_not_changed_again(officer):
    populate()
    carried("860101", by=officer, **MOVED)
    with pytest.raises(DomainError, match="abolished"):
        make_change("860101", by=officer, **RENAMED)
    with pytest.raises(DomainError, match="abolished"):
        ensure_village(Area.objects.get(pk="860101"), moo=9, by=officer, on=ON)


# --- undone, and late


def test_it_is_not_undone_once_somebody_has_worked_on(officer):
    populate()
    change = carried("860101", by=officer, **MOVED)
    confirm_villages(Area.objects.get(pk="860290"), moos=[1, 2, 3], by=officer, on=ON)
    with pytest.raises(DomainError, match="worked on"):
        undo_change(change, reason="ผิด", by=officer, on=ON)
    assert AreaChange.objects.get(pk=change.pk).state == "done"


def test_it_is_not_undone_once_a_record_has_gone_elsewhere_or_come(officer):
    populate()
    change = carried("860101", by=officer, **MOVED)
    make_area("860102")
    moved = Household.objects.get(area="86029001")
    Household.objects.filter(pk=moved.pk).update(area="860102")
    with pytest.raises(DomainError):
        undo_change(change, reason="ผิด", by=officer, on=ON)
    Household.objects.filter(pk=moved.pk).update(area="86029001")
    come = Household.objects.create(area_id="860290")
    with pytest.raises(DomainError):
        undo_change(change, reason="ผิด", by=officer, on=ON)
    come.delete()
    undo_change(change, reason="ผิด", by=officer, on=ON)


def test_an_undo_says_why(officer):
    change = carried("860101", by=officer, **RENAMED)
    with pytest.raises(DomainError):
        undo_change(change, reason=" ", by=officer, on=ON)


def test_a_name_that_was_changed_again_is_taken_back_in_turn(officer):
    first = carried("860101", by=officer, **RENAMED)
    second = carried("860101", by=officer, kind="rename", part=Part("860101", "อีกชื่อ"))
    with pytest.raises(DomainError):
        undo_change(first, reason="ผิด", by=officer, on=ON)
    undo_change(second, reason="ผิด", by=officer, on=ON)
    undo_change(first, reason="ผิด", by=officer, on=ON)


def test_what_was_written_late_with_an_old_code_goes_along_at_night(officer):
    populate()
    carried("860101", by=officer, **MOVED)
    late = make_household("86010101")
    assert carry_late(by=officer, on=ON) == 1
    late.refresh_from_db()
    assert late.area_id == "86029001"
    assert carry_late(by=officer, on=ON) == 0


def test_a_changed_area_names_its_changes(officer):
    populate()
    change = carried("860101", by=officer, **MOVED)
    assert changes_of_area("860101") == changes_of_area("860290") == [change]
    assert changes_of_area("860102") == []


# --- nothing is forgotten, and it stays fast


def test_every_field_that_holds_an_area_goes_along_or_says_why_not():
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("asa.") or model._meta.app_label == "places":
            continue
        for field in model._meta.concrete_fields:
            is_text = field.get_internal_type() == "CharField"
            named = is_text and field.name.split("_")[-1] in (
                "area",
                "province",
                "tambon",
                "village",
            )
            if (field.related_model is Area or named) and not moving.is_known(model, field.name):
                missing.append(f"{model._meta.label}.{field.name}")
    assert missing == []


def queries_of(areas, each, officer):
    for area in areas:
        populate(area, each=each)
    part = Part(f"{areas[0][:4]}90", "ท่าใหม่")
    change = make_change(*areas, kind="merge", part=part, by=officer, on=ON)
    with CaptureQueriesContext(connection) as carrying:
        carry_out_change(change, by=officer, on=ON)
    with CaptureQueriesContext(connection) as back:
        undo_change(change, reason="ผิด", by=officer, on=ON)
    return len(carrying), len(back)


def test_more_records_take_no_more_questions(officer):
    few = queries_of(("860101", "860102"), 1, officer)
    many = queries_of(("860201", "860202"), 6, officer)
    assert many == few


def test_what_is_written_down_is_read_as_it_was(officer):
    announced = Announced(
        "split", ["860101"], [Part("860190", "ก", "A", {2: 1}, ["7"])], ANNOUNCED, "ประกาศ"
    )
    populate()
    change = propose_change(announced, by=officer, on=ON)
    assert announced_in(AreaChange.objects.get(pk=change.pk)) == announced
