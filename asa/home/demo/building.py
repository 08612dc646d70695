"""Making the demonstration: the samples by the import actions, then the lives by the journey's."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

from django.conf import settings
from django.db import transaction

from asa.common.marks import mark_demo
from asa.common.thaidate import today
from asa.coverage.actions import keep_tallies
from asa.home.demo.activities import tell_of_activities
from asa.home.demo.areas import tell_of_areas
from asa.home.demo.cards import make_cards
from asa.home.demo.cases import Teller
from asa.home.demo.centres import tell_of_centres
from asa.home.demo.changes import tell_of_changes
from asa.home.demo.country import write_list
from asa.home.demo.coverage import tell_coverage
from asa.home.demo.crowd import crowd
from asa.home.demo.doubles import write_one_in_two_provinces, write_some_twice
from asa.home.demo.joining import let_people_join
from asa.home.demo.learning import tell_of_learning, tell_what_was_presented
from asa.home.demo.leaving import let_some_leave, set_days_to_come
from asa.home.demo.lists import tell_of_centre_lists, tell_of_lists
from asa.home.demo.people import Cast, make_cast, write_signins
from asa.home.demo.plots import ALL, SEED, plots
from asa.home.demo.register import end_some
from asa.home.demo.reported import tell_what_was_reported
from asa.home.demo.rounds import tell_rounds
from asa.home.demo.sending import tell_of_planned_activities
from asa.home.demo.support import tell_of_support
from asa.home.demo.telling import tell_by_email
from asa.home.demo.trained import tell_of_the_trained
from asa.home.demo.workshops import tell_of_workshops
from asa.households.importers import import_households
from asa.notices.actions import read_notice
from asa.notices.queries import notices_for
from asa.partners.loader import load_demo_partners
from asa.people.actions import system_user
from asa.people.models import User
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Volunteer

SAMPLES = Path(settings.BASE_DIR) / "samples"
HOME = "86"
UNREAD = 7
Say = Callable[[str], None]


def build(*, cases: int = ALL, rows: int | None = None, country: int = 0, say: Say = print) -> Cast:
    """Fill an empty database: the same people, days, states and counts each time.

    The days are counted back from today. cases: how many cases live through the journey.
    rows: how many of each sample at most. country: how many volunteers the country has in the end;
    who is not of the sample comes in with a list of the other provinces.
    """
    on, by = today(), system_user()
    mark_demo()
    load_demo_partners()
    _take_in_the_samples(rows, by, on, say)
    with transaction.atomic():
        cast = make_cast(by, on)
        end_some(Random(SEED), by=by, on=on)  # noqa: S311 - a story, not a secret
        let_people_join(cast, on)
        tell_of_centres(cast, by=by, on=on)
        tell_rounds(cast, Random(SEED), on)  # noqa: S311 - a story, not a secret
    with transaction.atomic():
        make_cards(cast, Random(SEED), on=on)  # noqa: S311 - a story, not a secret
    with transaction.atomic():
        teller = Teller(cast, on)
        for plot in plots(cast, on, cases):
            teller.live(plot)
        teller.turn_to(on)
        for name, _password, _look_at in cast.passwords:
            leave_the_newest_unread(cast.users[name])
        tell_coverage(cast, on)
        let_some_leave(cast, on)
        set_days_to_come(cast, on)
        tell_by_email(cast)
    say(f"{cases:,} cases")
    with transaction.atomic():
        _tell_of_the_register(cast, by=by, on=on)
    with transaction.atomic():
        _tell_of_the_training(cast, on)
    if country:
        say(f"{_take_in_the_country(country, by, on):,} volunteers of the other provinces")
    write_signins(cast)
    return cast


def _take_in_the_samples(rows: int | None, by: User, on: date, say: Say) -> None:
    with (SAMPLES / "volunteers_chumphon.xlsx").open("rb") as file:
        report = import_volunteers(file, by=by, province=HOME, on=on, rows=rows)
    say(f"{report.created:,} volunteers")
    with (SAMPLES / "households_chumphon.xlsx").open("rb") as file:
        report = import_households(file, by=by, province=HOME, on=on, limit=rows)
    say(f"{report.created:,} households and members")


def _take_in_the_country(volunteers: int, by: User, on: date) -> int:
    """Bring in the list of all provinces but the one of the sample; how many rows were taken."""
    with TemporaryFile() as file:
        others = max(0, volunteers - Volunteer.objects.count())
        write_list(file, crowd(others, without=HOME))
        report = import_volunteers(file, by=by, on=on)
    keep_tallies(on=on)
    return report.created


def _tell_of_the_register(cast: Cast, *, by: User, on: date) -> None:
    """What everybody did, who stands there twice, and where areas have changed."""
    tell_what_was_reported(cast, Random(SEED), on)  # noqa: S311 - a story, not a secret
    tell_of_activities(cast, on)
    tell_of_support(cast, on=on)
    tell_of_lists(officer=cast.users["officer"], on=on)
    tell_of_learning(cast, on)
    tell_of_centre_lists(officer=cast.users["officer"], on=on)
    tell_of_changes(cast, on=on)
    write_some_twice(officer=cast.users["officer"], by=by, on=on)
    write_one_in_two_provinces(cast, on=on)
    tell_of_areas(cast, on)


def _tell_of_the_training(cast: Cast, on: date) -> None:
    """A course that is over, a workshop of years ago, one that takes names, one held today."""
    tell_of_the_trained(cast, on)
    tell_of_workshops(cast, on)
    tell_what_was_presented(cast, on)
    tell_of_planned_activities(cast, on)


def leave_the_newest_unread(user: User) -> None:
    """Somebody at work has read what came in two years, except for the last few."""
    now = datetime.now(UTC)
    for notice in list(notices_for(user).order_by("-created_at", "-pk")[UNREAD:]):
        read_notice(notice, by=user, at=now)
