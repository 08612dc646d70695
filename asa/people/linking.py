"""To which people on record a list or a form may be linked.

A link tells that somebody is on record. So only people of the area of whoever writes are
candidates, and nobody whom a sealed household hides. Where people stand is known to the apps
above, which register it when the program starts.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from asa.people.models import Person, Post
from asa.places.queries import within

PERSON = OuterRef("pk")
_STANDS: list[Callable[[Sequence[str]], Q]] = []
_HIDDEN: list[Callable[[], Q]] = []


def register(
    stands: Callable[[Sequence[str]], Q], *, hidden: Callable[[], Q] | None = None
) -> None:
    """Say who stands in some areas (codes), and who is hidden wherever they stand."""
    _STANDS.append(stands)
    if hidden is not None:
        _HIDDEN.append(hidden)


def persons_to_link(areas: Sequence[str]) -> QuerySet[Person]:
    """The people of some areas, by code, to whom a new row of the same person may be linked."""
    posts = Post.objects.filter(within("area_id", areas), user__person=PERSON)
    stands = reduce(or_, (one(areas) for one in _STANDS), Q(Exists(posts)))
    found = Person.objects.filter(stands)
    return found.exclude(reduce(or_, (one() for one in _HIDDEN))) if _HIDDEN else found
