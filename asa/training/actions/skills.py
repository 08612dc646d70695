"""Skills: reminders before they end; duties: which skills they need, from a day on."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.places.codes import WHOLE_COUNTRY
from asa.training.codes import REMINDED_AT, CertificateState
from asa.training.kinds_certificates import ENDING, ENDING_NEARBY
from asa.training.models import Certificate, Duty, Skill, SkillReminder
from asa.training.queries import skills_of
from asa.training.rules import can_change_duties


@transaction.atomic
def remind_of_skills(*, on: date) -> int:
    """Tell whose skills end within 60, 30 or 7 days, each of the three once, and their leads.

    Who has taken the course again is not told. Tells how many certificates are meant.
    """
    due = [(paper, days) for paper in _ending(on) if (days := _bucket(paper, on)) is not None]
    told = set(
        SkillReminder.objects.filter(certificate__in=[paper for paper, _d in due]).values_list(
            "certificate_id", "days"
        )
    )
    new = [(paper, days) for paper, days in due if (paper.pk, days) not in told]
    for paper, days in new:
        SkillReminder.objects.create(certificate=paper, days=days, told_on=on)
        left = (paper.expires_on - on).days if paper.expires_on else days
        own = User.objects.filter(person=paper.enrolment.person_id, is_active=True)
        tell(own, kind=ENDING, area=WHOLE_COUNTRY, link="/training/mine/", days=left)
    for area in sorted({paper.enrolment.area_id[:6] for paper, _days in new}):
        leads = holders(Role.TAMBON_LEAD, area)
        tell(leads, kind=ENDING_NEARBY, area=area, link="/training/skills/")
    return len(new)


def _ending(on: date) -> list[Certificate]:
    """The certificates by which somebody still holds a skill and which end before long."""
    last = on + timedelta(days=max(REMINDED_AT))
    found = list(
        Certificate.objects.filter(
            state=CertificateState.VALID, skill__isnull=False, expires_on__range=(on, last)
        ).select_related("enrolment")
    )
    best = skills_of({paper.enrolment.person_id for paper in found}, on)
    holding = {held.certificate.pk for skills in best.values() for held in skills}
    return [paper for paper in found if paper.pk in holding]


def _bucket(paper: Certificate, on: date) -> int | None:
    """The nearest of the days of reminding that has been reached."""
    left = (paper.expires_on - on).days if paper.expires_on else None
    reached = [days for days in REMINDED_AT if left is not None and left <= days]
    return min(reached, default=None)


@transaction.atomic
def change_duty(
    duty: Duty, *, skills: Sequence[str], source: str, started_on: date, by: User, on: date
) -> Duty:
    """From a day on, a duty needs other skills; what it needed until then stays on record."""
    allow(can_change_duties(by))
    _check_skills(skills)
    check_fits(Duty, source=source)
    changes = {"skills_needed": sorted(skills), "source": source}
    _last, new, changed = begin_version(
        Duty.objects.filter(code=duty.code), changes=changes, started_on=started_on, on=on
    )
    journal.record(by, "duty.changed", new, area=WHOLE_COUNTRY, on=on, fields=changed)
    return new


@transaction.atomic
def add_duty(
    name_th: str, *, name_en: str, skills: Sequence[str], started_on: date, by: User, on: date
) -> Duty:
    """Add a duty with the skills that it needs."""
    allow(can_change_duties(by))
    name = written(name_th, _("Write what volunteers do there."))
    check_fits(Duty, name_th=name, name_en=name_en.strip())
    _check_skills(skills)
    last = Duty.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    duty = Duty.objects.create(
        code=f"duty_{number}", number=number, name_th=name, name_en=name_en.strip(),
        skills_needed=sorted(skills), started_on=started_on,
    )  # fmt: skip
    journal.record(by, "duty.added", duty, area=WHOLE_COUNTRY, on=on)
    return duty


def _check_skills(skills: Sequence[str]) -> None:
    if not skills:
        raise DomainError(_("Choose at least one skill."))
    if Skill.objects.filter(pk__in=skills).count() != len(set(skills)):
        raise DomainError(_("Choose from the list of skills."))
