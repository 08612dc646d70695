"""Marks of a whole cohort on one page, the day of certificates, and why one is taken back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, JSONField
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ParsedField, ThaiDateField
from asa.common.thaidate import arabic_digits, today
from asa.training.actions import GivenMark
from asa.training.checks import check_points
from asa.training.codes import MOST_POINTS, MarkKind
from asa.training.models import Cohort
from asa.training.queries import Standing
from asa.volunteers.forms import CleanTextField


class PointsField(ParsedField):
    """Points such as 7 or ๗.๕ → Decimal with at most two places."""

    attributes = {"inputmode": "decimal", "class": "brief", "autocomplete": "off"}

    def parse(self, text: str) -> Decimal:
        try:
            points = Decimal(arabic_digits(text).replace(",", ".").strip())
        except InvalidOperation:
            points = Decimal("NaN")
        if points.is_finite() and points < MOST_POINTS:
            points = round(points, 2)
        check_points(points)
        return points

    def shown(self, value: Any) -> str:
        return shown_points(value)


def shown_points(value: Decimal) -> str:
    """7 and 7.5, without the zeros that the database keeps."""
    return f"{value.normalize():f}"


class MarkRow(NamedTuple):
    """One participant of the list of marks with the cells of the row."""

    standing: Standing
    # Each with the word of its column.
    cells: list[tuple[str, BoundField]]


class MarksForm(AsaForm):
    """The marks of the participants of one page: a row each, what it is out of above them.

    kinds: the columns; full: out of how many points the marks of a kind are that stand already.
    """

    marks_optional = False

    def __init__(
        self,
        *args: Any,
        standings: Sequence[Standing],
        kinds: Sequence[MarkKind] = tuple(MarkKind),
        full: Mapping[str, Decimal],
        **kwargs: Any,
    ) -> None:
        self.standings, self.kinds = standings, kinds
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[f"of_{kind}"] = PointsField(
                label=gettext("%(mark)s: out of") % {"mark": kind.label},
                required=False,
                initial=full.get(kind),
            )
        for one in standings:
            for kind in kinds:
                mark = one.marks.get(kind)
                self.fields[cell_name(one, kind)] = PointsField(
                    label=f"{one.enrolment.person.full_name} · {kind.label}",
                    required=False,
                    initial=mark.points if mark else None,
                )
        # What stood in the cells when the page was opened: the rest was typed.
        self.fields["shown"] = JSONField(
            required=False, widget=HiddenInput, initial=self._standing()
        )
        self.fields["reason"] = CleanTextField(
            label=gettext("Why marks that stood are corrected"),
            help_text=gettext("Only if you change or take out a mark that was saved before"),
            max_length=300,
            required=False,
        )

    def _standing(self) -> dict[str, str]:
        return {
            cell_name(one, kind): shown_points(mark.points)
            for one in self.standings
            for kind, mark in one.marks.items()
            if kind in self.kinds
        }

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for kind in self.kinds:
            most = told.get(f"of_{kind}")
            cells = [cell_name(one, kind) for one in self.standings]
            given = [name for name in cells if told.get(name) is not None]
            if given and not most and f"of_{kind}" not in self.errors:
                sentence = gettext("Write out of how many points the marks are.")
                self.add_error(f"of_{kind}", sentence)
            for name in given:
                if most and told[name] > most:
                    sentence = gettext("At most %(most)s points") % {"most": shown_points(most)}
                    self.add_error(name, ValidationError(sentence))
        if not self.errors and not told.get("reason") and self._corrects():
            self.add_error("reason", gettext("Write why marks are corrected."))
        return told

    def _corrects(self) -> bool:
        marks = {
            (one.enrolment.pk, kind): m for one in self.standings for kind, m in one.marks.items()
        }
        return any(
            (mark := marks.get((one.enrolment.pk, one.kind))) is not None
            and (mark.points, mark.out_of) != (one.points, one.out_of)
            for one in self._all()
        )

    def _all(self) -> list[GivenMark]:
        return [
            GivenMark(
                one.enrolment,
                kind,
                self.cleaned_data.get(cell_name(one, kind)),
                self.cleaned_data.get(f"of_{kind}") or self._kept(one, kind),
            )
            for one in self.standings
            for kind in self.kinds
            # A row that was not on the page when it was opened says nothing.
            if self.add_prefix(cell_name(one, kind)) in self.data
            and not self._is_left_alone(one, kind)
        ]

    def _is_left_alone(self, one: Standing, kind: str) -> bool:
        """Whether a cell says what it said when the page was opened: what somebody else wrote there
        since then stays. Where it is out of other points now, all of the column is written.
        """
        shown, cell = self.cleaned_data.get("shown"), cell_name(one, kind)
        if not isinstance(shown, dict) or f"of_{kind}" in self.changed_data:
            return False
        points = self.cleaned_data.get(cell)
        return bool(shown.get(cell, "") == ("" if points is None else shown_points(points)))

    def _kept(self, one: Standing, kind: str) -> Decimal:
        return one.marks[kind].out_of if kind in one.marks else Decimal(1)

    def given(self) -> list[GivenMark]:
        """What the action takes: every cell of the page; it finds out what is new."""
        return self._all()

    def rows(self) -> Iterator[MarkRow]:
        for one in self.standings:
            cells = [(str(kind.label), self[cell_name(one, kind)]) for kind in self.kinds]
            yield MarkRow(one, cells)

    def out_of(self) -> list[BoundField]:
        return [self[f"of_{kind}"] for kind in self.kinds]


def cell_name(one: Standing, kind: str) -> str:
    return f"m_{one.enrolment.pk.hex}_{kind}"


class IssueForm(AsaForm):
    """The day that stands on the certificates."""

    issued_on = ThaiDateField(label=_("Day on the certificates"), not_future=True)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"issued_on": min(cohort.ends_on, today())})
        super().__init__(*args, **kwargs)
        field = self.fields["issued_on"]
        if isinstance(field, ThaiDateField):
            field.first = cohort.ends_on
