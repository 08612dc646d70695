"""Rounds of re-verification: one of a year ago that is closed, one that is half done."""

from datetime import date, timedelta
from itertools import groupby
from random import Random

from asa.home.demo.people import Cast
from asa.people.models import User
from asa.places.models import Area
from asa.reverification.actions import (
    Plan,
    Said,
    answer_entry,
    close_round,
    confirm_entries,
    open_round,
    plan_round,
)
from asa.reverification.codes import Answer
from asa.reverification.models import Entry, Round
from asa.reverification.queries import waiting_for
from asa.volunteers.codes import EndReason

DAYS = timedelta(days=30)
# Of each tambon, so many are not confirmed.
OTHERS = (
    Said(Answer.MOVED, note="ย้ายตามครอบครัวไปต่างจังหวัด"),
    Said(Answer.ENDED, end_reason=EndReason.RESIGNED),
    Said(Answer.NOT_FOUND, note="ไปหาที่บ้านสองครั้ง ไม่พบ"),
)


def tell_rounds(cast: Cast, random: Random, on: date) -> None:
    """The district of a lead who answered everything; the home district, of which half is done."""
    closed = [code for code in sorted(cast.district_leads) if code != cast.home[:4]]
    if closed:
        past = on - timedelta(days=320)
        found = _open(cast, closed[0], "รอบปี 2568", past)
        for lead in _leads(cast, closed[0]):
            _answer(found, lead, random, past + timedelta(days=9))
        _answer(found, cast.users["officer"], random, past + timedelta(days=20))
        close_round(found, by=cast.users["head"], on=past + DAYS)
    day = on - timedelta(days=12)
    found = _open(cast, cast.home[:4], "รอบปี 2569", day)
    leads = _leads(cast, cast.home[:4])
    # The lead of the home, who signs in, still has everybody before her.
    busy = [lead for lead in leads if lead != cast.tambon_leads.get(cast.home)]
    for lead in busy[: (len(leads) + 1) // 2]:
        _answer(found, lead, random, on - timedelta(days=random.randint(2, 9)))


def _open(cast: Cast, area: str, name: str, day: date) -> Round:
    place = Area.objects.get(pk=area)
    plan = Plan(f"{name} อำเภอ{place.name_th}", day, day + DAYS, "214/2568")
    made = plan_round(place, plan=plan, by=cast.users["officer"], on=day)
    return open_round(made, by=cast.users["head"], on=day)


def _leads(cast: Cast, district: str) -> list[User]:
    """Of the sub-districts first, so that the lead of the district answers for the rest."""
    found = [user for code, user in sorted(cast.tambon_leads.items()) if code[:4] == district]
    above = cast.of_district(district)
    return [*found, above] if above and district != cast.home[:4] else found


def _answer(found: Round, by: User, random: Random, on: date) -> None:
    """Nearly all are there; a few have moved, stopped or were not found."""
    waiting = list(
        waiting_for(by)
        .filter(round=found)
        .select_related("volunteer__person")
        .order_by("area_id", "volunteer__registration_no", "pk")
    )
    others = random.sample(waiting, min(len(waiting) // 8, len(OTHERS)))
    for entry, said in zip(others, OTHERS, strict=False):
        answer_entry(entry, said=said, by=by, on=on)
    _confirm(found, [entry for entry in waiting if entry not in others], by, on)


def _confirm(found: Round, entries: list[Entry], by: User, on: date) -> None:
    """One sub-district after the other, as on the page; the entries are in the order of places."""
    for _tambon, some in groupby(entries, key=lambda entry: str(entry.area_id)[:6]):
        keys = [entry.volunteer_id for entry in some]
        confirm_entries(found, volunteers=keys, by=by, on=on)
