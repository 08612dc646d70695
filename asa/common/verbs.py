"""What the verbs and the records of the two logs are called; each app registers its own words."""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = Mapping[str, str | Promise]

_VERBS: dict[str, str | Promise] = {}
_RECORDS: dict[str, str | Promise] = {}


def register(verbs: Words, records: Words) -> None:
    """Name the verbs that an app writes ("case.closed") and its kinds of records ("cases.case")."""
    _VERBS.update(verbs)
    _RECORDS.update(records)


def words_of(verb: str) -> str:
    """A verb in words; the verb itself where an older release wrote what nobody names any more."""
    return str(_VERBS.get(verb, verb))


def words_of_record(kind: str) -> str:
    """A kind of record in words; the kind itself where nobody names it."""
    return str(_RECORDS.get(kind, kind))


def is_named(verb: str) -> bool:
    """Whether an app has given the verb its words."""
    return verb in _VERBS


def is_named_record(kind: str) -> bool:
    """Whether an app has given the kind of record its words."""
    return kind in _RECORDS


def called(words: str) -> list[str]:
    """The verbs whose words of the reader's language, or whose code, hold the words."""
    asked = words.strip().casefold()
    return [verb for verb, said in _VERBS.items() if asked in f"{verb} {said}".casefold()]
