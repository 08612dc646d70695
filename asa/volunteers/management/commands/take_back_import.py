import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common.errors import DomainError
from asa.common.ids import as_uuid
from asa.common.imports.pages import TAKES_BACK
from asa.common.imports.taking_back import TakenBack
from asa.common.models import ImportBatch
from asa.common.thaidate import thai_date, today
from asa.people.actions import system_user
from asa.volunteers.models import Volunteer

REFUSED = 2
LATEST = 20


class Command(BaseCommand):
    help = "Take back a list that was taken in; without a key, tell the latest lists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", help="the key of the import")
        parser.add_argument("--reason", default="", help="why it is taken back")
        parser.add_argument("--trial", action="store_true", help="say what would be, write nothing")
        parser.add_argument("--json", action="store_true", help="what came of it as JSON, alone")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("th"):
            try:
                said = self._take_back(**options) if options["key"] else self._list(**options)
            except DomainError as error:
                self.stderr.write(str(error))
                raise SystemExit(REFUSED) from error
        self.stdout.write(said)

    def _take_back(self, **options: Any) -> str:
        key = as_uuid(options["key"])
        batch = ImportBatch.objects.filter(pk=key, kind__in=TAKES_BACK).first() if key else None
        if batch is None:
            raise DomainError(_("There is no import with this key."))
        done = TAKES_BACK[batch.kind](
            batch, by=system_user(), on=today(), reason=options["reason"], trial=options["trial"]
        )
        if options["json"]:
            return json.dumps(done.as_json(), ensure_ascii=False)
        return "\n".join(_in_words(done))

    def _list(self, **options: Any) -> str:
        found = ImportBatch.objects.filter(kind__in=TAKES_BACK).order_by("-written_at")[:LATEST]
        if options["json"]:
            return json.dumps([_as_json(batch) for batch in found], ensure_ascii=False)
        return "\n".join(
            f"{batch.pk}  {thai_date(batch.written_at.date())}  +{batch.created} ~{batch.updated}"
            f"  {batch.get_state_display()}  {batch.name}"
            for batch in found
        )


def _as_json(batch: ImportBatch) -> dict[str, Any]:
    return {
        "id": str(batch.pk), "name": batch.name, "area": batch.area, "state": batch.state,
        "created": batch.created, "updated": batch.updated,
        "written_at": batch.written_at.isoformat(),
    }  # fmt: skip


def _in_words(done: TakenBack) -> Iterator[str]:
    yield f"{_('Entries removed')}: {done.removed:,}"
    yield f"{_('Former values back')}: {done.returned:,}"
    yield f"{_('Left as they are')}: {len(done.kept):,}"
    if not done.written:
        yield _("Nothing was written.")
    keys = [UUID(one.key) for one in done.kept]
    numbers = {
        str(key): f"{number}/{year}"
        for key, number, year in Volunteer.objects.filter(pk__in=keys).values_list(
            "pk", "registration_no", "registration_year_be"
        )
    }
    for one in done.kept:
        yield f"{numbers.get(one.key, one.key)}: {one.reason}"
