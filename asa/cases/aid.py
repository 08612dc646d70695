"""The counting that aid programmes ask for: the version in force, and the times given."""

from datetime import date
from decimal import Decimal

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.cases.codes import AID_THAT_COUNTS, AidUnit
from asa.cases.models import AidProgramme, AidRequest, Case
from asa.common.errors import DomainError
from asa.common.thaidate import add_months, fiscal_year
from asa.people.models import Post


def programmes_in_force(on: date) -> QuerySet[AidProgramme]:
    """The programmes under which aid can be given on a day."""
    return AidProgramme.objects.filter(Post.current_on(on), is_active=True)


def programme_in_force(code: str, on: date) -> AidProgramme:
    """The version of a programme that holds on a day; DomainError when it has ended."""
    found = programmes_in_force(on).filter(code=code).order_by("-started_on").first()
    if found is None:
        raise DomainError(_("This programme is not in force today. Choose another one."))
    return found


def times_given(programme: AidProgramme, request: AidRequest, on: date) -> int:
    """How often aid like a request was approved under a programme in the fiscal year of a day.

    Counted by the programme's unit over all its versions, whatever the case.
    """
    unit = AidUnit(programme.unit)
    whose = _same_household(request) if unit == AidUnit.HOUSEHOLD else _same_person(request)
    counted = AidRequest.objects.filter(
        whose,
        programme__code=programme.code,
        fiscal_year_be=fiscal_year(on),
        state__in=AID_THAT_COUNTS,
    )
    return counted.count()


def _same_household(request: AidRequest) -> Q:
    return Q(case__household_id=request.case.household_id)


def _same_person(request: AidRequest) -> Q:
    """The same record, or another record with the same citizen id; what a protected case holds
    under another record is not told, not even by count.
    """
    number = request.beneficiary.citizen_id_index
    same = Q(beneficiary_id=request.beneficiary_id)
    if number:
        same |= Q(beneficiary__citizen_id_index=number, case__is_protected=False)
    return same


def check_death(programme: AidProgramme, case: Case, on: date) -> None:
    """DomainError where the last death that the household has on record is too long ago.

    The regulation counts from the death certificate, which is written within a day of the death;
    of a death that is not on record the office reads the day from the certificate.
    """
    months = programme.months_after_death
    if not months or case.household is None:
        return
    died_on = case.household.members.aggregate(last=Max("person__died_on"))["last"]
    if died_on is not None and on > add_months(died_on, months):
        raise DomainError(
            ngettext(
                "%(programme)s is asked for within %(months)s month of the death.",
                "%(programme)s is asked for within %(months)s months of the death.",
                months,
            )
            % {"programme": programme.name, "months": months}
        )


def check_cap(programme: AidProgramme, amount: Decimal) -> None:
    """DomainError where an amount is above a cap that nobody may lift."""
    if programme.cap is None or amount <= programme.cap or programme.governor_may_exceed:
        return
    raise DomainError(
        _("%(programme)s gives at most %(cap)s baht each time. Lower the amount.")
        % {"programme": programme.name, "cap": f"{programme.cap:,.0f}"}
    )
