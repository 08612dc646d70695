from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from asa.common import journal
from asa.common.errors import allow
from asa.common.parts import HistoryRow
from asa.common.thaidate import age_on, today
from asa.people.actions import show_citizen_id
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.queries.duplicates import merged_keys
from asa.people.rules import can_list_users
from asa.places.queries import remember_names
from asa.volunteers.checks import why_not
from asa.volunteers.codes import ACTIVE_STANDINGS, NEXT_STATES, VolunteerState
from asa.volunteers.kinds import parts_for
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.queries import (
    NOT_YET,
    affiliations_of,
    assignments_of,
    ended_before_registration,
    offices_of,
    posts_of,
    steps_of,
    user_of,
    volunteers_for,
    waiting_transfer,
)
from asa.volunteers.rules import (
    can_change_volunteer,
    can_mend_contact,
    can_mend_volunteer,
    can_move_from,
    can_record_activity,
    can_show_number,
    can_take_step_back,
    sees_in_full,
)
from asa.volunteers.views.story import step_to_take_back, story_of, way_of
from asa.volunteers.wording import NEXT_ACTS, TONES, VERBS

TARGET = "volunteers.volunteer"


@require_safe
def detail(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A volunteer's entry: in full for the leads and offices of the area, else the name alone."""
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    context = {
        "volunteer": volunteer,
        "person": volunteer.person,
        "tone": TONES[volunteer.state],
        "in_full": sees_in_full(request.user, volunteer),
    }
    if context["in_full"]:
        context |= _in_full(request, volunteer)
    return render(request, "volunteers/detail.html", context)


def _in_full(request: AsaRequest, volunteer: Volunteer) -> dict[str, object]:
    on = today()
    user = user_of(volunteer)
    offices, assignments = list(offices_of(volunteer)), list(assignments_of(volunteer))
    posts = list(posts_of(user, on)) if user else []
    remember_names(
        [volunteer.area_id, *(one.area_id for one in assignments), *(p.area_id for p in posts)]
    )
    may_change = can_change_volunteer(request.user, volunteer)
    steps, waits = list(steps_of(volunteer)), volunteer.state in NOT_YET
    last = step_to_take_back(steps)
    return _life(volunteer, steps, may_change=may_change) | {
        "may_take_back": last is not None and can_take_step_back(request.user, volunteer, last),
        "age": age_on(volunteer.person.birth_on, on) if volunteer.person.birth_on else None,
        "is_active": volunteer.standing in ACTIVE_STANDINGS,
        "may_record": volunteer.state == VolunteerState.REGISTERED
        and can_record_activity(request.user, volunteer),
        "offices": offices,
        "assignments": assignments,
        "affiliations": list(affiliations_of(volunteer)),
        "waits": waits,
        "today": on,
        "user_of_volunteer": user,
        "posts": posts,
        "may_see_user": bool(user) and can_list_users(request.user),
        "history": history_rows(volunteer),
        "may_change": may_change,
        "may_mend": not waits and can_mend_volunteer(request.user, volunteer),
        "may_contact": not waits and can_mend_contact(request.user, volunteer),
        "may_move": can_move_from(request.user, volunteer)
        and volunteer.state == VolunteerState.REGISTERED,
        **_transfer(volunteer, may_change=may_change),
        "parts": parts_for(request.user, volunteer, "detail"),
        "may_show_number": can_show_number(request.user, volunteer),
        "next_states": NEXT_STATES[volunteer.state] if may_change else set(),
    }


def _transfer(volunteer: Volunteer, *, may_change: bool) -> dict[str, object]:
    """The transfer to another province that waits, or whether one can be asked for."""
    if not may_change or volunteer.state != VolunteerState.REGISTERED:
        return {}
    waiting = waiting_transfer(volunteer)
    return {"transfer": waiting, "may_transfer": waiting is None}


def _life(
    volunteer: Volunteer, steps: list[VolunteerStep], *, may_change: bool
) -> dict[str, object]:
    """The story, how far an applicant has come, and what the office does next or cannot do yet."""
    state = volunteer.state
    page, button = NEXT_ACTS.get(state, ("", ""))
    asked = _ASKED_NEXT.get(state) if may_change else None
    return {
        "story": story_of(volunteer, steps),
        "way": way_of(volunteer, steps),
        "next_page": page if may_change else "",
        "next_button": button,
        "reasons": why_not(volunteer, asked, on=today()) if asked else [],
        "may_reinstate": state == VolunteerState.ENDED and not ended_before_registration(volunteer),
    }


# Before which state the qualifications are looked at next.
_ASKED_NEXT: dict[str, VolunteerState] = {
    VolunteerState.APPLIED: VolunteerState.VERIFIED,
    VolunteerState.TRAINED: VolunteerState.REGISTERED,
}


@require_POST
def citizen_id(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The citizen id in full, once, for those who may; the look is written down."""
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    allow(can_show_number(request.user, volunteer))
    shown = show_citizen_id(volunteer.person, by=request.user, area=volunteer.area_id)
    context = {"volunteer": volunteer, "person": volunteer.person, "shown": shown}
    response = render(request, "volunteers/citizen_id.html", context)
    response["Cache-Control"] = "no-store"
    return response


def history_rows(volunteer: Volunteer) -> list[HistoryRow]:
    """What the journal tells of a volunteer, newest first, with the names of who did it."""
    # What happened to an entry that went on in this one is part of its history.
    others = [(TARGET, key) for key in merged_keys(volunteer.person_id, TARGET)]
    found = journal.history_of(volunteer, *others)
    lines = [line for line in found if line.verb in VERBS]
    actors = {line.actor_id for line in lines if line.actor_id}
    users = User.objects.select_related("person").in_bulk(actors)
    names = {key: user.shown_name for key, user in users.items()}
    return [
        HistoryRow(
            what=str(VERBS[line.verb]),
            at=line.recorded_at,
            on=line.happened_on,
            who=names.get(line.actor_id, "") if line.actor_id else "",
            text=line.text,
        )
        for line in lines
    ]
