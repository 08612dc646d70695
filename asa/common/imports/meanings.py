"""What the headings of a province's lists mean, once somebody there has said so."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.chains import Actor
from asa.common.errors import DomainError, allow
from asa.common.imports.pages import ImportPages
from asa.common.imports.reading import Field
from asa.common.models import KnownHeading
from asa.common.spreadsheets import LONGEST_HEADING, Meanings, plain_heading
from asa.common.thaidate import today


def known_meanings(kind: str, area: str) -> Meanings:
    """The columns that headings mean in the lists of an area; "" where one is not to be read."""
    said = KnownHeading.objects.filter(kind=kind, area=area)
    return dict(said.values_list("heading", "column"))


def meanings_for(said: Meanings, fields: Sequence[Field]) -> Meanings:
    """Of all that was said of a file the part for a sheet of one kind, with these columns."""
    keys = {field.key for field in fields}
    return {heading: column for heading, column in said.items() if not column or column in keys}


@transaction.atomic
def keep_meanings(pages: ImportPages, *, area: str, said: Mapping[str, str], by: Actor) -> None:
    """Remember what headings mean in the lists that somebody may bring in; what was said of them
    before is replaced.

    said: heading as the file has it → key of the column, "" for a column that is not read.
    """
    allow(pages.fields is not None and pages.may_import(by, area))
    _check(pages, said)
    for written, column in said.items():
        KnownHeading.objects.update_or_create(
            kind=pages.kind,
            area=area,
            heading=plain_heading(written),
            defaults={"written": written.strip(), "column": column, "said_by_id": by.pk},
        )
    journal.record(
        by, "import.headings_kept", ("common.knownheading", area), area=area, kind=pages.kind,
        columns=sorted(filter(None, said.values())),
    )  # fmt: skip


def _check(pages: ImportPages, said: Mapping[str, str]) -> None:
    """Stop a column that the list does not have, and one that two headings would mean."""
    fields = pages.fields(today()) if pages.fields is not None else ()
    headings: dict[str, str] = {}
    for written, column in said.items():
        if not plain_heading(written) or len(written.strip()) > LONGEST_HEADING:
            words = _("A heading has letters or digits, and at most %(n)s of them.")
            raise DomainError(words % {"n": LONGEST_HEADING})
        if not column:
            continue
        if column not in {field.key for field in fields}:
            raise DomainError(_("This list has no such column. Choose one of those offered."))
        if column in headings and not pages.kinds_of_sheets:
            words = _("The column “%(other)s” means this already.")
            raise DomainError(words % {"other": headings[column]})
        headings[column] = written
