from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# No handover takes longer, in days.
LONGEST_TERM = 90


class Leaving(TextChoices):
    """Why a volunteer does not look after what she had in hand any more."""

    ENDED = "ended", _("Work as a volunteer ended")
    SUSPENDED = "suspended", _("Suspended")
    MOVED = "moved", _("Moved to another area")
    DECEASED = "deceased", _("Deceased")


class HandoverState(TextChoices):
    OPEN = "open", _("Being handed over")
    DONE = "done", _("Handed over")
    CLOSED = "closed", _("The volunteer came back")


NEXT_HANDOVER_STATES: dict[str, set[str]] = {
    HandoverState.OPEN: {HandoverState.DONE, HandoverState.CLOSED},
    # Something that was accepted is given back in time.
    HandoverState.DONE: {HandoverState.OPEN},
    HandoverState.CLOSED: {HandoverState.OPEN},
}


class ItemState(TextChoices):
    WAITING = "waiting", _("Waits for a successor")
    OFFERED = "offered", _("Offered to a successor")
    ACCEPTED = "accepted", _("Accepted by the successor")
    RETURNED = "returned", _("Stays with who came back")
    SETTLED = "settled", _("Settled in another way")


NEXT_STATES: dict[str, set[str]] = {
    # What its new owner wanted to give back stays with her where the volunteer came back.
    ItemState.WAITING: {
        ItemState.OFFERED,
        ItemState.ACCEPTED,
        ItemState.RETURNED,
        ItemState.SETTLED,
    },
    # Declined or withdrawn, it waits again.
    ItemState.OFFERED: {
        ItemState.WAITING,
        ItemState.ACCEPTED,
        ItemState.RETURNED,
        ItemState.SETTLED,
    },
    # Given back by her, or undone by the office.
    ItemState.ACCEPTED: {ItemState.WAITING, ItemState.RETURNED},
    ItemState.RETURNED: set(),
    ItemState.SETTLED: set(),
}
OPEN_STATES = (ItemState.WAITING, ItemState.OFFERED)


class Told(TextChoices):
    """Who has been told that an item waits for too long."""

    LEAD = "lead", _("Lead volunteer")
    OFFICE = "office", _("Provincial office")
