"""What lines of the logs about applications are called, and what an applicant reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.applications.codes import PublicState

LOGGED: dict[str, str | Promise] = {
    "application.sent": _("Application sent by the public page"),
    "application.taken_in": _("Application from the page taken in"),
    "application.refused": _("Application from the page not accepted"),
    "application.withdrawn": _("Application from the page withdrawn"),
    "application.removed": _("Application from the page removed"),
    "application.forgotten": _("What an application told was taken away"),
}
RECORDS: dict[str, str | Promise] = {
    "applications.publicapplication": _("Application from the public page"),
}
TONES = {"received": "near", "taken_in": "well", "refused": "", "withdrawn": ""}
PUBLIC_TONES = {
    PublicState.RECEIVED: "way",
    PublicState.CHECKED: "way",
    PublicState.TRAINING: "well",
    PublicState.TRAINED: "well",
    PublicState.REGISTERED: "well",
    PublicState.REFUSED: "soon",
    PublicState.WITHDRAWN: "",
    PublicState.CLOSED: "",
}
# What comes next, in a sentence for the applicant.
NEXT: dict[str, str | Promise] = {
    PublicState.RECEIVED: _("Nothing is decided yet. An officer looks at it and calls you."),
    PublicState.CHECKED: _("Please bring your papers to the office when it calls you."),
    PublicState.TRAINING: _("The office tells you the day and the place of the course."),
    PublicState.TRAINED: _("The office now registers you and makes your card."),
    PublicState.REGISTERED: _("Thank you. Your coordinator tells you how the work begins."),
    PublicState.REFUSED: _(
        "You may ask the provincial office about it, object within 15 days, or apply again later."
    ),
    PublicState.WITHDRAWN: _("The office goes no further. You may apply again at any time."),
    PublicState.CLOSED: _("Ask the provincial office if you have a question about it."),
}
