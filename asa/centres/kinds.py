"""The notices that centres send; they name nobody."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds

ACCEPTED = "centre.change_accepted"
REJECTED = "centre.change_rejected"
OVERTAKEN = "centre.change_overtaken"
OFFICE = "centre.office"
MEETING = "centre.meeting"
CANCELLED = "centre.meeting_cancelled"
CORRECTED = "centre.minutes_corrected"
POINT = "centre.point"
TARGET = "centre.target"
SUPERVISED = "centre.supervised"
VISIT_SOON = "centre.visit_soon"
VISITED_SOON = "centre.visited_soon"


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register_group(
        kinds.Group(
            "centre", _("Centres"), _("There is news of a coordination centre"), open_words=True
        )
    )
    kinds.register(ACCEPTED, _("Your change of a coordination centre was validated"))
    kinds.register(REJECTED, _("Your change of a coordination centre was rejected"))
    kinds.register(
        OVERTAKEN, _("A newer proposal changes the same facts of a centre as yours, which waits")
    )
    kinds.register(OFFICE, _("You hold an office in a coordination centre"))
    kinds.register(MEETING, _("You are invited to a meeting of your coordination centre"))
    kinds.register(CANCELLED, _("A meeting of your coordination centre is cancelled"))
    kinds.register(
        CORRECTED, _("The minutes of a meeting to which you were invited were corrected")
    )
    kinds.register(POINT, _("A meeting of your coordination centre gave you something to do"))
    kinds.register(TARGET, _("Your coordinator wrote down what you agreed to do each month"))
    kinds.register(SUPERVISED, _("Your coordinator wrote down what you agreed at the visit"))
    kinds.register(VISIT_SOON, _("A visit that you agreed with a volunteer comes soon"))
    kinds.register(VISITED_SOON, _("Your coordinator visits you soon, as the two of you agreed"))
