from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting its turn")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Could not finish")


class BatchState(TextChoices):
    """Where a list stands that was written into a register."""

    WRITTEN = "written", _("Taken in")
    TAKEN_BACK = "taken_back", _("Import withdrawn")


# The field and the part of an address by which what was typed before a sign-in ended comes back.
KEPT = "kept_form"
