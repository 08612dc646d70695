"""The second log: who looked at what is sensitive, who took data out, who was refused."""

from typing import Any

from django.db import transaction

from asa.common import chains
from asa.common.chains import Actor, Line
from asa.common.journal import Target, named
from asa.common.models import AccessEntry
from asa.common.readonly import writes_allowed
from asa.common.thaidate import today

LOG = "access"


def note(by: Actor, verb: str, target: Target, *, area: str, **data: Any) -> None:
    """Write down a look at a sensitive record or an export; pages call it, GETs included."""
    kind, key = named(target)
    line = Line(verb, kind, key, area, today(), by.pk, by.post_covering(area), data)
    with writes_allowed(), transaction.atomic():
        chains.append(AccessEntry, LOG, line)
