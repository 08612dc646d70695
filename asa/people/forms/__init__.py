"""What people fill in to sign in, and what officers fill in about users and posts."""

from asa.people.forms.account import (
    AuthenticateForm,
    ChangePasswordForm,
    EnrolForm,
    ReauthenticateForm,
)
from asa.people.forms.signin import ActivateForm, SignInForm
from asa.people.forms.users import (
    AddUserForm,
    ChangePhoneForm,
    EndPostForm,
    GivePostForm,
    UsersFilterForm,
)

__all__ = [
    "ActivateForm",
    "AddUserForm",
    "AuthenticateForm",
    "ChangePasswordForm",
    "ChangePhoneForm",
    "EndPostForm",
    "EnrolForm",
    "GivePostForm",
    "ReauthenticateForm",
    "SignInForm",
    "UsersFilterForm",
]
