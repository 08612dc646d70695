"""Who calls the roll of a cohort: named and taken off by those who keep the workshop."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asa.common.errors import DomainError, allow
from asa.common.http import asked, asked_in_words
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import Post, User
from asa.places.queries import remember_names
from asa.training.actions import add_registrar, remove_registrar
from asa.training.forms import UserSearchForm
from asa.training.models import Cohort, Registrar
from asa.training.queries.registrars import (
    called,
    may_be_registrars,
    registrars_for,
    with_posts,
)
from asa.training.rules import can_keep, plans_workshops
from asa.training.views.parts import cohort_asked, frame

ROWS = 20


def _kept(request: AsaRequest, pk: UUID) -> Cohort:
    found = cohort_asked(request, pk)
    allow(can_keep(request.user, found.workshop))
    return found


@asked_in_words(plans_workshops)
def registrars(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who calls the roll, and whom else one may name: users with a post, by name or telephone."""
    found = _kept(request, pk)
    form = UserSearchForm(asked(request))
    words = form.cleaned_data["q"] if form.is_valid() else ""
    users = may_be_registrars(request.user, found)
    users = users.filter(called(words)) if words else users.none()
    page = Paginator(users.order_by("person__sort_key", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    named = list(with_posts(registrars_for(request.user).filter(cohort=found)))
    named.sort(key=lambda one: one.user.shown_name)
    people = [(one, _posts(one)) for one in page]
    remember_names(post.area_id for one in named for post in _posts(one.user))
    remember_names(post.area_id for _one, posts in people for post in posts)
    context = frame(
        found,
        request.user,
        "training:roll",
        _("Who calls the roll"),
        named=[(one, _posts(one.user)) for one in named],
        form=form,
        words=words,
        page=page,
        people=people,
    )
    return render(request, "training/registrars.html", context)


def _posts(user: User) -> list[Post]:
    held: list[Post] = vars(user)["held_posts"]
    return held


@require_POST
def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Name somebody, who is told."""
    found = _kept(request, pk)
    users = may_be_registrars(request.user, found)
    chosen = get_object_or_404(users, pk=as_uuid(request.POST.get("user", "")))
    try:
        add_registrar(found, user=chosen, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = _("%(name)s may call the roll, and is told so.")
        messages.success(request, said % {"name": chosen.shown_name})
    return redirect("training:registrars", pk)


@require_POST
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take somebody off, who is told; what was tapped stays."""
    allow(plans_workshops(request.user))
    found: Registrar = get_object_or_404(registrars_for(request.user), pk=pk)
    remove_registrar(found, by=request.user, on=today())
    said = _("%(name)s does not call the roll any more. What was noted stays.")
    messages.success(request, said % {"name": found.user.shown_name})
    return redirect("training:registrars", found.cohort_id)
