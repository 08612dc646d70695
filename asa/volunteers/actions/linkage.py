"""The yearly clean-up across provinces: the register is read, and the likely pairs are noted."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import accesslog, journal
from asa.common.errors import DomainError, allow
from asa.common.versions import begin_version
from asa.people.actions import note_pairs
from asa.people.codes import Likeness
from asa.people.models import User
from asa.people.queries.duplicates import pair_of
from asa.volunteers.linkage import Likely
from asa.volunteers.models import LinkageRule
from asa.volunteers.queries.linkage import Entry, entries_to_link
from asa.volunteers.rules import can_change_linkage_rule, can_link_registers

LEAST, MOST = 50, 99
PLACE = "places.area"


@transaction.atomic
def read_to_link(area: str, *, until: date, by: User) -> list[Entry]:
    """Read the register of an area to compare its entries; it is kept who read it."""
    allow(can_link_registers(by, area))
    entries = list(entries_to_link(by, area, until))
    accesslog.note(by, "register.read_to_link", (PLACE, area), area=area, rows=len(entries))
    return entries


@transaction.atomic
def note_likely(area: str, *, pairs: Collection[Likely], percent: int, by: User, on: date) -> int:
    """Put the likely pairs of an area before whoever judges them; nobody is merged.

    percent: the threshold they were found with. Tells how many pairs are new.
    """
    allow(can_link_registers(by, area))
    told = [
        pair_of(pair.one, pair.other, Likeness.LINKED)._replace(
            percent=min(MOST, int(pair.probability * 100)), agrees=pair.agrees
        )
        for pair in pairs
    ]
    new = note_pairs(told, on=on)
    journal.record(
        by, "register.linked", (PLACE, area), area=area, on=on, percent=percent,
        pairs=len(told), new=new,
    )  # fmt: skip
    return new


@transaction.atomic
def change_linkage_rule(*, percent: int, started_on: date, by: User, on: date) -> LinkageRule:
    """From a day on, put pairs before somebody from another likeness on."""
    allow(can_change_linkage_rule(by))
    if not LEAST <= percent <= MOST:
        raise DomainError(
            _("Write a number from %(least)s to %(most)s.") % {"least": LEAST, "most": MOST}
        )
    _last, new, _changed = begin_version(
        LinkageRule.objects.all(), changes={"percent": percent}, started_on=started_on, on=on
    )
    journal.record(by, "linkage_rule.changed", new, area="TH", on=on, percent=percent)
    return new
