"""A youth volunteer who is old enough becomes a volunteer in full."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.errors import DomainError, allow
from asa.notices.actions import tell
from asa.people.models import User
from asa.volunteers.actions.life import NO_ORDER, Order
from asa.volunteers.actions.steps import NewStep, check_day, write_step
from asa.volunteers.checks import too_young
from asa.volunteers.codes import StepKind, VolunteerKind, VolunteerState
from asa.volunteers.kinds import GROWN_UP
from asa.volunteers.models import GrownUpTold, Volunteer, VolunteerStep
from asa.volunteers.queries import not_told_of, registrars_of
from asa.volunteers.rules import can_change_volunteer


@transaction.atomic
def make_full_volunteer(
    volunteer: Volunteer, *, by: User, on: date, order: Order = NO_ORDER
) -> VolunteerStep:
    """Let a registered youth volunteer who has the age be a volunteer in full from a day on.

    Entry, number and area of work stay. The step can be taken back like any other.
    """
    allow(can_change_volunteer(by, volunteer))
    # Of two who act at once the second waits here, and is told no.
    volunteer = Volunteer.objects.select_for_update().select_related("person").get(pk=volunteer.pk)
    if volunteer.kind != VolunteerKind.YOUTH or volunteer.state != VolunteerState.REGISTERED:
        raise DomainError(
            _("%(name)s is no registered youth volunteer any more.") % {"name": volunteer}
        )
    check_day(volunteer, on=on)
    born = volunteer.person.birth_on
    if born is None:
        raise DomainError(_("The birth date is not known, so the age cannot be told."))
    if reasons := too_young(born, VolunteerKind.ADULT, on=on):
        said = " ".join(one.sentence for one in reasons)
        raise DomainError(f"{volunteer}: {said}")
    volunteer.kind = VolunteerKind.ADULT
    volunteer.save(update_fields=["kind"])
    step = NewStep(
        StepKind.GROWN_UP, VolunteerState.REGISTERED, order_no=order.number, text=order.text
    )
    return write_step(volunteer, step=step, before=VolunteerState.REGISTERED, by=by, on=on)


@transaction.atomic
def tell_of_grown_up(*, on: date) -> int:
    """The work of the night: each office is told once of the youth volunteers who have the age by
    now; tells of how many.
    """
    by_province: dict[str, list[Volunteer]] = defaultdict(list)
    for volunteer in not_told_of(on):
        by_province[volunteer.area_id[:2]].append(volunteer)
    count = 0
    for province, grown in by_province.items():
        users = registrars_of(province)
        tell(users, kind=GROWN_UP, area=province, link=reverse("volunteers:grown_up"))
        # Where nobody is at the office, it is told when somebody is.
        for volunteer in grown if users else ():
            GrownUpTold.objects.create(volunteer=volunteer, told_on=on)
            count += 1
    return count
