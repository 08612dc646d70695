"""What the lines about the two logs are called in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "journal.read": _("Journal read"),
    "access.read": _("Access log read"),
}
RECORDS: dict[str, str | Promise] = {
    "journal": _("Journal"),
    "access": _("Access log"),
}
