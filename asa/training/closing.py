"""The closing report of a workshop as an official Thai paper, made from the event's own rows."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common import photos
from asa.common.thaidate import thai_date
from asa.common.thaitext import thai_digits
from asa.common.typesetting import as_svg, typeset
from asa.places.queries import remember_names, shown_place
from asa.training.models import Cohort, CohortPhoto, Workshop
from asa.training.queries.group_work import group_count
from asa.training.queries.indicators import indicators_of
from asa.training.queries.satisfaction import satisfaction_of
from asa.training.queries.summary import Summary, money_of, summary_of
from asa.training.wording import counted_words

PAPER: Final = Path(__file__).parent / "paper"
COLUMNS: Final = ("seated", "came", "earned")


def report_as_pdf(workshop: Workshop) -> bytes:
    """The report as a PDF of A4 pages; in Thai whatever the language of the page."""
    with override("th"):
        told = json.dumps(told_in_report(workshop), ensure_ascii=False)
    main = (PAPER / "report.typ").read_text(encoding="utf-8")
    files = {"main.typ": main, "report.json": told}
    for photo in _chosen(workshop):
        content = photos.open_photo(photo.pk)
        files[f"photo-{photo.pk}.svg"] = as_svg(content, (photo.width, photo.height))
    return typeset(files)


def _chosen(workshop: Workshop) -> list[CohortPhoto]:
    """The photos that stand in the report, as far as their files are still there."""
    found = CohortPhoto.objects.filter(cohort__workshop=workshop, is_in_report=True)
    return [photo for photo in found if photos.is_kept(photo.pk)]


def told_in_report(workshop: Workshop) -> dict[str, Any]:
    """Everything that stands in the report, with figures as Thai papers write them."""
    cohorts = [summary_of(cohort) for cohort in workshop.cohorts.order_by("number")]
    pictures = _chosen(workshop)
    return {
        "title": _("Closing report of the project"),
        "name": workshop.name,
        "facts": _facts(workshop),
        "parts": [
            _words(_("Objective"), workshop.objective),
            _words(_("Indicators"), workshop.indicators),
        ],
        "indicators": _indicators(workshop),
        "cohorts": [_cohort(found, pictures) for found in cohorts],
        "money": _money(workshop),
        "ending": [
            _words(_("Problems met"), workshop.problems),
            _words(_("Suggestions"), workshop.suggestions),
        ],
        "labels": {
            "money": _("Plan and spending"),
            "cohort_table": _("Seats and people by place"),
            "sessions": _("Present by session"),
            "photos": _("Photos"),
            "satisfaction": _("Satisfaction form"),
            "signature": _("Reported by"),
        },
    }


def _indicators(workshop: Workshop) -> dict[str, Any]:
    """What was to be reached beside what was, a row for each indicator with a value."""
    return {
        "heads": [_("Indicator"), _("To reach, at least"), _("Value reached"), _("Unit")],
        "rows": [
            [thai_digits(line.indicator.name), _value(line.indicator.target),
             _value(line.reached), line.indicator.unit]
            for line in indicators_of(workshop)
        ],
    }  # fmt: skip


def _value(value: Decimal | None) -> str:
    return "–" if value is None else thai_digits(f"{value.normalize():,f}")


def _words(name: str, text: str) -> dict[str, str]:
    return {"name": name, "text": thai_digits(text.strip()) or "–"}


def _facts(workshop: Workshop) -> list[list[str]]:
    """What the project is, in pairs of name and words."""
    approved = thai_date(workshop.approved_on, "long") if workshop.approved_on else ""
    rows = [
        (_("Fiscal year"), str(workshop.fiscal_year_be)),
        (_("Course"), workshop.course.name),
        (_("Approval no."), " ".join(filter(None, (workshop.approval_no, approved)))),
        (_("Source of the money"), workshop.source),
    ]
    return [[name, thai_digits(words) or "–"] for name, words in rows]


def _cohort(found: Summary, pictures: list[CohortPhoto]) -> dict[str, Any]:
    cohort = found.cohort
    earned = counted_words(is_honour=cohort.workshop.course.is_honour)["earned"]
    remember_names({line.code for line in found.places if line.code})
    rows = [
        [
            shown_place(line.code) if line.code else line.region,
            *_figures(line.seats, *(line.counts[name] for name in COLUMNS)),
        ]
        for line in found.places
    ]
    return {
        "name": thai_digits(_("Cohort %(n)s") % {"n": cohort.number}),
        "days": thai_digits(_days(cohort)),
        "heads": [_("Place"), _("Seats"), _("With a seat"), _("Came"), earned],
        "rows": rows,
        "totals": [
            _("Total"),
            *_figures(found.totals["seats"], *(found.totals[name] for name in COLUMNS)),
        ],
        "sessions": [
            [thai_digits(_when(line.session.day, line.session.starts_at)), line.session.name,
             *_figures(line.present)]
            for line in found.sessions
        ],
        "marks": _marks(found),
        "group_work": _group_work(cohort),
        "satisfaction": _satisfaction(cohort),
        "photos": [
            [f"photo-{one.pk}.svg", thai_digits(one.caption)]
            for one in pictures
            if one.cohort_id == cohort.pk
        ],
    }  # fmt: skip


def _group_work(cohort: Cohort) -> str:
    """One sentence on the groups and their points; "" where no group worked."""
    found = group_count(cohort)
    if not found.groups:
        return ""
    said = {"groups": found.groups, "points": found.points}
    return thai_digits(_("Group work: %(groups)s groups noted %(points)s points.") % said)


def _satisfaction(cohort: Cohort) -> dict[str, Any]:
    """The means by item; without rows for fewer answers than are shown."""
    found = satisfaction_of(cohort)
    said = _("%(n)s people filled in the satisfaction form.") % {"n": found.answers}
    return {
        "said": thai_digits(said) if found.is_shown else "",
        "heads": [_("Item"), _("Mean (of 5)")],
        "rows": [
            [one.item.name, thai_digits(str(one.mean)) if one.mean is not None else "–"]
            for one in found.means
        ],
    }


def _days(cohort: Cohort) -> str:
    if cohort.starts_on == cohort.ends_on:
        said = {"day": thai_date(cohort.starts_on, "long"), "venue": cohort.venue}
        return _("On %(day)s at %(venue)s") % said
    same_month = (cohort.starts_on.year, cohort.starts_on.month) == (
        cohort.ends_on.year,
        cohort.ends_on.month,
    )
    first = str(cohort.starts_on.day) if same_month else thai_date(cohort.starts_on, "long")
    said = {
        "from": first,
        "until": thai_date(cohort.ends_on, "long"),
        "venue": cohort.venue,
    }
    return _("From %(from)s to %(until)s at %(venue)s") % said


def _when(day: Any, at: Any) -> str:
    return f"{thai_date(day)} {at:%H.%M} น."


def _marks(found: Summary) -> str:
    """One sentence on the scores; "" where nobody has both."""
    if not found.marked_twice:
        return ""
    said = {"n": found.marked_twice, "before": found.mean_before, "after": found.mean_after}
    sentence = _(
        "%(n)s people have both scores; on average %(before)s %% before and %(after)s %% after."
    )
    return thai_digits(sentence % said)


def _money(workshop: Workshop) -> dict[str, Any]:
    lines = money_of(workshop)
    sums: Counter[str] = Counter()
    rows = []
    for line in lines:
        rows.append([str(line.kind.label), *_baht(line.planned, line.spent)])
        sums.update({"planned": line.planned, "spent": line.spent})
    totals = Decimal(sums["planned"]), Decimal(sums["spent"])
    return {
        "heads": [_("For"), _("Plan (baht)"), _("Spent (baht)"), _("Left (baht)")],
        "rows": rows,
        "totals": [_("Total"), *_baht(*totals)],
    }


def _baht(planned: Decimal, spent: Decimal) -> list[str]:
    return [thai_digits(f"{amount:,.2f}") for amount in (planned, spent, planned - spent)]


def _figures(*numbers: int) -> list[str]:
    return [thai_digits(f"{number:,}") for number in numbers]
