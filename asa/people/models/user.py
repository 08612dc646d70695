from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from asa.common.ids import uuid7
from asa.people.models.person import Person
from asa.people.names import shown_name

if TYPE_CHECKING:
    from asa.people.models.post import Post


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """Someone who signs in. What a user may do comes from current posts alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("User name"), max_length=60, unique=True)
    # E.164; a second name to sign in by.
    phone = models.CharField(
        _("Telephone number"), max_length=40, unique=True, null=True, blank=True
    )
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    is_active = models.BooleanField(default=True)
    # The user `asa`, as whom the command line acts. It has no password and never signs in.
    is_system = models.BooleanField(default=False)
    # Counted up to end every sign-in at once: it is part of what a session must match.
    sign_in_round = models.PositiveIntegerField(default=0)
    # Looks after the user until the first post is given.
    added_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        if self.person is None:
            return shown_name(self.username)
        return shown_name(self.username, self.person.given_name, self.person.family_name)

    @property
    def has_died(self) -> bool:
        """Whether a death is on record; the posts may still stand."""
        return self.person is not None and self.person.died_on is not None

    @property
    def shown_post(self) -> str:
        """The post in words, as the top bar says it; of several, the one over the widest area."""
        posts = sorted(self.current_posts, key=lambda post: (len(post.area_id), post.started_on))
        return posts[0].in_words if posts else ""

    @property
    def current_posts(self) -> list["Post"]:
        """The posts held today; read once for each request (`forget_posts` reads anew)."""
        held: list[Post] | None = self.__dict__.get("_current_posts")
        if held is None:
            posts = self.posts.select_related("region").order_by("started_on", "pk")
            held = self.hold(posts)
        return held

    def hold(self, posts: Iterable["Post"]) -> list["Post"]:
        """Remember which of all the posts of this user are held today."""
        # A person has a handful in a life: told apart here, the question stays short.
        held = [post for post in posts if post.is_current]
        self.__dict__["_current_posts"] = held
        return held

    def forget_posts(self) -> None:
        self.__dict__.pop("_current_posts", None)

    def areas_of(self, *roles: str) -> list[str]:
        """The area codes that the current posts of these roles (of all, if none) cover whole."""
        if self.is_system:
            return ["TH"]
        posts = [post for post in self.current_posts if not roles or post.role in roles]
        return sorted({code for post in posts for code in post.codes})

    @property
    def rights(self) -> tuple[Any, ...]:
        """All that the posts of today give this user: alike, where the same may be seen."""
        held = [(p.role, tuple(p.codes), p.organisation_id) for p in self.current_posts]
        return (self.pk, self.is_system, *sorted(held, key=str))

    def post_covering(self, area: str) -> UUID | None:
        """The narrowest current post whose area holds the given one."""
        found = [p for p in self.current_posts if p.holds(area)]
        return max(found, key=lambda p: len(p.area_id or "")).pk if found else None

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """A session ends when the password changes, and when all sign-ins were ended."""
        told = f"{self.password}:{self.sign_in_round}"
        return salted_hmac(
            "asa.people.models.User.session", told, secret=secret, algorithm="sha256"
        ).hexdigest()
