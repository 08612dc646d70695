"""What handovers tell people."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds as notices


def register_notices() -> None:
    """Give each kind of notice its sentence."""
    notices.register_group(
        notices.Group("handover", _("Handovers"), _("There is news of a handover"), open_words=True)
    )
    notices.register(
        "handover.opened",
        _("A volunteer left. What she had in hand needs successors: see the handover."),
    )
    notices.register(
        "handover.yours", _("What you had in hand is being handed over to colleagues.")
    )
    notices.register(
        "handover.offered", _("You are asked to take something on from a volunteer who left.")
    )
    notices.register(
        "handover.withdrawn", _("You need not take on any more what you had been asked for.")
    )
    notices.register("handover.accepted", _("A successor accepted what you had offered."))
    notices.register("handover.taken_on", _("A household of yours is in a colleague's care now."))
    notices.register("handover.declined", _("What you had offered was declined."))
    notices.register("handover.given_back", _("A successor gives something back."))
    notices.register(
        "handover.undone", _("The provincial office undid what a successor had accepted.")
    )
    notices.register(
        "handover.closed",
        _("The volunteer came back. The handover is closed and names what others had accepted."),
    )
    notices.register(
        "handover.overdue", _("Households or tasks have been without an owner for too long.")
    )
