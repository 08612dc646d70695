import re

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal, thaitext
from asa.common.errors import DomainError, allow
from asa.people.models import Person, User
from asa.people.queries.passwords import is_about_user, password_fault
from asa.people.rules import can_add_users, can_look_after_user, can_remove_second_factor

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
    name = _clean_username(username)
    if User.objects.filter(username=name).exists():
        raise DomainError(_("This user name is taken. Choose another one."))
    if phone and User.objects.filter(phone=phone).exists():
        raise DomainError(_("Another user signs in with this telephone number."))
    if person is not None and person._state.adding:
        person.save()
    user = User(username=name, phone=phone or None, person=person, added_by=by)
    if password:
        if fault := password_fault(password):
            raise DomainError(fault)
        if is_about_user(password, user):
            raise DomainError(_("The password is the name or number of the user. Choose another."))
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    journal.record(by, "user.added", user, area="TH")
    return user


@transaction.atomic
def switch_off_user(user: User, *, by: User) -> User:
    """Take a user's way in: every sign-in ends at the next page; posts stay as they are."""
    allow(can_look_after_user(by, user))
    if not user.is_active:
        raise DomainError(_("This user is switched off already."))
    user.is_active = False
    user.sign_in_round += 1
    user.save(update_fields=["is_active", "sign_in_round"])
    journal.record(by, "user.switched_off", user, area="TH")
    return user


@transaction.atomic
def switch_on_user(user: User, *, by: User) -> User:
    """Let a user who was switched off sign in again."""
    allow(can_look_after_user(by, user))
    if user.is_active:
        raise DomainError(_("This user can sign in already."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record(by, "user.switched_on", user, area="TH")
    return user


@transaction.atomic
def end_sign_ins(user: User, *, by: User) -> User:
    """Sign a user out everywhere, such as when a phone was lost."""
    allow(user == by or can_look_after_user(by, user))
    user.sign_in_round += 1
    user.save(update_fields=["sign_in_round"])
    journal.record(by, "user.signed_out_everywhere", user, area="TH")
    return user


@transaction.atomic
def change_phone(user: User, *, phone: str, by: User) -> User:
    """Set the telephone number by which a user signs in. phone: E.164, or "" for none."""
    allow(can_look_after_user(by, user))
    if phone and User.objects.filter(phone=phone).exclude(pk=user.pk).exists():
        raise DomainError(_("Another user signs in with this telephone number."))
    user.phone = phone or None
    user.save(update_fields=["phone"])
    journal.record(by, "user.phone_changed", user, area="TH", fields=["phone"])
    return user


@transaction.atomic
def remove_second_factor(user: User, *, by: User) -> User:
    """Take away the second factor of someone who lost the phone and the recovery codes."""
    allow(can_remove_second_factor(by, user))
    removed, _rows = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise DomainError(_("This user has no second factor."))
    user.sign_in_round += 1
    user.save(update_fields=["sign_in_round"])
    journal.record(by, "second_factor.removed", user, area="TH")
    return user


@transaction.atomic
def note_second_factor(user: User, *, by: User, added: bool) -> User:
    """Write down that someone set up a second factor, or took it away."""
    verb = "second_factor.added" if added else "second_factor.removed"
    journal.record(by, verb, user, area="TH")
    return user


def _clean_username(typed: str) -> str:
    """A user name as it is kept: small letters, no spaces; a DomainError says what to mend."""
    name = thaitext.clean(typed).casefold()
    if not _USERNAME.fullmatch(name):
        raise DomainError(
            _("A user name has 3 to 60 letters or figures without spaces, such as somchai.r.")
        )
    if name.isdigit():
        raise DomainError(_("A user name needs a letter; a telephone number has its own field."))
    return name
