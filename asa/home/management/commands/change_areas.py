import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.places import moving
from asa.places.actions import carry_out_change, propose_change
from asa.places.queries import Announced, Part, plan_of


class Command(BaseCommand):
    help = "Carry an announced change of areas out, with all that stands on them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            help="JSON: kind (rename, move, split, merge), areas (codes), parts (code, name_th, "
            "name_en, moos, numbers), in_force_on, source, and rest or moos",
        )
        parser.add_argument("--trial", action="store_true", help="only say what stands there")
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            try:
                announced = _announced_in(Path(options["file"]))
                found = _preview(announced) if options["trial"] else _carry_out(announced)
            except DomainError as error:
                raise CommandError(str(error), returncode=2) from error
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
                return
            words = moving.kinds_in_words()
            for key, by_area in found["before"].items():
                told = ", ".join(f"{area}: {n:,}" for area, n in by_area.items())
                self.stdout.write(f"{words[key]}  {told}")


def _announced_in(path: Path) -> Announced:
    """What a file announces; a DomainError where it is no such file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        told["in_force_on"] = date.fromisoformat(told["in_force_on"])
        told["parts"] = [_part(part) for part in told["parts"]]
        return Announced(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sentence = _("The file %(name)s does not announce a change of areas: %(why)s")
        raise DomainError(sentence % {"name": path.name, "why": error}) from error


def _part(told: dict[str, Any]) -> Part:
    moos = {int(old): int(new) for old, new in told.get("moos", {}).items()}
    return Part(**{**told, "moos": moos})


def _preview(announced: Announced) -> dict[str, Any]:
    plan, on = plan_of(announced), today()
    going = moving.going(moving.Carrying(plan.pairs, on, plan.numbers, plan.old))
    before = moving.standing_in(plan.old, on).counted
    return {"trial": True, "pairs": plan.pairs, "before": before, "get_a_new_code": going}


def _carry_out(announced: Announced) -> dict[str, Any]:
    by, on = system_user(), today()
    change = carry_out_change(propose_change(announced, by=by, on=on), by=by, on=on)
    told = {"change": str(change.pk), "pairs": change.made["pairs"]}
    return {"trial": False, **told, "before": change.before, "after": change.after}
