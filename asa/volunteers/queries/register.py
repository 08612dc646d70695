import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asa.common import crypto, phones, thaitext
from asa.common.asked import once_a_page
from asa.common.errors import DomainError
from asa.common.thaidate import add_years
from asa.people.codes import Role, Sex
from asa.people.models import Person, Post, User
from asa.people.names import full_name
from asa.people.rules import scope
from asa.places.queries import after, any_of, covers, within
from asa.volunteers.codes import (
    ACTIVE_STANDINGS,
    FROM_AGES,
    UNKNOWN_AGE,
    Responsibility,
    VolunteerState,
)
from asa.volunteers.models import Assignment, Office, Volunteer

LEADS = (Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
FIELD_ROLES = (Role.VOLUNTEER, *LEADS)
OFFICES = (
    Role.SOCIAL_WORKER,
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_HEAD,
    Role.DEPARTMENT_OFFICER,
)
REGISTRARS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
NOT_YET = (VolunteerState.APPLIED, VolunteerState.VERIFIED, VolunteerState.TRAINED)
CITIZEN_ID_DIGITS = 13
# The titles that tell a sex; a rank or "ดร." tells none.
TITLES = {
    Sex.FEMALE: ("นาง", "นางสาว", "น.ส.", "เด็กหญิง"),
    Sex.MALE: ("นาย", "เด็กชาย"),
}
_LEADING_FIGURES = re.compile("[0-9]+")


_DIGITS = {
    Responsibility.PROVINCE.value: 2,
    Responsibility.DISTRICT.value: 4,
    Responsibility.TAMBON.value: 6,
}


def area_of_work(area: str, responsibility: str) -> str:
    """The area that a volunteer of a level works in, who lives in the given one."""
    return area[: _DIGITS.get(responsibility, 8)]


@dataclass(frozen=True)
class VolunteerCounts:
    """How many volunteers an area has, by the three definitions."""

    ever_registered: int
    current: int
    active: int


def lacks_post_there(volunteer: Volunteer) -> bool:
    """Whether a volunteer who signs in holds no post of the field today where she works."""
    user = User.objects.filter(person=volunteer.person_id).first()
    if user is None:
        return False
    posts = [post for post in user.current_posts if post.role in (Role.VOLUNTEER, *LEADS)]
    place = volunteer.area_id
    return not any(post.holds(place) or post.area_id.startswith(place) for post in posts)


def volunteers_for(user: User) -> QuerySet[Volunteer]:
    """The volunteers whom someone may know of. Start every read here.

    Leads, the provincial office and the department: everyone of their area. A volunteer: oneself,
    and by name the registered ones of one's own tambon. Nobody else: auditors, analysts,
    administrators and partner agencies work without the register.
    """
    return Volunteer.objects.filter(_in_full(user) | _colleagues(user)).select_related("person")


def volunteers_in_full_for(user: User) -> QuerySet[Volunteer]:
    """Of these, the ones whose number, telephone and history one may read as well."""
    return Volunteer.objects.filter(_in_full(user)).select_related("person")


def _in_full(user: User) -> Q:
    codes = scope(user, *LEADS, *OFFICES)
    seen = [within("area", codes)] if codes else []
    own = own_area(user)
    # Oneself only where the area does not hold one anyhow: the "or" doubles a list's time.
    if own and not covers(codes, own):
        seen.append(Q(person_id=user.person_id))
    return any_of(seen)


def own_area(user: User) -> str:
    """The area of the user's own entry; "" for who is no volunteer."""
    return own_entry(user)[1]


@once_a_page
def own_entry(user: User) -> tuple[UUID | None, str]:
    """The key and the area of the user's own entry; None and "" for who is no volunteer."""
    if user.person_id is None:
        return None, ""
    own = Volunteer.objects.filter(person_id=user.person_id).values_list("pk", "area_id")
    return own.first() or (None, "")


def _colleagues(user: User) -> Q:
    tambons = {code[:6] for code in scope(user, Role.VOLUNTEER) if len(code) >= 6}
    return within("area", tambons) & Q(state=VolunteerState.REGISTERED)


class VolunteerRow(NamedTuple):
    """What the list tells of a volunteer; the rest of the entry and of the person is not read."""

    pk: UUID
    area: str
    registration_no: str
    registration_year_be: int | None
    responsibility: str
    state: str
    phone: str
    name: str


# In the order of VolunteerRow; the last three are the name.
COLUMNS = (
    *("pk", "area_id", "registration_no", "registration_year_be", "responsibility", "state"),
    *("person__phone", "person__prefix", "person__given_name", "person__family_name"),
)


def told(volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer, tuple[Any, ...]]:
    """The columns that `volunteer_rows` reads, so that nothing else of a volunteer is."""
    return volunteers.values_list(*COLUMNS)


def volunteer_rows(lines: Iterable[tuple[Any, ...]]) -> list[VolunteerRow]:
    """The volunteers that were `told`, as the list shows them."""
    return [VolunteerRow._make((*line[:-3], full_name(*line[-3:]))) for line in lines]


def attention_first(volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
    """Those who wait for the office first, then the suspended, the registered and the ended."""
    return volunteers.order_by("list_order", "pk")


class Asked(NamedTuple):
    """What the words of a search mean: parts of a name, or a number and nothing of a name."""

    name: list[str] | None
    citizen_id: str = ""
    number: str = ""
    phone: str = ""


def asked_for(words: str) -> Asked:
    """A name in any spelling, a registration number, a telephone number or a whole citizen id."""
    text = thaitext.arabic_digits(thaitext.clean(words))
    digits = text.replace("-", "").replace(" ", "")
    if digits.isascii() and digits.isdigit() and len(digits) == CITIZEN_ID_DIGITS:
        return Asked(None, citizen_id=digits)
    if digits[:1].isdigit() or text.startswith("+"):
        return Asked(None, number=text, phone=_phone(text))
    return Asked(thaitext.name_parts(text))


def _phone(text: str) -> str:
    try:
        return phones.parse(text)
    except DomainError:
        return ""


def volunteers_matching(
    volunteers: QuerySet[Volunteer], asked: Asked, *, lookup: str = "holds"
) -> QuerySet[Volunteer]:
    """The volunteers who fit what was asked; lookup: how fragments of names are looked for."""
    if asked.citizen_id:
        index = crypto.blind_index("citizen_id", asked.citizen_id)
        return volunteers.filter(person__citizen_id_index=index)
    if asked.name is None:
        return volunteers.filter(_numbered(asked))
    for part in asked.name:
        volunteers = volunteers.filter(**{f"person__name_key__{lookup}": part})
    return volunteers


def _numbered(asked: Asked) -> Q:
    number, _stroke, year = asked.number.partition("/")
    begins = number.strip()
    found = Q(registration_no__startswith=begins)
    if figures := _LEADING_FIGURES.match(begins):
        # The range is what an index serves on every database.
        found &= Q(registration_no__gte=figures[0], registration_no__lt=after(figures[0]))
    if year.isdigit():
        found &= Q(registration_year_be=int(year))
    if asked.phone:
        persons = Person.objects.filter(Q(phone=asked.phone) | Q(other_phone=asked.phone))
        found |= Q(person__in=persons.values("pk"))
    return found


def of_age(band: str, on: date) -> Q:
    """Volunteers of a band of ages on a day, by its least age; "unknown" is without birth date.

    Whoever is at least so old was born on the day so many years ago, or before.
    """
    if band == UNKNOWN_AGE:
        return Q(person__birth_on__isnull=True) | Q(person__birth_on__gt=on)
    age = int(band)
    found = Q(person__birth_on__lte=add_years(on, -age))
    older = FROM_AGES.index(age) - 1
    return found & Q(person__birth_on__gt=add_years(on, -FROM_AGES[older])) if older >= 0 else found


def of_sex(sex: Sex) -> Q:
    """Volunteers of a sex; where the register does not say it, the title does."""
    unsaid = Q(person__sex=Sex.UNKNOWN)
    if sex == Sex.UNKNOWN:
        return unsaid & ~Q(person__prefix__in=[*TITLES[Sex.FEMALE], *TITLES[Sex.MALE]])
    return Q(person__sex=sex) | (unsaid & Q(person__prefix__in=TITLES[sex]))


def is_active() -> Q:
    """A current volunteer who is active by the formula of the province, as last computed."""
    return Q(state=VolunteerState.REGISTERED, standing__in=ACTIVE_STANDINGS)


def volunteer_counts(area: str, on: date) -> VolunteerCounts:
    """How many volunteers of an area there are on a day.

    Ever registered: all whom the register has since it began, whatever became of them; only those
    who still wait to be registered do not count. Current: registered now, neither suspended nor
    ended. Active: current, and reported something within the 12 months before the day.
    """
    # Who came back and waits again keeps the number of before.
    ever = ~Q(state__in=NOT_YET) | ~Q(registration_no="")
    counts = Volunteer.objects.filter(
        within("area", [area]), Q(registered_on__lte=on) | Q(registered_on__isnull=True)
    ).aggregate(
        ever_registered=Count("pk", filter=ever & ~_never_registered()),
        current=Count("pk", filter=Q(state=VolunteerState.REGISTERED)),
        active=Count("pk", filter=is_active()),
    )
    return VolunteerCounts(**counts)


def _never_registered() -> Q:
    """Someone who applied and was ended before becoming a volunteer."""
    return Q(state=VolunteerState.ENDED, registered_on__isnull=True, registration_no="")


def assignments_of(volunteer: Volunteer) -> QuerySet[Assignment]:
    """Where the volunteer works and worked, the latest first."""
    return volunteer.assignments.order_by("-started_on", "-pk")


def offices_of(volunteer: Volunteer) -> QuerySet[Office]:
    """The offices held in centres, those of today first."""
    found = volunteer.offices.select_related("centre")
    return found.order_by("ended_on", "-started_on")


def user_of(volunteer: Volunteer) -> User | None:
    """The user who signs in as this volunteer, if there is one."""
    return User.objects.filter(person=volunteer.person_id).first()


def posts_of(user: User, on: date) -> QuerySet[Post]:
    """What the volunteer may see and do today."""
    return user.posts.filter(Post.current_on(on)).order_by("started_on")


def namesakes(
    *, given_name: str, family_name: str, citizen_id: str, province: str
) -> QuerySet[Volunteer]:
    """Volunteers of the province who may be the same person: by citizen id or by name."""
    same = Q(name_key=thaitext.name_key(given_name, family_name))
    if citizen_id:
        same |= Q(citizen_id_index=crypto.blind_index("citizen_id", citizen_id))
    persons = Person.objects.filter(same).values("pk")
    return Volunteer.objects.filter(within("area", [province]), person__in=persons).select_related(
        "person"
    )
