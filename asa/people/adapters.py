"""How allauth, which carries the sign-in and its second factor, behaves in Asa."""

import base64
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from asa.common import crypto
from asa.people.codes import SECOND_FACTOR_AT, SIGNED_IN_AT
from asa.people.queries import has_second_factor
from asa.people.rules import needs_second_factor

# So soon after the sign-in the password is not asked for again.
FRESH_SECONDS = 10 * 60
_SECRET = b"asa:second-factor"
_SENTENCES = {
    "mfa/messages/totp_activated.txt": _("The second factor is set up."),
    "mfa/messages/totp_deactivated.txt": _("The second factor is switched off."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """How sign-in behaves where Asa differs from allauth."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [
            {
                "id": "reauthenticate",
                "description": _("Use your password"),
                "url": reverse("account_reauthenticate"),
            }
        ]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for the first set-up of a second factor right after the sign-in."""
        request = context.request
        fresh = time.time() - request.session.get(SIGNED_IN_AT, 0) < FRESH_SECONDS
        first_time = fresh and not has_second_factor(request.user)
        return not (first_time or _just_set_up(request))

    def add_message(
        self,
        request: Any,
        level: int,
        message_template: str | None = None,
        message_context: Any = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        sentence = message or _SENTENCES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence)

    def get_login_redirect_url(self, request: Any) -> str:
        return "/"

    def is_safe_url(self, url: str) -> bool:
        """Only pages of this very host."""
        request = context.request
        return bool(
            url_has_allowed_host_and_scheme(
                url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
            )
        )

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Asa knows no mail addresses; the journal tells."""


def _just_set_up(request: Any) -> bool:
    """The recovery codes are shown once, in the minutes after they were made."""
    return bool(time.time() - request.session.get(SECOND_FACTOR_AT, 0) < FRESH_SECONDS)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """The second factor: its secrets are sealed, its QR is drawn by segno, without any style."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Type the six figures that the app shows now."),
        "cannot_delete_authenticator": _("Your post needs the second factor; it stays on."),
    }

    def get_totp_issuer(self) -> str:
        return str(_("Asa"))

    def build_totp_svg(self, url: str) -> SafeString:
        code = segno.make(url, error="m")
        return SafeString(code.svg_inline(border=4, scale=4, svgclass=None, lineclass=None))

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.encrypt(text.encode(), _SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(base64.b64decode(encrypted_text), _SECRET).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        required = settings.ASA_SECOND_FACTOR == "required"
        return not (required and needs_second_factor(authenticator.user))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Asa knows no mail addresses; the journal tells."""
