"""To which people on record a list or a form may be linked.

A link tells that somebody is on record. So only people of the area of whoever writes are
candidates, and nobody whom a sealed household hides. Where people stand is known to the apps
above, which register it when the program starts.
"""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from asa.people.models import Post
from asa.places.queries import within

# Each is asked about a few people, by key: whatever the size of the country, an index answers.
Persons = Collection[UUID]
_STANDS: list[Callable[[Sequence[str], Persons], set[UUID]]] = []
_HIDDEN: list[Callable[[Persons], set[UUID]]] = []


def register(
    stands: Callable[[Sequence[str], Persons], set[UUID]] | None = None,
    *,
    hidden: Callable[[Persons], set[UUID]] | None = None,
) -> None:
    """Say who of some people stands in some areas (codes), and who is hidden anywhere."""
    if stands is not None:
        _STANDS.append(stands)
    if hidden is not None:
        _HIDDEN.append(hidden)


def persons_to_link(areas: Sequence[str], among: Persons) -> set[UUID]:
    """Of some people on record, those to whom a new row of the same person may be linked."""
    if not among:
        return set()
    found = _hold_posts(areas, among).union(*(stand(areas, among) for stand in _STANDS))
    return found - hidden_of(among)


def hidden_of(among: Persons) -> set[UUID]:
    """Of some people, those of whom nobody may learn that they are on record."""
    return set[UUID]().union(*(hidden(among) for hidden in _HIDDEN)) if among else set()


def _hold_posts(areas: Sequence[str], among: Persons) -> set[UUID]:
    """People who hold, or held, a post in some areas."""
    posts = Post.objects.filter(within("area_id", areas), user__person__in=among)
    return set(posts.values_list("user__person", flat=True))
