from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from asa.common import crypto
from asa.common.fixed import FixedCount
from asa.common.thaidate import today
from asa.notices.channels import ready_channels
from asa.notices.codes import BATCH, DeliveryState, Why
from asa.notices.kinds import group_of
from asa.notices.models import (
    CalendarAddress,
    Contact,
    Delivery,
    Notice,
    QuietHours,
    UrgentKind,
    quiet_until,
)
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within

# The area of what is said to a person and is of no place.
NOWHERE = ("", WHOLE_COUNTRY)
# Who looks after what goes out.
OUTBOX_ROLES = (Role.ADMIN, Role.DEPARTMENT_OFFICER)
NEVER_QUIET = (time(0), time(0))


def notices_for(user: User) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody sees another's.

    What was said of a province in which the person holds no post any more is gone with the post.
    """
    provinces = {code if code == WHOLE_COUNTRY else code[:2] for code in scope(user)}
    near = Q(area__in=NOWHERE) | within("area", provinces)
    return Notice.objects.filter(near, user=user).order_by("-created_at", "-pk")


# Every page asks it for its bell.
_count_unread = FixedCount()


def unread_count(user: User) -> int:
    """How many notices of the user wait to be read."""
    return _count_unread(user.rights, lambda: notices_for(user).filter(read_at__isnull=True))


def without_unread(users: list[User], kind: str) -> list[User]:
    """Those without an unread notice of a kind: many events of a kind are one piece of news."""
    unread = Notice.objects.filter(user__in=users, kind=kind, read_at__isnull=True)
    told = set(unread.values_list("user_id", flat=True))
    return [user for user in users if user.pk not in told]


# --- the outbox -----------------------------------------------------------------------------------


def deliveries_for(user: User) -> QuerySet[Delivery]:
    """What went or is to go out of the areas that the user looks after: administrators and
    department officers; what is of no place, from a post for the country.
    """
    codes = scope(user, *OUTBOX_ROLES)
    seen = within("notice__area", codes)
    if WHOLE_COUNTRY in codes:
        seen |= Q(notice__area__in=NOWHERE)
    return Delivery.objects.filter(seen)


def counts_by_state(deliveries: QuerySet[Delivery]) -> dict[str, int]:
    """How many there are in each state, with 0 where there are none."""
    found = deliveries.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    return dict.fromkeys(DeliveryState.values, 0) | dict(found)


def due(at: datetime) -> list[Delivery]:
    """The next messages that may be tried at a moment, those that wait longest first."""
    waiting = _waiting().filter(next_try_at__lte=at)
    return list(
        waiting.select_related("notice__user__person").order_by("next_try_at", "pk")[:BATCH]
    )


def next_moment() -> datetime | None:
    """When the next message may be tried; None when nothing waits."""
    found: datetime | None = _waiting().aggregate(first=Min("next_try_at"))["first"]
    return found


def _waiting() -> QuerySet[Delivery]:
    """What waits for a channel by which this installation can send; the rest stays as it is."""
    return Delivery.objects.filter(state=DeliveryState.WAITING, channel__in=ready_channels())


@dataclass(frozen=True)
class Outbox:
    """What is to be known of several messages before they are sent, read at once."""

    contacts: dict[tuple[UUID, str], Contact]
    # Messages whose person may not read the notice in the app any more.
    unseen: frozenset[UUID]
    urgent: frozenset[str]
    quiet: tuple[time, time]

    def address_of(self, delivery: Delivery) -> str:
        return self._contact(delivery).address or ""

    def language_of(self, delivery: Delivery) -> str:
        return self._contact(delivery).language

    def why_not(self, delivery: Delivery) -> Why | None:
        """Why a message is not to be sent at all any more."""
        notice = delivery.notice
        contact = self.contacts.get((notice.user_id, delivery.channel))
        if (
            contact is None
            or contact.address is None
            or group_of(notice.kind).name in contact.muted
        ):
            return Why.UNWANTED
        if notice.pk in self.unseen or not notice.user.is_active or notice.user.has_died:
            return Why.NOT_THEIRS
        return Why.READ if notice.read_at is not None else None

    def quiet_until(self, delivery: Delivery, at: datetime) -> datetime | None:
        """Until when a message has to wait for the end of quiet hours."""
        if delivery.notice.kind in self.urgent:
            return None
        contact = self._contact(delivery)
        own = (contact.quiet_from, contact.quiet_until)
        starts_at, ends_at = self.quiet if own[0] is None or own[1] is None else (own[0], own[1])
        return quiet_until(at, starts_at, ends_at)

    def _contact(self, delivery: Delivery) -> Contact:
        return self.contacts[delivery.notice.user_id, delivery.channel]


def outbox_of(deliveries: Iterable[Delivery]) -> Outbox:
    """What is to be known of some messages, in a fixed number of questions and one by person."""
    by_user: dict[User, list[UUID]] = {}
    for delivery in deliveries:
        by_user.setdefault(delivery.notice.user, []).append(delivery.notice_id)
    unseen: set[UUID] = set()
    for user, keys in by_user.items():
        seen = notices_for(user).filter(pk__in=keys).values_list("pk", flat=True)
        unseen |= set(keys) - set(seen)
    found = Contact.objects.filter(user__in=by_user, confirmed_at__isnull=False)
    return Outbox(
        contacts={(contact.user_id, contact.channel): contact for contact in found},
        unseen=frozenset(unseen),
        urgent=frozenset(urgent_kinds()),
        quiet=hours_on(today()),
    )


# --- quiet hours ----------------------------------------------------------------------------------


def all_quiet_hours() -> list[QuietHours]:
    """Every version of the product's quiet hours, the latest first."""
    return list(QuietHours.objects.order_by("-started_on"))


def hours_on(day: date) -> tuple[time, time]:
    """From when until when it is quiet on a day; the same twice where nobody ever said."""
    found = QuietHours.objects.filter(started_on__lte=day).order_by("-started_on").first()
    return (found.starts_at, found.ends_at) if found else NEVER_QUIET


def urgent_kinds() -> list[str]:
    """The kinds of notices that do not wait for the end of quiet hours."""
    return list(UrgentKind.objects.order_by("kind").values_list("kind", flat=True))


# --- how a person is told -------------------------------------------------------------------------


def contacts_for(user: User) -> QuerySet[Contact]:
    """A person's own contacts; nobody sees another's."""
    return Contact.objects.filter(user=user)


def calendar_addresses_for(user: User) -> QuerySet[CalendarAddress]:
    """The address of a person's own calendar, if there is one."""
    return CalendarAddress.objects.filter(user=user)


def token_index(token: str) -> str:
    """As what the secret of a calendar's address is kept."""
    return crypto.blind_index("calendar", token)


def calendar_of(token: str) -> CalendarAddress | None:
    """The calendar that a secret opens; none of somebody who may not sign in or holds no post."""
    found = CalendarAddress.objects.select_related("user__person").filter(
        token_index=token_index(token), user__is_active=True
    )
    address = found.first()
    if address is None or address.user.has_died or not address.user.current_posts:
        return None
    return address
