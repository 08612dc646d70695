"""What allauth tells about second factors goes into the journal."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver

from asa.people.actions import note_second_factor
from asa.people.codes import SECOND_FACTOR_AT


@receiver(authenticator_added)
def second_factor_added(sender: Any, *, request: Any, user: Any, **kwargs: Any) -> None:
    if kwargs["authenticator"].type == Authenticator.Type.TOTP:
        request.session[SECOND_FACTOR_AT] = time.time()
        note_second_factor(user, by=user, added=True)


@receiver(authenticator_removed)
def second_factor_removed(sender: Any, *, request: Any, user: Any, **kwargs: Any) -> None:
    if kwargs["authenticator"].type == Authenticator.Type.TOTP:
        request.session.pop(SECOND_FACTOR_AT, None)
        note_second_factor(user, by=user, added=False)
