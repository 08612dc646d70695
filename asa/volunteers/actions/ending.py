"""Ending what a volunteer holds: areas of work, offices, posts."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from asa.people.actions import end_post
from asa.people.models import User
from asa.people.rules import can_end_post
from asa.volunteers.models import Assignment, Office, Volunteer
from asa.volunteers.queries import current_assignments, current_offices, field_posts_of


@transaction.atomic
def end_work(volunteer: Volunteer, *, by: User, on: date) -> dict[str, list[str]]:
    """End areas of work, offices and posts; the keys of what ended, by kind.

    Part of a step of which the rule has been asked.
    """
    # Who gives an office or an area of work at the same moment waits, and finds nobody to give to.
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    ended = {
        "assignments": end_all(current_assignments(volunteer), on=on),
        "offices": end_all(current_offices(volunteer), on=on),
        "posts": end_posts(volunteer, by=by, on=on),
    }
    return {name: keys for name, keys in ended.items() if keys}


@transaction.atomic
def end_posts(volunteer: Volunteer, *, by: User, on: date) -> list[str]:
    """Who is no volunteer now sees nothing as one; posts that another must end are left to that.

    The keys of the posts that ended.
    """
    ended = []
    for post in field_posts_of(volunteer, on):
        if can_end_post(by, post):
            end_post(post, on=max(on, post.started_on), by=by)
            ended.append(str(post.pk))
    return ended


@transaction.atomic
def end_offices_elsewhere(volunteer: Volunteer, *, on: date) -> list[str]:
    """End the offices in centres that the volunteer's place does not belong to; their keys.

    Part of a step of which the rule has been asked.
    """
    held = current_offices(volunteer)
    elsewhere = [one for one in held if not volunteer.area_id.startswith(one.centre.area_id)]
    return end_all(elsewhere, on=on)


@transaction.atomic
def end_all(records: Iterable[Assignment | Office], *, on: date) -> list[str]:
    """End areas of work or offices, none before it began; their keys.

    Part of a step of which the rule has been asked.
    """
    ended = []
    for record in records:
        record.ended_on = max(on, record.started_on)
        record.save(update_fields=["ended_on"])
        ended.append(str(record.pk))
    return ended
