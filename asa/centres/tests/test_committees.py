from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.centres.actions import Seat, elect_committee, end_office, fill_seat, write_term
from asa.centres.models import CommitteeTerm, TermLength
from asa.centres.queries import (
    centre_rows,
    centres_for,
    committee_of,
    shown_as_asked,
    years_of_term,
)
from asa.centres.tests.factories import make_centre, make_committee
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.actions import end_volunteer
from asa.volunteers.codes import EndReason, Position
from asa.volunteers.models import Centre
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
R, P = Role, Position
ON = date(2026, 10, 1)


@pytest.fixture
def officer():
    return make_user(R.PROVINCE_OFFICER, "86")


def seats(*positions, area="86010104"):
    return [Seat(position, make_volunteer(area)) for position in positions]


def held(centre):
    return [(o.position, o.volunteer, o.started_on) for o in committee_of(centre, ON).offices]


def test_a_whole_committee_is_elected_for_the_length_of_term_in_force(officer):
    centre = make_centre()
    old = make_committee(centre, "chair", "secretary")
    new = seats(P.CHAIR, P.VICE_CHAIR, P.SECRETARY, P.TREASURER, P.COMMITTEE, P.ADVISER)
    new.append(Seat(P.VICE_CHAIR, old[0][0]))
    term = elect_committee(centre, seats=new, by=officer, on=ON)

    assert term.ends_on == date(2030, 10, 1)
    committee = committee_of(centre, ON)
    assert {(o.position, o.volunteer_id) for o in committee.offices} == {
        (seat.position.value, seat.volunteer.pk) for seat in new
    }
    assert {o.ended_on for o in committee.former} == {ON}
    assert committee.vacant == []
    assert committee.last_day == date(2030, 9, 30)
    line = journal.history_of(centre)[0]
    assert (line.verb, line.data["seats"]) == ("centre.elected", 7)
    left = [line.verb for line in journal.history_of(old[0][0])]
    assert left == ["office.held", "office.left"]


def test_the_same_people_are_elected_again_for_a_new_term(officer):
    centre = make_centre()
    chosen = seats(P.CHAIR, P.SECRETARY)
    elect_committee(centre, seats=chosen, by=officer, on=date(2022, 10, 1))
    elect_committee(centre, seats=chosen, by=officer, on=ON)

    assert {start for _position, _who, start in held(centre)} == {ON}
    assert centre.terms.count() == 2
    assert centre.offices.count() == 4


def test_a_change_of_the_length_leaves_earlier_terms_as_they_are(officer):
    TermLength.objects.create(level="tambon", years=2, started_on=date(2026, 1, 1))
    assert years_of_term("tambon", date(2025, 12, 31)) == 4
    assert years_of_term("tambon", ON) == 2
    assert years_of_term("district", ON) == 4
    centre = make_centre()
    first = elect_committee(centre, seats=seats(P.CHAIR), by=officer, on=date(2025, 5, 1))
    second = elect_committee(centre, seats=seats(P.CHAIR), by=officer, on=ON)
    assert (first.ends_on, second.ends_on) == (date(2029, 5, 1), date(2028, 10, 1))


