from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.places.actions import choose_successor, confirm_villages, ensure_village
from asa.places.codes import Level, SuccessorBasis
from asa.places.errors import PlaceError
from asa.places.models import Area, AreaSuccessor
from asa.places.queries import without_successor
from asa.places.tests.factories import make_area, make_officer

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def verbs():
    return list(JournalEntry.objects.order_by("seq").values_list("verb", flat=True))


def make_abolished(code="860199", **fields):
    parent = make_area(code[:4])
    return Area.objects.create(
        code=code, level=Level.TAMBON, parent=parent, name_th="เดิม", ended_on=DAY, **fields
    )


def test_a_village_is_added_on_first_use_and_only_once():
    volunteer = make_officer("volunteer", "860101")
    tambon = make_area("860101")

    village = ensure_village(tambon, moo=4, by=volunteer, on=DAY)
    again = ensure_village(tambon, moo=4, by=volunteer, on=DAY)

    assert village == again
    assert (village.code, village.level, village.moo) == ("86010104", Level.VILLAGE, 4)
    assert (village.confirmed, village.parent) == (False, tambon)
    assert verbs() == ["village.added"]


@pytest.mark.parametrize("moo", [0, 100, -1])
def test_a_number_that_no_village_has_adds_nothing(moo):
    with pytest.raises(PlaceError):
        ensure_village(make_area("860101"), moo=moo, by=make_officer(), on=DAY)
    assert not Area.objects.filter(level=Level.VILLAGE).exists()


def test_a_village_lies_in_a_tambon_not_in_a_district():
    with pytest.raises(DomainError):
        ensure_village(make_area("8601"), moo=1, by=make_officer(), on=DAY)


def test_once_the_villages_are_confirmed_another_number_is_refused():
    officer, tambon = make_officer("province_officer", "86"), make_area("860101")
    ensure_village(tambon, moo=14, by=officer, on=DAY)

    confirmed = confirm_villages(tambon, moos=range(1, 13), by=officer, on=DAY)

    assert [village.moo for village in confirmed] == list(range(1, 13))
    assert Area.objects.get(pk="86010114").confirmed is False
    assert verbs() == ["village.added", "villages.confirmed"]
    with pytest.raises(PlaceError):
        ensure_village(tambon, moo=13, by=officer, on=DAY)


@pytest.mark.parametrize("moos", [[], [0], [1, 100]])
def test_a_list_of_villages_holds_numbers_from_1_to_99(moos):
    with pytest.raises(DomainError):
        confirm_villages(make_area("860101"), moos=moos, by=make_officer(), on=DAY)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "84"),
        ("volunteer", "860101"),
        ("tambon_lead", "860101"),
        ("finance", "86"),
    ],
)
def test_neighbours_and_volunteers_do_not_confirm_villages(role, area):
    with pytest.raises(PermissionDenied):
        confirm_villages(make_area("860101"), moos=[1], by=make_officer(role, area), on=DAY)
    assert not Area.objects.filter(level=Level.VILLAGE).exists()


def test_an_ended_post_confirms_nothing():
    officer = make_officer("province_officer", "86")
    for post in officer.posts.all():
        post.ended_on = date(2021, 1, 1)
        post.save()
    with pytest.raises(PermissionDenied):
        confirm_villages(make_area("860101"), moos=[1], by=officer, on=DAY)


def test_an_officer_says_what_took_the_place_of_an_abolished_area():
    gone, today = make_abolished(), make_area("860101")
    assert list(without_successor()) == [gone]

    chosen = choose_successor(gone, successor=today, by=make_officer(), on=DAY)

    assert (chosen.area, chosen.successor, chosen.basis) == (gone, today, SuccessorBasis.CHOSEN)
    assert not without_successor().exists()
    assert verbs() == ["area.succeeded"]


def test_only_an_abolished_area_has_a_successor():
    with pytest.raises(DomainError):
        choose_successor(
            make_area("860101"), successor=make_area("860102"), by=make_officer(), on=DAY
        )


def test_a_successor_is_of_the_same_level_and_in_force():
    gone, other = make_abolished(), make_abolished("860198")
    for wrong in (make_area("8601"), other):
        with pytest.raises(DomainError):
            choose_successor(gone, successor=wrong, by=make_officer(), on=DAY)
    assert not AreaSuccessor.objects.exists()


def test_what_the_source_says_is_not_chosen_anew():
    gone, today = make_abolished(), make_area("860101")
    AreaSuccessor.objects.create(area=gone, successor=today, basis=SuccessorBasis.NOTICE)
    with pytest.raises(DomainError):
        choose_successor(gone, successor=make_area("860102"), by=make_officer(), on=DAY)


@pytest.mark.parametrize(
    ("role", "area"), [("province_officer", "86"), ("department_officer", "84"), ("auditor", "TH")]
)
def test_nobody_else_chooses_successors(role, area):
    gone = make_abolished()
    with pytest.raises(PermissionDenied):
        choose_successor(gone, successor=make_area("860101"), by=make_officer(role, area), on=DAY)
