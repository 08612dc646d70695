"""What becomes of enrolments where two persons, or two entries of the register, are one."""

from collections.abc import Callable

from django.utils.translation import gettext

from asa.people import merging
from asa.people.merging import Standing
from asa.training.models import Enrolment


def _in_words(enrolment: Enrolment) -> str:
    told = {
        "workshop": enrolment.cohort.workshop.title,
        "number": enrolment.cohort.number,
        "state": enrolment.get_state_display(),
    }
    return gettext("%(workshop)s, cohort %(number)s · %(state)s") % told


def register_links(settle: Callable[..., object], part: Callable[..., object]) -> None:
    """Say how enrolments are spoken of when people are merged, and which acts join and part two of
    one cohort.
    """
    standing = Standing("area_id", _in_words, settle=settle, part=part)
    merging.register(Enrolment, "person", standing)
