from allauth.mfa.models import Authenticator

from asa.people.models import User


def has_second_factor(user: User) -> bool:
    """Whether the user signs in with a code of an app beside the password."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())
