"""Which volunteer of the register a row of a register means. Nothing is guessed."""

from asa.people.codes import IdKind
from asa.people.importers import kind_of
from asa.volunteers.importers import faults
from asa.volunteers.importers.known import Register
from asa.volunteers.importers.rows import Known, Row, is_same_person
from asa.volunteers.importers.whom import Fault

# Whose number may be another one next year, or who may get a first one.
_NO_LASTING_NUMBER = (IdKind.PASSPORT.value, IdKind.NONE.value)


def has_lasting_number(row: Row) -> bool:
    """Whether a row tells a number that stays a person's own: no passport, which is renewed."""
    digits = row.person.citizen_id
    return len(digits) == 13 and digits.isdigit()


def known_volunteer(row: Row, register: Register, province: str) -> Known | None:
    """The entry that a row means; None for someone new. Raises Fault for two, or for another.

    By the registration number, else by the number of the person. Who has none that lasts is known
    again by name, birth and sub-district, where there is one such person alone.
    province: whose list it is, "" for a list of the country.
    """
    numbered = _numbered(row, register)
    same_id = register.volunteers_with(row.person.citizen_id_index)
    if numbered and same_id and numbered.volunteer != same_id[0].volunteer:
        raise Fault("citizen_id", faults.of_another(faults.number_of(same_id[0])))
    if numbered is not None:
        if not same_id and not is_same_person(row, numbered):
            raise Fault("number", faults.number_of_another())
        return numbered
    if not same_id:
        return None if has_lasting_number(row) else _named(row, register)
    if not same_id[0].values["area_id"].startswith(province):
        raise Fault("citizen_id", faults.in_another_province())
    if not is_same_person(row, same_id[0]):
        raise Fault("citizen_id", faults.of_another(faults.number_of(same_id[0])))
    return same_id[0]


def _numbered(row: Row, register: Register) -> Known | None:
    if not row.registration_no:
        return None
    found = register.by_number.get((row.registration_no, row.registration_year_be), ())
    province = row.area[:2]
    return next((known for known in found if known.registration_province == province), None)


def _named(row: Row, register: Register) -> Known | None:
    """The one volunteer of the sub-district with this name and birth, and no number that lasts."""
    person = row.person
    born = (person.birth_on, person.birth_precision)
    found = [
        known
        for known in register.by_name.get(person.name_key, ())
        if known.volunteer
        and known.values["id_kind"] in _NO_LASTING_NUMBER
        and (known.values["birth_on"], known.values["birth_precision"]) == born
        and known.values["area_id"].startswith(row.area[:6])
        and (not row.registration_no or not known.number[0])
    ]
    kind = kind_of(person.citizen_id)
    found = [one for one in found if one.values["id_kind"] == kind] or found
    found = [one for one in found if bool(one.number[0]) == bool(row.registration_no)] or found
    if len(found) > 1:
        raise Fault("citizen_id", faults.several(len(found)))
    return found[0] if found and person.birth_on is not None else None
