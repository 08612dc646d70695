"""Practices: who may read which, and how they are found."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from asa.centres.queries import centres_for
from asa.common import thaitext
from asa.common.occasions import Presented
from asa.knowledge.codes import PracticeState
from asa.knowledge.models import Practice, PracticePhoto, Topic
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import holds, scope
from asa.places.queries import within
from asa.volunteers.models import Centre
from asa.volunteers.queries import LEADS, own_area

AUTHORS = (Role.VOLUNTEER, *LEADS, Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
REVIEWERS = (Role.PROVINCE_OFFICER, Role.DEPARTMENT_OFFICER)
TAMBON_DIGITS = 6


def places_of(user: User) -> list[str]:
    """Where somebody may have done what she tells: her areas, and the sub-district around a
    village.
    """
    return sorted({code[:TAMBON_DIGITS] for code in scope(user, *AUTHORS)})


def practices_for(user: User) -> QuerySet[Practice]:
    """The published ones to whoever holds a post or stands in the register; one's own; and to who
    reviews, what was sent or came back in the area.
    """
    if not (holds(user) or own_area(user)):
        return Practice.objects.none()
    seen = Q(state=PracticeState.PUBLISHED) | Q(author=user)
    if codes := scope(user, *REVIEWERS):
        sent = Q(state__in=(PracticeState.SENT, PracticeState.RETURNED))
        seen |= sent & within("area", codes)
    return Practice.objects.filter(seen).select_related("topic", "centre", "author__person")


def to_review(user: User) -> QuerySet[Practice]:
    """What waits for this reviewer, the oldest first; never one's own."""
    found = practices_for(user).filter(state=PracticeState.SENT).exclude(author=user)
    codes = scope(user, *REVIEWERS)
    found = found.filter(within("area", codes)) if codes else found.none()
    return found.order_by("pk")


def shown_to(user: User, shown: str) -> QuerySet[Practice]:
    """A tab of the list: what is published ("all"), one's own ("mine"), what waits ("review")."""
    if shown == "mine":
        found = practices_for(user).filter(author=user).order_by("-written_on", "-pk")
    elif shown == "review":
        found = to_review(user)
    else:
        found = practices_for(user).filter(state=PracticeState.PUBLISHED)
        found = found.order_by("-published_on", "-pk")
    return found.annotate(adopted=Count("adoptions"))


def told_at(user: User, workshop: UUID) -> list[Presented]:
    """The published practices that were presented at a workshop, as far as one may read them."""
    found = practices_for(user).filter(workshop=workshop, state=PracticeState.PUBLISHED)
    return [
        Presented(one.title, one.author.shown_name, reverse("knowledge:practice", args=[one.pk]))
        for one in found.order_by("-published_on", "-pk")
    ]


def photos_for(user: User) -> QuerySet[PracticePhoto]:
    """The photos of the practices that someone may read."""
    return PracticePhoto.objects.filter(practice__in=practices_for(user).order_by().values("pk"))


def topics_on(on: date) -> QuerySet[Topic]:
    """The topics of a day."""
    return Topic.objects.filter(Post.current_on(on))


def centres_near(user: User) -> QuerySet[Centre]:
    """In whose name somebody may tell: the centres of the own areas and around them."""
    return centres_for(user).order_by("area_id", "name_th")


def search_key_of(texts: Iterable[str]) -> str:
    """What a search looks into: the key of all that is said, so that spelling hides nothing."""
    return thaitext.key(" ".join(texts))
