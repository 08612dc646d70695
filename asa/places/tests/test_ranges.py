import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import (
    ancestors,
    any_of,
    areas_under,
    counts_below,
    covers,
    level_of,
    parent_code,
    within,
)
from asa.places.tests.factories import load_chumphon, make_area

CODES = st.sampled_from([2, 4, 6, 8]).flatmap(
    lambda size: st.text(alphabet="0123456789", min_size=size, max_size=size)
)


def codes_within(codes):
    return set(Area.objects.filter(within("code", codes)).values_list("code", flat=True))


@pytest.mark.django_db
def test_a_range_holds_an_area_and_all_below_it_and_nothing_else():
    for code in ("860101", "860201", "86010104", "850101", "840101"):
        make_area(code)
    assert codes_within(["8601"]) == {"8601", "860101", "86010104"}
    assert codes_within(["8601", "85"]) == {"8601", "860101", "86010104", "85", "8501", "850101"}
    assert codes_within(["TH"]) == codes_within(["86", "TH"]) == codes_within(["TH", "84"])
    assert "TH" in codes_within(["TH"])
    assert codes_within("86") == {"86", "8601", "860101", "86010104", "8602", "860201"}


@pytest.mark.django_db
def test_no_area_at_all_matches_nothing():
    make_area("860101")
    assert codes_within([]) == set()


@pytest.mark.django_db
def test_codes_that_end_in_nines_hold_neither_the_country_nor_what_lies_above():
    Area.objects.bulk_create(
        [
            Area(code=code, level=level)
            for code, level in (
                ("TH", Level.COUNTRY),
                ("86", Level.PROVINCE),
                ("87", Level.PROVINCE),
                ("8699", Level.DISTRICT),
                ("869999", Level.TAMBON),
                ("99", Level.PROVINCE),
                ("9999", Level.DISTRICT),
            )
        ]
    )
    assert codes_within(["8699"]) == {"8699", "869999"}
    assert codes_within(["99"]) == {"99", "9999"}
    assert codes_within(["9999"]) == {"9999"}


def test_what_is_no_code_is_a_fault_of_the_program():
    for wrong in ("", "8", "TH1", "86x", "๘๖", "860101011"):
        with pytest.raises(ValueError, match="is no code of a place"):
            within("code", [wrong])


def in_range(q, code):
    """Whether the condition holds for a code, as a database compares text."""
    if not q.children:
        return True
    return any(
        dict(part.children)["code__gte"] <= code < dict(part.children)["code__lt"]
        for part in ([q] if q.connector == "AND" else q.children)
    )


@given(st.lists(CODES, min_size=1, max_size=6), CODES)
def test_ranges_and_covers_always_agree(codes, area):
    assert in_range(within("code", codes), area) == covers(codes, area)


@given(CODES)
def test_an_area_lies_in_each_of_its_ancestors_and_none_of_them_in_it(code):
    for above in ancestors(code):
        assert covers([above], code)
        assert not covers([code], above)
    assert ancestors(code)[-1] == parent_code(code)


def test_the_country_covers_all_and_nothing_else_covers_the_country():
    assert covers(["TH"], "86")
    assert covers(["TH"], "TH")
    assert not covers(["86"], "TH")
    assert not covers([], "86")
    assert not covers([""], "86")
    assert (parent_code("TH"), ancestors("TH")) == (None, [])


def test_the_length_of_a_code_is_its_level():
    assert [level_of(c) for c in ("TH", "86", "8601", "860101", "86010104")] == list(Level)


@pytest.mark.django_db
def test_areas_under_an_area_are_those_of_today():
    load_chumphon()
    Area.objects.filter(code="8608").update(ended_on="2026-01-01")
    districts = areas_under("86", Level.DISTRICT)
    assert [d.code for d in districts] == [f"860{n}" for n in range(1, 8)]
    assert areas_under("TH", Level.PROVINCE).count() == 3
    assert counts_below("86")["8601"] == {"tambon": 17}
    assert counts_below("TH")["86"]["tambon"] == 70


@pytest.mark.django_db
def test_the_whole_country_stays_whole_beside_another_condition():
    make_area("860101")

    found = Area.objects.filter(within("code", ["TH"]) | Q(code="850101"))

    assert {"TH", "86", "8601", "860101"} <= {area.pk for area in found}


@pytest.mark.django_db
def test_any_of_several_questions_is_enough_and_none_finds_nothing():
    make_area("860101")
    provinces, tambons = Q(level=Level.PROVINCE), Q(level=Level.TAMBON)
    assert {area.pk for area in Area.objects.filter(any_of([provinces, tambons]))} == {
        "86",
        "860101",
    }
    assert not Area.objects.filter(any_of([])).exists()
    assert Area.objects.filter(any_of([]) | provinces).count() == 1
