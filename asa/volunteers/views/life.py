"""The pages of the steps of a volunteer's life."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import Post, User
from asa.volunteers.actions import (
    apply_again,
    end_volunteer,
    enrol_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
    take_step_back,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.checks import why_not
from asa.volunteers.codes import EndReason, VolunteerState
from asa.volunteers.forms import life as forms
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.queries import last_step
from asa.volunteers.rules import can_take_step_back
from asa.volunteers.views.acting import change_page, volunteer_to_change
from asa.volunteers.wording import step_words


def verify(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Tick the papers that were seen; what stands against it is said above the form."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.VerifyForm(request.POST or None, volunteer=volunteer)

    def act() -> object:
        return verify_volunteer(volunteer, by=request.user, **form.cleaned_data)

    return _page(request, volunteer, form, act, VERIFY, VolunteerState.VERIFIED)


def train(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down the basic course."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.TrainForm(request.POST or None)

    def act() -> object:
        on = form.cleaned_data["on"]
        return train_volunteer(volunteer, training=form.training(), by=request.user, on=on)

    return _page(request, volunteer, form, act, TRAIN)


def enrol(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Register a trained applicant; the next free number is proposed."""
    volunteer = volunteer_to_change(request, pk)
    initial = {"number": forms.first_number(volunteer, today())}
    form = forms.EnrolForm(request.POST or None, initial=initial)

    def act() -> object:
        told = form.registration()
        on = form.cleaned_data["on"]
        return enrol_volunteer(volunteer, registration=told, by=request.user, on=on)

    return _page(request, volunteer, form, act, ENROL, VolunteerState.REGISTERED)


def suspend(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let a volunteer rest, with the reason."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.SuspendForm(request.POST or None)
    return _by_order(request, volunteer, form, suspend_volunteer, SUSPEND)


def reinstate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a suspended or ended volunteer back."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.ReinstateForm(request.POST or None)
    asked = VolunteerState.VERIFIED if volunteer.state == VolunteerState.ENDED else None
    return _by_order(request, volunteer, form, reinstate_volunteer, REINSTATE, asked)


def end(request: AsaRequest, pk: UUID) -> HttpResponse:
    """End a volunteer's work, or the way of an applicant, with the reason and the day."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.EndForm(request.POST or None, volunteer=volunteer)

    def act(volunteer: Volunteer, **told: Any) -> object:
        return end_volunteer(volunteer, reason=EndReason(form.cleaned_data["reason"]), **told)

    return _by_order(request, volunteer, form, act, END)


def again(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take the application of somebody who was ended."""
    volunteer = volunteer_to_change(request, pk)
    form = forms.ApplyAgainForm(request.POST or None)
    return _by_order(request, volunteer, form, apply_again, AGAIN)


def _by_order(
    request: AsaRequest,
    volunteer: Volunteer,
    form: forms.OrderForm,
    step: Callable[..., object],
    words: Any,
    asked: VolunteerState | None = None,
) -> HttpResponse:
    """A step with its day, its words, and the number of the order that may say it."""

    def act() -> object:
        on = form.cleaned_data["on"]
        return step(volunteer, order=form.order(), by=request.user, on=on)

    return _page(request, volunteer, form, act, words, asked)


def take_back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take the last step back; what cannot be restored is named, so that it is given anew."""
    volunteer = volunteer_to_change(request, pk, _may_take_back)
    last = last_step(volunteer)
    form = forms.TakeBackForm(
        request.POST or None, initial={"step": last.pk if last is not None else None}
    )

    def act() -> object:
        told = form.cleaned_data
        step = take_step_back(
            volunteer, reason=told["reason"], only=told["step"], by=request.user, on=today()
        )
        for sentence in _to_be_given(volunteer, step):
            messages.warning(request, sentence)
        return step

    said = step_words(last.kind, last.from_state) if last is not None else ""
    words = (TAKE_BACK[0] % {"step": said}, *TAKE_BACK[1:])
    return _page(request, volunteer, form, act, words)


def _may_take_back(user: User, volunteer: Volunteer) -> bool:
    return can_take_step_back(user, volunteer, last_step(volunteer))


def _to_be_given(volunteer: Volunteer, step: VolunteerStep) -> list[str]:
    """What the step taken back had ended and nobody could restore, in a sentence for each."""
    missing = step.details.get("missing", {})
    posts = Post.objects.filter(pk__in=missing.get("posts", [])).select_related("region")
    offices = volunteer.offices.filter(pk__in=missing.get("offices", [])).select_related("centre")
    assignments = volunteer.assignments.filter(pk__in=missing.get("assignments", []))
    return [
        *(_("Has to be given anew: %(what)s.") % {"what": post.in_words} for post in posts),
        *(
            _("Has to be given anew: %(what)s.")
            % {"what": f"{office.get_position_display()} {office.centre}"}
            for office in offices
        ),
        *(
            _("Has to be given anew: %(what)s.") % {"what": assignment.get_responsibility_display()}
            for assignment in assignments
        ),
    ]


def _page(
    request: AsaRequest,
    volunteer: Volunteer,
    form: Any,
    act: Any,
    words: Any,
    asked: VolunteerState | None = None,
) -> HttpResponse:
    """asked: the state before which the qualifications are looked at."""
    reasons = why_not(volunteer, asked, on=today()) if asked is not None else []
    return change_page(request, volunteer, form, act, words, why_not=reasons)


VERIFY = (
    gettext_lazy("Check the papers"),
    gettext_lazy("The papers are good"),
    gettext_lazy("The papers are checked. Next comes the basic course."),
)
TRAIN = (
    gettext_lazy("Basic course"),
    gettext_lazy("Save the course"),
    gettext_lazy("The course is on record. Next comes the registration."),
)
ENROL = (
    gettext_lazy("Register"),
    gettext_lazy("Register the volunteer"),
    gettext_lazy("The volunteer is registered."),
)
SUSPEND = (
    gettext_lazy("Suspend"),
    gettext_lazy("Suspend"),
    gettext_lazy("The volunteer is suspended."),
)
REINSTATE = (
    gettext_lazy("Reinstate"),
    gettext_lazy("Reinstate"),
    gettext_lazy("The volunteer is registered again."),
)
END = (
    gettext_lazy("End the volunteer's work"),
    gettext_lazy("End the volunteer's work"),
    gettext_lazy("The volunteer's work has ended."),
)
AGAIN = (
    gettext_lazy("Applies again"),
    gettext_lazy("Take the application"),
    gettext_lazy("The application is taken. Next the papers are checked."),
)
TAKE_BACK = (
    gettext_lazy("Take back: %(step)s"),
    gettext_lazy("Take the step back"),
    gettext_lazy("The step is taken back."),
)
