"""A sub-district at work, as tests of changes of areas need it: something of every kind on it."""

from datetime import date

from asa.cards.tests.factories import make_card
from asa.cases.tests.factories import make_case
from asa.coverage.tests.factories import make_exception, make_rule
from asa.households.tests.factories import make_household
from asa.knowledge.tests.factories import make_adoption, make_practice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.tasks.tests.factories import make_task
from asa.training.tests.factories_activities import make_activity
from asa.volunteers.codes import Position
from asa.volunteers.tests.factories import make_centre, make_office, make_volunteer

ON = date(2026, 11, 20)


def populate(tambon="860101", moos=(1, 2), *, each=1):
    """Households, volunteers, a lead, a centre, tasks, cases, a target; gives who leads."""
    make_area(tambon)
    lead = make_user(Role.TAMBON_LEAD, tambon, phone=f"+668{tambon}01")
    centre = make_centre(tambon, "tambon")
    make_rule(tambon)
    for moo in moos:
        village = f"{tambon}{moo:02d}"
        for n in range(each):
            volunteer = make_volunteer(village)
            member = make_user(Role.VOLUNTEER, tambon, person=volunteer.person)
            household = make_household(village, reference=f"{village}-{n}", reported_by=member)
            make_task(member, household)
            make_task(member, household, state="done")
            make_case("received", household=household, reported_by=member)
            make_case("closed", household=household, reported_by=member)
    make_office(volunteer, centre, Position.CHAIR)
    make_card(volunteer)
    make_adoption(make_practice(author=lead, area=tambon), member, area_id=tambon)
    make_activity(tambon)
    make_household(tambon, reference=f"{tambon}-x")
    make_exception(f"{tambon}{moos[0]:02d}", asked_by=lead)
    return lead


def hide(village):
    """A household and a case that nobody but a named team knows of, with a task."""
    sealed = make_household(village, is_sealed=True)
    make_case(
        "received", household=sealed, is_protected=True, reported_by=make_user("volunteer", village)
    )
    make_task(make_user("social_worker", "86"), sealed)
    return sealed
