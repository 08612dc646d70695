"""The words of each kind of notice. Apps above register theirs when the program starts."""

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


def register(kind: str, words: str | Promise) -> None:
    """Give a kind its sentence (lazy translation, with %(name)s for parameters)."""
    _WORDS[kind] = words


def words_of(kind: str, params: dict[str, object]) -> str:
    """The sentence of a notice in the reader's language; parameters hold codes, not names."""
    return str(_WORDS[kind]) % params
