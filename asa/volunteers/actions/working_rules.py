"""The department changes the qualifications, and a province how its numbers are made."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.codes import (
    MOST_DIGITS,
    MOST_IN_FRONT,
    MOST_YEARS,
    TICKED,
    Check,
    VolunteerState,
)
from asa.volunteers.models import NumberPattern, Qualification
from asa.volunteers.rules import can_change_number_pattern, can_change_qualifications


@dataclass(frozen=True)
class QualificationTerms:
    """What may differ from one version of a qualification to the next."""

    name_th: str
    name_en: str = ""
    years: int | None = None
    may_deviate: bool = False
    is_asked: bool = True


@transaction.atomic
def change_qualification(
    rule: Qualification, *, terms: QualificationTerms, started_on: date, by: User, on: date
) -> Qualification:
    """From a day on, ask otherwise of who becomes a volunteer; steps of before stay as they are."""
    allow(can_change_qualifications(by))
    _check_terms(terms, has_years=rule.has_years)
    _last, new, changed = begin_version(
        Qualification.objects.filter(code=rule.code),
        changes=asdict(terms),
        started_on=started_on,
        on=on,
    )
    journal.record(
        by, "qualification.changed", new, area="TH", on=on, code=new.code, fields=changed
    )
    return new


@transaction.atomic
def add_qualification(
    check_kind: Check, *, terms: QualificationTerms, started_on: date, by: User, on: date
) -> Qualification:
    """Ask for one more paper, or for one more thing that the office confirms, from a day on."""
    allow(can_change_qualifications(by))
    if check_kind not in TICKED:
        raise DomainError(_("Only a paper or a confirmation can be added."))
    _check_terms(terms, has_years=False)
    if started_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    rules = Qualification.objects.select_for_update()
    number = (rules.aggregate(last=Max("number"))["last"] or 0) + 1
    added = Qualification.objects.create(
        code=f"{check_kind}_{number}",
        number=number,
        check_kind=check_kind,
        step=VolunteerState.VERIFIED,
        started_on=started_on,
        **asdict(terms),
    )
    journal.record(by, "qualification.added", added, area="TH", on=on, code=added.code)
    return added


def _check_terms(terms: QualificationTerms, *, has_years: bool) -> None:
    written(terms.name_th, _("Write the Thai name."))
    check_fits(Qualification, name_th=terms.name_th, name_en=terms.name_en)
    if has_years and not 1 <= (terms.years or 0) <= MOST_YEARS:
        raise DomainError(_("Write how many years, from 1 to %(n)s.") % {"n": MOST_YEARS})
    if not has_years and terms.years is not None:
        raise DomainError(_("This rule counts no years."))


@transaction.atomic
def change_number_pattern(
    province: Area, *, prefix: str, width: int, started_on: date, by: User, on: date
) -> NumberPattern:
    """From a day on, propose the registration numbers of a province in another form."""
    allow(can_change_number_pattern(by, province.pk))
    if not ((prefix.isascii() and prefix.isdigit()) or not prefix):
        raise DomainError(_("Write digits alone in front of the running number."))
    if len(prefix) > MOST_IN_FRONT or not 1 <= width <= MOST_DIGITS:
        raise DomainError(
            _("The running number has 1 to %(n)s digits, with at most %(most)s in front.")
            % {"n": MOST_DIGITS, "most": MOST_IN_FRONT}
        )
    versions = NumberPattern.objects.filter(province=province)
    if not versions.exists():
        if started_on < on:
            raise DomainError(
                _("Choose today or a later day: decisions of before stay as they are.")
            )
        new = NumberPattern.objects.create(
            province=province, prefix=prefix, width=width, started_on=started_on
        )
    else:
        changes = {"prefix": prefix, "width": width}
        _last, new, _changed = begin_version(
            versions, changes=changes, started_on=started_on, on=on
        )
    journal.record(
        by, "number_pattern.changed", new, area=province.pk, on=on, prefix=prefix, width=width
    )
    return new
