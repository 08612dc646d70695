"""The few pages of allauth that Asa shows; the names are allauth's own."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from django.urls import path

from asa.people import views

urlpatterns = [
    path("sign-in/", views.to_sign_in, name="account_login"),
    path("password/", reauthenticate, name="account_reauthenticate"),
    path("code/", authenticate, name="mfa_authenticate"),
    path("second-factor/", views.after_second_factor, name="mfa_index"),
    path("second-factor/add/", views.add_second_factor, name="mfa_activate_totp"),
    path("second-factor/remove/", views.remove_own_second_factor, name="mfa_deactivate_totp"),
    path("recovery-codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
