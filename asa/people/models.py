"""Persons, the users who sign in, and the posts that say what they may see and do."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from asa.common import thaitext
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.thaidate import today
from asa.people.codes import IdKind, Precision, Role, Sex
from asa.places.models import Area, Region


class Person(models.Model):
    """One human being; volunteer, household member and user are roles of this one record."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(_("Title"), max_length=60, blank=True)
    given_name = models.CharField(_("Given name"), max_length=100)
    family_name = models.CharField(_("Family name"), max_length=100, blank=True)
    given_name_en = models.CharField(_("Given name (English)"), max_length=100, blank=True)
    family_name_en = models.CharField(_("Family name (English)"), max_length=100, blank=True)
    shown_as = models.CharField(_("Name to be shown"), max_length=100, blank=True)
    name_key = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    sex = models.CharField(_("Sex"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    id_kind = models.CharField(max_length=16, choices=IdKind, default=IdKind.NONE)
    citizen_id = EncryptedTextField(_("Citizen id"), null=True, blank=True)
    # A keyed hash for "have we met this number"; not unique: a number alone never merges people.
    citizen_id_index = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    no_id_reason = models.CharField(_("Why there is no citizen id"), max_length=120, blank=True)
    birth_on = models.DateField(_("Birth date"), null=True, blank=True)
    birth_precision = models.CharField(
        max_length=8, choices=Precision, default=Precision.DAY, blank=True
    )
    nationality = models.CharField(_("Nationality"), max_length=60, blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    other_phone = models.CharField(_("Other telephone"), max_length=40, blank=True)
    died_on = models.DateField(_("Died on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["citizen_id_index"], name="person_by_citizen_id"),
            models.Index(fields=["name_key"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = thaitext.name_key(self.given_name, self.family_name)[:200]
        self.sort_key = thaitext.sort_key(f"{self.given_name} {self.family_name}")[:200]
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """Title and given name without a space, as officials write it, then the family name."""
        return f"{self.prefix}{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """What the village calls this person, or the given name."""
        return self.shown_as or self.given_name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """Someone who signs in. What a user may do comes from current posts alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("User name"), max_length=60, unique=True)
    # E.164; a second name to sign in by.
    phone = models.CharField(  # noqa: DJ001 - unique, and empty is not a number
        _("Telephone"), max_length=40, unique=True, null=True, blank=True
    )
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    is_active = models.BooleanField(default=True)
    # The user `asa`, as whom the command line acts. It has no password and never signs in.
    is_system = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        if self.person is None:
            return self.username
        return f"{self.person.given_name} {self.person.family_name}".strip()

    @property
    def current_posts(self) -> list["Post"]:
        """The posts held today; read once for each request (`forget_posts` reads anew)."""
        held: list[Post] | None = self.__dict__.get("_current_posts")
        if held is None:
            held = list(self.posts.filter(Post.current_on(today())).select_related("area"))
            self.__dict__["_current_posts"] = held
        return held

    def forget_posts(self) -> None:
        self.__dict__.pop("_current_posts", None)

    def post_covering(self, area: str) -> UUID | None:
        """The narrowest current post whose area holds the given one."""
        found = [p for p in self.current_posts if p.holds(area)]
        return max(found, key=lambda p: len(p.area_id or "")).pk if found else None


class Post(models.Model):
    """A role in an area from a day on, until the day it ends: the only thing that grants rights."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area"))
    # With a region the area is the country, and the post means the region's provinces of today.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    # A partner's desk belongs to an organisation of the partners' app, which stands above.
    organisation_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(_("From"))
    # The first day without the post.
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["role", "area"], name="post_by_role_and_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="post_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="post_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.area_id}"

    @staticmethod
    def current_on(day: date) -> models.Q:
        """Posts held on a day: started by then and not ended by then."""
        return models.Q(started_on__lte=day) & (
            models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=day)
        )

    @cached_property
    def codes(self) -> list[str]:
        """The area codes that this post covers whole."""
        if self.region is None:
            return [self.area_id]
        members = self.region.members.filter(Post.current_on(today()))
        return sorted(members.values_list("province_id", flat=True))

    def holds(self, area: str) -> bool:
        """Whether the post's area is the given one or one above it."""
        return any(code == "TH" or area.startswith(code) for code in self.codes)
