"""Which volunteers of a centre's area a row names. Nothing is guessed."""

from collections.abc import Sequence

from asa.centres.importers.faults import not_one
from asa.common import citizenid, crypto, thaitext
from asa.common.errors import InputError
from asa.common.imports import wholes
from asa.volunteers.codes import VolunteerState
from asa.volunteers.importers.whom import Entries, Fault, Who
from asa.volunteers.models import Volunteer
from asa.volunteers.names import registration_number


class People:
    """The volunteers whom the cells of one row name: (column, words) of each."""

    def __init__(self, named: Sequence[tuple[str, str]], area: str, place: str) -> None:
        self.who: dict[str, Who] = {}
        self.faults: dict[str, InputError] = {}
        for _key, words in named:
            try:
                self.who[words] = _who(words, place)
            except InputError as error:
                self.faults[words] = error
        self.entries = Entries(list(self.who.values()), area)

    def volunteer(self, key: str, words: str) -> Volunteer:
        """The one volunteer whom some words of a column name. Raises Fault."""
        if words in self.faults:
            raise Fault(key, not_one(words, self.faults[words]))
        try:
            found = self.entries.meant_by(self.who[words])
        except Fault as fault:
            raise Fault(key, not_one(words, fault.error)) from None
        return Volunteer.objects.select_related("person").get(pk=found)

    def focal_person(self, key: str, words: str) -> Volunteer | None:
        """The registered volunteer whom a cell names; None where it names somebody else."""
        who = self.who.get(words)
        if who is None or not (who.number or who.citizen_id_index or self._knows(who)):
            return None
        found = self.volunteer(key, words)
        return found if found.state == VolunteerState.REGISTERED else None

    def _knows(self, who: Who) -> bool:
        found = self.entries.by_name.get(who.name_key, [])
        return any(one.area.startswith(who.place) for one in found)


def name_key_of(words: str) -> str:
    """The key of a whole name; "" where the words are no such name."""
    try:
        name = wholes.whole_name(words)
    except InputError:
        return ""
    return thaitext.name_key(name.given, name.family)[:200] if name else ""


def _who(words: str, place: str) -> Who:
    """A registration number with its year, a citizen id, or a whole name. Raises InputError."""
    if "/" in words:
        number, year = registration_number(words)
        return Who("", number, year, "", place)
    plain = thaitext.arabic_digits(words).replace("-", "").replace(" ", "")
    if plain.isascii() and plain.isdigit():
        digits = citizenid.parse(plain)
        return Who(crypto.blind_indexes("citizen_id")(digits), "", None, "", place)
    wholes.whole_name(words)  # which word is which
    return Who("", "", None, name_key_of(words), place)
