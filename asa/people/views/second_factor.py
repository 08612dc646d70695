"""Setting the second factor up and switching it off: allauth's pages, told to the journal."""

import time
from typing import Any

from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpResponse

from asa.common.readonly import writes_allowed
from asa.people.actions import note_second_factor
from asa.people.codes import SECOND_FACTOR_AT
from asa.people.http import AsaRequest


class AddSecondFactor(ActivateTOTPView):  # type: ignore[misc] # allauth is untyped
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session[SECOND_FACTOR_AT] = time.time()
        note_second_factor(self.request.user, by=self.request.user, added=True)
        return response


class RemoveSecondFactor(DeactivateTOTPView):  # type: ignore[misc] # allauth is untyped
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session.pop(SECOND_FACTOR_AT, None)
        note_second_factor(self.request.user, by=self.request.user, added=False)
        return response


add_second_factor = AddSecondFactor.as_view()
remove_own_second_factor = RemoveSecondFactor.as_view()


def recovery_codes(request: AsaRequest) -> HttpResponse:
    """Showing the codes marks them as seen, so that they are shown once."""
    with writes_allowed():
        response: HttpResponse = view_recovery_codes(request)
        return response
