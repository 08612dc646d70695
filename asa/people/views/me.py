from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from asa.common.errors import DomainError
from asa.people import actions
from asa.people.codes import AFTER_ENROLMENT
from asa.people.forms import ChangePasswordForm
from asa.people.http import AsaRequest
from asa.people.queries import has_second_factor, posts_of
from asa.people.rules import needs_second_factor


@require_GET
def me(request: AsaRequest) -> HttpResponse:
    """One's own page: the only one that opens without a post."""
    must = settings.ASA_SECOND_FACTOR == "required" and needs_second_factor(request.user)
    context = {
        "posts": request.user.current_posts,
        "ended": [post for post in posts_of(request.user) if not post.is_current],
        "has_second_factor": has_second_factor(request.user),
        "must_have_second_factor": must,
    }
    return render(request, "people/me.html", context)


@sensitive_post_parameters("current", "password")
def change_password(request: AsaRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.change_password(
                request.user, password=form.cleaned_data["password"], by=request.user
            )
        except DomainError as error:
            form.add_error("password", str(error))
        else:
            update_session_auth_hash(request, user)
            messages.success(
                request, _("Your password is changed. Other devices must sign in again.")
            )
            return redirect("people:me")
    return render(request, "people/change_password.html", {"form": form})


@require_POST
def sign_out_everywhere(request: AsaRequest) -> HttpResponse:
    actions.end_sign_ins(request.user, by=request.user)
    return redirect("people:sign_in")


@require_GET
def after_second_factor(request: AsaRequest) -> HttpResponse:
    """Once the second factor is set up, on to where the person wanted to go."""
    return redirect(request.session.pop(AFTER_ENROLMENT, "") or "people:me")
