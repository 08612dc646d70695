from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from asa.cards.codes import HELD, KNOWN_IN_PUBLIC, CardLanguage, CardState
from asa.cards.models import CardIssuer, CardPhoto, ProposedPhoto, VolunteerCard
from asa.cards.names import english_name
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.people.rules import scope
from asa.places.codes import BANGKOK
from asa.places.queries import any_of, covers, within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS, OFFICES, volunteers_in_full_for

MAKERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)


def areas_of_making(user: User) -> list[str]:
    """Where someone makes cards: the provinces of the office; Bangkok, which has none, for the
    department.
    """
    areas = scope(user, *MAKERS)
    if covers(scope(user, Role.DEPARTMENT_OFFICER), BANGKOK):
        areas = sorted({*areas, BANGKOK})
    return areas


def cards_for(user: User) -> QuerySet[VolunteerCard]:
    """The cards that someone may know of: those of the area, and one's own. Start reads here.

    Leads, the provincial office and the department read the cards of their area, a volunteer the
    own ones, nobody else any.
    """
    seen = [within("volunteer__area", scope(user, *LEADS, *OFFICES))]
    if user.person_id is not None:
        seen.append(Q(volunteer__person_id=user.person_id))
    return VolunteerCard.objects.filter(any_of(seen)).select_related("volunteer")


def card_photos_for(user: User) -> QuerySet[CardPhoto]:
    """The photos of the volunteers whose entry someone reads in full."""
    volunteers = volunteers_in_full_for(user).values("pk")
    return CardPhoto.objects.filter(volunteer__in=volunteers).select_related("volunteer")


def proposed_photos_for(user: User) -> QuerySet[ProposedPhoto]:
    """The photos that volunteers sent and that someone takes or refuses, the longest waiting first;
    never the own one.
    """
    found = ProposedPhoto.objects.filter(within("volunteer__area", areas_of_making(user)))
    if user.person_id is not None:
        found = found.exclude(volunteer__person_id=user.person_id)
    return found.select_related("volunteer__person", "sent_by").order_by("created_at", "pk")


def proposed_photo_shown_to(user: User, key: UUID) -> ProposedPhoto | None:
    """A proposed photo for whoever judges it, and for whom it shows."""
    found = proposed_photos_for(user).filter(pk=key).first()
    if found is None and user.person_id is not None:
        own = ProposedPhoto.objects.filter(pk=key, volunteer__person_id=user.person_id)
        found = own.select_related("volunteer").first()
    return found


def makers_of(area: str) -> list[User]:
    """Who makes the cards of a place."""
    roles = (Role.DEPARTMENT_OFFICER,) if area.startswith(BANGKOK) else MAKERS
    return [user for role in roles for user in holders(role, area[:2])]


def makeable_cards_for(user: User) -> QuerySet[VolunteerCard]:
    """The cards that someone prints and hands out: of the own area, not one's own."""
    found = VolunteerCard.objects.filter(within("volunteer__area", areas_of_making(user)))
    if user.person_id is not None:
        found = found.exclude(volunteer__person_id=user.person_id)
    return found.select_related("volunteer__person", "issuer")


def without_card_for(user: User) -> QuerySet[Volunteer]:
    """The registered volunteers of the area of making who hold no card and have none coming."""
    held = VolunteerCard.objects.filter(volunteer=OuterRef("pk"), state__in=HELD)
    found = Volunteer.objects.filter(
        within("area", areas_of_making(user)), ~Exists(held), state=VolunteerState.REGISTERED
    )
    if user.person_id is not None:
        found = found.exclude(person_id=user.person_id)
    return (
        found.annotate(has_photo=has_photo())
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )


def has_photo() -> Exists:
    """Whether there is a photo for the card of a volunteer, for filters and annotations."""
    return Exists(CardPhoto.objects.filter(volunteer=OuterRef("pk")))


def counts_by_state(cards: QuerySet[VolunteerCard]) -> dict[str, int]:
    """How many of the cards stand in each state."""
    rows = cards.order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(CardState.values, 0) | dict(rows)


def waiting_first(cards: QuerySet[VolunteerCard]) -> QuerySet[VolunteerCard]:
    """What has to be printed or handed out first, then what was lost, then the rest by name."""
    order = (CardState.DRAFT, CardState.PRINTED, CardState.LOST, CardState.ISSUED)
    rank = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(order)),
        default=Value(len(order)),
        output_field=IntegerField(),
    )
    return cards.annotate(rank=rank).order_by("rank", "volunteer__person__sort_key", "pk")


def cards_of(volunteer: Volunteer) -> list[VolunteerCard]:
    """Every card of a volunteer, the newest first."""
    cards = list(volunteer.cards.select_related("issuer", "replaces").order_by("-serial"))
    for card in cards:
        card.volunteer = volunteer
    return cards


def cards_with_old_name(user: User, volunteer: Volunteer) -> list[VolunteerCard]:
    """The cards held or coming, as far as the user knows of them, on which the name stands as the
    register had it before it was corrected.

    An English name that the register never had was typed for the card, and is none of before.
    """
    person = volunteer.person
    english = english_name(person.prefix, person.given_name_en, person.family_name_en)
    held = cards_for(user).filter(volunteer=volunteer, state__in=HELD).order_by("-serial")
    return [
        card
        for card in held
        if card.name_th != person.full_name
        or (card.language == CardLanguage.ENGLISH and english not in ("", card.name_en))
    ]


def photo_of(volunteer: Volunteer) -> CardPhoto | None:
    return CardPhoto.objects.filter(volunteer=volunteer).first()


def card_in_the_way(
    volunteer: Volunteer, language: str, besides: VolunteerCard | None
) -> VolunteerCard | None:
    """A card of this language, but for one, that the volunteer holds or that is being made."""
    held = volunteer.cards.filter(language=language, state__in=HELD)
    if besides is not None:
        held = held.exclude(pk=besides.pk)
    return held.order_by("-serial").first()


def lost_card(volunteer: Volunteer, language: str) -> VolunteerCard | None:
    """The card reported lost that a new one of this language would replace."""
    lost = volunteer.cards.filter(language=language, state=CardState.LOST)
    return lost.order_by("-serial").first()


def issuer_on(day: date) -> CardIssuer | None:
    """Who issues cards on a day."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return CardIssuer.objects.filter(still, started_on__lte=day).order_by("-started_on").first()


def issuers(on: date) -> Sequence[CardIssuer]:
    """Who issues cards on a day and who will, in the order of their days."""
    return list(CardIssuer.objects.exclude(ended_on__lte=on).order_by("started_on"))


def public_card(code: str) -> VolunteerCard | None:
    """The card behind a code, if it was ever handed out; a code that is none asks as well."""
    found = VolunteerCard.objects.filter(code=code, state__in=KNOWN_IN_PUBLIC)
    return found.select_related("volunteer").first()
