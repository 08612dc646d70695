"""What the lines about areas are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "village.added": _("Village added"),
    "villages.confirmed": _("Villages of a sub-district confirmed"),
    "villages.named": _("Villages of a sub-district named"),
    "village.named": _("Village named from a list"),
    "area.succeeded": _("Abolished code given its successor"),
    "area_change.proposed": _("Change of areas written down"),
    "area_change.withdrawn": _("Change of areas taken back"),
    "area_change.done": _("Change of areas carried out"),
    "area_change.undone": _("Change of areas undone"),
    "area.carried": _("Went along with a change of areas"),
    "area.carried_back": _("Went back with a change of areas"),
}
RECORDS: dict[str, str | Promise] = {
    "places.area": _("Area"),
    "places.areachange": _("Change of areas"),
}
