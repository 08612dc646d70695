"""Signs people of the demonstration in and says which addresses the bench asks for.

    python -m bench.scene    in the data folder of ASA_DATA_DIR; prints JSON

{"lists": {name: address}, "frame": address, "visit": {"address", "body"}, "officer", "volunteer",
"token"}: the officer and the volunteer are cookies of theirs.
"""

import json
import os
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models load after setup()
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from asa.common.thaidate import thai_date, today  # noqa: E402
from asa.households.codes import VisitKind, VisitMethod  # noqa: E402
from asa.households.queries import households_for  # noqa: E402
from asa.households.rules import can_visit  # noqa: E402
from asa.people.codes import Role  # noqa: E402
from asa.people.models import Post, User  # noqa: E402
from asa.places.queries import within  # noqa: E402

CHUMPHON = "86"
TOKEN = "b" * 32
LISTS = ("volunteers:list", "households:list", "cases:list")
# The page of someone signed in that says the least beside its frame: two fields of a password.
FRAME = "people:change_password"


def scene() -> dict[str, object]:
    """The province's officer asks for lists; a volunteer visits a household in her care."""
    officer = holders(Role.PROVINCE_OFFICER)[0]
    volunteer, household = next(
        (user, household)
        for user in holders(Role.VOLUNTEER)
        for household in households_for(user)
        if can_visit(user, household)
    )
    visit = {
        "visited_on": thai_date(today(), "long"),
        "kind": VisitKind.HOME_VISIT.value,
        "method": VisitMethod.VISIT.value,
        "note": "แม่แข็งแรงขึ้น ลูกกลับไปเรียนแล้ว",
    }
    return {
        "lists": {name: reverse(name) for name in LISTS},
        "frame": reverse(FRAME),
        "visit": {
            "address": reverse("households:visit", args=[household.pk]),
            "body": urlencode(visit),
        },
        "officer": cookie(officer),
        "volunteer": cookie(volunteer),
        "token": TOKEN,
    }


def holders(role: Role) -> list[User]:
    posts = Post.objects.filter(
        Post.current_on(today()), within("area_id", [CHUMPHON]), role=role, user__is_active=True
    )
    return [post.user for post in posts.select_related("user").order_by("area_id", "pk")]


def cookie(user: User) -> str:
    """What the user's browser sends after a first page: sign-in, device, the forms' token."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(user)
    client.get(reverse(FRAME))
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    return "; ".join(f"{name}={kept.value}" for name, kept in client.cookies.items())


if __name__ == "__main__":
    print(json.dumps(scene()))
