from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """Ways of telling a person outside of the product; in the app everybody is told."""

    EMAIL = "email", _("By e-mail")


class DeliveryState(TextChoices):
    """Where one message to one person through one channel stands."""

    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    DROPPED = "dropped", _("Not needed any more")


NEXT_STATES: dict[DeliveryState, set[DeliveryState]] = {
    # Waiting again: put off until the quiet hours are over.
    DeliveryState.WAITING: {DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.DROPPED},
    # Waiting again: to be tried once more.
    DeliveryState.SENDING: {DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.FAILED},
    # Waiting again: somebody asked for it.
    DeliveryState.FAILED: {DeliveryState.WAITING},
    DeliveryState.SENT: set(),
    DeliveryState.DROPPED: set(),
}


class Why(TextChoices):
    """Why a message was not sent; in codes, since what a mail server says holds addresses."""

    REFUSED = "refused", _("The address was refused")
    UNREACHABLE = "unreachable", _("The service that sends could not be reached")
    INTERRUPTED = "interrupted", _("Sending broke off; it may have arrived")
    READ = "read", _("Read in the app before")
    UNWANTED = "unwanted", _("No longer wanted by this way")
    NOT_THEIRS = "not_theirs", _("No longer of this person's work")


# Waits between one try and the next; after the last of them it is given up.
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
MOST_TRIES = len(WAITS) + 1
# Whoever took a message up and did not say how it ended for so long has died.
BROKEN_OFF_AFTER = timedelta(hours=1)
# Messages that one run sends; what is left over is sent by the next, which follows at once.
BATCH = 200

# Kinds of jobs.
SEND = "notices.send"
SEND_CODE = "notices.send_code"
# So long a code that was sent to an address can be typed, and so often wrongly.
CODE_LIFE = timedelta(minutes=30)
CODE_TRIES = 10
# How often in a quarter of an hour one user may have a code sent.
CODES_ASKED = 5
# How often in a quarter of an hour one calendar is given, and an address that leads nowhere
# is answered to one place of the network.
FEEDS_ASKED = 60
FEEDS_MISSED = 60
FEED_WINDOW = timedelta(minutes=15)
