"""A small province: people of every role, and rows that must or must not be counted."""

from datetime import date

from asa.cases.codes import CaseState
from asa.cases.models import Referral
from asa.cases.tests.factories import make_case
from asa.common.thaidate import today
from asa.households.tests.factories import make_household, make_round
from asa.partners.codes import PartnerKind
from asa.partners.models import Partner
from asa.people.tests.factories import make_person
from asa.places.tests.factories import make_area
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.tests.factories import make_activity


def make_volunteer(area="86010104", *, state="registered", **fields):
    """An entry of the register, without asking who may write it."""
    about = {name: fields.pop(name) for name in ("sex", "birth_on") if name in fields}
    fields.setdefault("registered_on", date(2020, 10, 1))
    place, last_active_on = make_area(area), fields.pop("last_active_on", None)
    volunteer = Volunteer.objects.create(
        person=make_person(**about), area=place, state=state, **fields
    )
    if last_active_on:
        make_activity(volunteer, last_active_on)
    Assignment.objects.create(
        volunteer=volunteer,
        area=place,
        responsibility="village",
        started_on=volunteer.registered_on,
        ended_on=volunteer.ended_on,
    )
    return volunteer


def make_province():
    """Rows of Chumphon that count, and beside them what must not: sealed, protected, next door."""
    made = {
        "volunteers": [
            make_volunteer(last_active_on=today(), sex="female", birth_on=date(1960, 1, 1)),
            make_volunteer("86020100"[:6], sex="male", birth_on=date(1990, 1, 1)),
            make_volunteer(state="ended", ended_on=date(2024, 1, 1)),
        ],
        "households": [make_household(house_no="1"), make_household(house_no="2")],
    }
    make_round(made["households"][0], levels={"income": 1})
    made["received"] = make_case(CaseState.RECEIVED, household=made["households"][0])
    made["assessed"] = make_case(CaseState.ASSESSED, household=made["households"][1])
    made["late"] = make_case(
        CaseState.FACT_FINDING, household=made["households"][1], on=date(2020, 1, 1)
    )
    make_case(CaseState.CLOSED, household=made["households"][1])
    sealed = make_household(house_no="99", is_sealed=True)
    make_round(sealed, levels={"income": 1})
    made["protected"] = make_case(CaseState.RECEIVED, household=sealed, is_protected=True)
    neighbour = make_household("85010101", house_no="5")
    make_round(neighbour, levels={"income": 1})
    made["neighbour"] = make_case(CaseState.RECEIVED, household=neighbour)
    make_volunteer("850101", last_active_on=today())
    return made


def make_partner(code="hospital", **fields):
    """An agency that serves Chumphon."""
    return Partner.objects.create(
        code=code,
        kind=PartnerKind.values[0],
        name_th="โรงพยาบาลตัวอย่าง",
        area=make_area("86"),
        started_on=date(2020, 10, 1),
        **fields,
    )


def make_referral(partner, *, state="sent"):
    """A case of Chumphon sent to an agency."""
    case = make_case(CaseState.REFERRED)
    return Referral.objects.create(
        case=case,
        partner=partner,
        request="ขอเตียงผู้ป่วย",
        basis="consent",
        state=state,
        sent_by=case.reported_by,
        sent_on=today(),
    )
