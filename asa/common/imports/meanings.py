"""What the headings of a province's lists mean, once somebody there has said so."""

from collections.abc import Mapping

from django.db import transaction

from asa.common import journal
from asa.common.chains import Actor
from asa.common.models import KnownHeading
from asa.common.spreadsheets import Meanings, plain_heading


def known_meanings(kind: str, area: str) -> Meanings:
    """The columns that headings mean in the lists of an area; "" where one is not to be read."""
    said = KnownHeading.objects.filter(kind=kind, area=area)
    return dict(said.values_list("heading", "column"))


@transaction.atomic
def keep_meanings(kind: str, *, area: str, said: Mapping[str, str], by: Actor) -> None:
    """Remember what headings mean; what was said of them before is replaced.

    said: heading as the file has it → key of the column, "" for a column that is not read.
    Whoever calls has asked whether the user may bring such lists in.
    """
    for written, column in said.items():
        KnownHeading.objects.update_or_create(
            kind=kind,
            area=area,
            heading=plain_heading(written),
            defaults={"written": written.strip(), "column": column, "said_by_id": by.pk},
        )
    journal.record(
        by, "import.headings_kept", ("common.knownheading", area), area=area, kind=kind,
        columns=sorted(filter(None, said.values())),
    )  # fmt: skip
