"""What the province asks of its villages, and two of them that are counted apart."""

from datetime import date, timedelta

from asa.coverage.actions import Request, ask_exception, decide_exception, keep_tallies, set_rule
from asa.coverage.codes import ExceptionKind
from asa.coverage.queries import Target, gaps_in
from asa.home.demo.people import Cast
from asa.places.codes import Level
from asa.places.models import Area

FLOOD = "สะพานเข้าหมู่บ้านขาด รถเข้าไม่ได้ รอซ่อมหลังฤดูฝน"
EMPTY = "ราษฎรย้ายออกหมดแล้ว เป็นพื้นที่อ่างเก็บน้ำ"


def tell_coverage(cast: Cast, on: date) -> None:
    """Targets of the province; one village that cannot be reached, one that waits."""
    day, head = on, cast.users["head"]
    set_rule(
        Area.objects.get(pk="86"),
        target=Target(per_tambon=5, households_per_volunteer=20),
        started_on=day,
        by=head,
        on=day,
    )
    # One that nobody lives in any more knows no household.
    wanted = sorted(
        gaps_in("8601", day, Level.VILLAGE, without=True), key=lambda gap: -gap.households
    )
    lead = cast.of_district("8601")
    if lead is None or len(wanted) < 2:
        return
    asked = [
        ask_exception(
            Area.objects.get(pk=code), request=Request(kind, reason), by=lead, on=day - timedelta(9)
        )
        for code, kind, reason in (
            (wanted[0].code, ExceptionKind.INACCESSIBLE, FLOOD),
            (wanted[-1].code, ExceptionKind.EXCLUDED, EMPTY),
        )
    ]
    decide_exception(asked[0], approves=True, reason="", by=head, on=day - timedelta(7))
    keep_tallies(on=day)
