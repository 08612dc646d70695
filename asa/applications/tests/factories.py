"""Applications for tests, by the action as the public page sends them."""

from datetime import date
from uuid import uuid4

from asa.applications.actions import send_application
from asa.applications.queries import Told
from asa.common.thaidate import PartialDate, today
from asa.places.tests.factories import make_area
from asa.volunteers.actions import Application, Identity
from asa.volunteers.codes import Channel
from asa.volunteers.tests.factories import CITIZEN_IDS


def make_told(*, moo=None, guardian="", guardian_phone="", kind="adult", roles=(), **person):
    """What an applicant writes: a grown-up with a citizen id, where nothing else is said."""
    person.setdefault("given_name", "จันทร์")
    person.setdefault("family_name", "ริมคลอง")
    person.setdefault("number", CITIZEN_IDS[0])
    person.setdefault("birth", PartialDate(date(1985, 3, 9)))
    person.setdefault("phone", "+66810004321")
    application = Application(
        Identity(**person), kind=kind, address="7/1", other_roles=list(roles), channel=Channel.PAGE
    )
    return Told(application, moo, guardian, guardian_phone)


def make_application(area="860101", *, ticket=None, on=None, **told):
    """An application that waits for the office."""
    return send_application(
        make_told(**told), area=make_area(area), ticket=ticket or uuid4(), on=on or today()
    )


def make_form(**fields):
    """The public form as a browser sends it."""
    return {
        "kind": "adult",
        "title": "นาง",
        "given_name": "จันทร์",
        "family_name": "ริมคลอง",
        "birth": "9/3/2528",
        "number": CITIZEN_IDS[0],
        "no_id_reason": "",
        "nationality": "",
        "phone": "081 000 4321",
        "tambon": "860101",
        "tambon_code": "860101",
        "moo": "4",
        "address": "7/1",
        "occupation": "ทำสวน",
        "skills": "",
        "other_roles": ["health"],
        "guardian": "",
        "guardian_phone": "",
        "is_free": "on",
        "is_true": "on",
        "ticket": str(uuid4()),
        "act": "check",
    } | fields
