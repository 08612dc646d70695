"""What an import did, kept small and sealed, so that all of it can be taken back as one act."""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from asa.common import crypto
from asa.common.bulk import as_json
from asa.common.chains import Actor
from asa.common.codes import BatchState
from asa.common.errors import DomainError
from asa.common.imports.report import Report
from asa.common.models import ImportBatch, ImportPart

# Former values are personal, so they are not kept for ever; a quarter's list is looked over until
# the quarter has been reported.
DAYS_TO_TAKE_BACK = 90
NAME_LENGTH = 120
_PURPOSE = b"import_part"
# The fastest that still halves hexadecimal keys: an import must not become slower by it.
_EFFORT = 1


class Trace:
    """What the rows of one import do to the registers, noted while they are written."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def add(self, told: dict[str, Any]) -> None:
        """Note what some rows did; nothing of it is readable from here on."""
        text = zlib.compress(as_json(told).encode(), _EFFORT)
        self.parts.append(crypto.encrypt(text, _PURPOSE))

    def keep(self, report: Report, *, kind: str, area: str, name: str, by: Actor) -> str:
        """Write down the batch, at the end of the transaction that wrote its rows; its key, or ""
        where nothing was changed.
        """
        if not report.created + report.updated:
            return ""
        batch = ImportBatch.objects.create(
            kind=kind, area=area, name=name[:NAME_LENGTH], created=report.created,
            updated=report.updated, by_id=by.pk, written_at=datetime.now(UTC),
        )  # fmt: skip
        ImportPart.objects.bulk_create(
            ImportPart(batch=batch, number=number, sealed=part)
            for number, part in enumerate(self.parts)
        )
        return str(batch.pk)


def parts_of(batch: ImportBatch) -> Iterator[dict[str, Any]]:
    """What each part of a batch did, the last first."""
    numbers = batch.parts.order_by("-number").values_list("pk", flat=True)
    for number in list(numbers):
        sealed = ImportPart.objects.get(pk=number).sealed
        yield json.loads(zlib.decompress(crypto.decrypt(bytes(sealed), _PURPOSE)))


def check_can_be_taken_back(batch: ImportBatch) -> None:
    """Stop where the list was taken back before, or its former values have had their time."""
    if batch.state != BatchState.WRITTEN:
        raise DomainError(gettext("This import has been taken back already."))
    if not batch.parts.exists():
        raise DomainError(
            gettext("An import can be taken back within %(days)s days; this one is older.")
            % {"days": DAYS_TO_TAKE_BACK}
        )


@transaction.atomic
def forget_old_parts(*, at: datetime) -> int:
    """Throw away the former values of imports that are too old; tells how many parts went."""
    before = at - timedelta(days=DAYS_TO_TAKE_BACK)
    gone, _kinds = ImportPart.objects.filter(batch__written_at__lt=before).delete()
    return gone
