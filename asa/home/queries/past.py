"""The numbers of an area as they were on a day, on the tree of that day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from asa.people.models import Post
from asa.places import moving
from asa.places.codes import DIGITS, WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import areas_on, covers, within
from asa.volunteers.models import Assignment

TAMBON = DIGITS[Level.TAMBON]


@dataclass(frozen=True)
class FiguresAsAt:
    """What is known of a day: the areas in force, and who worked where by the codes of then."""

    as_of: date
    area: str
    provinces: int
    districts: int
    tambons: int
    villages: int
    working: int
    without_volunteer: list[str]

    def as_json(self) -> dict[str, Any]:
        """The shape that `asa figures --as-at DAY --json` prints."""
        return {
            "as_of": self.as_of.isoformat(),
            "area": self.area,
            "areas": {
                "provinces": self.provinces,
                "districts": self.districts,
                "tambons": self.tambons,
                "villages": self.villages,
            },
            "volunteers": {"working": self.working},
            "without_volunteer": self.without_volunteer,
            "definitions": definitions_as_at(),
        }


def definitions_as_at() -> dict[str, str]:
    """What each number counts, in a sentence of the reader's language."""
    return {
        "areas": _("Areas in force on that day, by their codes and borders of then."),
        "working": _("Volunteers who had an area of work there on that day."),
        "without_volunteer": _("Sub-districts of that day in which no volunteer had such an area."),
    }


def figures_as_at(area: str, day: date) -> FiguresAsAt:
    """The numbers of an area as at a day, past or not; "TH" is the country."""
    tree = areas_on(Area.objects.filter(within("code", [area])), day)
    levels = Counter(tree.order_by().values_list("level", flat=True))
    working, places = set(), set()
    for who, code in _work_on(area, day):
        if covers([area], code):
            working.add(who)
            places.add(code[:TAMBON])
    tambons = tree.filter(level=Level.TAMBON).order_by("code").values_list("code", flat=True)
    return FiguresAsAt(
        as_of=day,
        area=area,
        provinces=levels[Level.PROVINCE],
        districts=levels[Level.DISTRICT],
        tambons=levels[Level.TAMBON],
        villages=levels[Level.VILLAGE],
        working=len(working),
        without_volunteer=[code for code in tambons if code not in places],
    )


def _work_on(area: str, day: date) -> list[tuple[object, str]]:
    """Who worked where on a day, by the code of that day. A change stays within a province."""
    around = area if area == WHOLE_COUNTRY else area[:2]
    registered = Q(volunteer__registered_on__isnull=True) | Q(volunteer__registered_on__lte=day)
    found = Assignment.objects.filter(Post.current_on(day), registered, within("area_id", [around]))
    before = moving.codes_before(Assignment, "area", day)
    rows = found.values_list("pk", "volunteer_id", "area_id")
    return [(who, before.get(str(key), code)) for key, who, code in rows]
