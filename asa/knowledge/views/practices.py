"""Practices: found, told, reviewed, and done by others too."""

from typing import Literal
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common import journal, photos
from asa.common.errors import DomainError, allow
from asa.common.http import render_rows
from asa.common.occasions import occasion_of
from asa.common.thaidate import today
from asa.knowledge.actions import (
    add_practice_photo,
    adopt_practice,
    edit_practice,
    publish_practice,
    remove_practice_photo,
    return_practice,
    send_practice,
    write_practice,
)
from asa.knowledge.codes import MOST_PHOTOS, PracticeState
from asa.knowledge.forms import AdoptForm, PhotosForm, PracticeFilter, PracticeForm, ReturnForm
from asa.knowledge.models import Practice
from asa.knowledge.queries import photos_for, practices_for, shown_to, to_review
from asa.knowledge.rules import (
    can_adopt_practice,
    can_edit_practice,
    can_keep_topics,
    can_learn,
    can_review_practice,
    has_adopted,
    reviews_practices,
    writes_practices,
)
from asa.knowledge.wording import VERBS
from asa.people.http import AsaRequest
from asa.people.queries import history_in_words
from asa.places.queries import remember_names

ROWS = 20
Size = Literal[320, 1920]
TONES = {
    PracticeState.DRAFT: "",
    PracticeState.SENT: "way",
    PracticeState.PUBLISHED: "well",
    PracticeState.RETURNED: "soon",
}


@require_safe
def practice_list(request: AsaRequest) -> HttpResponse:
    """Practices by topic, place and words; one's own; what waits for one's review."""
    _must_read(request)
    user = request.user
    tabs = [("all", _("Published")), ("mine", _("My own"))] if writes_practices(user) else []
    if reviews_practices(user):
        tabs = [("all", _("Published")), *tabs[1:], ("review", _("To review"))]
    shown = request.GET.get("show", "all")
    shown = shown if shown in dict(tabs) else "all"
    form = PracticeFilter(request.GET)
    page = Paginator(form.apply(shown_to(user, shown)), ROWS).get_page(request.GET.get("page"))
    remember_names(one.area_id for one in page)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, TONES[PracticeState(one.state)]) for one in page],
        "shown": shown,
        "tabs": tabs,
        "waiting": to_review(user).count() if reviews_practices(user) else 0,
        "may_write": writes_practices(user),
        "may_keep_topics": can_keep_topics(user),
    }
    return render_rows(
        request, "knowledge/practices.html", context, rows="knowledge/_practice_rows.html"
    )


@require_safe
def practice(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One practice, with who did it too."""
    found = _practice(request, pk)
    user = request.user
    adoptions = list(found.adoptions.select_related("adopter__person", "centre").order_by("pk"))
    remember_names([found.area_id, *(one.area_id for one in adoptions)])
    reviews = can_review_practice(user, found)
    is_own = found.author_id == user.pk
    context = {
        "practice": found,
        "tone": TONES[PracticeState(found.state)],
        "adoptions": adoptions,
        "occasion": occasion_of(user, found.workshop),
        "photos": list(found.photos.order_by("pk")),
        "may_edit": can_edit_practice(user, found),
        "may_publish": reviews and found.state == PracticeState.SENT,
        "may_return": reviews and found.state in (PracticeState.SENT, PracticeState.PUBLISHED),
        "may_adopt": can_adopt_practice(user, found) and not has_adopted(user, found),
        "history": history_in_words(journal.history_of(found), VERBS) if is_own or reviews else [],
    }
    return render(request, "knowledge/practice.html", context)


def write(request: AsaRequest) -> HttpResponse:
    """Begin to tell a practice."""
    allow(writes_practices(request.user))
    form = PracticeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_practice(form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draft is kept. Look it over, then send it."))
            return redirect("knowledge:practice", made.pk)
    return render(request, "knowledge/practice_form.html", {"form": form, "practice": None})


def edit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Mend what is not sent yet, or came back."""
    found = _practice(request, pk)
    allow(can_edit_practice(request.user, found))
    form = PracticeForm(request.POST or None, user=request.user, practice=found)
    if request.method == "POST" and form.is_valid():
        try:
            edit_practice(found, details=form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("knowledge:practice", pk)
    return render(request, "knowledge/practice_form.html", {"form": form, "practice": found})


def add_photos(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Put photos beside a practice, and take them away."""
    found = _practice(request, pk)
    allow(can_edit_practice(request.user, found))
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for file in form.cleaned_data["photos"]:
                    add_practice_photo(found, file=file, by=request.user, on=today())
        except DomainError as error:
            form.add_error("photos", str(error))
        else:
            return redirect("knowledge:practice", pk)
    context = {
        "form": form,
        "practice": found,
        "photos": list(found.photos.order_by("pk")),
        "most": MOST_PHOTOS,
    }
    return render(request, "knowledge/practice_photos.html", context)


@require_POST
def remove_photo(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a photo away."""
    found = get_object_or_404(photos_for(request.user).select_related("practice"), pk=pk)
    remove_practice_photo(found, by=request.user, on=today())
    return redirect("knowledge:practice_photos", found.practice_id)


@require_safe
def photo(request: AsaRequest, pk: UUID, size: int) -> HttpResponse:
    """One photo, to whoever may read the practice."""
    found = get_object_or_404(photos_for(request.user), pk=pk)
    wanted: Size = 320 if size == 320 else 1920
    if size != wanted:
        raise Http404
    try:
        content = photos.open_photo(found.pk, wanted)
    except photos.PhotoMissing as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="{found.pk}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def send(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Send it to be reviewed."""
    found = _practice(request, pk)
    try:
        send_practice(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is sent. You are told what the reviewer says."))
    return redirect("knowledge:practice", pk)


@require_POST
def publish(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let everybody read it."""
    found = _practice(request, pk)
    try:
        publish_practice(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The practice is published. Its author is told."))
    return redirect("knowledge:practice", pk)


def give_back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give it back, with what is to be mended."""
    found = _practice(request, pk)
    allow(can_review_practice(request.user, found))
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_practice(found, reason=form.cleaned_data["reason"], by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It went back. Its author is told why."))
            return redirect("knowledge:practices")
    context = {"form": form, "practice": found, "act": "return"}
    return render(request, "knowledge/practice_act.html", context)


def adopt(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say that it was done at the own place too."""
    found = _practice(request, pk)
    allow(can_adopt_practice(request.user, found))
    form = AdoptForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            adopt_practice(found, details=form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Others read now what it brought you."))
            return redirect("knowledge:practice", pk)
    context = {"form": form, "practice": found, "act": "adopt"}
    return render(request, "knowledge/practice_act.html", context)


def _practice(request: AsaRequest, pk: UUID) -> Practice:
    return get_object_or_404(practices_for(request.user), pk=pk)


def _must_read(request: AsaRequest) -> None:
    """Who neither holds a post nor stands in the register finds nothing here."""
    if not can_learn(request.user):
        raise Http404
