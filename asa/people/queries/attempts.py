from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core import signing

from asa.common import crypto, thaitext
from asa.people.codes import Outcome
from asa.people.models import SignInAttempt, User

WINDOW = timedelta(minutes=15)
ACCOUNT_LIMIT = 10
ADDRESS_LIMIT = 300
# Such as behind a socket of the machine itself; those share one count.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - says "not known", binds nothing
DEVICE_COOKIE = "asa_device"
_SALT = "asa.people.device"
_MOST_ACCOUNTS = 20


def account_key(user: User | None, typed: str = "", *, kind: str = "password") -> str:
    """The hash under which tries are counted: of the user, or of what names nobody."""
    who = str(user.pk) if user else thaitext.key(typed)
    return crypto.blind_index("sign_in", f"{kind}:{who}")


def address_of(meta: Mapping[str, Any]) -> str:
    """The network address of a request; what a browser claims is heard only behind our proxy."""
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")) if settings.ASA_BEHIND_PROXY else ""
    for said in (forwarded.rpartition(",")[2].strip(), str(meta.get("REMOTE_ADDR", ""))):
        try:
            return str(ip_address(said))
        except ValueError:
            continue
    return UNKNOWN_ADDRESS


def wait_until(attempt: SignInAttempt) -> datetime | None:
    """Until when a try must wait, or None: 10 failures of an account, 300 of an address.

    A device that signed in to the account before is counted for itself, so that nobody can lock
    a person out from elsewhere. The try itself is a row already: of those who come at the same
    moment, in whatever worker, each sees the ones before it.
    """
    failed = SignInAttempt.objects.filter(
        outcome=Outcome.FAILED, at__gt=attempt.at - WINDOW
    ).exclude(pk=attempt.pk)
    own = failed.filter(account=attempt.account, device=attempt.device)
    limits = [(own, ACCOUNT_LIMIT)]
    if not attempt.device:
        limits.append((failed.filter(address=attempt.address), ADDRESS_LIMIT))
    for rows, limit in limits:
        latest = list(rows.order_by("-at", "-pk").values_list("at", flat=True)[:limit])
        if len(latest) == limit:
            return latest[-1] + WINDOW
    return None


def wait_for_another(attempt: SignInAttempt, most: int) -> datetime | None:
    """Until when the next of its kind must wait, or None: so many in a quarter of an hour."""
    earlier = SignInAttempt.objects.filter(
        account=attempt.account, outcome=Outcome.SIGNED_IN, at__gt=attempt.at - WINDOW
    ).exclude(pk=attempt.pk)
    latest = list(earlier.order_by("-at", "-pk").values_list("at", flat=True)[:most])
    return latest[-1] + WINDOW if len(latest) == most else None


# --- the device cookie ----------------------------------------------------------------------------


def _accounts_in(cookies: Mapping[str, str]) -> tuple[str, list[list[Any]]]:
    """The id of a device, and the users (key and round) who signed in on it, the latest last."""
    try:
        found = signing.loads(cookies.get(DEVICE_COOKIE, ""), salt=_SALT)
        return str(found["id"]), list(found["accounts"])
    except (signing.BadSignature, KeyError, TypeError):
        return "", []


def device_of(cookies: Mapping[str, str], user: User | None) -> str:
    """The id of the device if this user signed in on it before, else ""."""
    device, accounts = _accounts_in(cookies)
    return device if user and _mark_of(user) in accounts else ""


def last_user_on(cookies: Mapping[str, str]) -> User | None:
    """The user who signed in last on a device."""
    _device, accounts = _accounts_in(cookies)
    return User.objects.filter(pk=accounts[-1][0], is_active=True).first() if accounts else None


def device_cookie(cookies: Mapping[str, str], user: User, *, new_id: str) -> str | None:
    """The cookie that says that the user signed in on this device; None if it says so already."""
    device, accounts = _accounts_in(cookies)
    if accounts and accounts[-1] == _mark_of(user):
        return None
    others = [account for account in accounts if account[0] != str(user.pk)]
    accounts = [*others, _mark_of(user)][-_MOST_ACCOUNTS:]
    return signing.dumps({"id": device or new_id, "accounts": accounts}, salt=_SALT)


def _mark_of(user: User) -> list[Any]:
    return [str(user.pk), user.sign_in_round]
