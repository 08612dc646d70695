import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.training.actions import decide_results, issue_certificates
from asa.training.jobs import printable
from asa.training.models import Certificate, Cohort
from asa.training.papers import write_certificates
from asa.training.queries import cohorts_kept_by

NOT_DONE = 2


class Command(BaseCommand):
    help = "Decides the results of a cohort, gives the certificates, and writes all as one PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cohort", required=True, type=UUID, help="the key of the cohort")
        parser.add_argument("--out", required=True, help="the PDF to be written")
        parser.add_argument("--again", action="store_true", help="only print what was given")
        parser.add_argument("--json", action="store_true", help="what was done as JSON, alone")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            cohort = cohorts_kept_by(system_user()).filter(pk=options["cohort"]).first()
            if cohort is None:
                raise CommandError(_("There is no cohort with this key."), returncode=NOT_DONE)
            try:
                issued = 0 if options["again"] else _issue(cohort)
                papers = list(printable(cohort))
                if not papers:
                    raise DomainError(_("Nobody of this cohort has a certificate."))
                _write(Path(options["out"]), papers)
            except DomainError as error:
                raise CommandError(str(error), returncode=NOT_DONE) from error
            except OSError as error:
                raise CommandError(
                    _not_written(options["out"], error), returncode=NOT_DONE
                ) from error
            self._tell(len(papers), issued, options)

    def _tell(self, count: int, issued: int, options: dict[str, Any]) -> None:
        if options["json"]:
            told = {
                "cohort": str(options["cohort"]),
                "certificates": count,
                "issued": issued,
                "out": options["out"],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        said = _("%(n)s certificates are in %(file)s.") % {"n": count, "file": options["out"]}
        self.stdout.write(said)


def _issue(cohort: Cohort) -> int:
    """Decide and give, by the same acts as the pages; tells how many are new."""
    by, on = system_user(), today()
    decide_results(cohort, by=by, on=on)
    return len(issue_certificates(cohort, issued_on=cohort.ends_on, by=by, on=on))


def _not_written(path: str, error: OSError) -> str:
    return _("The file %(path)s cannot be written: %(why)s.") % {
        "path": path,
        "why": error.strerror or "?",
    }


def _write(path: Path, papers: list[Certificate]) -> None:
    """The whole file for its owner alone, or none."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            write_certificates(file, papers)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
