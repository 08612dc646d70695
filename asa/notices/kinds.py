"""The words of each kind of notice. Apps above register theirs when the program starts."""

from collections.abc import Callable

from django.utils.functional import Promise

# A sentence, or what makes one of the parameters where these are codes that have words themselves.
Words = str | Promise | Callable[[dict[str, object]], str]
_WORDS: dict[str, Words] = {}


def register(kind: str, words: Words) -> None:
    """Give a kind its sentence (lazy translation, with %(name)s for parameters)."""
    _WORDS[kind] = words


def words_of(kind: str, params: dict[str, object]) -> str:
    """The sentence of a notice in the reader's language; parameters hold codes, not names."""
    words = _WORDS[kind]
    return words(params) if callable(words) else str(words) % params
