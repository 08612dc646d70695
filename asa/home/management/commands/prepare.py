from typing import Any

from django.core.management.base import BaseCommand

from asa.home.preparing import prepare_all
from asa.people.models.name_index import why_search_is_slow


class Command(BaseCommand):
    help = "Make the data folder ready: keys, tables, code lists, and the files of the pages."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_all()
        self.stdout.write("Asa is prepared.")
        if reason := why_search_is_slow():
            self.stdout.write(reason)
