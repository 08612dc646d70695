"""The counting that aid programmes ask for: the version in force, and the times given."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from asa.cases.codes import AID_THAT_COUNTS, AidUnit
from asa.cases.models import AidProgramme, AidRequest
from asa.common.errors import DomainError
from asa.common.thaidate import fiscal_year
from asa.people.models import Post


def programmes_in_force(on: date) -> QuerySet[AidProgramme]:
    """The programmes under which aid can be given on a day."""
    return AidProgramme.objects.filter(Post.current_on(on), is_active=True)


def programme_in_force(code: str, on: date) -> AidProgramme:
    """The version of a programme that holds on a day; DomainError when it has ended."""
    found = programmes_in_force(on).filter(code=code).first()
    if found is None:
        raise DomainError(_("This programme is not in force today. Choose another one."))
    return found


def times_given(programme: AidProgramme, person: UUID, household: UUID | None, on: date) -> int:
    """How often aid under a programme was approved in the fiscal year of a day.

    Counted by the programme's unit over all its versions, whatever the case.
    """
    whose = (
        Q(case__household_id=household)
        if programme.unit == AidUnit.HOUSEHOLD
        else Q(beneficiary_id=person)
    )
    counted = AidRequest.objects.filter(
        whose,
        programme__code=programme.code,
        fiscal_year_be=fiscal_year(on),
        state__in=AID_THAT_COUNTS,
    )
    return counted.count()
