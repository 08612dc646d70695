"""What a report said when it was sent back beside what it said when it was answered.

Both are kept with the return, sealed like the report: what is changed later, by a visit or by the
office, is no answer of the reporter. Codes are kept, not their words, so that each reads them in
the own language.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.cases.codes import ReportField, Triage
from asa.cases.models import Case
from asa.common import citizenid
from asa.common.thaidate import PartialDate, partial_date
from asa.households.codes import ConsentKind, Dimension, DimensionLevel, Health
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members
from asa.places.queries import shown_place

F = ReportField
# Of each field its lines, and of each line its parts: words as typed, or codes.
Lines = list[list[str]]


@dataclass(frozen=True)
class Correction:
    """One field of a report that was changed: the lines that went and those that came."""

    label: str
    before: list[str]
    after: list[str]


def told_by(case: Case) -> str:
    """What a report says now, field by field, as JSON to be sealed."""
    told: dict[str, Lines] = {
        F.PROBLEMS: [[problem.name] for problem in case.problems.order_by("pk")],
        F.TRIAGE: [[case.triage]],
        F.SUMMARY: [[case.summary or ""]],
        F.DETAIL: [[case.detail or ""]],
        F.AMOUNT: [["" if case.amount_wanted is None else f"{case.amount_wanted:.2f}"]],
        F.AREA: [[str(case.area_id or "")]],
    }
    if case.household is not None:
        told |= _of_home(case.household) | _of_people(case, list(current_members(case.household)))
    return json.dumps({key: lines for key, lines in told.items() if any(map(any, lines))})


def _of_home(home: Household) -> dict[str, Lines]:
    place = f"{home.latitude:.6f}, {home.longitude:.6f}" if home.latitude and home.longitude else ""
    answer = home.consents.order_by("-recorded_on", "-pk").first()
    levels = home.latest_round.levels.order_by("dimension") if home.latest_round else ()
    photos = home.photos.order_by("pk").values_list("pk", flat=True)
    return {
        F.HOUSE: [[home.house_no, home.landmark]],
        F.POSITION: [[place]],
        F.LEVELS: [[one.dimension, str(one.level), one.reason] for one in levels],
        # By their keys: one that was taken anew is another one.
        F.PHOTOS: [[str(photo)] for photo in photos],
        F.CONSENT: [[answer.kind, answer.witness_name, answer.reason]] if answer else [],
    }


def _of_people(case: Case, members: list[HouseholdMember]) -> dict[str, Lines]:
    named = [(str(member.number), member.person) for member in members]
    return {
        F.MEMBERS: [[m.person.full_name, m.relation, m.health] for m in members],
        F.NAMES: [[number, person.full_name] for number, person in named],
        F.CITIZEN_ID: [
            [number, citizenid.masked(person.citizen_id) if person.citizen_id else "",
             person.no_id_reason]
            for number, person in named
        ],
        F.BIRTH: [
            [number, person.birth_on.isoformat(), person.birth_precision or "day"]
            for number, person in named
            if person.birth_on
        ],
        F.SUBJECT: [[case.subject.full_name]] if case.subject else [],
    }  # fmt: skip


def corrections_of(case: Case) -> list[Correction] | None:
    """What the reporter changed when a report came back the last time; None where none came."""
    answered = case.returns.filter(answered_on__isnull=False, after__isnull=False)
    last = answered.order_by("-answered_on", "-pk").first()
    if last is None or not (last.before and last.after):
        return None
    before: dict[str, Lines] = json.loads(last.before)
    after: dict[str, Lines] = json.loads(last.after)
    found = []
    for field in ReportField:
        old, new = before.get(field, []), after.get(field, [])
        if old != new:
            gone = [line for line in old if line not in new]
            came = [line for line in new if line not in old]
            if gone or came:
                label = str(field.label)
                found.append(Correction(label, _told(field, gone), _told(field, came)))
    return found


def _told(field: str, lines: Lines) -> list[str]:
    if field == F.PHOTOS:
        n = len(lines)
        return [ngettext("%(n)s photo", "%(n)s photos", n) % {"n": n}] if lines else []
    return [_in_words(field, line) for line in lines]


def _in_words(field: str, line: list[str]) -> str:
    """A line in words; one with a code of an earlier version, of which no words are known, as it
    was kept.
    """
    plain = " · ".join(filter(None, line))
    try:
        words = _WORDS.get(field)
        return words(line) if words else plain
    except ValueError:
        return plain


def _amount(line: list[str]) -> str:
    return _("%(amount)s baht") % {"amount": f"{Decimal(line[0]):,.2f}".removesuffix(".00")}


def _level(line: list[str]) -> str:
    dimension, level, reason = line
    said = f"{Dimension(dimension).label}: {DimensionLevel(int(level)).label}"
    return f"{said} · {reason}" if reason else said


def _member(line: list[str]) -> str:
    name, relation, health = line
    return " · ".join(filter(None, [name, relation, str(Health(health).label)]))


def _birth(line: list[str]) -> str:
    number, day, precision = line
    exact = cast(Literal["day", "month", "year"], precision)
    return f"{number} · {partial_date(PartialDate(date.fromisoformat(day), exact))}"


_WORDS: dict[str, Callable[[list[str]], str]] = {
    F.TRIAGE: lambda line: str(Triage(line[0]).label),
    F.AMOUNT: _amount,
    F.AREA: lambda line: shown_place(line[0]),
    F.LEVELS: _level,
    F.MEMBERS: _member,
    F.BIRTH: _birth,
    F.CONSENT: lambda line: " · ".join(filter(None, [str(ConsentKind(line[0]).label), *line[1:]])),
}
