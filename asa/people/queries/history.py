"""The journal in words, with the names of those who did it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from asa.common.journal import HistoryLine
from asa.common.parts import HistoryRow
from asa.common.thaidate import thai_date
from asa.people.queries.users import names_of


def _sealed_words(line: HistoryLine) -> str:
    return line.text


def begins_on(line: HistoryLine) -> str:
    """From which day a version of a rule holds, as its line of the journal says."""
    day = date.fromisoformat(line.data["started_on"])
    return _("In force from %(day)s") % {"day": thai_date(day)}


def history_in_words(
    lines: Iterable[HistoryLine],
    verbs: Mapping[str, str | Promise],
    text: Callable[[HistoryLine], str] = _sealed_words,
) -> list[HistoryRow]:
    """The lines of the verbs that a page tells of, in their order.

    text: the second line of each; without it the words that the journal keeps sealed.
    """
    told = [line for line in lines if line.verb in verbs]
    names = names_of(line.actor_id for line in told if line.actor_id)
    return [
        HistoryRow(
            what=str(verbs[line.verb]),
            at=line.recorded_at,
            on=line.happened_on,
            who=names.get(line.actor_id, "") if line.actor_id else "",
            text=text(line),
        )
        for line in told
    ]
