"""The minutes of a cohort's group work, composed from what the groups noted; in Thai."""

import hashlib
import json
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common.errors import DomainError
from asa.common.thaidate import thai_date
from asa.common.thaitext import thai_digits
from asa.common.typesetting import typeset
from asa.training.models import Cohort, GroupPoint, WorkGroup
from asa.training.papers import cohort_on_paper
from asa.training.queries.group_work import minutes_of

PAPER: Final = Path(__file__).parent / "paper"


def composed(cohort: Cohort) -> str:
    """What the groups noted, a block for each group and each point, parted by an empty line.

    The first line of a block is its heading. Figures are Thai digits.
    """
    groups = cohort.groups.select_related("reporter__person", "session")
    with override("th"):
        blocks = [
            block
            for group in groups.prefetch_related("members", "points")
            for block in _blocks(group)
        ]
    return thai_digits("\n\n".join(blocks))


def _blocks(group: WorkGroup) -> list[str]:
    number = {"n": group.number, "topic": group.topic}
    lines = [_("Group %(n)s: %(topic)s") % number]
    if group.session is not None:
        lines.append(_("In the part: %(name)s") % {"name": group.session.name})
    lines.append(_("Members: %(n)s people") % {"n": len(group.members.all())})
    if group.reporter is not None:
        lines.append(_("Points noted by: %(name)s") % {"name": group.reporter.person.full_name})
    return ["\n".join(lines), *(_point(group, point) for point in group.points.all())]


def _point(group: WorkGroup, point: GroupPoint) -> str:
    place = {"group": group.number, "n": point.number}
    lines = [
        _("Point %(group)s.%(n)s") % place,
        _("Problem: %(words)s") % {"words": _on_one_line(point.problem)},
        _("Proposal: %(words)s") % {"words": _on_one_line(point.proposal)},
    ]
    if point.who:
        lines.append(_("Who does it: %(words)s") % {"words": point.who})
    if point.due_on is not None:
        lines.append(_("By: %(day)s") % {"day": thai_date(point.due_on, "long")})
    return "\n".join(lines)


def _on_one_line(words: str | None) -> str:
    """An empty line would begin a block of its own."""
    return " ".join((words or "").split())


def mark_of(text: str) -> str:
    """A short mark of a text: what was read is what is closed, or the marks differ."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def minutes_as_pdf(cohort: Cohort) -> bytes:
    """The minutes as a PDF of A4 pages; marked as a draft until they are closed."""
    return typeset(minutes_files(cohort))


def minutes_files(cohort: Cohort) -> dict[str, str]:
    """Everything that the document of the minutes reads."""
    minutes = minutes_of(cohort)
    text = composed(cohort) if minutes is None else minutes.text
    if not text:
        raise DomainError(_("No group has been put together yet."))
    with override("th"):
        closed = (
            _("Draft: the minutes are not closed yet")
            if minutes is None
            else _("Closed on %(day)s") % {"day": thai_date(minutes.closed_on, "long")}
        )
        told = {
            "title": _("Minutes of group work"),
            "workshop": thai_digits(cohort.workshop.name),
            "cohort": thai_digits(cohort_on_paper(cohort)),
            "closed": thai_digits(closed),
            "blocks": [block.split("\n") for block in thai_digits(text).split("\n\n") if block],
            "signers": [_("Minutes taken by"), _("Checked by")],
        }
    main = (PAPER / "minutes.typ").read_text(encoding="utf-8")
    return {"main.typ": main, "minutes.json": json.dumps(told, ensure_ascii=False)}
