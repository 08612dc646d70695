"""What the pages of workshops are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from asa.common.errors import allow
from asa.common.http import address
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.training.models import Cohort, Workshop
from asa.training.queries import cohorts_for, workshops_for
from asa.training.rules import (
    can_call_roll,
    can_decide,
    sees_budget,
    sees_kit,
    sees_seats,
    sees_workshops,
)
from asa.training.wording import COHORT_TONES, WORKSHOP_TONES

Rule = Callable[[User, Cohort], bool]


class Tab(NamedTuple):
    """A page of every cohort: its word, its address by the cohort's key, and who may open it."""

    label: str | Promise
    url_name: str
    rule: Rule


# In the order in which they stand.
TABS: list[Tab] = [
    Tab(pgettext_lazy("cohort", "Seats and names"), "training:cohort", sees_seats),
    Tab(gettext_lazy("Programme of the day"), "training:programme", sees_seats),
    Tab(gettext_lazy("Roll call"), "training:roll", can_call_roll),
    Tab(pgettext_lazy("cohort", "Day kit"), "training:kit", sees_kit),
    Tab(gettext_lazy("Budget"), "training:budget", sees_budget),
    Tab(pgettext_lazy("workshop", "Summary"), "training:summary", sees_seats),
    Tab(gettext_lazy("Results and certificates"), "training:results", can_decide),
]


@dataclass(frozen=True)
class ShownTab:
    """A tab as one page shows it to one person."""

    label: str
    url: str
    is_current: bool


def workshop_asked(request: AsaRequest, pk: UUID) -> Workshop:
    """The workshop of the address, as far as the user may know of it."""
    found: Workshop = get_object_or_404(workshops_for(request.user), pk=pk)
    allow(sees_workshops(request.user))
    return found


def cohort_asked(request: AsaRequest, pk: UUID) -> Cohort:
    """The cohort of the address, as far as the user may know of it."""
    found: Cohort = get_object_or_404(cohorts_for(request.user), pk=pk)
    allow(sees_workshops(request.user))
    return found


def workshop_frame(workshop: Workshop, here: str = "", **context: Any) -> dict[str, Any]:
    """What every page of a workshop shows around its own contents; here: the page's own name."""
    crumbs = _crumbs(workshop)
    if here:
        crumbs.append((workshop.title, reverse("training:show", args=[workshop.pk])))
    return {
        "workshop": workshop,
        "workshop_tone": WORKSHOP_TONES[workshop.state],
        "crumbs": crumbs,
        "here": here or workshop.title,
        **context,
    }


def frame(
    cohort: Cohort, user: User, current: str, here: str = "", **context: Any
) -> dict[str, Any]:
    """What every page of a cohort shows around its own contents: where it stands, head and tabs.

    current: the address name of the tab that the page belongs to; here: the name of a page below
    that tab. The template of such a page extends "training/cohort_base.html".
    """
    workshop = cohort.workshop
    cohort_page = reverse("training:cohort", args=[cohort.pk])
    name = _("Cohort %(n)s") % {"n": cohort.number}
    crumbs = [*_crumbs(workshop), (workshop.title, reverse("training:show", args=[workshop.pk]))]
    if here:
        crumbs.append((name, cohort_page))
    return {
        "cohort": cohort,
        "workshop": workshop,
        "cohort_tone": COHORT_TONES[cohort.state],
        "crumbs": crumbs,
        "here": here or name,
        "tabs": [
            ShownTab(
                str(tab.label), reverse(tab.url_name, args=[cohort.pk]), tab.url_name == current
            )
            for tab in TABS
            if tab.rule(user, cohort)
        ],
        **context,
    }


def _crumbs(workshop: Workshop) -> list[tuple[str, str]]:
    year = _("Fiscal year %(year)s") % {"year": workshop.fiscal_year_be}
    of_year = address("training:list", year=str(workshop.fiscal_year_be))
    return [(_("Workshops"), reverse("training:list")), (year, of_year)]