def test_members_who_sign_in_are_told(officer):
    user = make_user(R.VOLUNTEER, "86010104")
    chosen = [Seat(P.CHAIR, make_volunteer("86010104", person=user.person))]
    elect_committee(make_centre(), seats=chosen, by=officer, on=ON)
    assert Notice.objects.get(user=user).kind == "centre.office"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (R.PROVINCE_OFFICER, "85"),
        (R.SOCIAL_WORKER, "86"),
        (R.DISTRICT_LEAD, "8601"),
        (R.TAMBON_LEAD, "860101"),
        (R.VOLUNTEER, "86010104"),
        (R.FINANCE, "86"),
        (R.ADMIN, "TH"),
    ],
)
def test_nobody_but_the_office_elects_fills_or_ends(role, area):
    centre, user = make_centre(), make_user(role, area)
    ((_volunteer, office),) = make_committee(centre, "chair")
    other = make_volunteer("86010104")
    with pytest.raises(PermissionDenied):
        elect_committee(centre, seats=seats(P.CHAIR), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        fill_seat(centre, volunteer=other, position=P.SECRETARY, by=user, on=ON)
    with pytest.raises(PermissionDenied):
        end_office(office, by=user, on=ON)
    assert held(centre) == [("chair", office.volunteer, office.started_on)]


def test_an_ended_post_elects_nobody():
    user = make_user(R.PROVINCE_OFFICER, "86", ended_on=today())
    with pytest.raises(PermissionDenied):
        elect_committee(make_centre(), seats=seats(P.CHAIR), by=user, on=ON)


@pytest.mark.parametrize("role", [R.PROVINCE_HEAD, R.DEPARTMENT_OFFICER])
def test_head_and_department_elect_too(role):
    area = "TH" if role == R.DEPARTMENT_OFFICER else "86"
    elect_committee(make_centre(), seats=seats(P.CHAIR), by=make_user(role, area), on=ON)


def test_nobody_puts_oneself_into_an_office(officer):
    own = make_volunteer("86010104", person=officer.person)
    centre = make_centre()
    with pytest.raises(PermissionDenied):
        fill_seat(centre, volunteer=own, position=P.CHAIR, by=officer, on=ON)
    with pytest.raises(PermissionDenied):
        elect_committee(centre, seats=[Seat(P.CHAIR, own)], by=officer, on=ON)
    assert not centre.offices.exists()


def test_an_election_that_makes_no_sense_is_refused(officer):
    centre, one = make_centre(), make_volunteer("86010104")
    refused = [
        seats(P.SECRETARY),
        seats(P.CHAIR, P.CHAIR),
        seats(P.CHAIR, P.SECRETARY, P.SECRETARY),
        seats(P.CHAIR, P.TREASURER, P.TREASURER),
        [Seat(P.CHAIR, one), Seat(P.COMMITTEE, one)],
        seats(P.CHAIR, area="86010201"),
        [Seat(P.CHAIR, make_volunteer("86010104", state="suspended"))],
    ]
    for chosen in refused:
        with pytest.raises(DomainError):
            elect_committee(centre, seats=chosen, by=officer, on=ON)
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(DomainError):
        elect_committee(centre, seats=seats(P.CHAIR), by=officer, on=tomorrow)
    assert not centre.terms.exists()
    assert not centre.offices.exists()


def test_of_two_elections_on_one_day_the_second_is_told_no(officer):
    centre = make_centre()
    elect_committee(centre, seats=seats(P.CHAIR), by=officer, on=ON)
    for day in (ON, ON - timedelta(days=1)):
        with pytest.raises(DomainError):
            elect_committee(centre, seats=seats(P.CHAIR), by=officer, on=day)
    assert centre.terms.count() == 1


def test_the_term_of_a_committee_that_a_list_brought_is_written_down_once(officer):
    centre = make_centre()
    with pytest.raises(DomainError):
        write_term(centre, elected_on=ON, by=officer, on=ON)
    make_committee(centre)
    with pytest.raises(DomainError):
        write_term(centre, elected_on=ON + timedelta(days=1), by=officer, on=ON)
    with pytest.raises(PermissionDenied):
        write_term(centre, elected_on=ON, by=make_user(R.TAMBON_LEAD, "860101"), on=ON)
    term = write_term(centre, elected_on=date(2023, 3, 1), by=officer, on=ON)
    assert term.ends_on == date(2027, 3, 1)
    assert journal.history_of(centre)[0].verb == "centre.term_written"
    with pytest.raises(DomainError):
        write_term(centre, elected_on=ON, by=officer, on=ON)


def test_no_length_of_term_no_election(officer):
    TermLength.objects.filter(level="tambon").delete()
    with pytest.raises(DomainError):
        elect_committee(make_centre(), seats=seats(P.CHAIR), by=officer, on=ON)


@pytest.mark.parametrize("position", [P.CHAIR, P.SECRETARY, P.TREASURER])
def test_one_person_at_a_time_holds_chair_secretary_and_treasurer(officer, position):
    centre = make_centre()
    office = fill_seat(
        centre, volunteer=make_volunteer("86010104"), position=position, by=officer, on=ON
    )
    other = make_volunteer("86010104")
    with pytest.raises(DomainError):
        fill_seat(centre, volunteer=other, position=position, by=officer, on=ON)
    end_office(office, by=officer, on=ON)
    with pytest.raises(DomainError):
        end_office(office, by=officer, on=ON)
    fill_seat(centre, volunteer=other, position=position, by=officer, on=ON)


def test_several_sit_on_the_committee(officer):
    centre = make_centre()
    for _n in range(3):
        volunteer = make_volunteer("86010104")
        fill_seat(centre, volunteer=volunteer, position=P.COMMITTEE, by=officer, on=ON)
    assert len(held(centre)) == 3


def test_an_end_of_the_volunteer_leaves_the_office_vacant(officer):
    centre = make_centre()
    (chair, _office), _secretary = make_committee(centre, "chair", "secretary")
    end_volunteer(chair, reason=EndReason.DECEASED, by=officer, on=ON)
    assert committee_of(centre, ON).vacant == [str(P.CHAIR.label)]


def test_vacancies_and_terms_that_end_soon_are_listed(officer):
    day = today()
    full, empty, soon = make_centre("860101"), make_centre("860102"), make_centre("860103")
    for centre in (full, soon):
        make_committee(centre)
    for centre, ends_on in ((full, day + timedelta(days=400)), (soon, day + timedelta(days=30))):
        CommitteeTerm.objects.create(
            centre=centre, started_on=date(2024, 1, 5), ends_on=ends_on, recorded_by=officer
        )
    every = centres_for(officer)
    assert set(every) == {full, empty, soon}
    assert list(shown_as_asked(every, "vacant", day)) == [empty]
    assert list(shown_as_asked(every, "term", day)) == [soon]
    assert set(shown_as_asked(every, "unseen", day)) == {full, empty, soon}
    rows = {row.centre: row for row in centre_rows(Centre.objects.all(), day)}
    assert (rows[full].vacant, rows[full].term_tone) == ([], "")
    assert (len(rows[empty].vacant), rows[soon].term_tone) == (2, "soon")
