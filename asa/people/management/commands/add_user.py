"""`asa add_user`: the first administrator of a new installation, and users in scripts."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common import phones
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.actions import add_user, give_post, hand_over_code, system_user
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.places.actions import ensure_village
from asa.places.models import Area


class Command(BaseCommand):
    help = (
        "Add a user with a post. The password comes from --password, or from standard input"
        " (one line); where that is empty, a one-time activation code is printed instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name to sign in by")
        parser.add_argument("--role", required=True, choices=[str(role) for role in Role])
        parser.add_argument("--area", required=True, help="code of the area; TH is the country")
        parser.add_argument("--password", help="without it, one line is read from standard input")
        parser.add_argument("--phone", default="", help="telephone number to sign in by")
        parser.add_argument("--prefix", default="", help="title, such as นาง")
        parser.add_argument("--given", default="", help="given name; the user name if left out")
        parser.add_argument("--family", default="", help="family name")

    def handle(self, *args: Any, **options: Any) -> None:
        password = options["password"]
        if password is None:
            password = _read_password()
        try:
            with transaction.atomic():
                self.stdout.write(_add(options, password))
        except (DomainError, ValidationError) as error:
            raise CommandError(str(error)) from error


def _read_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass(_("Password (empty for an activation code): "))
    return sys.stdin.readline().rstrip("\n")


def _add(options: dict[str, Any], password: str) -> str:
    by = system_user()
    phone = phones.parse(options["phone"]) if options["phone"] else ""
    person = Person(
        prefix=options["prefix"],
        given_name=options["given"] or options["name"],
        family_name=options["family"],
        phone=phone,
    )
    area = _area(options["area"], by)
    user = add_user(person, username=options["name"], phone=phone, password=password, by=by)
    post = give_post(user, role=options["role"], area=area, started_on=today(), by=by)
    if password:
        return f"{user.username}: {post.in_words}"
    _activation, code = hand_over_code(user, by=by, at=timezone.now())
    return f"{user.username}: {post.in_words}\n{code}"


def _area(code: str, by: User) -> Area:
    """The area of a code; a village that nobody named before is made."""
    area = Area.objects.filter(pk=code).first()
    if area is not None:
        return area
    tambon = Area.objects.filter(pk=code[:6], level="tambon").first()
    if len(code) == 8 and code.isascii() and code.isdigit() and tambon is not None:
        return ensure_village(tambon, moo=int(code[6:]), by=by, on=today())
    raise DomainError(
        _("There is no area %(code)s. Load the areas with `asa prepare`, or check the code.")
        % {"code": code}
    )
