"""Which offices rows may bring: what one person alone holds in a centre is not given twice."""

from collections.abc import Iterable

from asa.common.bulk import in_chunks
from asa.volunteers.codes import HELD_BY_ONE
from asa.volunteers.importers.rows import Row
from asa.volunteers.importers.writing import centre_of
from asa.volunteers.models import Centre, Office

CentreKey = tuple[str, str]


class SoleHolders:
    """Who alone holds an office of a centre: by the register, and by the rows of the file so far.

    writes: the centres are locked, so that nobody fills the same office on a page meanwhile.
    """

    def __init__(self, *, writes: bool) -> None:
        self.writes = writes
        self.read_of: set[CentreKey] = set()
        self.holders: dict[tuple[CentreKey, str], str] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Look up the centres of some rows that were not looked up yet."""
        centres = {centre_of(row.area, row.responsibility) for row in rows if row.position}
        new = centres - self.read_of
        self.read_of |= new
        for chunk in in_chunks({area for _level, area in new}):
            if self.writes:
                list(Centre.objects.select_for_update().filter(area__in=chunk).order_by("pk"))
            held = Office.objects.filter(
                centre__area__in=chunk, position__in=HELD_BY_ONE, ended_on__isnull=True
            )
            for level, area, position, volunteer in held.values_list(
                "centre__level", "centre__area_id", "position", "volunteer_id"
            ):
                if (level, area) in new:
                    self.holders[(level, area), position] = volunteer.hex

    def is_anothers(self, row: Row, volunteer: str) -> bool:
        """Whether somebody else holds the office alone that a row tells of a volunteer."""
        holder = self.holders.get((centre_of(row.area, row.responsibility), row.position))
        return holder is not None and holder != volunteer

    def note(self, row: Row, volunteer: str) -> None:
        """Remember who holds the office of a row from now on, and no other of that centre."""
        centre = centre_of(row.area, row.responsibility)
        for position in HELD_BY_ONE:
            if self.holders.get((centre, position)) == volunteer:
                del self.holders[centre, position]
        if row.position in HELD_BY_ONE:
            self.holders[centre, row.position] = volunteer
