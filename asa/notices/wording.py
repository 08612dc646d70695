"""What the lines about messages and calendars are called, and how their states look."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "quiet_hours.changed": _("Quiet hours changed"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    "contact.asked": _("Address for messages given"),
    "contact.confirmed": _("Address for messages confirmed"),
    "contact.removed": _("Address for messages removed"),
    "contact.wishes_changed": _("Wishes for messages changed"),
    "delivery.sent_again": _("Message that failed sent again"),
    "calendar.address_made": _("Address of a calendar made"),
    "calendar.address_withdrawn": _("Address of a calendar withdrawn"),
}
RECORDS: dict[str, str | Promise] = {
    "notices.contact": _("Address for messages"),
    "notices.delivery": _("Message"),
    "notices.calendaraddress": _("Address of a calendar"),
    "notices.quiethours": _("Quiet hours"),
}
TONES = {"waiting": "way", "sending": "way", "sent": "well", "failed": "fault", "dropped": ""}
