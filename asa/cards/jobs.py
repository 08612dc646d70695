"""Printing: the cards of a job become one PDF, kept sealed until it is fetched."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.cards.codes import Layout
from asa.cards.models import VolunteerCard
from asa.cards.queries import makeable_cards_for
from asa.common import jobs
from asa.common.errors import DomainError
from asa.common.imports import files
from asa.common.models import Job
from asa.people.models import User

PRINT = "cards.print"
PDF = "pdf"


def begin_print(cards: list[VolunteerCard], *, layout: Layout, by: User) -> Job:
    """Queue the printing of cards that are set for print."""
    areas = {card.volunteer.area_id[:2] for card in cards}
    return jobs.start(
        PRINT,
        _("Cards for printing"),
        by=by,
        area=areas.pop() if len(areas) == 1 else "TH",
        params={"cards": [str(card.pk) for card in cards], "layout": str(layout)},
    )


def in_order(cards: list[VolunteerCard], keys: list[str]) -> list[VolunteerCard]:
    """The cards in the order in which they were asked for."""
    found = {str(card.pk): card for card in cards}
    return [found[key] for key in keys if key in found]


def print_cards(job: Job) -> dict[str, Any]:
    """Set the cards of a job; whoever asked for them must still be the one who makes them."""
    from asa.cards.papers import cards_as_pdf  # noqa: PLC0415 - what only a printing is worth

    keys = job.params["cards"]
    by = get_user_model().objects.get(pk=job.started_by_id)
    found = makeable_cards_for(by).select_related("volunteer__card_photo")
    cards = in_order(list(found.filter(pk__in=[UUID(key) for key in keys])), keys)

    def tell(done: int, total: int) -> None:
        jobs.progress(job, done, total)

    with override("th"):
        if len(cards) != len(keys):
            raise DomainError(_("Some of these cards are not yours to print any more."))
        content = cards_as_pdf(cards, Layout(job.params["layout"]), tell)
    jobs.progress(job, len(keys), len(keys))
    files.keep(job.pk, PDF, content)
    return {"page": reverse("cards:print", args=[job.pk]), "cards": len(cards)}


def register() -> None:
    jobs.register(PRINT, print_cards)
