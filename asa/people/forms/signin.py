from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.people.queries import password_fault

_NAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class NewPasswordField(forms.CharField):
    """A password that is being chosen: long enough and not common, of whatever characters."""

    def __init__(self) -> None:
        super().__init__(
            label=_("New password"),
            help_text=_("At least 8 characters. A short sentence that you remember is good."),
            strip=False,
            max_length=1000,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )

    def clean(self, value: str) -> str:
        password: str = super().clean(value)
        if fault := password_fault(password):
            raise forms.ValidationError(fault)
        return password


class SignInForm(AsaForm):
    username = forms.CharField(
        label=_("Telephone number or user name"),
        max_length=200,
        widget=forms.TextInput(attrs=_NAME),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ActivateForm(AsaForm):
    username = forms.CharField(
        label=_("Telephone number or user name"),
        max_length=200,
        widget=forms.TextInput(attrs=_NAME),
    )
    code = forms.CharField(
        label=_("Activation code"),
        help_text=_("8 letters and figures from your coordinator, such as 7Q4M-2K9P"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )
    password = NewPasswordField()
