"""Names come in: nominated by centres and offices within a quota, or by the volunteer herself."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.training.actions.seats import answer_day, hold_open_quota, next_rank, take_seat
from asa.training.codes import EnrolmentState
from asa.training.kinds import NOMINATED
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.queries import NOMINATORS, fitness_of, own_entry, quota_of
from asa.training.rules import can_apply, can_nominate, can_nominate_whom, can_propose
from asa.training.telling import tell_of_proposal, tell_people
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS

GONE = (EnrolmentState.DECLINED, EnrolmentState.WITHDRAWN)


@transaction.atomic
def nominate(
    quota: Quota, *, volunteer: Volunteer, by: User, on: date, part: str = ""
) -> Enrolment:
    """Put a volunteer of the area on the list: into a free seat, which she has to confirm, or at
    the end of the reserve.
    """
    allow(can_nominate(by, quota) and can_nominate_whom(by, volunteer))
    check_fits(Enrolment, part=part)
    _check_is_of_area(quota, volunteer)
    held = hold_open_quota(quota, on=on)
    _check_may_come(held, volunteer)
    return _enrol(held, volunteer, by=by, on=on, part=part)


@transaction.atomic
def propose(quota: Quota, *, volunteer: Volunteer, by: User, on: date) -> Enrolment:
    """Put a volunteer of one's own area before those who nominate: no seat is taken yet, and they
    are told.
    """
    allow(can_propose(by, quota) and can_nominate_whom(by, volunteer))
    _check_is_of_area(quota, volunteer)
    held = hold_open_quota(quota, on=on)
    _check_may_come(held, volunteer)
    made = _written(held, volunteer, EnrolmentState.PROPOSED, by=by, on=on, part="")
    journal.record(
        by, "enrolment.proposed", made, area=made.area_id, on=on, cohort=str(held.cohort_id)
    )
    tell_of_proposal(held, on)
    return made


@transaction.atomic
def accept_proposal(enrolment: Enrolment, *, by: User, on: date) -> Enrolment:
    """Put a proposed name on the list: into a free seat, or at the end of the reserve."""
    allow(can_nominate(by, enrolment.quota))
    if enrolment.volunteer is None or enrolment.state != EnrolmentState.PROPOSED:
        raise DomainError(
            _("Somebody else has just changed this: it is “%(old)s” now.")
            % {"old": enrolment.get_state_display()}
        )
    return nominate(enrolment.quota, volunteer=enrolment.volunteer, by=by, on=on)


def _check_is_of_area(quota: Quota, volunteer: Volunteer) -> None:
    of_area = quota_of(quota.cohort, volunteer.area_id)
    if of_area is None or of_area.pk != quota.pk:
        raise DomainError(_("This volunteer belongs to another area than these seats."))


@transaction.atomic
def apply_for_seat(cohort: Cohort, *, by: User, on: date) -> Enrolment:
    """Apply oneself, within the quota of one's area: a free seat is one's own at once, otherwise
    one waits at the end of the reserve.
    """
    allow(can_apply(by, cohort))
    volunteer = own_entry(by.person_id)
    if volunteer is None:
        raise DomainError(_("The register does not know you as a volunteer."))
    quota = quota_of(cohort, volunteer.area_id)
    if quota is None:
        raise DomainError(_("This cohort has no seats for your area."))
    held = hold_open_quota(quota, on=on)
    _check_may_come(held, volunteer)
    return _enrol(held, volunteer, by=by, on=on)


def _check_may_come(quota: Quota, volunteer: Volunteer) -> None:
    fitness = fitness_of(quota.cohort, [volunteer])[volunteer.pk]
    if not fitness.may_come:
        raise DomainError(" · ".join(fitness.obstacles))


def _enrol(quota: Quota, volunteer: Volunteer, *, by: User, on: date, part: str = "") -> Enrolment:
    """The quota is held: rank and seat belong together, and nobody comes between."""
    is_own = by.person_id is not None and by.person_id == volunteer.person_id
    state = EnrolmentState.RESERVE
    if take_seat(quota):
        state = EnrolmentState.CONFIRMED if is_own else EnrolmentState.NOMINATED
    made = _written(quota, volunteer, state, by=by, on=on, part=part)
    verb = "enrolment.applied" if is_own else "enrolment.nominated"
    journal.record(
        by, verb, made, area=made.area_id, on=on, cohort=str(quota.cohort_id), state=str(state)
    )
    if state == EnrolmentState.NOMINATED:
        tell_people([made], NOMINATED)
    return made


def _written(
    quota: Quota,
    volunteer: Volunteer,
    state: EnrolmentState,
    *,
    by: User,
    on: date,
    part: str,
) -> Enrolment:
    """A new line, or the line of somebody who had given up and comes back, at the end of all."""
    is_proposed = state == EnrolmentState.PROPOSED
    facts: dict[str, Any] = {
        "quota": quota,
        "volunteer": volunteer,
        "area_id": volunteer.area_id,
        "part": part,
        # A proposal has no place in the order yet.
        "rank": 0 if is_proposed else next_rank(quota),
        "answer_by": answer_day(quota.cohort, on=on) if state == EnrolmentState.NOMINATED else None,
        "answered_on": on if state == EnrolmentState.CONFIRMED else None,
        "in_place_of": None,
    }
    brought = {"nominated_by": by, **_on_behalf(by, quota, volunteer)}
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                cohort=quota.cohort, person=volunteer.person, state=state, **facts, **brought
            )
    except IntegrityError:
        former = Enrolment.objects.get(
            cohort=quota.cohort, person=volunteer.person_id, joined_to__isnull=True
        )
    if former.state == EnrolmentState.PROPOSED and not is_proposed:
        # Whoever proposed her keeps the name.
        brought = {}
    elif former.state not in GONE:
        raise DomainError(_("Is on this list already"))
    facts |= brought
    is_confirmed = state == EnrolmentState.CONFIRMED
    former.move_to(EnrolmentState.NOMINATED if is_confirmed else state, reason=None, **facts)
    if is_confirmed:
        former.move_to(state)
    return former


def _on_behalf(by: User, quota: Quota, volunteer: Volunteer) -> dict[str, Any]:
    """The post by which somebody nominates or proposes; of several the one nearest to the area."""
    if by.person_id is not None and by.person_id == volunteer.person_id:
        return {"nominated_as": "", "nominated_for_id": None}
    is_nominating = can_nominate(by, quota)
    place = quota.area_id if is_nominating and quota.area_id else volunteer.area_id
    roles = NOMINATORS if is_nominating else LEADS
    posts = [one for one in by.current_posts if one.role in roles and one.holds(place)]
    if not posts:
        return {"nominated_as": "", "nominated_for_id": None}
    post = max(posts, key=lambda one: len(one.area_id) if one.area_id != WHOLE_COUNTRY else 0)
    return {"nominated_as": post.role, "nominated_for_id": post.area_id}
