from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from asa.households.codes import Dimension, DimensionLevel, VisitKind
from asa.households.forms import MemberForm, PlaceForm, RoundForm
from asa.households.queries import _by_number

TYPED = st.text(max_size=60)


@given(st.dictionaries(st.sampled_from(sorted(PlaceForm.base_fields)), TYPED))
def test_whatever_is_typed_about_a_place_is_taken_or_answered_with_a_sentence(typed):
    form = PlaceForm(typed)
    if form.is_valid():
        place = form.place()
        assert place.house_code == "" or len(place.house_code) == 11
        assert place.postcode == "" or len(place.postcode) == 5
    else:
        assert all(str(sentence) for faults in form.errors.values() for sentence in faults)


@given(st.dictionaries(st.sampled_from(sorted(MemberForm.base_fields)), TYPED))
def test_whatever_is_typed_about_a_person_is_taken_with_an_id_or_a_reason(typed):
    form = MemberForm(typed)
    if form.is_valid():
        details = form.details()
        assert details.given_name
        assert bool(details.citizen_id) != bool(details.no_id_reason)


@given(
    st.dictionaries(
        st.sampled_from([f"{part}_{d}" for part in ("level", "reason") for d in Dimension]),
        st.sampled_from(["1", "2", "3", "4", "0", "", "ป่วย", " "]),
    )
)
def test_a_look_is_taken_only_with_five_levels_and_a_reason_below_fair(typed):
    sent = {"visited_on": "14/2/2569", "kind": "home_visit", "method": "visit", **typed}
    form = RoundForm(sent, MultiValueDict(), kinds=[VisitKind.HOME_VISIT])
    if form.is_valid():
        found = form.levels()
        assert set(found) == set(Dimension)
        for level, reason in found.values():
            assert level in DimensionLevel.values
            assert reason or level >= DimensionLevel.FAIR


@given(st.lists(st.integers(min_value=1, max_value=9999)), st.lists(TYPED))
def test_houses_stand_in_the_order_of_their_numbers_whatever_else_is_written(numbers, typed):
    houses = sorted([*map(str, numbers), *typed], key=_by_number)
    plain = [house for house in houses if house.isascii() and house.isdigit()]
    assert [int(house) for house in plain] == sorted(int(house) for house in plain)
