from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.cards.checks import lacks_for_card
from asa.cards.codes import MOST_CARDS, REPLACEABLE, CardLanguage, CardState
from asa.cards.models import CardIssuer, CardPhoto, VolunteerCard
from asa.cards.names import english_name
from asa.cards.queries import issuer_on, lost_card
from asa.cards.rules import can_make_card
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.shortcodes import new_code
from asa.people.models import User
from asa.volunteers.models import Volunteer
from asa.volunteers.names import registration_number


@dataclass(frozen=True)
class NewCard:
    """What is to stand on a card where it differs from the register."""

    language: str = CardLanguage.THAI
    name_en: str = ""
    registration_no: str = ""
    year_be: int | None = None
    expires_on: date | None = None
    # A card that is still good and shall be replaced, such as one with an old name.
    replaces: VolunteerCard | None = None


@dataclass
class Made:
    """What came of preparing several cards: the cards, and who lacks what."""

    cards: list[VolunteerCard] = field(default_factory=list)
    refused: list[tuple[Volunteer, str]] = field(default_factory=list)


@transaction.atomic
def prepare_card(volunteer: Volunteer, *, wanted: NewCard, by: User, on: date) -> VolunteerCard:
    """Make the draft of a card; of one reported lost, the new card takes the place."""
    allow(can_make_card(by, volunteer))
    # Whoever prepares another card of the same volunteer waits here.
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    name_en = wanted.name_en or _name_en(volunteer)
    old = wanted.replaces or lost_card(volunteer, wanted.language)
    _check_wanted(volunteer, wanted, on)
    missing = lacks_for_card(
        volunteer,
        has_photo=CardPhoto.objects.filter(volunteer=volunteer).exists(),
        language=wanted.language,
        name_en=name_en,
        besides=old,
    )
    if missing:
        raise DomainError(missing)
    serial = (volunteer.cards.aggregate(last=Max("serial"))["last"] or 0) + 1
    card = VolunteerCard.objects.create(
        volunteer=volunteer,
        serial=serial,
        language=wanted.language,
        name_th=volunteer.person.full_name,
        name_en=name_en,
        registration_no=wanted.registration_no or volunteer.registration_no,
        year_be=wanted.year_be or volunteer.registration_year_be or 0,
        province=volunteer.area_id[:2],
        code=new_code(),
        expires_on=wanted.expires_on,
        replaces=old,
    )
    journal.record(
        by, "card.prepared", card, area=volunteer.area_id, on=on,
        serial=serial, language=wanted.language, replaces=str(old.pk) if old else "",
    )  # fmt: skip
    return card


def _check_wanted(volunteer: Volunteer, wanted: NewCard, on: date) -> None:
    if wanted.registration_no:
        registration_number(f"{wanted.registration_no}/{wanted.year_be}")
    if wanted.expires_on is not None and wanted.expires_on < on:
        raise DomainError(_("The card would be over before it is made. Choose a later day."))
    old = wanted.replaces
    if old is None:
        return
    old.refresh_from_db(fields=["state"])
    if old.volunteer_id != volunteer.pk or old.language != wanted.language:
        raise DomainError(_("A card takes the place of one of the same person and language."))
    if old.state not in REPLACEABLE:
        raise DomainError(
            _("Only a card that was handed out is replaced; this one is “%(state)s”.")
            % {"state": old.get_state_display()}
        )


def _name_en(volunteer: Volunteer) -> str:
    person = volunteer.person
    return english_name(person.prefix, person.given_name_en, person.family_name_en)


@transaction.atomic
def prepare_cards(volunteers: Iterable[Volunteer], *, by: User, on: date) -> Made:
    """Make a Thai draft for each who has what it needs; the others are told with what they lack."""
    made = Made()
    for volunteer in volunteers:
        try:
            with transaction.atomic():
                made.cards.append(prepare_card(volunteer, wanted=NewCard(), by=by, on=on))
        except DomainError as error:
            made.refused.append((volunteer, str(error)))
        except IntegrityError:
            made.refused.append((volunteer, _("Somebody else prepared this card just now.")))
    return made


@transaction.atomic
def set_for_print(
    cards: Sequence[VolunteerCard], *, issued_on: date, by: User, on: date
) -> list[VolunteerCard]:
    """Write the day of issue and today's issuer on each draft, with the name as it stands now.

    A card that is printed already keeps what stands on it: its paper comes out once more.
    """
    if len(cards) > MOST_CARDS:
        raise DomainError(_("Choose at most %(n)s at once.") % {"n": MOST_CARDS})
    issuer = issuer_on(issued_on)
    if issuer is None:
        raise DomainError(_("Nobody issued cards on that day. Choose a later day of issue."))
    keys = [card.pk for card in cards]
    # Locked: of a card that is said to be printed at this moment nothing is written anew.
    states = dict(
        VolunteerCard.objects.select_for_update().filter(pk__in=keys).values_list("pk", "state")
    )
    for card in cards:
        allow(can_make_card(by, card.volunteer))
        card.state = states[card.pk]
        if card.state == CardState.DRAFT:
            _set_draft(card, issuer, issued_on, by=by, on=on)
        elif card.state not in (CardState.PRINTED, CardState.ISSUED):
            raise DomainError(
                _("The card of %(name)s is “%(state)s” and is not printed any more.")
                % {"name": card.name_th, "state": card.get_state_display()}
            )
    return list(cards)


def _set_draft(
    card: VolunteerCard, issuer: CardIssuer, issued_on: date, *, by: User, on: date
) -> None:
    person = card.volunteer.person
    card.issuer, card.issued_on = issuer, issued_on
    card.name_th, card.province = person.full_name, card.volunteer.area_id[:2]
    card.save(update_fields=["issuer", "issued_on", "name_th", "province"])
    journal.record(
        by, "card.set_for_print", card, area=card.volunteer.area_id, on=on,
        issued_on=issued_on.isoformat(), issuer=str(issuer.pk),
    )  # fmt: skip
