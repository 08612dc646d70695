"""What the lines about handovers are called in the two logs, and the tones of their states."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.handover.codes import HandoverState, ItemState

VERBS: dict[str, str | Promise] = {
    "handover.opened": _("Handover begun"),
    "handover.done": _("Everything handed over"),
    "handover.closed": _("Handover closed, the volunteer came back"),
    "handover_item.offered": _("Offered to a successor"),
    "handover_item.withdrawn": _("Offer to a successor withdrawn"),
    "handover_item.accepted": _("Accepted by the successor"),
    "handover_item.declined": _("Declined by the successor"),
    "handover_item.given_back": _("Given back by the successor"),
    "handover_item.undone": _("Acceptance undone by the office"),
    "handover_item.returned": _("Stays with the volunteer who came back"),
    "handover_item.settled": _("Got an owner in another way"),
    "handover_item.escalated": _("Without an owner for too long"),
    "handover_term.changed": _("Days of handovers changed"),
}
RECORDS: dict[str, str | Promise] = {
    "handover.handover": _("Handover"),
    "handover.handoveritem": _("Item of a handover"),
    "handover.handoverterm": _("Days of handovers"),
}
TONES: dict[str, str] = {
    ItemState.WAITING: "soon",
    ItemState.OFFERED: "near",
    ItemState.ACCEPTED: "well",
    ItemState.RETURNED: "",
    ItemState.SETTLED: "",
    HandoverState.OPEN: "soon",
    HandoverState.DONE: "well",
    HandoverState.CLOSED: "",
}
