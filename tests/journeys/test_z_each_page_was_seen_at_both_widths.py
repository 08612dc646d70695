"""After all journeys: each page that one of them opened has a picture at a phone and at a desk."""

from pathlib import Path

import pytest

from tests.journeys.person import DESK, PHONE, SEEN

pytestmark = pytest.mark.journey

# What the journeys of a case are there to show; they open more than this.
WANTED = {
    f"cases:{page}"
    for page in (
        *("reports", "report", "report_step", "report_check", "answer_return", "mend", "withdraw"),
        *("checks", "check", "return_case", "show", "take_in", "duplicate", "end", "refer"),
        *("referrals", "referral", "answer", "memo", "payments"),
    )
}


def test_each_page_was_seen_at_both_widths(request):
    ran = {item.path.name for item in request.session.items}
    if missing := {path.name for path in Path(__file__).parent.glob("test_*.py")} - ran:
        pytest.skip(f"Not all journeys ran: {sorted(missing)}")
    assert WANTED - SEEN.keys() == set()
    assert {page: widths for page, widths in SEEN.items() if widths != {PHONE, DESK}} == {}
