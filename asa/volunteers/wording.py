"""What the lines of a volunteer's history are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "volunteer.imported": _("Taken in from a list"),
    "volunteer.updated": _("Brought up to date from a list"),
    "volunteer.registered": _("Registered"),
    "volunteer.suspended": _("Suspended"),
    "volunteer.reinstated": _("Reinstated"),
    "volunteer.ended": _("Ended"),
    "volunteer.moved": _("Moved to another area"),
    "office.held": _("Took an office"),
    "office.left": _("Left an office"),
}
TONES = {
    "applied": "near",
    "verified": "near",
    "trained": "near",
    "registered": "well",
    "suspended": "soon",
    "ended": "",
}
