"""Some volunteers of the demonstration stand in the register twice: written down by ear, and one in
two provinces, whom the yearly clean-up noted.
"""

from datetime import date
from typing import Any

from asa.common.thaidate import PartialDate
from asa.common.thaisound import sound_key
from asa.home.demo.people import NEIGHBOUR_TAMBON, Cast
from asa.people.actions import Choice, find_duplicates, keep_apart, merge_persons
from asa.people.codes import Agreement
from asa.people.models import Person, PossibleDuplicate, User
from asa.places.models import Area
from asa.volunteers.actions import NewVolunteer, register_volunteer
from asa.volunteers.actions.linkage import note_likely, read_to_link
from asa.volunteers.codes import VolunteerState
from asa.volunteers.linkage import Likely
from asa.volunteers.models import Volunteer

_HEARD = str.maketrans("ศษณญฐภ", "สสนยถพ")
# Right but for being nobody's: the sixth digit is 9.
_IDS = (
    "3860992000014",
    "3860992000022",
    "3860992000031",
    "3860992000049",
    "3860992000057",
    "3860992000065",
)
HER_TAMBON = "860701"
# Before she married and moved, and after: the clean-up is an extra that a demonstration need not
# have, so what it says of such a pair stands here.
BEFORE = {
    "family_name": "ชมสวน",
    "citizen_id": "3860992000073",
    "registration_no": "868699071",
    "registration_year_be": 2562,
    "registered_on": date(2019, 6, 14),
}
AFTER = {
    "family_name": "ทะเลงาม",
    "citizen_id": "3850992000014",
    "registration_no": "858599071",
    "registration_year_be": 2566,
    "registered_on": date(2023, 3, 9),
}
AGREES = (Agreement.GIVEN_NAME, Agreement.BIRTH_SAME, Agreement.PHONE_SAME)
PROBABILITY, PERCENT = 0.97, 95


def write_some_twice(*, officer: User, by: User, on: date) -> None:
    """Register a few a second time under another spelling; one pair is judged each way."""
    written = [
        volunteer
        for volunteer in Volunteer.objects.filter(
            state=VolunteerState.REGISTERED, person__user__isnull=True, area__parent__level="tambon"
        )
        .select_related("person", "area__parent")
        .order_by("registration_no", "pk")[:400]
        if _is_heard_otherwise(volunteer.person)
    ]
    for volunteer, digits in zip(written, _IDS, strict=False):
        _register_again(volunteer, digits, by=by, on=on)
    find_duplicates(on=on)
    pairs = list(PossibleDuplicate.objects.filter(likeness="sounds_alike").order_by("pk")[:2])
    if len(pairs) == 2:
        reason = "โทรถามทั้งสองคนแล้ว อยู่คนละตำบล"
        keep_apart(pairs[0], reason=reason, by=officer, on=on)
        choice = Choice(reason="เทียบบัตรประชาชนแล้ว ชื่อสะกดผิด")
        merge_persons(pairs[1], choice=choice, by=officer, on=on)


def _is_heard_otherwise(person: Person) -> bool:
    heard = person.given_name.translate(_HEARD)
    is_other = heard != person.given_name and person.birth_precision == "day"
    return is_other and bool(person.birth_on) and sound_key(heard) == sound_key(person.given_name)


def _register_again(volunteer: Volunteer, digits: str, *, by: User, on: date) -> None:
    person, area = volunteer.person, volunteer.area.parent
    assert person.birth_on is not None  # noqa: S101 - they were chosen so
    details = NewVolunteer(
        given_name=person.given_name.translate(_HEARD),
        family_name=person.family_name,
        citizen_id=digits,
        registration_no=f"{volunteer.registration_no}9",
        registration_year_be=2568,
        registered_on=on,
        prefix=person.prefix,
        sex=person.sex,
        birth=PartialDate(person.birth_on, "day"),
        phone=person.phone,
    )
    register_volunteer(details, area=area or Area.objects.get(pk=volunteer.area_id), by=by, on=on)


def write_one_in_two_provinces(cast: Cast, *, on: date) -> None:
    """Somebody married, moved and was registered anew: the department has the pair to judge."""
    one = _register_her(HER_TAMBON, BEFORE, by=cast.users["officer"], on=on)
    other = _register_her(NEIGHBOUR_TAMBON, AFTER, by=cast.users["ranong_officer"], on=on)
    by = cast.users["department"]
    read_to_link("TH", until=on, by=by)
    pairs = [Likely(one.person_id, other.person_id, PROBABILITY, AGREES)]
    note_likely("TH", pairs=pairs, percent=PERCENT, by=by, on=on)


def _register_her(tambon: str, told: dict[str, Any], *, by: User, on: date) -> Volunteer:
    details = NewVolunteer(
        given_name="กรองแก้ว",
        prefix="นาง",
        sex="female",
        birth=PartialDate(date(1979, 8, 21), "day"),
        phone="+66822349071",
        **told,
    )
    return register_volunteer(details, area=Area.objects.get(pk=tambon), by=by, on=on)
