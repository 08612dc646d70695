"""What tests of pages do: open one as somebody, send a photo, look into the access log."""

import io

from django.urls import reverse
from PIL import Image

from asa.common.models import AccessEntry


def jpeg(name="1.jpg"):
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file


def address(name, household, member=None):
    args = [household.pk] if member is None else [household.pk, member.pk]
    return reverse(f"households:{name}", args=args)


def seen(verb):
    return AccessEntry.objects.filter(verb=verb)


def open_as(client, user, name, household, member=None, method="get"):
    client.force_login(user)
    if name in ("member_head", "citizen_id"):
        method = "post"
    return getattr(client, method)(address(name, household, member))
