"""What the pages of coverage are made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from asa.common.errors import allow
from asa.common.http import address
from asa.common.thaidate import today
from asa.coverage.forms import AsAtForm
from asa.coverage.rules import OFFICE, can_call, sees_area, sees_coverage, sees_names
from asa.coverage.wording import definitions
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import holds, scope
from asa.places.codes import DIGITS, WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import ancestors, level_of, name_of, remember_names, shown_place

TAMBON = DIGITS[Level.TAMBON]


def area_asked(request: AsaRequest) -> str:
    """The area that the page is of: the one asked for, else the first of the user's posts.

    An area that the posts do not cover answers as one that does not exist.
    """
    allow(sees_coverage(request.user))
    asked = request.GET.get("area", "")
    area = asked or scope(request.user)[0][:TAMBON]
    try:
        level_of(area)
    except ValueError:
        raise Http404 from None
    if not sees_area(request.user, area):
        raise Http404
    if asked and not Area.objects.filter(pk=area, ended_on__isnull=True).exists():
        raise Http404
    return area


def day_form(request: AsaRequest) -> AsAtForm:
    """As on which day the page is asked for; unbound where no day is."""
    return AsAtForm(request.GET if "day" in request.GET else None)


def past_day(form: AsAtForm) -> date | None:
    """The day before today that is asked for; None where it is today, or no day at all."""
    asked: date | None = form.cleaned_data["day"] if form.is_valid() else None
    return asked if asked and asked < today() else None


@dataclass(frozen=True)
class Tab:
    """A page of coverage of the same area."""

    name: str
    url: str
    is_current: bool


def frame(request: AsaRequest, area: str, tab: str, **context: Any) -> dict[str, Any]:
    """What every page of an area shows around its own contents."""
    user = request.user
    around = [code for code in ancestors(area) if sees_area(user, code)]
    remember_names([area, *around])
    names = {
        "coverage:show": _("Volunteers"),
        "coverage:states": _("Visits to villages"),
        "coverage:people": _("Ages and changes"),
        "coverage:rules": _("Targets"),
    }
    if len(area) > TAMBON:
        names = {}
    return {
        "area": area,
        "place": shown_place(area),
        "as_of": today(),
        "up": [(name_of(code), address("coverage:show", area=code)) for code in around],
        "tabs": [Tab(name, address(one, area=area), one == tab) for one, name in names.items()],
        "may_call": can_call(user, area),
        "sees_names": sees_names(user, area),
        **context,
    }


def said(*names: str) -> list[str]:
    """The definitions of the numbers of a page."""
    sentences = definitions()
    return [sentences[name] for name in names]


def opens_register(request: AsaRequest, area: str) -> str:
    """The register, narrowed to the current volunteers of an area; "" for who reads no names."""
    if not sees_names(request.user, area) or len(area) > TAMBON:
        return ""
    asked = "" if area == WHOLE_COUNTRY else area
    return address("volunteers:list", state="registered", area=asked)


def opens_households(request: AsaRequest, area: str) -> str:
    """The households on record of an area; "" for who does not read them."""
    readers = (*OFFICE, Role.SOCIAL_WORKER)
    if len(area) > TAMBON or not holds(request.user, *readers, area=area):
        return ""
    return address("households:list", counted="on", area=area)
