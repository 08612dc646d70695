"""The forms of one's own account; those of the second factor stand on allauth's."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.common.thaitext import arabic_digits
from asa.people.actions import Throttle, use_second_factor_code
from asa.people.forms.signin import NewPasswordField
from asa.people.models import User
from asa.people.queries import account_key, address_of, device_of


def _tried(user: User, kind: str, question: Callable[[], bool]) -> bool:
    """Ask within the throttle; too many tries become a fault of the field."""
    request = context.request
    throttle = Throttle(
        account_key(user, kind=kind),
        device=device_of(request.COOKIES, user),
        address=address_of(request.META),
    )
    try:
        return throttle.check(lambda: question() or None) is not None
    except DomainError as error:
        raise forms.ValidationError(str(error)) from error


class CodeField(forms.CharField):
    """Six figures of an app, or a recovery code; spaces and Thai figures do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code of the app"))
        kwargs.setdefault("help_text", _("Six figures that change every half minute"))
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "brief"}
        )
        super().__init__(max_length=40, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return arabic_digits(super().to_python(value) or "").replace(" ", "").replace("-", "")


class AuthenticateForm(AsaForm, BaseAuthenticateForm):  # type: ignore[misc] # allauth is untyped
    """The second factor at sign-in: the app's code, or one of the recovery codes."""

    code = CodeField(help_text=_("Six figures of the app, or one of your recovery codes"))

    def clean_code(self) -> str:
        faults: list[forms.ValidationError] = []

        def is_right() -> bool:
            try:
                BaseAuthenticateForm.clean_code(self)
            except forms.ValidationError as error:
                faults.append(error)
                return False
            return not self._was_used()

        if not _tried(self.user, "second_factor", is_right):
            raise (
                faults[0]
                if faults
                else forms.ValidationError(_("This code was used already. Wait for the next one."))
            )
        return str(self.cleaned_data["code"])

    def _was_used(self) -> bool:
        """A code opens once, in whatever worker the second try arrives."""
        return not use_second_factor_code(self.authenticator, code=self.cleaned_data["code"])


class EnrolForm(AsaForm, ActivateTOTPForm):  # type: ignore[misc] # allauth is untyped
    """The first code of the app, which proves that it was set up."""

    code = CodeField()


class ReauthenticateForm(AsaForm, BaseReauthenticateForm):  # type: ignore[misc] # allauth is untyped
    """The password once more, before the second factor is changed."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not _tried(self.user, "password", lambda: self.user.check_password(password)):
            raise forms.ValidationError(_("This is not your password. Type it again."))
        return password


class ChangePasswordForm(AsaForm):
    current = forms.CharField(
        label=_("Password that you use now"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = NewPasswordField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        password = str(self.cleaned_data["current"])
        if not _tried(self.user, "password", lambda: self.user.check_password(password)):
            raise forms.ValidationError(_("This is not your password. Type it again."))
        return password
