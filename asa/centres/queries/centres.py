"""Which centres someone may know of, and what the list tells of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from asa.centres.codes import DIGITS_OF, EVIDENCE_MONTHS, MUST_BE_HELD, SOON_DAYS, Show
from asa.centres.models import CommitteeTerm, Profile
from asa.common import thaitext
from asa.common.thaidate import add_months
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import any_of, within
from asa.volunteers.codes import CentreLevel, Position
from asa.volunteers.models import Centre, Office
from asa.volunteers.queries import LEADS, OFFICES


def centres_for(user: User) -> QuerySet[Centre]:
    """The centres that someone may know of. Start every read here.

    Leads, the provincial office and the department: all of their area, and those of the areas
    around it. A volunteer: those of the own sub-district, district and province. Nobody else.
    """
    codes = scope(user, Role.VOLUNTEER, *LEADS, *OFFICES)
    inside = scope(user, *LEADS, *OFFICES)
    around = {code[:digits] for code in codes for digits in DIGITS_OF.values()} - {WHOLE_COUNTRY}
    seen = [within("area", inside)] if inside else []
    if around:
        seen.append(Q(area__in=around))
    return Centre.objects.filter(any_of(seen))


def centres_in_full_for(user: User) -> QuerySet[Centre]:
    """Of these, the ones whose people's telephones, changes and minutes one may read.

    Leads and offices: those of their own area. The focal person: the own centre.
    """
    inside = scope(user, *LEADS, *OFFICES)
    seen = [within("area", inside)] if inside else []
    if user.person_id is not None:
        seen.append(Q(profile__focal_volunteer__person=user.person_id))
    return centres_for(user).filter(any_of(seen))


def area_of_centre(centre: Centre) -> str:
    """The code of the area that a centre is for."""
    return str(centre.area_id)


@dataclass
class CentreRow:
    """A centre as the list shows it."""

    centre: Centre
    chair: str = ""
    vacant: list[str] = field(default_factory=list)
    term_ends_on: date | None = None
    evidence_on: date | None = None
    term_tone: str = ""


def centre_rows(centres: Iterable[Centre], on: date) -> list[CentreRow]:
    """The centres of a page with chair, vacancies, term and evidence, in three queries."""
    rows = {centre.pk: CentreRow(centre) for centre in centres}
    held: dict[object, set[str]] = {key: set() for key in rows}
    offices = Office.objects.filter(
        Office.current_on(on), centre__in=list(rows), position__in=MUST_BE_HELD
    ).select_related("volunteer__person")
    for office in offices:
        held[office.centre_id].add(office.position)
        if office.position == Position.CHAIR:
            rows[office.centre_id].chair = office.volunteer.person.full_name
    terms = CommitteeTerm.objects.filter(centre__in=list(rows), started_on__lte=on)
    for term in terms.order_by("started_on"):
        row = rows[term.centre_id]
        row.term_ends_on = term.ends_on
        row.term_tone = _term_tone(term.ends_on, on)
    evidence = Profile.objects.filter(centre__in=list(rows)).values_list("pk", "evidence_on")
    for key, day in evidence:
        rows[key].evidence_on = day
    for key, row in rows.items():
        row.vacant = [str(p.label) for p in MUST_BE_HELD if p.value not in held[key]]
    return list(rows.values())


def _term_tone(ends_on: date, on: date) -> str:
    if ends_on <= on:
        return "late"
    return "soon" if ends_on <= on + timedelta(days=SOON_DAYS) else ""


_RANK = Case(
    When(level=CentreLevel.PROVINCE, then=Value(0)),
    When(level=CentreLevel.DISTRICT, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def centres_matching(centres: QuerySet[Centre], words: str) -> QuerySet[Centre]:
    """Centres by a piece of their name, their place or the name of their area."""
    text = thaitext.clean(words)
    if not text:
        return centres
    return centres.filter(
        Q(name_th__icontains=text)
        | Q(place__icontains=text)
        | Q(area__name_th__icontains=text)
        | Q(area__name_en__icontains=text)
    )


def shown_as_asked(centres: QuerySet[Centre], show: str, on: date) -> QuerySet[Centre]:
    """The centres that need what is asked; all of them where nothing is. Wide areas first."""
    if show == Show.VACANT:
        current = Office.objects.filter(Office.current_on(on), centre=OuterRef("pk"))
        missing = [~Exists(current.filter(position=position)) for position in MUST_BE_HELD]
        centres = centres.filter(any_of(Q(one) for one in missing))
    elif show == Show.TERM:
        terms = CommitteeTerm.objects.filter(centre=OuterRef("pk"), started_on__lte=on)
        last = Subquery(terms.order_by("-started_on").values("ends_on")[:1])
        soon = on + timedelta(days=SOON_DAYS)
        centres = centres.annotate(term_ends_on=last).filter(term_ends_on__lte=soon)
    elif show == Show.UNSEEN:
        since = add_months(on, -EVIDENCE_MONTHS)
        centres = centres.exclude(profile__evidence_on__gte=since)
    return centres.annotate(rank=_RANK).order_by("rank", "area_id", "pk")
