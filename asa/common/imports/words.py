"""A report in words, for the command line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from asa.common.imports.report import Report


def in_words(report: Report) -> Iterator[str]:
    """Line by line: what was read and written, each problem, pairs to look at, notes."""
    if report.stopped:
        yield report.stopped
        yield _("To take it in all the same once you have looked: --despite-duplicates")
    counts = {
        _("Rows read"): report.read,
        _("Added"): report.created,
        _("Updated"): report.updated,
        _("Unchanged"): report.unchanged,
        _("Not accepted yet"): report.refused,
    }
    for label, count in counts.items():
        yield f"{label}: {count:,}"
    if not report.written:
        yield _("Nothing was written.")
    for problem in report.problems:
        where = _("Sheet %(sheet)s, row %(row)s, column %(column)s %(heading)s") % {
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "heading": problem.heading,
        }
        yield f"{where}: “{problem.value}” {problem.reason} {problem.remedy}"
    for first, second in report.possible_duplicates:
        yield _("Possibly one person: %(first)s and %(second)s") % {
            "first": f"{first.sheet} {first.row}",
            "second": f"{second.sheet} {second.row}",
        }
    yield from report.notes
    if report.batch:
        words = _("Was it the wrong file? It can be taken back: asa take_back_import %(key)s")
        yield words % {"key": report.batch}
