import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from asa.common.errors import DomainError, allow
from asa.common.http import asked, asked_in_words, render_rows
from asa.common.thaidate import today
from asa.people import actions, rules
from asa.people.forms import (
    AddUserForm,
    ChangePhoneForm,
    EndPostForm,
    GivePostForm,
    UsersFilterForm,
)
from asa.people.http import AsaRequest
from asa.people.models import Post, User
from asa.people.queries import has_second_factor, posts_for, users_for
from asa.places.queries import remember_names

PAGE = 50


def _one(request: AsaRequest, pk: object) -> User:
    """A user whom the officer may see; of another area is as good as none."""
    allow(rules.can_list_users(request.user))
    return get_object_or_404(users_for(request.user).select_related("person"), pk=pk)


@asked_in_words(rules.can_list_users)
def users(request: AsaRequest) -> HttpResponse:
    form = UsersFilterForm(asked(request), user=request.user)
    seen = posts_for(request.user)
    found = form.apply(users_for(request.user), seen).select_related("person")
    found = found.order_by("person__sort_key", "username", "pk").prefetch_related(
        Prefetch("posts", seen.filter(Post.current_on(today())), to_attr="seen_posts")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    seen_here: list[list[Post]] = [vars(one)["seen_posts"] for one in page]
    remember_names(post.area_id for posts in seen_here for post in posts)
    context = {
        "form": form,
        "page": page,
        "may_add": rules.can_add_users(request.user),
    }
    return render_rows(request, "people/users.html", context)


@require_GET
def user(request: AsaRequest, pk: object) -> HttpResponse:
    return _page(request, _one(request, pk))


def _page(request: AsaRequest, shown: User, **more: object) -> HttpResponse:
    posts = list(posts_for(request.user).filter(user=shown).order_by("-started_on", "-pk"))
    remember_names(post.area_id for post in posts)
    context = {
        "shown": shown,
        "posts": [
            (post, rules.can_end_post(request.user, post)) for post in posts if not _over(post)
        ],
        "ended": [post for post in posts if _over(post)],
        "may_look_after": rules.can_look_after_user(request.user, shown),
        "may_give": rules.can_add_users(request.user) and shown != request.user,
        "may_remove_factor": rules.can_remove_second_factor(request.user, shown),
        "has_second_factor": has_second_factor(shown),
    }
    return render(request, "people/user.html", context | more)


def _over(post: Post) -> bool:
    return post.ended_on is not None and post.ended_on <= today()


def add_user(request: AsaRequest) -> HttpResponse:
    allow(rules.can_add_users(request.user))
    form = AddUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_user(
                form.person(),
                username=form.cleaned_data["username"],
                phone=form.cleaned_data["phone"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The user is added. Now give a post."))
            return redirect("people:give_post", pk=added.pk)
    return render(request, "people/add_user.html", {"form": form})


def give_post(request: AsaRequest, pk: object) -> HttpResponse:
    shown = _one(request, pk)
    allow(rules.can_add_users(request.user) and shown != request.user)
    form = GivePostForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            post = actions.give_post(shown, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        except PermissionDenied:
            form.add_error("area", _("You cannot give this post in this area."))
        else:
            messages.success(request, _("Post given: %(post)s") % {"post": post.in_words})
            return redirect("people:user", pk=shown.pk)
    return render(request, "people/give_post.html", {"form": form, "shown": shown})


def end_post(request: AsaRequest, pk: object) -> HttpResponse:
    allow(rules.can_list_users(request.user))
    post = get_object_or_404(posts_for(request.user).select_related("user__person"), pk=pk)
    allow(rules.can_end_post(request.user, post))
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_post(post, on=form.cleaned_data["on"], by=request.user)
        except DomainError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Post ended: %(post)s") % {"post": post.in_words})
            return redirect("people:user", pk=post.user_id)
    return render(request, "people/end_post.html", {"form": form, "post": post})


@never_cache
@require_POST
def hand_over_code(request: AsaRequest, pk: object) -> HttpResponse:
    """The code is on this answer alone: no address shows it again."""
    shown = _one(request, pk)
    try:
        activation, code = actions.hand_over_code(shown, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("people:user", pk=shown.pk)
    address = request.build_absolute_uri(reverse("people:activate"))
    drawn = segno.make(f"{address}?{urlencode({'code': code})}", error="m")
    context = {
        "shown": shown,
        "activation": activation,
        "code": code,
        "address": address,
        "qr": SafeString(drawn.svg_inline(border=4, scale=6, svgclass=None, lineclass=None)),
    }
    return render(request, "people/code.html", context)


def change_phone(request: AsaRequest, pk: object) -> HttpResponse:
    shown = _one(request, pk)
    allow(rules.can_look_after_user(request.user, shown))
    form = ChangePhoneForm(request.POST or None, initial={"phone": shown.phone or ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_phone(shown, phone=form.cleaned_data["phone"], by=request.user)
        except DomainError as error:
            form.add_error("phone", str(error))
        else:
            messages.success(request, _("The telephone number is changed."))
            return redirect("people:user", pk=shown.pk)
    return render(request, "people/change_phone.html", {"form": form, "shown": shown})


@require_POST
def switch_user(request: AsaRequest, pk: object) -> HttpResponse:
    shown = _one(request, pk)
    try:
        if request.POST.get("to") == "on":
            actions.switch_on_user(shown, by=request.user)
            messages.success(request, _("The user can sign in again."))
        else:
            actions.switch_off_user(shown, by=request.user)
            messages.success(request, _("The user is switched off and signed out everywhere."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:user", pk=shown.pk)


@require_POST
def end_sign_ins(request: AsaRequest, pk: object) -> HttpResponse:
    shown = _one(request, pk)
    actions.end_sign_ins(shown, by=request.user)
    messages.success(request, _("The user is signed out on every device."))
    return redirect("people:user", pk=shown.pk)


@require_POST
def remove_second_factor(request: AsaRequest, pk: object) -> HttpResponse:
    shown = _one(request, pk)
    try:
        actions.remove_second_factor(shown, by=request.user)
        messages.success(request, _("The second factor is removed. It is set up anew at sign-in."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:user", pk=shown.pk)
