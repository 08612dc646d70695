from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """What the office has done with an application that came from the public page."""

    RECEIVED = "received", _("To be looked at")
    TAKEN_IN = "taken_in", _("Taken into the register")
    REFUSED = "refused", _("Application not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")


NEXT_STATES: dict[str, set[str]] = {
    ApplicationState.RECEIVED: {
        ApplicationState.TAKEN_IN,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    },
    # Whoever was taken in may still withdraw, until there is a registration.
    ApplicationState.TAKEN_IN: {ApplicationState.WITHDRAWN},
    ApplicationState.REFUSED: set(),
    ApplicationState.WITHDRAWN: set(),
}


class PublicState(TextChoices):
    """How far an application has come, as its applicant reads it."""

    RECEIVED = "received", _("Your application is received")
    CHECKED = "checked", _("Your papers are being checked")
    TRAINING = "training", _("You are accepted for the basic course")
    TRAINED = "trained", _("You have passed the basic course")
    REGISTERED = "registered", _("You are registered as a volunteer")
    REFUSED = "refused", _("Your application was not accepted")
    WITHDRAWN = "withdrawn", _("You have withdrawn your application")
    CLOSED = "closed", _("This application is closed")


# Until then the applicant may withdraw by the page.
OPEN_STATES = (
    PublicState.RECEIVED,
    PublicState.CHECKED,
    PublicState.TRAINING,
    PublicState.TRAINED,
)

# Which words the applicant agreed to have read; a new text gets a new name.
NOTICE_VERSION = "2570-1"
# So many applications from one network in a quarter of an hour: a hall full of people at one
# connection can apply, a program that fills the queue cannot.
MOST_SENT = 40
# How long the office keeps what was told in an application that it did not accept, in days.
DAYS_KEPT = 90
# Below this age a guardian must know of it (Civil and Commercial Code, section 19).
MAJORITY = 20
