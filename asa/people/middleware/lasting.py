"""How long a sign-in lasts: officials 30 minutes without a page, and 12 hours at most."""

import time
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from asa.people.codes import SEEN_AT, SIGNED_IN_AT, Role
from asa.people.models import User
from asa.people.queries import DEVICE_COOKIE, device_cookie

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
VOLUNTEERS = frozenset({Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD})
OFFICIAL_IDLE, OFFICIAL_LONGEST = 30 * MINUTE, 12 * HOUR
VOLUNTEER_IDLE, VOLUNTEER_LONGEST = 12 * HOUR, 7 * DAY
YEAR = 365 * DAY


def end_if_over(request: HttpRequest) -> User | None:
    """Sign out whose time is over and return that user; note the page of everyone else."""
    user = request.user
    if not isinstance(user, User):
        return None
    now = time.time()
    started = request.session.setdefault(SIGNED_IN_AT, now)
    seen = request.session.get(SEEN_AT, now)
    official = any(post.role not in VOLUNTEERS for post in user.current_posts)
    idle = OFFICIAL_IDLE if official else VOLUNTEER_IDLE
    longest = OFFICIAL_LONGEST if official else VOLUNTEER_LONGEST
    if now - seen > idle or now - started > longest:
        logout(request)
        return user
    # Once a minute is enough, and spares a write for each page.
    if SEEN_AT not in request.session or now - seen > MINUTE:
        request.session[SEEN_AT] = now
    return None


def remember_device(request: HttpRequest, response: HttpResponse) -> None:
    """Mark the device of someone who is signed in: its tries are counted for themselves."""
    if not isinstance(request.user, User):
        return
    cookie = device_cookie(request.COOKIES, request.user, new_id=uuid4().hex)
    if cookie is not None:
        response.set_cookie(
            DEVICE_COOKIE,
            cookie,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
