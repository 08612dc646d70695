from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from asa.common import crypto


class Command(BaseCommand):
    help = "Seal new texts under a new key from now on; old texts still open."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = crypto.rotate_keys(settings.ASA_KEY_FILE)
        except crypto.KeyFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"New texts are sealed under key {number} of {settings.ASA_KEY_FILE}. "
            "Copy the file to where its backups lie. A running `asa serve` opens what is sealed "
            "under it at once, and seals under it when it starts again."
        )
