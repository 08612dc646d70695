"""What the office does with an application from the public page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.applications.codes import ApplicationState
from asa.applications.models import PublicApplication
from asa.applications.queries import Told, told_by
from asa.applications.rules import can_judge_application, can_remove_application
from asa.common import journal, phones
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.volunteers.actions import apply_again, take_application
from asa.volunteers.codes import Channel
from asa.volunteers.models import Volunteer


@transaction.atomic
def take_in_application(
    application: PublicApplication, *, by: User, on: date, entry: Volunteer | None = None
) -> Volunteer:
    """Take who applied by the page into the register as an applicant; the papers are checked next.

    entry: the entry of the same person who was ended, and applies again with it.
    """
    allow(can_judge_application(by, application))
    told = told_by(application)
    if told is None:
        raise DomainError(_("What this application told is not kept any more."))
    application.move_to(ApplicationState.TAKEN_IN, decided_on=on, decided_by=by)
    volunteer = _new_entry(application, told, by) if entry is None else _again(entry, by, on)
    application.volunteer = volunteer
    # It stands in the register now.
    application.told, application.number_index = None, ""
    application.save(update_fields=["volunteer", "told", "number_index"])
    journal.record(
        by, "application.taken_in", application, area=application.area_id, on=on,
        volunteer=str(volunteer.pk),
    )  # fmt: skip
    return volunteer


def _new_entry(application: PublicApplication, told: Told, by: User) -> Volunteer:
    """The application counts from the day on which it was sent."""
    volunteer = take_application(
        replace(told.application, channel=Channel.PAGE),
        area=_place(application.area, told.moo, by, application.sent_on),
        by=by,
        on=application.sent_on,
    )
    if told.guardian:
        parts = (told.guardian, phones.shown(told.guardian_phone) if told.guardian_phone else "")
        said = {"guardian": " ".join(filter(None, parts))}
        volunteer.note = (_("Guardian who knows of it: %(guardian)s") % said)[:300]
        volunteer.save(update_fields=["note"])
    return volunteer


def _place(tambon: Area, moo: int | None, by: User, on: date) -> Area:
    """The village; where the office has said since that there is none of the number, the tambon."""
    if not moo:
        return tambon
    try:
        with transaction.atomic():
            return ensure_village(tambon, moo=moo, by=by, on=on)
    except DomainError:
        return tambon


def _again(entry: Volunteer, by: User, on: date) -> Volunteer:
    apply_again(entry, by=by, on=on)
    return entry


@transaction.atomic
def refuse_application(
    application: PublicApplication, *, reason: str, by: User, on: date
) -> PublicApplication:
    """Refuse an application with the reason that the applicant reads; nobody comes on record."""
    allow(can_judge_application(by, application))
    said = written(reason, _("Write why, so that the applicant understands it."))
    application.move_to(ApplicationState.REFUSED, decided_on=on, decided_by=by, reason=said)
    journal.record(by, "application.refused", application, area=application.area_id, on=on)
    return application


@transaction.atomic
def remove_applications(applications: Iterable[PublicApplication], *, by: User, on: date) -> int:
    """Remove wholly what nobody can have meant; the journal alone says that there was something."""
    count = 0
    for application in applications:
        allow(can_remove_application(by, application))
        journal.record(by, "application.removed", application, area=application.area_id, on=on)
        waiting = PublicApplication.objects.filter(
            pk=application.pk, state=ApplicationState.RECEIVED
        )
        if not waiting.delete()[0]:
            raise DomainError(
                _("Somebody else has decided about this application by now. Look at it again.")
            )
        count += 1
    return count
