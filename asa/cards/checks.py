"""What a volunteer lacks for a card, in sentences that say how to mend it."""

from django.utils.translation import gettext as _

from asa.cards.codes import CardLanguage
from asa.cards.models import VolunteerCard
from asa.cards.queries import card_in_the_way
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer


def lacks_in_register(volunteer: Volunteer, *, has_photo: bool) -> list[str]:
    """What is missing whatever the language of the card; empty where nothing is."""
    missing = []
    if volunteer.state != VolunteerState.REGISTERED:
        missing.append(
            _("Only a registered volunteer gets a card; this one is “%(state)s”.")
            % {"state": volunteer.get_state_display()}
        )
    if not volunteer.registration_no or not volunteer.registration_year_be:
        missing.append(_("There is no registration number yet. Write it into the register."))
    if not has_photo:
        missing.append(_("There is no photo for the card yet. Add one."))
    return missing


def lacks_for_card(
    volunteer: Volunteer,
    *,
    has_photo: bool,
    language: str,
    name_en: str,
    besides: VolunteerCard | None,
) -> str:
    """What is missing for a card of a language, in one text; "" where it can be made.

    besides: a card that the new one replaces, and that is therefore not in the way.
    """
    missing = lacks_in_register(volunteer, has_photo=has_photo)
    if language == CardLanguage.ENGLISH and not name_en:
        missing.append(_("An English card needs the name in Latin letters."))
    if not missing and (card := card_in_the_way(volunteer, language, besides)):
        missing.append(
            _("There is a card already (%(state)s).") % {"state": card.get_state_display()}
        )
    return " ".join(missing)
