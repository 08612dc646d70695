"""The papers of the days: badges, the sheet to sign, rooms, meals and travel pay; in Thai."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from asa.common.errors import DomainError
from asa.common.shortcodes import grouped
from asa.common.thaidate import thai_date
from asa.common.thaitext import thai_digits
from asa.common.typesetting import typeset
from asa.places.queries import remember_names
from asa.training.codes import BY_DISTANCE
from asa.training.models import Cohort, Enrolment, Travel
from asa.training.names import place_on_paper
from asa.training.papers import cohort_on_paper
from asa.training.queries.kit import guests_of, meals_of, rooms_of
from asa.training.signing import badge_code

PAPER: Final = Path(__file__).parent / "paper"
# One of the eight masks, always the same: to try all of them takes five times as long.
_MASK: Final = 3


@dataclass(frozen=True)
class Table:
    """One table of a list: widths in the words of Typst, what stands at the right, its rows."""

    heads: list[str]
    widths: list[str]
    rows: list[list[str]]
    name: str = ""
    # The places of the columns of figures.
    figures: list[int] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    # Millimetres: room to sign in.
    height: int = 7
    on_new_page: bool = False


@dataclass(frozen=True)
class Listing:
    """A list of a cohort as a paper: its title, its tables, and who signs below."""

    title: str
    tables: list[Table]
    signers: list[str] = field(default_factory=list)
    is_wide: bool = False


def badges_as_pdf(cohort: Cohort) -> bytes:
    """Name badges of everybody with a seat, eight on a page of A4."""
    return typeset(badge_files(cohort))


def badge_files(cohort: Cohort) -> dict[str, str]:
    """Everything that the document of the badges reads: words, names, and the codes beside it."""
    files = {"main.typ": (PAPER / "badges.typ").read_text(encoding="utf-8")}
    told = []
    with override("th"):
        for number, guest in enumerate(_guests(cohort)):
            code = badge_code(guest.pk)
            place, around = place_on_paper(guest.seat_area)
            files[f"qr-{number}.svg"] = _qr(badge_address(code))
            told.append(
                {
                    "name": guest.person.full_name,
                    "place": place,
                    "around": around,
                    "part": thai_digits(guest.part),
                    "code": grouped(code),
                }
            )
        given = {
            "title": _("Name badges"),
            "workshop": thai_digits(cohort.workshop.name),
            "cohort": thai_digits(_("Cohort %(n)s") % {"n": cohort.number}),
            "badges": told,
        }
    return files | {"badges.json": json.dumps(given, ensure_ascii=False)}


def badge_address(code: str) -> str:
    """What stands in the QR of a badge: the page on which its bearer is noted as present."""
    return settings.ASA_PUBLIC_ADDRESS + reverse("training:badge", args=[code])


def _qr(address: str) -> str:
    made = segno.make(address, error="m", micro=False, mask=_MASK)
    file = io.BytesIO()
    made.save(file, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return file.getvalue().decode()


def list_as_pdf(cohort: Cohort, kind: str) -> bytes:
    """One of `LISTS` as a PDF of A4 pages."""
    return typeset(list_files(cohort, kind))


def list_files(cohort: Cohort, kind: str) -> dict[str, str]:
    """Everything that the document of a list reads."""
    with override("th"):
        made = LISTS[kind](cohort)
        told = asdict(made) | {
            "workshop": thai_digits(cohort.workshop.name),
            "cohort": thai_digits(cohort_on_paper(cohort)),
        }
    main = (PAPER / "lists.typ").read_text(encoding="utf-8")
    return {"main.typ": main, "list.json": json.dumps(told, ensure_ascii=False)}


def _guests(cohort: Cohort) -> list[Enrolment]:
    found = list(guests_of(cohort))
    if not found:
        raise DomainError(_("Nobody holds a seat of this cohort yet."))
    remember_names({str(guest.area_id) for guest in found})
    return found


def _named(number: int, guest: Enrolment) -> list[str]:
    """The first three columns of a list of people."""
    return [thai_digits(str(number)), guest.person.full_name, guest.seat_place]


def _heads() -> list[str]:
    return [pgettext("paper", "No."), _("Name and surname"), _("Place")]


def _sheet(cohort: Cohort) -> Listing:
    """ใบลงลายมือชื่อ: a table for each day, signed in the morning and in the afternoon."""
    guests = _guests(cohort)
    days = (cohort.ends_on - cohort.starts_on).days + 1
    return Listing(
        _("Attendance sheet"),
        [_day(cohort.starts_on + timedelta(days=n), guests, n > 0) for n in range(days)],
        signers=[_("Certified by")],
    )


def _day(day: date, guests: list[Enrolment], on_new_page: bool) -> Table:
    heads = [*_heads(), _("Morning session"), _("Afternoon session"), _("Remark")]
    return Table(
        heads, ["11mm", "1fr", "29mm", "33mm", "33mm", "20mm"],
        [[*_named(n, guest), "", "", ""] for n, guest in enumerate(guests, 1)],
        name=thai_digits(thai_date(day, "weekday")), height=9, on_new_page=on_new_page,
    )  # fmt: skip


def _rooms(cohort: Cohort) -> Listing:
    guests = _guests(cohort)
    rows = []
    for room, sleepers in rooms_of(cohort):
        beds = thai_digits(f"{len(sleepers)}/{room.beds}")
        for bed, guest in enumerate(sleepers):
            name, place = _named(0, guest)[1:]
            first = [thai_digits(room.name), beds] if bed == 0 else ["", ""]
            rows.append([*first, name, place])
    left = [["–", "", *_named(0, one)[1:]] for one in guests if one.room_id is None]
    heads = [pgettext("lodging", "Room"), _("Guests/beds"), *_heads()[1:]]
    widths = ["24mm", "26mm", "1fr", "40mm"]
    tables = [Table(heads, widths, rows)] if rows else []
    if left:
        tables.append(Table(heads, widths, left, name=_("Without a room")))
    return Listing(_("Room list"), tables)


def _meals(cohort: Cohort) -> Listing:
    groups = meals_of(_guests(cohort))
    counts = [
        [thai_digits(meal) or _("Meal as for everybody"), thai_digits(str(len(guests)))]
        for meal, guests in groups
        if guests
    ]
    total = thai_digits(str(sum(len(guests) for _meal, guests in groups)))
    tables = [
        Table(
            [_("Meal"), _("People")], ["1fr", "30mm"], counts,
            figures=[1], totals=[_("Total"), total],
        )
    ]  # fmt: skip
    for meal, guests in groups:
        if meal:
            rows = [_named(n, guest) for n, guest in enumerate(guests, 1)]
            widths = ["11mm", "1fr", "50mm"]
            tables.append(Table(_heads(), widths, rows, name=thai_digits(meal)))
    return Listing(_("Meal list"), tables)


def _travel(cohort: Cohort) -> Listing:
    """Who is paid for the way here, with a column to sign; the total is that of the rows."""
    paid = [(guest, guest.travel) for guest in _guests(cohort) if hasattr(guest, "travel")]
    if not paid:
        raise DomainError(_("No travel is noted yet."))
    rows = [
        [*_named(n, guest), *_way(travel), _figures(travel.amount), ""]
        for n, (guest, travel) in enumerate(paid, 1)
    ]
    total = _figures(sum((travel.amount for _guest, travel in paid), Decimal(0)))
    return Listing(
        _("Travel pay list"),
        [
            Table(
                [
                    *_heads(), _("Way of travel"), _("Kilometres"), _("Baht"),
                    _("Signature of the recipient"),
                ],
                ["11mm", "1fr", "30mm", "84mm", "20mm", "26mm", "40mm"], rows,
                figures=[4, 5], totals=[_("Total"), "", "", "", "", total, ""], height=9,
            )
        ],
        signers=[_("Paid by"), _("Checked by"), _("Approved by")], is_wide=True,
    )  # fmt: skip


def _way(travel: Travel) -> list[str]:
    rate = travel.rate
    if rate.code in BY_DISTANCE and travel.kilometres is not None:
        way = f"{rate.name_th} {rate.amount:,.2f} บาท{rate.unit_th}"
        return [thai_digits(way), thai_digits(f"{travel.kilometres:,.1f}".removesuffix(".0"))]
    return [thai_digits(rate.name_th), "–"]


def _figures(amount: Decimal) -> str:
    return thai_digits(f"{amount:,.2f}")


# The lists by their word in the address.
LISTS: Final[dict[str, Callable[[Cohort], Listing]]] = {
    "attendance": _sheet,
    "rooms": _rooms,
    "meals": _meals,
    "travel": _travel,
}


def numbers_of(cohort: Cohort) -> dict[str, Any]:
    """How many have a seat, a room, a meal of their own and travel pay; and what that comes to."""
    guests = list(guests_of(cohort))
    paid = [guest.travel for guest in guests if hasattr(guest, "travel")]
    return {
        "guests": len(guests),
        "roomed": sum(guest.room_id is not None for guest in guests),
        "meals": sum(bool(guest.meal) for guest in guests),
        "travellers": len(paid),
        "travel": sum((travel.amount for travel in paid), Decimal(0)),
    }
