from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest  # noqa: TID251 - Django hands the request to a backend

from asa.people.models import User
from asa.people.queries import signed_in, user_named


class PasswordBackend(ModelBackend):
    """Signs in with user name or telephone number, and a password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if username is None or password is None:
            return None
        user = user_named(username)
        if user is None:
            # As slow as a wrong password, so that nobody learns which names exist.
            User().set_password(password)
            return None
        right = user.check_password(password)
        return user if right and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user and user.is_active and not user.is_system)

    def get_user(self, user_id: Any) -> User | None:
        user = signed_in(user_id)
        return user if self.user_can_authenticate(user) else None
