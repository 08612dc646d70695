"""Everything that is done with applications from the public page. One function, one thing."""

from asa.applications.actions.judging import (
    refuse_application,
    remove_applications,
    take_in_application,
)
from asa.applications.actions.sending import (
    forget_applications,
    send_application,
    withdraw_application,
)

__all__ = [
    "forget_applications",
    "refuse_application",
    "remove_applications",
    "send_application",
    "take_in_application",
    "withdraw_application",
]
