"""Rows of households: checked, compared with what is on record, written."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext

from asa.common import bulk, journal
from asa.common.errors import InputError
from asa.common.ids import uuid7_hex, with_dashes
from asa.common.imports import Place, Report, Table
from asa.common.imports.batches import Trace
from asa.households.importers.columns import told
from asa.households.importers.former import Former, both
from asa.households.models import Household
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.errors import PlaceError
from asa.places.importers import ensure_villages
from asa.places.queries import PlaceIndex, VillageNumbers
from asa.volunteers.models import Volunteer
from asa.volunteers.names import registration_number

TARGET = "households.household"
_AS_WRITTEN = (
    "reference", "house_code", "house_no", "village_name", "alley", "soi", "road", "postcode",
    "landmark", "latitude", "longitude", "tenure", "rent_per_month", "shelter_condition",
    "income_per_month", "income_source", "surveyed_on", "note",
)  # fmt: skip
_COMPARED = (
    *_AS_WRITTEN, "area_id", "burdens", "problems", "aid_history", "surveyor_id", "surveyor_text",
)  # fmt: skip
_COLUMNS = (
    "id", "area", "province", *_AS_WRITTEN, "burdens", "problems", "aid_history", "surveyor",
    "surveyor_text", "created_at", "updated_at",
)  # fmt: skip


class Home(NamedTuple):
    """A household that members may be put into."""

    key: str
    area: str
    is_new: bool
    is_sealed: bool = False


class HouseholdRows:
    """What is remembered of the households of a file, from the first row to the last member."""

    def __init__(self, *, by: User, province: str | None, on: date, report: Report) -> None:
        self.by, self.province, self.on, self.report = by, province, on, report
        self.trace = Trace()
        self.places = PlaceIndex.load(province)
        self.villages = VillageNumbers([province or WHOLE_COUNTRY])
        self.homes: dict[str, Home] = {}
        self.refused: set[str] = set()
        # The same and those of whom a cell could not be read, with the number of their row.
        self.refused_rows: dict[str, int] = {}
        self.told_counts: list[tuple[Table, int, str, int]] = []
        self._seen: dict[tuple[str, str], Place] = {}

    def take(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]], *, writes: bool) -> None:
        """Decide a batch of rows, and write it unless this is a trial."""
        rows = self._checked(table, batch)
        known = self._known({row["reference"] for _line, row in rows})
        surveyors = _surveyors(rows)
        new: list[tuple[Home, dict[str, Any]]] = []
        changed: list[tuple[Home, dict[str, Any]]] = []
        former: list[Former] = []
        for line, row in rows:
            self._name_surveyor(table, line, row, surveyors)
            before = known.get((row["area_id"][:2], row["reference"]))
            news = told(row, _COMPARED)
            if before is None:
                home = Home(uuid7_hex(), row["area_id"], is_new=True)
                new.append((home, news))
            else:
                home = Home(before["id"].hex, row["area_id"], False, before["is_sealed"])
                changes = {
                    name: news[name] for name in news if _as_kept(news[name]) != before[name]
                }
                # What only a named team may know is not touched by a list, nor given away by it.
                if changes and not home.is_sealed:
                    changed.append((home, changes))
                    former.append(
                        {name: both(before[name], news) for name, news in changes.items()}
                    )
            self.homes[row["reference"]] = home
            if row["member_count"] is not None:
                self.told_counts.append((table, line, row["reference"], row["member_count"]))
        self.report.created += len(new)
        self.report.updated += len(changed)
        self.report.unchanged += len(rows) - len(new) - len(changed)
        if writes:
            self._write(new, changed)
            homes = [
                [home.key, values] for (home, _changes), values in zip(changed, former, strict=True)
            ]
            self.trace.add({"new_homes": [home.key for home, _row in new], "homes": homes})

    def _checked(
        self, table: Table, batch: list[tuple[int, tuple[Any, ...]]]
    ) -> list[tuple[int, dict[str, Any]]]:
        """The rows whose cells agree with each other and with the rows before them."""
        keys = [field.key for field in table.fields]
        rows = []
        for line, values in batch:
            row = dict(zip(keys, values, strict=True))
            try:
                self._place(table, line, row)
            except PlaceError as error:
                self._refuse(table, line, row, error.field, error)
            except _TwiceError as error:
                self._refuse(table, line, row, "reference", error)
            else:
                rows.append((line, row))
        return rows

    def _place(self, table: Table, line: int, row: dict[str, Any]) -> None:
        code = self.places.find(row["province"], row["district"], row["tambon"])
        moo = row["moo"]
        row["area_id"] = self.villages.village(code, moo) if moo else code
        if moo and row["village_name"].startswith(("บ้าน", "ชุมชน")):
            self.villages.note_name(row["area_id"], row["village_name"])
        here = table.place(line)
        first = self._seen.setdefault((code[:2], row["reference"]), here)
        if first is not here:
            raise _TwiceError(first)
        row["aid_history"] = _aid_history(row)

    def _refuse(
        self, table: Table, line: int, row: dict[str, Any], key: str, error: InputError
    ) -> None:
        table.refuse(line, key, error)
        self.refused.add(row["reference"])

    def remember_refused(self, table: Table) -> None:
        """Keep which households of a sheet were refused, for the rows of their members."""
        read = table.by_key["reference"].read
        for problem in self.report.problems:
            if problem.sheet != table.sheet.name:
                continue
            cell = table.match.whole_cell(table.sheet.rows[problem.row - 1], "reference")
            with suppress(InputError):
                self.refused_rows.setdefault(read(cell), problem.row)

    def _known(self, references: set[str]) -> dict[tuple[str, str], dict[str, Any]]:
        columns = ("id", "province", "is_sealed", *_COMPARED)
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for chunk in bulk.in_chunks(references):
            for row in Household.objects.filter(reference__in=chunk).values(*columns):
                found[row["province"], row["reference"]] = row
        return found

    def home_of(self, reference: str) -> Home | None:
        """The household of a number: of this file, else the one on record with it."""
        if reference not in self.homes and reference not in self.refused:
            columns = ("id", "area_id", "is_sealed")
            found = Household.objects.filter(reference=reference)
            if self.province:
                found = found.filter(province=self.province)
            if len(rows := list(found.values_list(*columns)[:2])) == 1:
                key, area, is_sealed = rows[0]
                self.homes[reference] = Home(key.hex, area, False, is_sealed)
        return self.homes.get(reference)

    def _name_surveyor(
        self,
        table: Table,
        line: int,
        row: dict[str, Any],
        surveyors: dict[tuple[str, str], Any],
    ) -> None:
        name, number = row["surveyor"], row["surveyor_no"]
        row["surveyor_id"] = surveyors.get((row["area_id"][:2], number))
        row["surveyor_text"] = f"{name} ({number})" if name and number else name or number
        if row["surveyor_text"] and row["surveyor_id"] is None:
            sentence = gettext(
                "The surveyor is not in the register of volunteers and is kept as text: %(name)s"
            )
            table.note(line, sentence % {"name": number or name})

    def compare_member_counts(self, counted: Counter[str]) -> None:
        """Note where the number of members does not agree with the members' rows."""
        for table, line, reference, count in self.told_counts:
            if counted and counted[reference] != count:
                sentence = gettext(
                    "The row says %(told)s members, the list of members has %(found)s."
                )
                table.note(line, sentence % {"told": count, "found": counted[reference]})

    def _write(
        self, new: list[tuple[Home, dict[str, Any]]], changed: list[tuple[Home, dict[str, Any]]]
    ) -> None:
        areas = {home.area for home, _row in (*new, *changed) if len(home.area) == 8}
        pairs = {(area[:6], int(area[6:])) for area in areas}
        ensure_villages(pairs, by=self.by, on=self.on, names=self.villages.names)
        now = bulk.stored_moment(datetime.now(UTC))
        bulk.insert(Household, _COLUMNS, [_stored(home, row, now) for home, row in new])
        for home, changes in changed:
            kept = {name: _as_kept(value) for name, value in changes.items()}
            Household.objects.filter(pk=home.key).update(**kept, updated_at=datetime.now(UTC))
        for verb, rows in (("household.imported", new), ("household.edited", changed)):
            lines = [
                (
                    with_dashes(home.key),
                    home.area,
                    {} if home.is_new else {"fields": sorted(values)},
                )
                for home, values in rows
            ]
            journal.record_many(self.by, verb, TARGET, lines, on=self.on)


