"""What the lines about agencies are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "partner.added": _("Agency added"),
    "partner.edited": _("Agency corrected"),
    "partner.ended": _("Agency taken off the list"),
}
RECORDS: dict[str, str | Promise] = {
    "partners.partner": _("Agency"),
}
