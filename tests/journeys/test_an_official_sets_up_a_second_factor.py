"""Where the second factor is required, an official enrols before the first page opens."""

import base64
import hashlib
import hmac
import struct
import time

import pytest

from tests.journeys.person import DESK
from tests.journeys.site import Site

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def strict_site(prepared: Site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("strict") / "data"
    with prepared.copy_to(folder, ASA_SECOND_FACTOR="required") as served:
        yield served


def code_of(secret: str, periods_later: int = 0) -> str:
    """What an app for codes shows (RFC 6238)."""
    count = int(time.time()) // 30 + periods_later
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", count), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_an_official_sets_up_a_second_factor(meet, strict_site):
    officer = meet("officer", width=DESK, at=strict_site).signs_in()
    officer.sees("Set up the second factor")
    secret = officer.page.locator(".secret").inner_text().replace(" ", "")
    officer.fills("Code of the app", "000000")
    officer.presses("Switch the second factor on")
    assert officer.page.locator(".faults").count() == 1
    secret = officer.page.locator(".secret").inner_text().replace(" ", "")
    officer.fills("Code of the app", code_of(secret))
    officer.presses("Switch the second factor on")
    officer.sees("Recovery codes")
    officer.follows("I have kept them; continue")
    officer.sees("Cases")

    again = meet("officer", at=strict_site).signs_in(anew=True)
    again.sees("Second step")
    again.fills("Code of the app", code_of(secret, periods_later=1))
    again.presses("Sign in")
    assert again.opens("/cases/") == 200


def test_a_volunteer_is_not_asked_for_it(meet, strict_site):
    volunteer = meet("volunteer", at=strict_site, looking=False).signs_in()
    assert volunteer.opens("/cases/report/") == 200
