"""Two people on record of one cohort are one: the stronger line goes on, and seats add up."""

from decimal import Decimal

import pytest

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import now, today
from asa.notices.models import Notice
from asa.people.actions import Choice, merge_persons, note_pairs, undo_merge
from asa.people.codes import Likeness
from asa.people.models import PossibleDuplicate
from asa.people.queries.duplicates import pair_of
from asa.people.tests.factories import make_person, make_user
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import Attendance, Enrolment, Mark, Quota, Room
from asa.training.queries.attendance import counts_by_session
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_day import make_session
from asa.training.tests.factories_results import make_certificate
from asa.training.tests.test_seats import check_sums
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
STATES = EnrolmentState


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


def days_of(cohort, said, by):
    """What was said of a line at the parts of a cohort, by the order of the parts."""
    for part, (line, is_present) in said:
        Attendance.objects.create(
            session=part, enrolment=line, is_present=is_present, said_at=now(),
            received_at=now(), way="tap", by=by,
        )  # fmt: skip


def marked(line, kind, points, by):
    Mark.objects.create(
        enrolment=line, kind=kind, points=Decimal(points), out_of=Decimal(20), given_on=ON,
        given_by=by,
    )  # fmt: skip


def kept_of(line):
    """Presence by part and points by kind, as they stand on a line."""
    presence = line.attendances.order_by("session__starts_at").values_list("is_present", flat=True)
    return list(presence), dict(line.marks.order_by("kind").values_list("kind", "points"))


def test_presence_and_marks_of_both_lines_join_and_all_of_it_is_put_back(officer):
    cohort = make_cohort(state=CohortState.RUNNING, starts_on=ON)
    quota = make_quota(cohort, "86", seats=2)
    lines = two_lines(quota, STATES.CONFIRMED, STATES.CONFIRMED)
    first, second = lines
    parts = [make_session(cohort, starts_at=f"{n:02}:00", ends_at=f"{n:02}:50") for n in (8, 9, 10)]
    days_of(
        cohort,
        [
            (parts[0], (first, True)),
            (parts[0], (second, True)),
            (parts[1], (first, False)),
            (parts[1], (second, True)),
            (parts[2], (second, False)),
        ],
        officer,
    )
    for line, kind, points in (
        (first, "before", 9), (second, "before", 7), (first, "after", 12), (second, "after", 17),
        (second, "work", 15),
    ):  # fmt: skip
        marked(line, kind, points, officer)
    before = [kept_of(line) for line in lines]

    merge = merged(first.person, second.person, officer)

    second.refresh_from_db()
    assert second.joined_to == first
    assert kept_of(first) == (
        [True, True, False],
        {"before": Decimal(9), "after": Decimal(17), "work": Decimal(15)},
    )
    assert kept_of(second) == ([], {})
    assert counts_by_session(cohort) == {parts[0].pk: 1, parts[1].pk: 1, parts[2].pk: 0}
    line = JournalEntry.objects.get(verb="enrolment.joined")
    assert line.data["presence"] == 3
    said = journal.history_of(second)[0].text
    assert "7.00" in said
    assert "12.00" in said
    assert "17.00" not in said

    undo_merge(merge, by=officer, on=ON)

    assert [kept_of(line) for line in lines] == before


def test_what_is_said_after_the_merge_is_not_undone_with_it(officer):
    cohort = make_cohort(state=CohortState.RUNNING, starts_on=ON)
    quota = make_quota(cohort, "86", seats=2)
    first, second = two_lines(quota, STATES.CONFIRMED, STATES.CONFIRMED)
    marked(first, "after", 12, officer)
    marked(second, "work", 15, officer)
    merge = merged(first.person, second.person, officer)
    Mark.objects.filter(kind="work").update(points=16)

    undo_merge(merge, by=officer, on=ON)

    assert kept_of(second)[1] == {"work": Decimal(16)}
    assert kept_of(first)[1] == {"after": Decimal(12)}
