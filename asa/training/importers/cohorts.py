"""The workshop and the cohort that a list belongs to: found again, or planned now."""

from datetime import date

from django.utils.translation import gettext

from asa.common import journal, thaitext
from asa.common.errors import DomainError
from asa.common.imports import Report
from asa.common.thaidate import fiscal_year, thai_date
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.errors import PlaceError
from asa.places.queries import PlaceIndex, shown_place
from asa.training.codes import CohortState, WorkshopState
from asa.training.importers.heading import Known
from asa.training.models import Cohort, Course, Quota, Workshop

# The course of a list that does not name one: it has no mark to pass, presence alone counts.
USUAL_COURSE = "potential"
# Of a cohort that was held the same list says nothing new, and what is new is refused by its row.
NAMES_OPEN = (CohortState.PLANNED, CohortState.OPEN, CohortState.CONFIRMED)


def workshop_of(heading: Known, *, owner: str, course: str, by: User, on: date) -> Workshop:
    """The workshop of this name, owner and fiscal year, locked; planned anew where there is none.

    Whoever held a list in hand held the approval too: it begins with names being accepted.
    """
    year = fiscal_year(heading.starts_on)
    known = Workshop.objects.select_for_update().filter(owner=owner, fiscal_year_be=year)
    for workshop in known:
        if thaitext.key(workshop.name) == thaitext.key(heading.name):
            return _taking_names(workshop, by=by, on=on)
    workshop = Workshop.objects.create(
        name=heading.name,
        fiscal_year_be=year,
        owner_id=owner,
        course=_course(course),
        state=WorkshopState.OPEN,
        planned_by=by,
    )
    journal.record(by, "workshop.taken_from_list", workshop, area=owner, on=on)
    return workshop


def _taking_names(workshop: Workshop, *, by: User, on: date) -> Workshop:
    """A project that was planned here before its list came takes names from now on."""
    if workshop.state == WorkshopState.DRAFTED:
        raise DomainError(gettext("The project is to be approved before names are accepted."))
    if workshop.state == WorkshopState.APPROVED:
        workshop.move_to(WorkshopState.OPEN)
        journal.record(by, "workshop.opened", workshop, area=workshop.owner_id, on=on)
    return workshop


def _course(code: str) -> Course:
    found = Course.objects.filter(code=code or USUAL_COURSE).first()
    if found is None:
        known = ", ".join(Course.objects.values_list("code", flat=True))
        raise DomainError(
            gettext("There is no course “%(code)s”. There are: %(known)s.")
            % {"code": code, "known": known}
        )
    return found


def cohort_of(workshop: Workshop, heading: Known, *, seats: int, by: User, on: date) -> Cohort:
    """The cohort of this number, locked; planned anew where there is none."""
    known = Cohort.objects.select_for_update().filter(workshop=workshop, number=heading.cohort)
    found = known.first()
    if found is not None:
        _check_same(found, heading)
        return found
    cohort = Cohort.objects.create(
        workshop=workshop,
        number=heading.cohort,
        starts_on=heading.starts_on,
        ends_on=heading.ends_on,
        venue=heading.venue,
        place_id=_province_of(heading.venue, workshop.owner_id),
        seats=seats,
        state=CohortState.CONFIRMED,
        registered_only=False,
    )
    journal.record(by, "cohort.taken_from_list", cohort, area=workshop.owner_id, on=on, seats=seats)
    return cohort


def _check_same(cohort: Cohort, heading: Known) -> None:
    if (cohort.starts_on, cohort.ends_on) != (heading.starts_on, heading.ends_on):
        days = {"from": thai_date(cohort.starts_on), "until": thai_date(cohort.ends_on)}
        raise DomainError(
            gettext(
                "This cohort is on record with other days: %(from)s to %(until)s."
                " Correct the list, or say another cohort."
            )
            % days
        )
    if cohort.state not in (*NAMES_OPEN, CohortState.DONE):
        raise DomainError(
            gettext("This cohort is “%(state)s”: names are not taken in any more.")
            % {"state": cohort.get_state_display()}
        )


def _province_of(venue: str, owner: str) -> str:
    """The province with whose name the venue ends; of a province's own workshop that one."""
    places = PlaceIndex.of_provinces()
    words = venue.split()
    for start in range(max(0, len(words) - 3), len(words)):
        try:
            return places.find(" ".join(words[start:]))
        except PlaceError:
            continue
    if owner != WHOLE_COUNTRY:
        return owner
    raise DomainError(
        gettext("“%(venue)s” does not end with a province. Write the venue with its province.")
        % {"venue": venue}
    )


def share_seats(cohort: Cohort, shares: dict[str, int], report: Report) -> None:
    """Give each place its seats; the quotas always sum to the seats of the cohort."""
    quotas = {quota.area_id: quota for quota in cohort.quotas.select_for_update().order_by("pk")}
    for place, seats in shares.items():
        quota = quotas.get(place)
        if cohort.state == CohortState.DONE and (quota is None or quota.seats != seats):
            report.stopped = gettext(
                "This cohort is “%(state)s”: its seats are not changed any more."
            ) % {"state": cohort.get_state_display()}
        elif quota is None:
            Quota.objects.create(cohort=cohort, area_id=place, seats=seats)
        elif quota.taken > seats:
            report.stopped = gettext(
                "%(place)s has %(taken)s people with a seat, more than the %(seats)s of the list."
            ) % {"place": shown_place(place), "taken": quota.taken, "seats": seats}
        elif quota.seats != seats:
            quota.seats = seats
            quota.save(update_fields=["seats"])
    total = sum(quota.seats for quota in cohort.quotas.all()) + cohort.unassigned
    if total != cohort.seats:
        cohort.seats = total
        cohort.save(update_fields=["seats"])
