import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from asa.cards.actions import Made, prepare_cards, set_for_print
from asa.cards.codes import MOST_CARDS, CardState, Layout
from asa.cards.models import VolunteerCard
from asa.cards.papers import cards_as_pdf
from asa.cards.queries import has_photo, makeable_cards_for, without_card_for
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.places.models import Area
from asa.places.queries import within

NOT_DONE = 2


class Command(BaseCommand):
    help = "The cards that wait to be printed in an area, as one PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="DOPA code, such as 86 or 860113")
        parser.add_argument("--out", required=True, help="the PDF to be written")
        parser.add_argument(
            "--layout", choices=Layout.values, default=str(Layout.SHEET), help="A4 or plastic cards"
        )
        parser.add_argument("--again", action="store_true", help="also what is printed already")
        parser.add_argument("--json", action="store_true", help="what was done as JSON, alone")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            area = Area.objects.filter(code=options["area"]).first()
            if area is None:
                sentence = _("There is no area with the code %(code)s.") % {"code": options["area"]}
                raise CommandError(sentence, returncode=NOT_DONE)
            try:
                made, count = self._print(area, options)
            except DomainError as error:
                raise CommandError(str(error), returncode=NOT_DONE) from error
            except OSError as error:
                raise CommandError(
                    _not_written(options["out"], error), returncode=NOT_DONE
                ) from error
            self._tell(made, count, _lacking(area, made), options)

    def _print(self, area: Area, options: dict[str, Any]) -> tuple[Made, int]:
        made, cards = _ready(area, again=options["again"])
        if not cards:
            raise DomainError(_nothing(_lacking(area, made)))
        _write(Path(options["out"]), cards_as_pdf(cards, Layout(options["layout"])))
        return made, len(cards)

    def _tell(self, made: Made, count: int, lacking: int, options: dict[str, Any]) -> None:
        if options["json"]:
            told = {
                "cards": count,
                "prepared": len(made.cards),
                "without": lacking,
                "out": options["out"],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(_("%(n)s cards are in %(file)s.") % {"n": count, "file": options["out"]})
        if lacking:
            self.stdout.write(_("%(n)s volunteers lack something for a card.") % {"n": lacking})


@transaction.atomic
def _ready(area: Area, *, again: bool) -> tuple[Made, list[VolunteerCard]]:
    """Drafts for everyone of the area who can have a card, and the cards to be printed."""
    by, on = system_user(), today()
    inside = within("area", [area.code])
    made = prepare_cards(without_card_for(by).filter(inside, has_photo()), by=by, on=on)
    states = [CardState.DRAFT, *((CardState.PRINTED, CardState.ISSUED) if again else ())]
    found = makeable_cards_for(by).filter(within("volunteer__area", [area.code]), state__in=states)
    found = found.select_related("volunteer__card_photo")
    cards = list(found.order_by("volunteer__area_id", "volunteer__person__sort_key", "pk"))
    if len(cards) > MOST_CARDS:
        raise DomainError(
            _("%(n)s cards wait there. At most %(most)s are printed at once: name a smaller area.")
            % {"n": len(cards), "most": MOST_CARDS}
        )
    return made, set_for_print(cards, issued_on=on, by=by, on=on)


def _lacking(area: Area, made: Made) -> int:
    """How many registered volunteers of the area have no card and cannot have one yet."""
    inside = without_card_for(system_user()).filter(within("area", [area.code]))
    return len(made.refused) + inside.filter(~has_photo()).count()


def _nothing(lacking: int) -> str:
    if lacking:
        return _("No card can be printed: %(n)s volunteers there lack a photo or a number.") % {
            "n": lacking
        }
    return _("No card waits to be printed there.")


def _not_written(path: str, error: OSError) -> str:
    return _("The file %(path)s cannot be written: %(why)s.") % {
        "path": path,
        "why": error.strerror or "?",
    }


def _write(path: Path, content: bytes) -> None:
    """The whole file for its owner alone, or none."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
