from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from asa.common import phones
from asa.common.errors import DomainError
from asa.common.thaitext import arabic_digits
from asa.people.models import User

SHORTEST = 8
LONGEST = 200


def password_fault(password: str) -> str:
    """What is wrong with a new password, and how to mend it; "" if nothing is.

    No rule says which letters it must have: long and not common is what counts.
    """
    if len(password) < SHORTEST:
        return _("Use at least 8 characters. A short sentence that you remember is good.")
    if len(password) > LONGEST:
        return _("Use at most 200 characters.")
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return _("Many people use this password. Choose another one.")
    if len(set(password)) < 4:
        return _("Use more different characters.")
    return ""


def is_about_user(password: str, user: User) -> bool:
    """Whether a password is what others know of the user: a name, a telephone number, an id."""
    plain = arabic_digits(password).casefold().replace(" ", "").replace("-", "")
    known = {user.username.casefold()}
    if user.person is not None:
        person = user.person
        known |= {
            (person.citizen_id or "").casefold(),
            f"{person.given_name}{person.family_name}".casefold(),
            person.given_name.casefold(),
        }
    known.discard("")
    return plain in known or _is_phone_of(plain, user)


def _is_phone_of(plain: str, user: User) -> bool:
    try:
        number = phones.parse(plain)
    except DomainError:
        return False
    return number in (user.phone, user.person.phone if user.person else "")
