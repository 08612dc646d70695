"""What the lines about areas are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "village.added": _("Village added"),
    "villages.confirmed": _("Villages of a sub-district confirmed"),
    "area.succeeded": _("Abolished code given its successor"),
}
RECORDS: dict[str, str | Promise] = {
    "places.area": _("Area"),
}
