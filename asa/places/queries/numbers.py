"""The numbers of villages: which a tambon may have, and what became of those that are no more."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from asa.common.thaidate import thai_date
from asa.places.codes import Fault, Level
from asa.places.errors import PlaceError
from asa.places.models import Area
from asa.places.names import parse_village
from asa.places.queries.past import successors_of
from asa.places.queries.ranges import village_code, within
from asa.places.queries.words import name_of, shown_place, shown_places


def check_moo(tambon: Area, moo: object) -> int:
    """The number of a village of the tambon; PlaceError where there is no such village.

    Only where the villages of the tambon are confirmed can a number be wrong, and where a notice
    has ended the village.
    """
    return VillageNumbers([tambon.pk]).check(tambon.pk, moo)


class VillageNumbers:
    """The villages of many tambons, read at once, to check the numbers in a file."""

    def __init__(self, codes: Iterable[str]) -> None:
        """Read the villages within areas of any level: the confirmed ones, and those that ended."""
        villages = Area.objects.filter(within("code", codes), level=Level.VILLAGE)
        confirmed = villages.filter(confirmed=True, ended_on__isnull=True).order_by("code")
        # How villages are called in the file that is read: to name those that have no name.
        self.names: dict[str, set[str]] = defaultdict(set)
        self.known: dict[str, list[int]] = defaultdict(list)
        for tambon, moo in confirmed.values_list("parent_id", "moo"):
            self.known[str(tambon)].append(moo or 0)
        ended = villages.filter(ended_on__isnull=False)
        days = ended.values_list("code", "ended_on")
        self.ended = {code: day for code, day in days if day}
        # What the villages of the file are today that a notice has moved, by their code of then.
        self.moved: dict[str, str] = {}

    def note_name(self, village: str, name: str) -> None:
        """Note how a village is called in the file."""
        self.names[village].add(name)

    def names_of(self, codes: Iterable[str]) -> dict[str, set[str]]:
        """How some areas are called in the file so far; who is called nothing is left out."""
        return {code: {*self.names[code]} for code in codes if code in self.names}

    def check(self, tambon: str, moo: object) -> int:
        """The number that is written, if the tambon may have such a village. Raises PlaceError."""
        number, name = _parsed(moo)
        if village_code(tambon, number) in self.ended:
            raise self._ended_error(tambon, number)
        self._check_known(tambon, number)
        if name:
            self.note_name(village_code(tambon, number), name)
        return number

    def village(self, tambon: str, moo: object) -> str:
        """The code of the village today: a list of before a notice means what its village became.

        Raises PlaceError, also where a village that ended became none or several.
        """
        number, name = _parsed(moo)
        code = village_code(tambon, number)
        if code in self.ended:
            code = self._heir(tambon, number)
        else:
            self._check_known(tambon, number)
        if name:
            self.note_name(code, name)
        return code

    def notes(self) -> list[str]:
        """A sentence for each village of the file that is another one today."""
        sentence = _("Village %(n)s of %(tambon)s is %(today)s since %(day)s; it was taken so.")
        return [
            sentence
            % {
                "n": int(code[6:]),
                "tambon": shown_place(code[:6]),
                "today": shown_place(heir),
                "day": thai_date(self.ended[code]),
            }
            for code, heir in sorted(self.moved.items())
        ]

    def _heir(self, tambon: str, number: int) -> str:
        code = village_code(tambon, number)
        if code not in self.moved:
            heirs = successors_of([code])
            if len(heirs) != 1:
                raise self._ended_error(tambon, number)
            (self.moved[code],) = heirs
        return self.moved[code]

    def _ended_error(self, tambon: str, number: int) -> PlaceError:
        code = village_code(tambon, number)
        heirs = sorted(successors_of([code]))
        reason = _("Village %(n)s of sub-district %(tambon)s ended on %(day)s.") % {
            "n": number,
            "tambon": name_of(tambon),
            "day": thai_date(self.ended[code]),
        }
        if heirs:
            places = ", ".join(shown_places(heirs).values())
            remedy = _("Write what it is today: %(places)s.") % {"places": places}
        else:
            remedy = _("Nothing is known to have taken its place; write the village of today.")
        return PlaceError(reason, remedy, field="moo", kind=Fault.ABOLISHED, codes=heirs or [code])

    def _check_known(self, tambon: str, number: int) -> None:
        known = self.known.get(tambon, [])
        if not known or number in known:
            return
        names = {"tambon": name_of(tambon), "n": number}
        reason = _("Sub-district %(tambon)s has no village %(n)s.") % names
        if known == list(range(known[0], known[-1] + 1)):
            remedy = _("Enter a number from %(from)s to %(to)s.")
            raise _moo_error(reason, remedy % {"from": known[0], "to": known[-1]})
        remedy = _("Enter one of %(list)s.") % {"list": ", ".join(map(str, known))}
        raise _moo_error(reason, remedy)


def _parsed(moo: object) -> tuple[int, str]:
    """The number and the name that a cell holds."""
    number, name = parse_village(moo)
    if number is None:
        reason = _("%(value)s is no village number.") % {"value": str(moo).strip()}
        raise _moo_error(reason, _("Write a number, such as 4."))
    return number, name


def _moo_error(reason: str, remedy: str) -> PlaceError:
    return PlaceError(reason, remedy, field="moo", kind=Fault.NO_SUCH_VILLAGE)
