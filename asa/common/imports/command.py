"""The part of the import commands that is the same for every kind of list."""

import json
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext, override

from asa.common.errors import DomainError
from asa.common.imports.report import Report
from asa.common.imports.words import in_words

REFUSED, UNREADABLE = 1, 2


class ImportCommand(BaseCommand, ABC):
    """Reads a file, tells in Thai or as JSON what came of it, and ends with 0, 1 or 2."""

    # Whether a list of which half the rows may be on record is stopped.
    looks_first = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="xlsx, xls or csv")
        parser.add_argument("--province", help="code of the province whose list it is, such as 86")
        parser.add_argument("--trial", action="store_true", help="say what would be, write nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON, alone")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="write nothing if one row is refused"
        )

        if self.looks_first:
            parser.add_argument(
                "--despite-duplicates",
                action="store_true",
                help="take in a list of which half or more rows may be people on record already",
            )

    @abstractmethod
    def bring_in(self, **options: Any) -> Report:
        """Import the file; each command calls its own action here."""

    def handle(self, *args: Any, **options: Any) -> None:
        with override("th"):
            try:
                report = self.bring_in(**options)
            except DomainError as error:
                self._end(str(error), UNREADABLE)
            if options["json"]:
                self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
            else:
                self.stdout.write("\n".join(in_words(report)))
        if report.refused or report.stopped:
            raise SystemExit(REFUSED)

    def _end(self, sentence: str, code: int) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(code)


def check_province(code: str | None, known: bool) -> None:
    """Stop with a sentence where the code of a province is none."""
    if code and not known:
        raise DomainError(
            gettext("There is no province with the code %(code)s. Chumphon is 86.") % {"code": code}
        )
