from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common import phones, thaitext
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, FilterForm, PhoneField, ThaiDateField
from asa.common.thaidate import today
from asa.people.codes import (
    GIVEN_BY_PROVINCE_HEAD,
    GIVEN_BY_PROVINCE_OFFICER,
    ROLE_LEVELS,
    USER_LIST_ROLES,
    Role,
)
from asa.people.models import Person, Post, User
from asa.people.rules import holds, scope
from asa.places.forms import AreaField
from asa.places.models import Region
from asa.places.queries import within


class UsersFilterForm(FilterForm):
    q = forms.CharField(label=_("Name or telephone number"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("All roles")), *Role.choices],
        widget=forms.Select(attrs={"class": "medium"}),
    )
    area = AreaField(label=_("Area"), required=False)
    state = forms.ChoiceField(
        label=_("Posts"),
        required=False,
        choices=[
            ("", _("All")),
            ("current", _("With a current post")),
            ("none", _("Without a current post")),
            ("on", _("May sign in")),
            ("off", _("Switched off")),
        ],
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, AreaField)  # noqa: S101 - tells the type
        area.limit_to(scope(user, *USER_LIST_ROLES) or ["TH"])

    def apply(self, users: QuerySet[User], seen: QuerySet[Post]) -> QuerySet[User]:
        """The users who are asked for; of their posts only those count that the asker sees."""
        if not self.is_valid():
            return users
        asked = self.cleaned_data
        posts = seen.filter(user=OuterRef("pk"))
        if asked["role"]:
            posts = posts.filter(role=asked["role"])
        if asked["area"]:
            posts = posts.filter(within("area_id", [asked["area"].pk]))
        current = Exists(posts.filter(Post.current_on(today())))
        if asked["state"] == "off":
            users = users.filter(is_active=False)
        elif asked["state"] == "on":
            users = users.filter(is_active=True)
        elif asked["state"] == "none":
            users = users.filter(~current)
        if asked["state"] == "current" or asked["role"] or asked["area"]:
            users = users.filter(current if asked["state"] == "current" else Exists(posts))
        return users.filter(_called(asked["q"])) if asked["q"] else users


def _called(text: str) -> Q:
    given, _space, family = thaitext.clean(text).partition(" ")
    name = thaitext.name_key(given, family).rstrip("|")
    found = Q(username__startswith=thaitext.clean(text).casefold())
    if name:
        found |= Q(person__name_key__holds=name)
    try:
        found |= Q(phone=phones.parse(text))
    except DomainError:
        return found
    return found


class AddUserForm(AsaForm):
    title = forms.CharField(label=_("Title"), max_length=60, required=False)
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("3 to 60 letters or figures without spaces, such as somchai.r"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    phone = PhoneField(required=False, help_text=_("The person can sign in with this number, too."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["class"] = "brief"
        self.fields["username"].widget.attrs["class"] = "medium"

    def person(self) -> Person:
        asked = self.cleaned_data
        return Person(
            prefix=thaitext.clean(asked["title"]),
            given_name=thaitext.clean(asked["given_name"]),
            family_name=thaitext.clean(asked["family_name"]),
            phone=asked["phone"],
        )


class ChangePhoneForm(AsaForm):
    phone = PhoneField(
        required=False, help_text=_("Leave it empty if the person signs in by user name only.")
    )


class GivePostForm(AsaForm):
    """A role, an area and a day; a partner's desk is given on the page of the partner."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    area = AreaField(
        label=_("Area"),
        help_text=_("Name of the village, sub-district, district or province, or its code"),
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("Region"),
        required=False,
        help_text=_("Only for a department officer who works for one region"),
    )
    started_on = ThaiDateField(label=_("From"), initial=today)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles, areas = _may_be_given(user)
        role, area, region = (self.fields[name] for name in ("role", "area", "region"))
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - tells the type
        assert isinstance(area, AreaField)  # noqa: S101 - tells the type
        assert isinstance(region, forms.ModelChoiceField)  # noqa: S101 - tells the type
        role.choices = [(one.value, one.label) for one in Role if one in roles]
        area.limit_to(areas)
        if Role.DEPARTMENT_OFFICER in roles:
            region.queryset = Region.objects.select_related("scheme")
        else:
            del self.fields["region"]


def _may_be_given(user: User) -> tuple[frozenset[str], list[str]]:
    """The roles that a user may give, and the areas within which."""
    if holds(user, Role.ADMIN):
        return frozenset(ROLE_LEVELS) - {Role.PARTNER_DESK}, ["TH"]
    roles: frozenset[str] = frozenset()
    if holds(user, Role.PROVINCE_OFFICER):
        roles |= GIVEN_BY_PROVINCE_OFFICER
    if holds(user, Role.PROVINCE_HEAD):
        roles |= GIVEN_BY_PROVINCE_HEAD
    return roles, scope(user, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)


class EndPostForm(AsaForm):
    on = ThaiDateField(
        label=_("First day without the post"),
        help_text=_("From this day on the person sees nothing of it. Today works at once."),
        initial=today,
    )
