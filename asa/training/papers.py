"""Certificates become one PDF. Words come from the catalogue, so that an office can reword them."""

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common.pdfs import JoinedPdf
from asa.common.thaidate import thai_date, thai_month
from asa.common.thaitext import thai_digits
from asa.common.typesetting import typeset
from asa.places.codes import WHOLE_COUNTRY
from asa.training.codes import CertificateKind
from asa.training.models import Certificate, Cohort
from asa.training.names import province_on_paper, public_address

PAPER: Final = Path(__file__).parent / "paper"
# One of the eight masks, always the same: to try all of them takes five times as long.
_MASK: Final = 3
# Pages set at a time: a certificate costs Typst a third of a megabyte until the document is done.
PART: Final = 400
Progress = Callable[[int, int], None]


def certificates_as_pdf(papers: Sequence[Certificate], progress: Progress | None = None) -> bytes:
    """The certificates in their order, a page each, as one file in memory."""
    file = io.BytesIO()
    write_certificates(file, papers, progress)
    return file.getvalue()


def write_certificates(
    file: IO[bytes], papers: Sequence[Certificate], progress: Progress | None = None
) -> None:
    """Write the certificates in their order, a page each, as one PDF.

    More than `PART` of them are set some hundred at a time, each time in a process of its own, so
    that ten thousand need no more memory than one part.
    """
    if len(papers) <= PART:
        file.write(typeset(papers_files(papers)))
        return
    joined = JoinedPdf(file)
    for first in range(0, len(papers), PART):
        if progress:
            progress(first, len(papers))
        joined.add(typeset(papers_files(papers[first : first + PART])))
    joined.close()


def certificates_as_png(papers: Sequence[Certificate]) -> bytes:
    """The first page as a picture of 110 pixels to the inch, to be looked at on a screen."""
    return typeset(papers_files(papers), picture_ppi=110)


def papers_files(papers: Sequence[Certificate]) -> dict[str, str]:
    """Everything that the document reads: its words, the papers and their codes."""
    files = {"main.typ": (PAPER / "certificates.typ").read_text(encoding="utf-8")}
    told = []
    with override("th"):
        for place, paper in enumerate(papers):
            files[f"qr-{place}.svg"] = _qr(paper)
            told.append(on_paper(paper))
        given = {"title": str(_("Certificates")), "words": _words(), "papers": told}
    return files | {"certificates.json": json.dumps(given, ensure_ascii=False)}


def _qr(paper: Certificate) -> str:
    """A QR of level M without a margin (the paper's white is the margin), as SVG."""
    made = segno.make(public_address(paper.code), error="m", micro=False, mask=_MASK)
    file = io.BytesIO()
    made.save(file, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return file.getvalue().decode()


def _words() -> dict[str, str]:
    """What stands on every certificate."""
    return {
        "seal": _("Seal of the ministry"),
        "ministry": _("Ministry of Social Development and Human Security"),
        "check": _("Can be checked at"),
        "address": settings.ASA_PUBLIC_ADDRESS.partition("://")[2] + "/w/",
        "code": _("Code"),
    }


def on_paper(paper: Certificate) -> dict[str, Any]:
    """What stands on one certificate, in Thai and in the digits of the office."""
    digits = thai_digits if paper.signer.thai_digits else str
    signer = paper.signer
    told = {
        "office": _office(paper.owner_id),
        "heading": _heading(paper.kind),
        "role": paper.role,
        "course": digits(paper.course),
        "cohort": digits(_cohort(paper)),
        "days": digits(_days(paper)),
        "given": digits(_given(paper.issued_on)),
        "number": digits(_("No. %(number)s") % {"number": paper.full_number}),
        "until": digits(_until(paper.expires_on)),
        "name": paper.name,
        "code": paper.shown_code,
    }
    name = f"({signer.name})" if signer.name else ""
    return told | {"signer": {"name": name, "title": signer.title, "acting": signer.acting}}


def _office(owner: str) -> str:
    if owner == WHOLE_COUNTRY:
        return _("By the Department of Social Development and Welfare")
    return _("By the provincial office of Social Development and Human Security %(province)s") % {
        "province": province_on_paper(owner)
    }


def _heading(kind: str) -> str:
    if kind == CertificateKind.HONOUR:
        return _("This certificate of honour is given to show that")
    return _("This certificate of passing is given to show that")


def _cohort(paper: Certificate) -> str:
    return _("Cohort %(n)s, fiscal year %(year)s") % {
        "n": paper.cohort_number,
        "year": paper.fiscal_year_be,
    }


def _days(paper: Certificate) -> str:
    """The days and the venue, in one line."""
    first, last = paper.starts_on, paper.ends_on
    if first == last:
        days = _("On %(day)s") % {"day": thai_date(first, "long")}
    else:
        days = _("From %(days)s") % {"days": range_in_words(first, last)}
    return _("%(days)s at %(venue)s") % {"days": days, "venue": paper.venue}


def range_in_words(first: date, last: date) -> str:
    """14 - 16 ธันวาคม 2569; what both days share is said once."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} - {last.day} {thai_month(last, 'long')}"
    if first.year == last.year:
        month = thai_month(first, "long").rpartition(" ")[0]
        return f"{first.day} {month} - {thai_date(last, 'long')}"
    return f"{thai_date(first, 'long')} - {thai_date(last, 'long')}"


def cohort_on_paper(cohort: Cohort) -> str:
    """Number, days and venue of a cohort in one line."""
    first, last = cohort.starts_on, cohort.ends_on
    days = thai_date(first, "long") if first == last else range_in_words(first, last)
    number = _("Cohort %(n)s") % {"n": cohort.number}
    return f"{number} · {days} · {cohort.venue}"


def _given(day: date) -> str:
    rest, _blank, year = thai_date(day, "long").rpartition(" ")
    return _("Given on %(day)s, B.E. %(year)s") % {"day": rest, "year": year}


def _until(day: date | None) -> str:
    return _("Valid until %(day)s") % {"day": thai_date(day)} if day else ""
