"""The satisfaction form: filled in once, kept without a name."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.training.codes import MOST_RATED, MOST_WORDS, EnrolmentState
from asa.training.models import Enrolment, SatisfactionGiven, SatisfactionSheet
from asa.training.queries.satisfaction import items_on
from asa.training.rules import can_rate


@transaction.atomic
def rate_cohort(
    enrolment: Enrolment, *, ratings: Mapping[str, int], words: str, by: User, on: date
) -> SatisfactionGiven:
    """Keep what a participant says of the cohort, and apart from it that she has said it.

    ratings: from 1 to 5 by the code of the item.
    """
    allow(can_rate(by, enrolment))
    if enrolment.state != EnrolmentState.CONFIRMED or on < enrolment.cohort.starts_on:
        raise DomainError(_("The form is filled in by who took part, from the first day on."))
    known = {item.code for item in items_on(enrolment.cohort.starts_on)}
    if not ratings or any(
        code not in known or not 1 <= value <= MOST_RATED for code, value in ratings.items()
    ):
        raise DomainError(_("Rate from 1 to 5."))
    if len(words) > MOST_WORDS:
        raise DomainError(_("Write at most %(n)s characters.") % {"n": MOST_WORDS})
    try:
        with transaction.atomic():
            given = SatisfactionGiven.objects.create(enrolment=enrolment)
    except IntegrityError as error:
        raise DomainError(_("You have filled in this form already. Thank you.")) from error
    SatisfactionSheet.objects.create(
        cohort=enrolment.cohort, ratings=dict(ratings), words=words.strip() or None
    )
    # That a form came in, and from whom; what stands in it nobody can find by this.
    area = str(enrolment.cohort.workshop.owner_id)
    journal.record(by, "satisfaction.given", enrolment.cohort, area=area, on=on)
    return given
