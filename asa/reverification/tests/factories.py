"""Ground for tests: a tambon with volunteers, leads, an office, and rounds about them."""

from datetime import timedelta

from asa.common.thaidate import today
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.reverification.filling import fill
from asa.reverification.models import Entry, Round
from asa.volunteers.tests.factories import make_volunteer

ON = today()
VILLAGES = ("86010301", "86010302")
DAY = timedelta(days=1)


def make_round(area="8601", *, state="open", by=None, **fields):
    """A round without asking who may plan it; an open one has its list."""
    fields.setdefault("starts_on", ON - 10 * DAY)
    fields.setdefault("ends_on", ON + 20 * DAY)
    fields.setdefault("name", "รอบปี 2569")
    if state in ("open", "closed"):
        counts = {"ever_registered": 9, "current": 8, "active": 7, "as_of": "2026-11-01"}
        fields.setdefault("before", counts)
        fields.setdefault("opened_on", ON - 10 * DAY)
    if state == "closed":
        answers = dict.fromkeys(("waiting", "confirmed", "moved", "ended", "not_found"), 1)
        after = {"ever_registered": 9, "current": 6, "active": 5, "as_of": "2026-11-20"}
        published = {"answers": answers, "listed": 5, "after": after, "as_of": "2026-11-20"}
        fields.setdefault("published", published)
        fields.setdefault("closed_on", ON)
    by = by or make_user("province_officer", area[:2])
    made = Round.objects.create(area=make_area(area), state=state, planned_by=by, **fields)
    if state in ("open", "closed"):
        fill(made)
    return made


def make_ground():
    """Two villages with two volunteers each, the leads among them, and who answers for whom."""
    people = {
        "first": make_volunteer(VILLAGES[0], given_name="กานดา"),
        "second": make_volunteer(VILLAGES[0], given_name="ขจร"),
        "third": make_volunteer(VILLAGES[1], given_name="คำนึง"),
        "lead": make_volunteer(VILLAGES[1], given_name="งามตา"),
        "above": make_volunteer(VILLAGES[1], given_name="จันทรา"),
    }
    users = {
        "tambon": make_user("tambon_lead", "860103", person=people["lead"].person),
        "district": make_user("district_lead", "8601", person=people["above"].person),
        "officer": make_user("province_officer", "86"),
        "head": make_user("province_head", "86"),
    }
    return people, users


def entry_of(found, volunteer):
    return Entry.objects.select_related("volunteer__person", "round").get(
        round=found, volunteer=volunteer
    )


def names_of(entries):
    return sorted(entry.volunteer.person.given_name for entry in entries)
