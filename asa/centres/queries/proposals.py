"""Changes that wait, and at whose step: the level above, or the next above that where nobody is."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from asa.centres.codes import (
    ALWAYS_NEW,
    DIGITS_OF,
    STEPS,
    ProposalState,
    ValidationStep,
)
from asa.centres.models import ChangeProposal
from asa.centres.queries.centres import centres_for, centres_in_full_for
from asa.common.thaidate import today
from asa.people.models import Post, User
from asa.people.queries import holders
from asa.people.rules import scope
from asa.places.queries import any_of, within


def proposals_for(user: User) -> QuerySet[ChangeProposal]:
    """The changes that someone may read: of the centres that one sees in full, and one's own."""
    own = Q(proposed_by=user) & Q(centre__in=centres_for(user))
    seen = Q(centre__in=centres_in_full_for(user)) | own
    found = ChangeProposal.objects.filter(seen)
    return found.select_related("centre", "proposed_by__person", "decided_by__person").order_by(
        "-proposed_at", "-pk"
    )


def proposals_waiting_for(user: User) -> QuerySet[ChangeProposal]:
    """The changes that wait at this person's step, the longest waiting first.

    A step is passed over while nobody but the proposer holds it.
    """
    found = ChangeProposal.objects.filter(_at_my_step(user), state=ProposalState.WAITING)
    waiting = found.exclude(proposed_by=user).select_related("centre", "proposed_by__person")
    return waiting.order_by("proposed_at", "pk")


def _at_my_step(user: User) -> Q:
    mine = []
    for level, steps in STEPS.items():
        passed = Q()
        for step in steps:
            if codes := scope(user, *step.roles):
                mine.append(Q(centre__level=level) & within("centre__area", codes) & passed)
            passed &= ~Q(_is_held(step))
    return any_of(mine)


def _is_held(step: ValidationStep) -> Exists:
    """Whether somebody else than the proposer holds a step today; leads and provincial offices
    hold it by a post for exactly that area.
    """
    area = Substr(OuterRef("centre__area_id"), 1, step.digits)
    posts = Post.objects.filter(
        Post.current_on(today()), role__in=step.roles, area_id=area, user__is_active=True
    )
    return Exists(posts.exclude(user=OuterRef("proposed_by")))


def validates(user: User) -> bool:
    """Whether changes of any centre wait for this person at all."""
    return any(scope(user, *step.roles) for steps in STEPS.values() for step in steps)


def step_of(proposal: ChangeProposal) -> int | None:
    """The place among `STEPS` at which a change waits today; None where nobody may decide."""
    centre = proposal.centre
    for place, step in enumerate(STEPS[centre.level]):
        area = str(centre.area_id)[: min(step.digits, DIGITS_OF[centre.level])]
        for role in step.roles:
            if holders(role, area).exclude(pk=proposal.proposed_by_id).exists():
                return place
    return None


def overtaken(proposal: ChangeProposal, new: dict[str, Any] | None = None) -> list[ChangeProposal]:
    """The other waiting changes of the same fields of the centre."""
    fields = set(new or proposal.new) - {ALWAYS_NEW}
    others = ChangeProposal.objects.filter(
        centre=proposal.centre_id, state=ProposalState.WAITING
    ).exclude(pk=proposal.pk)
    found = others.select_related("proposed_by__person").order_by("proposed_at", "pk")
    return [other for other in found if fields & set(other.new)]
