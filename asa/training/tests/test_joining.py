"""Two people on record of one cohort are one: the stronger line goes on, and seats add up."""

import pytest

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import now, today
from asa.notices.models import Notice
from asa.people.actions import Choice, merge_persons, note_pairs, undo_merge
from asa.people.codes import Likeness, Role
from asa.people.models import PossibleDuplicate
from asa.people.queries.duplicates import pair_of
from asa.people.tests.factories import make_person, make_user
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import Attendance, Enrolment, Quota, Room
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_day import make_session
from asa.training.tests.factories_results import make_certificate
from asa.training.tests.test_seats import check_sums
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
STATES = EnrolmentState


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def quota():
    return make_quota(make_cohort(), "86", seats=2)


def merged(first, second, by):
    note_pairs([pair_of(first.pk, second.pk, Likeness.SAME_NAME)], on=ON)
    low, high = sorted((first.pk, second.pk))
    pair = PossibleDuplicate.objects.get(first=low, second=high)
    return merge_persons(pair, choice=Choice(reason="โทรถามแล้ว"), by=by, on=ON)


def told():
    """The lines as they stand: person, state, the line it was joined to, in the order made."""
    found = Enrolment.objects.order_by("pk").values_list("person", "state", "joined_to", "room")
    return list(found)


def two_lines(quota, first, second):
    """A line of each of two people; the person made first is the one who stays."""
    return [
        make_enrolment(quota, state=state, rank=n) for n, state in enumerate((first, second), 1)
    ]


@pytest.mark.parametrize(
    ("kept", "other", "goes_on"),
    [
        (STATES.CONFIRMED, STATES.NOMINATED, 0),
        (STATES.NOMINATED, STATES.CONFIRMED, 1),
        (STATES.RESERVE, STATES.NOMINATED, 1),
        (STATES.RESERVE, STATES.DECLINED, 0),
        (STATES.DECLINED, STATES.RESERVE, 1),
        (STATES.CONFIRMED, STATES.CONFIRMED, 0),
        (STATES.PROPOSED, STATES.RESERVE, 1),
    ],
)
def test_the_stronger_line_goes_on_whosever_it_was_and_all_is_put_back(
    officer, kept, other, goes_on
):
    seats = sum(state in (STATES.NOMINATED, STATES.CONFIRMED) for state in (kept, other))
    quota = make_quota(make_cohort(), "86", seats=seats)
    lines = two_lines(quota, kept, other)
    before, taken = told(), Quota.objects.get().taken
    merge = merged(lines[0].person, lines[1].person, officer)

    stronger, weaker = lines[goes_on], lines[1 - goes_on]
    for line in lines:
        line.refresh_from_db()
    assert {line.person_id for line in lines} == {merge.kept_id}
    assert stronger.state == (kept, other)[goes_on]
    assert (weaker.state, weaker.joined_to, bool(weaker.reason)) == ("withdrawn", stronger, True)
    assert JournalEntry.objects.filter(verb="enrolment.joined").count() == 1
    quota.refresh_from_db()
    assert quota.taken == quota.enrolments.filter(state__in=("nominated", "confirmed")).count()

    undo_merge(merge, by=officer, on=ON)

    assert (told(), Quota.objects.get().taken) == (before, taken)


def test_the_seat_of_the_second_line_passes_to_who_waits(officer, quota):
    lines = two_lines(quota, STATES.CONFIRMED, STATES.CONFIRMED)
    waiting = make_enrolment(quota, state=STATES.RESERVE)
    user = make_user(person=waiting.person)

    merge = merged(lines[0].person, lines[1].person, officer)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.in_place_of) == (STATES.NOMINATED, lines[1])
    assert Notice.objects.get(user=user).kind == "training.moved_up"
    check_sums(quota.cohort)

    # Nobody loses a seat by the undo: the line that has none any more waits.
    undo_merge(merge, by=officer, on=ON)
    lines[1].refresh_from_db()
    assert (lines[1].state, lines[1].joined_to) == (STATES.RESERVE, None)
    assert lines[1].person_id != lines[0].person_id
    check_sums(quota.cohort)


def test_who_came_goes_on_before_who_has_a_seat_only(officer):
    cohort = make_cohort(state=CohortState.RUNNING, starts_on=ON)
    quota = make_quota(cohort, "86", seats=2)
    lines = two_lines(quota, STATES.CONFIRMED, STATES.CONFIRMED)
    Attendance.objects.create(
        session=make_session(cohort), enrolment=lines[1], is_present=True, said_at=now(),
        received_at=now(), way="tap", by=officer,
    )  # fmt: skip
    merged(lines[0].person, lines[1].person, officer)
    lines[0].refresh_from_db()
    assert (lines[0].state, lines[0].joined_to) == (STATES.WITHDRAWN, lines[1])


def test_a_bed_is_free_again_and_taken_again(officer, quota):
    lines = two_lines(quota, STATES.CONFIRMED, STATES.CONFIRMED)
    room = Room.objects.create(cohort=quota.cohort, name="101", beds=1)
    assert lines[1].change_room(room)
    before = told()

    merge = merged(lines[0].person, lines[1].person, officer)
    room.refresh_from_db()
    assert room.taken == 0
    undo_merge(merge, by=officer, on=ON)

    room.refresh_from_db()
    assert (room.taken, told()) == (1, before)


def test_two_certificates_of_one_cohort_are_not_made_one_and_it_is_said_what_to_do(officer):
    paper = make_certificate(ended_on=ON, volunteer=make_volunteer())
    cohort = paper.enrolment.cohort
    second = make_certificate(ended_on=ON, volunteer=make_volunteer())
    Enrolment.objects.filter(pk=second.enrolment_id).update(cohort=cohort)
    with pytest.raises(DomainError, match=r"วุฒิบัตร|certificate"):
        merged(paper.enrolment.person, second.enrolment.person, officer)
    assert not Enrolment.objects.filter(joined_to__isnull=False).exists()


def test_lines_of_two_cohorts_stay_both(officer, quota):
    other = make_quota(make_cohort(), "86", seats=1)
    lines = [make_enrolment(quota), make_enrolment(other)]
    merged(lines[0].person, lines[1].person, officer)
    assert [state for _person, state, _joined, _room in told()] == [STATES.CONFIRMED] * 2


def test_somebody_the_register_does_not_know_is_joined_too(officer, quota):
    known = make_enrolment(quota, state=STATES.NOMINATED)
    unknown = make_enrolment(quota, person=make_person(), registration="1/2560")
    merged(known.person, unknown.person, officer)
    known.refresh_from_db()
    assert (known.state, known.joined_to) == (STATES.WITHDRAWN, unknown)
