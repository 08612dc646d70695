import re

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal, thaitext
from asa.common.errors import DomainError, allow
from asa.people.models import Person, User
from asa.people.rules import can_add_users

SYSTEM_NAME = "asa"
# Letters of any script, figures, dot, hyphen and low line: what can be said on the telephone.
_USERNAME = re.compile(r"[\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e.-]{3,60}")


@transaction.atomic
def system_user() -> User:
    """The user `asa`, as whom the command line acts; it has no password and never signs in."""
    user, new = User.objects.get_or_create(username=SYSTEM_NAME, defaults={"is_system": True})
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def add_user(
    person: Person | None, *, username: str, by: User, phone: str = "", password: str = ""
) -> User:
    """Let a person sign in, by a user name and perhaps a telephone number; rights come with posts.

    Without a password the person sets one with an activation code. phone: E.164, or "".
    """
    allow(can_add_users(by))
    name = clean_username(username)
    if User.objects.filter(username=name).exists():
        raise DomainError(_("This user name is taken. Choose another one."))
    if phone and User.objects.filter(phone=phone).exists():
        raise DomainError(_("Another user signs in with this telephone number."))
    user = User(username=name, phone=phone or None, person=person, added_by=by)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    journal.record(by, "user.added", user, area="TH")
    return user


def clean_username(typed: str) -> str:
    """A user name as it is kept: small letters, no spaces; a DomainError says what to mend."""
    name = thaitext.clean(typed).casefold()
    if not _USERNAME.fullmatch(name):
        raise DomainError(
            _("A user name has 3 to 60 letters or figures without spaces, such as somchai.r.")
        )
    if name.isdigit():
        raise DomainError(_("A user name needs a letter; a telephone number has its own field."))
    return name