class _TwiceError(InputError):
    """The same number on two rows."""

    def __init__(self, first: Place) -> None:
        super().__init__(
            "reference_again",
            gettext("Row %(n)s has the same household number.") % {"n": first.row},
            gettext("Give each household its own number, or keep only one of the two rows."),
        )


def _aid_history(row: dict[str, Any]) -> dict[str, Any]:
    if not row["helped"]:
        return {}
    if row["helped"] == "no":
        return {"received": False}
    history: dict[str, Any] = {"received": True, "kinds": list(row["helped_kinds"])}
    if row["helped_times"] is not None:
        history["times"] = row["helped_times"]
    if row["helped_baht"] is not None:
        history["baht"] = str(row["helped_baht"])
    return history


def _surveyors(rows: list[tuple[int, dict[str, Any]]]) -> dict[tuple[str, str], Any]:
    """The volunteers whom the rows name by number, by province and number as written."""
    written: dict[tuple[str, int | None], set[str]] = {}
    for _line, row in rows:
        try:
            written.setdefault(registration_number(row["surveyor_no"]), set()).add(
                row["surveyor_no"]
            )
        except InputError:
            continue
    found: dict[tuple[str, str], Any] = {}
    for chunk in bulk.in_chunks({number for number, _year in written} - {""}):
        volunteers = Volunteer.objects.filter(registration_no__in=chunk)
        for key, province, number, year in volunteers.values_list(
            "pk", "registration_province", "registration_no", "registration_year_be"
        ):
            for text in written.get((number, year), ()):
                found[province, text] = key
    return found


def _as_kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _stored(home: Home, row: dict[str, Any], now: Any) -> tuple[Any, ...]:
    surveyor = row.get("surveyor_id")
    return (
        home.key,
        home.area,
        home.area[:2],
        *(_plain(row.get(name, _EMPTY.get(name, ""))) for name in _AS_WRITTEN),
        bulk.as_json(list(row.get("burdens", ()))),
        bulk.as_json(list(row.get("problems", ()))),
        bulk.as_json(row.get("aid_history", {})),
        surveyor.hex if surveyor else None,
        row.get("surveyor_text", ""),
        now,
        now,
    )


_EMPTY: dict[str, Any] = {
    "latitude": None,
    "longitude": None,
    "rent_per_month": None,
    "income_per_month": None,
    "surveyed_on": None,
    "tenure": "unknown",
}


def _plain(value: Any) -> Any:
    """A value as every database takes it: amounts and days as text."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
