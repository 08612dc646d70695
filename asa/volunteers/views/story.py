"""The story of a volunteer's life, as the volunteer's page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from asa.common.parts import Step
from asa.common.thaidate import thai_date
from asa.places.queries import shown_place
from asa.volunteers.codes import Channel, EndReason, StepKind, VolunteerState
from asa.volunteers.models import Qualification, Volunteer, VolunteerStep
from asa.volunteers.queries import NOT_YET, end_of
from asa.volunteers.wording import NEXT_ACTS, step_words

K = StepKind


@dataclass(frozen=True)
class StoryLine:
    """What happened on which day, what is known of it, who wrote it down, in whose words."""

    what: str
    on: date | None
    notes: list[str]
    who: str = ""
    text: str = ""
    is_taken_back: bool = False
    seen: tuple[str, ...] = ()


def story_of(volunteer: Volunteer, steps: Sequence[VolunteerStep]) -> list[StoryLine]:
    """The steps, the latest first; what an old list told stands as its entry says."""
    names = _names_of_ticks(steps)
    told = [_line(step, names) for step in steps]
    first = steps[-1] if steps else None
    if first is not None and not first.from_state:
        return told
    state = first.from_state if first is not None else volunteer.state
    if state == VolunteerState.ENDED:
        told.append(_end_of_before(volunteer, first))
    if state not in NOT_YET:
        notes = [_("As the list says that was taken in; the order number is not known.")]
        told.append(StoryLine(str(K.REGISTERED.label), _registered_before(volunteer, steps), notes))
    return told


def _end_of_before(volunteer: Volunteer, first: VolunteerStep | None) -> StoryLine:
    """The end that no step tells: from the entry, or from the step of the coming back."""
    kept = first.details.get("before", [None, ""]) if first is not None else end_of(volunteer)
    day = date.fromisoformat(kept[0]) if kept[0] else None
    reason = [str(EndReason(kept[1]).label)] if kept[1] else []
    return StoryLine(str(K.ENDED.label), day, reason)


def _registered_before(volunteer: Volunteer, steps: Sequence[VolunteerStep]) -> date | None:
    """The day of the registration that no step tells: the first new one has kept it."""
    for step in reversed(steps):
        if step.kind == K.REGISTERED:
            day = step.details["before"][3]
            return date.fromisoformat(day) if day else None
    return volunteer.registered_on


def _line(step: VolunteerStep, names: dict[str, str]) -> StoryLine:
    by = step.by
    return StoryLine(
        what=_what(step),
        on=step.on,
        notes=_notes(step, names),
        who=_("the system") if by.is_system else by.shown_name,
        text=step.text or "",
        is_taken_back=hasattr(step, "taken_back_by"),
        seen=tuple(_named(step.details.get("seen", []), names)),
    )


def _what(step: VolunteerStep) -> str:
    if step.kind == K.TAKEN_BACK and step.takes_back is not None:
        before = step_words(step.takes_back.kind, step.takes_back.from_state)
        return _("Taken back: %(step)s") % {"step": before}
    return step_words(step.kind, step.from_state)


def _notes(step: VolunteerStep, names: dict[str, str]) -> list[str]:
    """What is known of a step beside its day, each in a few words."""
    details, notes = step.details, []
    if step.order_no:
        notes.append(_("Order no. %(number)s") % {"number": step.order_no})
    if step.reason:
        notes.append(str(EndReason(step.reason).label))
    if step.kind == K.APPLIED and details.get("channel") not in (None, Channel.AGAIN):
        notes.append(_channel(step))
    if course := details.get("course"):
        elsewhere = details.get("elsewhere")
        notes.append(_("%(course)s (elsewhere)") % {"course": course} if elsewhere else course)
    if deviates := details.get("deviates"):
        said = {"what": ", ".join(_named(deviates, names))}
        notes.append(_("The office deviates from: %(what)s") % said)
    if step.moves_from:
        places = {"old": shown_place(step.moves_from), "new": shown_place(step.moves_to)}
        notes.append(_("From %(old)s to %(new)s") % places)
    return notes


def _channel(step: VolunteerStep) -> str:
    channel = str(Channel(step.details["channel"]).label)
    return f"{channel} {step.sign_up_day.place}" if step.sign_up_day else channel


def _names_of_ticks(steps: Sequence[VolunteerStep]) -> dict[str, str]:
    """What the rules are called that the steps mention; one question, and none where none is."""
    codes = {
        code
        for step in steps
        for code in (*step.details.get("seen", []), *step.details.get("deviates", []))
    }
    if not codes:
        return {}
    rules = Qualification.objects.filter(code__in=codes).order_by("started_on")
    return {rule.code: rule.name for rule in rules}


def _named(codes: Sequence[str], names: dict[str, str]) -> list[str]:
    return [names.get(code, code) for code in codes]


def way_of(volunteer: Volunteer, steps: Sequence[VolunteerStep]) -> list[Step]:
    """How far an applicant has come; empty for everybody else."""
    order = (*NOT_YET, VolunteerState.REGISTERED)
    if volunteer.state not in NOT_YET:
        return []
    reached = order.index(VolunteerState(volunteer.state))
    days: dict[str, date] = {}
    for step in steps:
        if not hasattr(step, "taken_back_by") and step.kind != K.TAKEN_BACK:
            days.setdefault(step.to_state, step.on)
    return [
        Step(
            # What is still to be done is called by the act, what is done by the state.
            str(state.label if place <= reached else NEXT_ACTS[order[place - 1]][1]),
            thai_date(days[state]) if place <= reached and state in days else "",
            "done" if place <= reached else "now" if place == reached + 1 else "",
        )
        for place, state in enumerate(order)
    ]


def step_to_take_back(steps: Sequence[VolunteerStep]) -> VolunteerStep | None:
    """The step that can be taken back, if any: not the one with which the entry began."""
    standing = [
        step for step in steps if step.kind != K.TAKEN_BACK and not hasattr(step, "taken_back_by")
    ]
    return standing[0] if standing and standing[0].from_state else None
