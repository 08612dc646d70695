"""What the applicant does, without a sign-in: the program's own user writes it down."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.applications.codes import NOTICE_VERSION, ApplicationState
from asa.applications.kinds import RECEIVED, WITHDRAWN
from asa.applications.models import PublicApplication
from asa.applications.names import code_of, index_of
from asa.applications.queries import (
    Told,
    kept_too_long,
    queue_page,
    sealed,
)
from asa.applications.rules import can_send_application, can_withdraw_application
from asa.common import crypto, journal
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.notices.queries import without_unread
from asa.people.actions import system_user
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import check_moo
from asa.volunteers.actions import Order, end_volunteer
from asa.volunteers.checks import too_young
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import registrars_of


@transaction.atomic
def send_application(told: Told, *, area: Area, ticket: UUID, on: date) -> PublicApplication:
    """Keep an application from the public page for the office, and tell the office.

    Nobody looks into the register: whoever is there already is answered like everybody else.
    ticket: the random one of the form; sent again, it gives back what was kept at first.
    """
    by = system_user()
    allow(can_send_application(by, area.pk))
    _check(told, area, on)
    index = index_of(code_of(ticket))
    if sent := PublicApplication.objects.filter(code_index=index).first():
        return sent
    who = told.application.person
    try:
        with transaction.atomic():
            application = PublicApplication.objects.create(
                code_index=index,
                area=area,
                told=sealed(told),
                number_index=crypto.blind_index("citizen_id", who.number) if who.number else "",
                notice_version=NOTICE_VERSION,
                sent_on=on,
            )
    except IntegrityError:
        # The same form, sent twice at the same moment.
        return PublicApplication.objects.get(code_index=index)
    journal.record(by, "application.sent", application, area=area.pk, on=on)
    _tell_office(application, RECEIVED)
    return application


def _check(told: Told, area: Area, on: date) -> None:
    """What `take_application` would refuse whatever the register holds, and an age that no office
    may pass over.
    """
    if area.level != Level.TAMBON or area.ended_on is not None:
        raise DomainError(_("Choose the sub-district in which you live."))
    if told.moo:
        check_moo(area, told.moo)
    who = told.application.person
    written(who.given_name, _("Write the name."))
    if not who.number and not who.no_id_reason.strip():
        raise DomainError(_("Write the number, or why there is none."))
    born = who.birth.day if who.birth else None
    firm = [one for one in too_young(born, told.application.kind, on=on) if not one.may_deviate]
    if firm:
        raise DomainError(" ".join(one.sentence for one in firm))


def _tell_office(application: PublicApplication, kind: str) -> None:
    users = without_unread(registrars_of(application.area_id), kind)
    tell(users, kind=kind, area=application.area_id, link=queue_page())


@transaction.atomic
def withdraw_application(application: PublicApplication, *, on: date) -> PublicApplication:
    """Withdraw an application by the code of its receipt; what was told is taken away.

    Whoever was taken into the register as an applicant is ended there as one who did not go on.
    """
    by = system_user()
    # Whoever takes it in at this moment waits here, or has been before.
    application = PublicApplication.objects.select_for_update().get(pk=application.pk)
    if application.volunteer_id is not None:
        # Whoever registers the applicant at this moment waits here, or has been before.
        application.volunteer = Volunteer.objects.select_for_update().get(
            pk=application.volunteer_id
        )
    allow(can_withdraw_application(application))
    application.move_to(
        ApplicationState.WITHDRAWN, decided_on=on, told=None, number_index="", reason=None
    )
    if application.volunteer is not None:
        order = Order(_("Withdrew the application on the public page"))
        end_volunteer(application.volunteer, reason=EndReason.RESIGNED, order=order, by=by, on=on)
    journal.record(by, "application.withdrawn", application, area=application.area_id, on=on)
    _tell_office(application, WITHDRAWN)
    return application


@transaction.atomic
def forget_applications(*, on: date) -> int:
    """The work of the night: what a refused application told is taken away after its time; tells
    of how many.
    """
    by, count = system_user(), 0
    for application in kept_too_long(on):
        application.told = application.reason = None
        application.number_index = ""
        application.save(update_fields=["told", "reason", "number_index"])
        journal.record(by, "application.forgotten", application, area=application.area_id, on=on)
        count += 1
    return count
