"""Cards become one PDF. Words come from the catalogues, so that an office can reword its paper."""

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import segno
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from PIL import Image

from asa.cards.codes import CardLanguage, Layout
from asa.cards.models import CardIssuer, VolunteerCard
from asa.cards.names import id_in_groups
from asa.common import photos
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date
from asa.common.thaitext import thai_digits
from asa.common.typesetting import as_svg, typeset
from asa.people.codes import IdKind
from asa.places.queries import name_of, shown_place

PAPER: Final = Path(__file__).parent / "paper"
# One of the eight masks, always the same: to try all of them takes five times as long.
_MASK: Final = 3
Progress = Callable[[int, int], None]


def cards_as_pdf(
    cards: Sequence[VolunteerCard], layout: Layout, progress: Progress | None = None
) -> bytes:
    """The cards in their order, set in one go; each needs its photo, its day and its issuer."""
    return typeset(papers_files(cards, layout, progress))


def cards_as_png(cards: Sequence[VolunteerCard], layout: Layout) -> bytes:
    """The first page as a picture of 150 pixels to the inch, to be looked at on a screen."""
    return typeset(papers_files(cards, layout), picture_ppi=150)


def papers_files(
    cards: Sequence[VolunteerCard], layout: Layout, progress: Progress | None = None
) -> dict[str, str]:
    """Everything that the document reads: its words, the cards, their photos and codes."""
    files = {
        "main.typ": (PAPER / "cards.typ").read_text(encoding="utf-8"),
        "band.svg": (PAPER / "band.svg").read_text(encoding="utf-8"),
    }
    pictures = _Pictures()
    told = []
    for number, card in enumerate(cards):
        files[f"photo-{number}.svg"] = as_svg(_photo(card))
        files[f"qr-{number}.svg"] = _qr(card)
        with override(card.language):
            told.append({"number": number, **_told(card), **pictures.of(card.issuer)})
        if progress and number % 25 == 0:
            progress(number, len(cards))
    given = {
        "title": str(_("Cards of volunteers")),
        "layout": layout,
        "words": {language: _words(language) for language in CardLanguage.values},
        "cards": told,
    }
    return files | pictures.files | {"cards.json": json.dumps(given, ensure_ascii=False)}


class _Pictures:
    """Seal and signature of the issuers on some cards, each picture once."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def of(self, issuer: CardIssuer | None) -> dict[str, str]:
        """The files of the seal and of the signature; "" where none was given."""
        given = {"seal": issuer.seal, "signature": issuer.signature} if issuer else {}
        return {kind: self._file(given.get(kind)) for kind in ("seal", "signature")}

    def _file(self, number: UUID | None) -> str:
        if number is None:
            return ""
        name = f"{number}.svg"
        if name not in self.files:
            jpeg = _issuers_picture(number)
            with Image.open(io.BytesIO(jpeg)) as picture:
                self.files[name] = as_svg(jpeg, picture.size)
        return name


def _issuers_picture(number: UUID) -> bytes:
    try:
        return photos.open_photo(number)
    except photos.PhotoMissing:
        raise DomainError(
            _("The seal or the signature is not there any more. The department adds it again.")
        ) from None


def _photo(card: VolunteerCard) -> bytes:
    try:
        return photos.open_photo(card.volunteer.card_photo.pk)
    except (photos.PhotoMissing, ObjectDoesNotExist):
        raise DomainError(
            _("The photo of %(name)s is not there any more. Add it again.") % {"name": card.name_th}
        ) from None


def public_address(code: str) -> str:
    """What stands in the QR of a card."""
    return f"{settings.ASA_PUBLIC_ADDRESS}/c/{code}"


def _qr(card: VolunteerCard) -> str:
    """A QR of level M without a margin (the card's white is the margin), as SVG."""
    made = segno.make(public_address(card.code), error="m", micro=False, mask=_MASK)
    file = io.BytesIO()
    made.save(file, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return file.getvalue().decode()


def _words(language: str) -> dict[str, str]:
    """What stands on every card of a language."""
    with override(language):
        words = {
            "seal": _("Seal"),
            "heading": _("Thailand ID Card"),
            "programme": _("Social Development and Human Security Volunteer"),
            "name": _("Name and surname"),
            "holder": _("Holder's signature"),
            "issuer": _("Issuer of the card"),
            "department": _("Department of Social Development and Welfare"),
            "ministry": _("Ministry of Social Development and Human Security"),
            "registration_no": _("Registration number"),
            "issued_on": _("Date of issue"),
            "expires_on": _("Valid until"),
            "scan": _("Scan to check this card"),
            "found": _(
                "If found, please return it to the provincial office of Social Development and"
                " Human Security, or call 1300."
            ),
        }
    other = CardLanguage.THAI if language == CardLanguage.ENGLISH else CardLanguage.ENGLISH
    with override(other):
        words["other"] = _("Social Development and Human Security Volunteer")
    return words | {"short": "(SDHSV)"}


def _told(card: VolunteerCard) -> dict[str, Any]:
    """What stands on one card, in its language."""
    english = card.language == CardLanguage.ENGLISH
    names = [card.name_en, card.name_th] if english else [card.name_th, card.name_en]
    return {
        "language": card.language,
        "name": names[0],
        "other_name": names[1],
        **_number(card),
        **_place(card),
        "issuer": _issuer(card.issuer, english),
        "registration_no": card.number,
        "issued_on": _day(card.issued_on),
        "expires_on": _day(card.expires_on),
        "code": card.shown_code,
        "serial": _("Card %(n)s") % {"n": card.serial},
    }


def _number(card: VolunteerCard) -> dict[str, str]:
    person = card.volunteer.person
    is_passport = person.id_kind == IdKind.PASSPORT
    return {
        "id_label": _("Passport number") if is_passport else _("Citizen id"),
        "id_number": id_in_groups(person.citizen_id or "") or "–",
    }


def _place(card: VolunteerCard) -> dict[str, str]:
    """The province; on an English card, which foreigners carry, the address."""
    if card.language == CardLanguage.ENGLISH:
        parts = [card.volunteer.address, shown_place(card.volunteer.area_id)]
        return {"place_label": _("Address"), "place": " ".join(filter(None, parts))}
    return {"place_label": _("Province"), "place": name_of(card.province)}


def _issuer(issuer: CardIssuer | None, english: bool) -> dict[str, str]:
    if issuer is None:
        return {"name": "", "title": "", "acting": ""}
    name = (issuer.name_en if english else issuer.name_th) or issuer.name_th
    return {
        "name": f"({name})" if name else "",
        "title": (issuer.title_en if english else issuer.title_th) or issuer.title_th,
        "acting": (issuer.acting_en if english else issuer.acting_th) or "",
    }


def _day(day: date | None) -> str:
    """A day in full; in Thai with the digits of papers."""
    if day is None:
        return ""
    said = thai_date(day, "long")
    in_thai = get_language() == CardLanguage.THAI and settings.ASA_PAPER_DIGITS == "thai"
    return thai_digits(said) if in_thai else said
