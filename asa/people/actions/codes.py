import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from asa.common import crypto, journal
from asa.common.errors import DomainError, allow
from asa.common.shortcodes import grouped, new_code
from asa.common.thaitext import arabic_digits, clean
from asa.people.models import ActivationCode, User
from asa.people.queries.passwords import is_about_user, password_fault
from asa.people.rules import can_look_after_user

LIFE = timedelta(hours=72)
MOST_TRIES = 10
LENGTH = 8


@transaction.atomic
def hand_over_code(user: User, *, by: User, at: datetime) -> tuple[ActivationCode, str]:
    """Make a code with which a person sets a password; it is shown once and works once.

    Nobody sees or chooses another's password; an older code of the same person stops working.
    """
    allow(can_look_after_user(by, user))
    if not user.is_active:
        raise DomainError(_("This user is switched off. Switch the user on first."))
    _withdraw_codes(user, at)
    code = new_code(LENGTH)
    activation = ActivationCode.objects.create(
        user=user, code_hash=_hash(user, code), made_by=by, made_at=at, expires_at=at + LIFE
    )
    journal.record(by, "code.handed_over", user, area="TH")
    return activation, grouped(code)


@transaction.atomic
def try_code(user: User, *, code: str, at: datetime) -> ActivationCode | None:
    """Look whether a code is the one handed over to the user; ten wrong tries end it."""
    activation = (
        user.activation_codes.filter(
            used_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=at,
            tries__lt=MOST_TRIES,
        )
        .order_by("-made_at")
        .first()
    )
    if activation is None or not user.is_active:
        return None
    if secrets.compare_digest(activation.code_hash, _hash(user, code)):
        return activation
    activation.move_to(tries=F("tries") + 1)
    return None


@transaction.atomic
def set_password_by_code(activation: ActivationCode, *, password: str, at: datetime) -> User:
    """Set the password that the holder of a code chose; older sign-ins of the person end."""
    user = User.objects.select_for_update().get(pk=activation.user_id)
    _check_new_password(user, password)
    if not activation.move_to(used_at=at):
        raise DomainError(_("This code was used already. Ask your coordinator for a new one."))
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.record(user, "password.set_by_code", user, area="TH")
    return user


@transaction.atomic
def change_password(user: User, *, password: str, by: User) -> User:
    """Set a new password of one's own; sign-ins on other devices end."""
    allow(by == user)
    _check_new_password(user, password)
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.record(by, "password.changed", user, area="TH")
    return user


@transaction.atomic
def use_second_factor_code(authenticator: Authenticator, *, code: str) -> bool:
    """Take a code of the second factor once; the same code again is told no."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    if row.type != Authenticator.Type.TOTP:
        return True  # a recovery code is crossed out by allauth in the same breath
    used = crypto.blind_index("second_factor_code", f"{row.user_id}:{code}")
    if row.data.get("last_code") == used:
        return False
    row.data["last_code"] = authenticator.data["last_code"] = used
    row.save(update_fields=["data"])
    return True


def _check_new_password(user: User, password: str) -> None:
    """Refuse a password that is short, common, or what others know of the person."""
    if fault := password_fault(password):
        raise DomainError(fault)
    if is_about_user(password, user):
        raise DomainError(
            _("Others could guess this password: it is your name or number. Choose another one.")
        )


def _withdraw_codes(user: User, at: datetime) -> None:
    for activation in user.activation_codes.filter(used_at__isnull=True, withdrawn_at__isnull=True):
        activation.move_to(withdrawn_at=at)


def _hash(user: User, code: str) -> str:
    plain = arabic_digits(clean(code)).upper().replace("-", "").replace(" ", "")
    return crypto.blind_index("activation_code", f"{user.pk}:{plain}")
