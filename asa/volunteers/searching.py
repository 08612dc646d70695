"""Search of the register while someone types: the first volunteers by name, then more.

A tambon of sixty and a country of a million are asked in different ways, and so are a fragment
that few names hold and one that every third does; what is found is the same. Nothing is counted:
to count all names with an ก costs as much as to read them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.common import accesslog, thaitext
from asa.common.thaidate import PartialDate
from asa.common.thaisound import are_near, sound_key
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.people.models.name_index import GRAM
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import (
    LEADS,
    OFFICES,
    Asked,
    VolunteerRow,
    asked_for,
    namesakes,
    own_area,
    told,
    volunteer_rows,
    volunteers_for,
    volunteers_in_full_for,
    volunteers_matching,
)

ROWS = 25
# Of those who may be the same person so many are shown, and these are years written otherwise.
MOST_SIMILAR = 10
YEARS_APART = 2
# So many names with a fragment are few: they are read and put in order at once.
FEW_NAMES = 2_000
# So many volunteers of an area are few: their names are read without any index, even where few
# names hold the fragment; and so many, where many do.
NEIGHBOURS, FEW_VOLUNTEERS = 1_000, 20_000
# Names in their order are looked through by so many at a time, until a page is full.
WINDOWS = (1_000, 16_000)


class Found(NamedTuple):
    """A page of a search, and the volunteer after whom the next page begins."""

    rows: list[VolunteerRow]
    more: UUID | None


class Search(NamedTuple):
    """Whom someone looks for, where, and after which volunteer of the list."""

    user: User
    words: str
    areas: Sequence[str]
    after: UUID | None = None
    rows: int = ROWS

    def among(self, volunteers: QuerySet[Volunteer]) -> Found:
        """The first of some volunteers who fit, in the order of their names.

        volunteers: those whom the user may see, narrowed by whatever else the list asks.
        """
        asked = asked_for(self.words)
        if asked.name == []:
            return Found([], None)  # signs alone are part of no name
        if asked.name is None:
            # Who reads a colleague's name alone learns nothing by trying numbers either.
            volunteers = volunteers.filter(pk__in=volunteers_in_full_for(self.user).values("pk"))
        volunteers = volunteers.filter(within("area", self.areas))
        start, volunteers = self._from_here(volunteers)
        lines = self._lines(volunteers, asked, start)
        rows = volunteer_rows(lines[: self.rows])
        return Found(rows, rows[-1].pk if len(lines) > self.rows else None)

    def note(self, found: Found) -> None:
        """Whoever looks for a whole citizen id is written down, whatever comes of it."""
        if not asked_for(self.words).citizen_id:
            return
        area = self.areas[0] if self.areas else WHOLE_COUNTRY
        targets = [(str(row.pk), row.area) for row in found.rows] or [(area, area)]
        for key, place in targets:
            accesslog.note(
                self.user,
                "volunteer.searched_by_citizen_id",
                ("volunteers.volunteer", key),
                area=place,
                found=len(found.rows),
            )

    def _from_here(self, volunteers: QuerySet[Volunteer]) -> tuple[str, QuerySet[Volunteer]]:
        """The key from which on names are read, and the volunteers who come after the last."""
        last = volunteers_for(self.user).filter(pk=self.after).first() if self.after else None
        if last is None:
            return "", volunteers
        key = last.person.sort_key
        further = Q(person__sort_key__gt=key) | Q(person__sort_key=key, pk__gt=last.pk)
        return key, volunteers.filter(person__sort_key__gte=key).filter(further)

    def _lines(
        self, volunteers: QuerySet[Volunteer], asked: Asked, start: str
    ) -> list[tuple[Any, ...]]:
        matching = self._first(volunteers_matching(volunteers, asked))
        if asked.name is None:
            return list(matching)
        plain = volunteers_matching(volunteers, asked, lookup="contains")
        if self._live_few(NEIGHBOURS):
            return list(self._first(plain))
        part = max(asked.name, key=len, default="")
        if len(part) >= GRAM and _are_few(Person.objects.filter(name_key__holds=part), FEW_NAMES):
            return list(matching)
        if self._live_few(FEW_VOLUNTEERS):
            return list(self._first(plain))
        for size in WINDOWS:
            window, is_last = _window(start, size)
            for one in asked.name:
                window = window.filter(name_key__contains=one)
            lines = list(self._first(plain.filter(person__in=window.values("pk"))))
            if is_last or len(lines) > self.rows:
                return lines
        seldom = volunteers_matching(volunteers, asked, lookup="seldom_holds")
        return list(self._first(seldom))

    def _live_few(self, number: int) -> bool:
        """Whether so few volunteers live in the areas; nobody asks that of the country."""
        if WHOLE_COUNTRY in self.areas:
            return False
        return _are_few(Volunteer.objects.filter(within("area", self.areas)), number)

    def _first(self, volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer, tuple[Any, ...]]:
        return told(volunteers.order_by("person__sort_key", "pk"))[: self.rows + 1]


def similar_volunteers(
    user: User, *, given_name: str, family_name: str, birth: PartialDate | None, citizen_id: str,
    tambon: str,
) -> list[Volunteer]:  # fmt: skip
    """Whom a new volunteer may be: known to the user, and to be looked at before registering.

    Of the province, the same citizen id or the same name; of the sub-district, a name that sounds
    alike or differs in a letter, where the years of birth do not speak against it.
    """
    seen = volunteers_for(user)
    same = namesakes(
        given_name=given_name, family_name=family_name, citizen_id=citizen_id, province=tambon[:2]
    )
    found = {one.pk: one for one in seen.filter(pk__in=same.values("pk"))[:MOST_SIMILAR]}
    heard = sound_key(thaitext.name_key(given_name, family_name))
    near = seen.filter(within("area", [tambon])).values_list(
        "pk", "person__name_key", "person__birth_on"
    )
    alike = [
        key
        for key, name_key, born in near
        if are_near(heard, sound_key(name_key)) and _may_be_of_an_age(birth, born)
    ]
    found |= {one.pk: one for one in seen.filter(pk__in=alike[:MOST_SIMILAR])}
    return list(found.values())[:MOST_SIMILAR]


def _may_be_of_an_age(birth: PartialDate | None, born: date | None) -> bool:
    return not (birth and born) or abs(birth.day.year - born.year) <= YEARS_APART


def areas_seen(user: User) -> list[str]:
    """Where the volunteers live whom a user may see; of a volunteer, the own sub-districts."""
    codes = scope(user, *LEADS, *OFFICES)
    tambons = {code[:6] for code in scope(user, Role.VOLUNTEER) if len(code) >= 6}
    own = own_area(user)
    return [*codes, *sorted(tambons), *([own] if own else [])]


def _are_few(rows: QuerySet[Any], number: int) -> bool:
    return rows.order_by()[: number + 1].count() <= number


def _window(start: str, size: int) -> tuple[QuerySet[Person], bool]:
    """The next people in the order of names, and whether nobody comes after them."""
    people = Person.objects.filter(sort_key__gte=start)
    keys = people.order_by("sort_key").values_list("sort_key", flat=True)[size : size + 1]
    end = next(iter(keys), None)
    return (people, True) if end is None else (people.filter(sort_key__lt=end), False)
