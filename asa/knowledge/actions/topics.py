"""The department keeps the list of topics under which practices are found."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.knowledge.models import Topic
from asa.knowledge.rules import can_keep_topics
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY


@transaction.atomic
def add_topic(name_th: str, *, name_en: str, by: User, on: date) -> Topic:
    """Put one more topic last into the list."""
    allow(can_keep_topics(by))
    _check(name_th, name_en)
    number = max((one.number for one in Topic.objects.select_for_update()), default=0) + 1
    topic = Topic.objects.create(
        code=f"topic_{number}", number=number, name_th=name_th, name_en=name_en, started_on=on
    )
    journal.record(by, "topic.added", topic, area=WHOLE_COUNTRY, on=on, code=topic.code)
    return topic


@transaction.atomic
def change_topic(
    topic: Topic, *, name_th: str, name_en: str, ended_on: date | None, by: User, on: date
) -> Topic:
    """Correct what a topic is called, or say from which day nobody chooses it any more."""
    allow(can_keep_topics(by))
    _check(name_th, name_en)
    if ended_on is not None and ended_on <= topic.started_on:
        raise DomainError(_("The last day must come after the first."))
    wanted = {"name_th": name_th, "name_en": name_en, "ended_on": ended_on}
    changed = [name for name, value in wanted.items() if getattr(topic, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(topic, name, wanted[name])
    topic.save(update_fields=changed)
    journal.record(
        by, "topic.changed", topic, area=WHOLE_COUNTRY, on=on, code=topic.code, fields=changed
    )
    return topic


def _check(name_th: str, name_en: str) -> None:
    written(name_th, _("Write the Thai name."))
    check_fits(Topic, name_th=name_th, name_en=name_en)
