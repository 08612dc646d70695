"""What the lines about workshops are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "workshop.taken_from_list": _("Workshop taken from a list"),
    "cohort.taken_from_list": _("Cohort taken from a list"),
    "enrolment.taken_from_list": _("Participant taken from a list"),
    "enrolment.corrected_from_list": _("Participant corrected from a list"),
}
RECORDS: dict[str, str | Promise] = {
    "training.workshop": _("Workshop"),
    "training.cohort": _("Cohort"),
    "training.enrolment": _("Participant of a workshop"),
}
