"""The words of each kind of notice. Apps above register theirs when the program starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A sentence, or what makes one of the parameters where these are codes that have words themselves.
Words = str | Promise | Callable[[dict[str, object]], str]


@dataclass(frozen=True)
class Group:
    """Kinds that a person switches off together, and what is said of them outside of the product.

    name: what kinds begin with, such as "tasks" of "tasks.planned". outside: a sentence that
    names nobody and nothing. open_words: a kind's own sentence may be said outside, as far as it
    takes no parameter.
    """

    name: str
    title: str | Promise
    outside: str | Promise
    open_words: bool = False


OTHER = Group("other", _("Everything else"), _("Asa has news for you"))

_WORDS: dict[str, Words] = {}
_OUTSIDE: dict[str, str | Promise] = {}
_GROUPS: dict[str, Group] = {}


def register(kind: str, words: Words, *, outside: str | Promise = "") -> None:
    """Give a kind its sentence (lazy translation, with %(name)s for parameters).

    outside: what an e-mail says instead; it takes no parameter and names nobody and nothing.
    """
    _WORDS[kind] = words
    if outside:
        _OUTSIDE[kind] = outside


def register_group(group: Group, *also: str) -> None:
    """Put the kinds that begin with the name of a group, or with one of the others, into it."""
    for beginning in (group.name, *also):
        _GROUPS[beginning] = group


def words_of(kind: str, params: dict[str, object]) -> str:
    """The sentence of a notice in the reader's language; parameters hold codes, not names."""
    words = _WORDS[kind]
    return words(params) if callable(words) else str(words) % params


def group_of(kind: str) -> Group:
    """The group of a kind; what nobody put into one is "everything else"."""
    return _GROUPS.get(kind.partition(".")[0], OTHER)


def groups() -> list[Group]:
    """The groups in which there are kinds, in the order in which they were registered."""
    found = {group.name: group for group in _GROUPS.values()}
    used = {group_of(kind).name for kind in _WORDS}
    return [group for group in (*found.values(), OTHER) if group.name in used]


def kinds() -> list[str]:
    """Every kind that an app has given its words."""
    return sorted(_WORDS)


def outside_words(kind: str) -> str:
    """What may be said of a notice outside of the product: never a parameter, never a reason."""
    if kind in _OUTSIDE:
        return str(_OUTSIDE[kind])
    group, words = group_of(kind), _WORDS.get(kind)
    if group.open_words and words is not None and not callable(words) and "%" not in str(words):
        return str(words)
    return str(group.outside)
