"""What stands on a person of the workshops she was in."""

from django.utils.translation import gettext as _

from asa.people.merging import Standing
from asa.training.models import Enrolment


def _in_words(enrolment: Enrolment) -> str:
    """Workshop, cohort · state."""
    cohort = enrolment.cohort
    name = _("%(name)s cohort %(n)s") % {"name": cohort.workshop.title, "n": cohort.number}
    return f"{name} · {enrolment.get_state_display()}"


ENROLMENT = Standing("area_id", _in_words)
