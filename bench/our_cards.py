"""Asa's cards of a thousand volunteers as one PDF.

python -m bench.our_cards --make N    puts N volunteers with photos and drafts into the data folder
python -m bench.our_cards             sets all drafts as A4 sheets; prints JSON
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sized
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from asa.cards.models import VolunteerCard

VILLAGE, YEAR = "860101", 2560


def make(count: int) -> None:
    """Registered volunteers of one sub-district, each with a drawn photo and a draft."""
    from random import Random  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415

    from asa.cards.actions import prepare_cards, set_for_print  # noqa: PLC0415
    from asa.cards.models import CardPhoto  # noqa: PLC0415
    from asa.common import photos  # noqa: PLC0415
    from asa.common.thaidate import today  # noqa: PLC0415
    from asa.home.demo.pictures import portrait  # noqa: PLC0415
    from asa.people.actions import make_person, system_user  # noqa: PLC0415
    from asa.volunteers.models import Volunteer  # noqa: PLC0415

    by, random = system_user(), Random(YEAR)
    with transaction.atomic():
        people = [
            Volunteer.objects.create(
                person=make_person(
                    given_name="น้ำผึ้ง", family_name=f"ปั้นทองกุฎี{number}", prefix="นางสาว"
                ),
                area_id=VILLAGE,
                state="registered",
                registration_no=f"8686{number:05}",
                registration_year_be=YEAR,
                registration_province="86",
            )
            for number in range(count)
        ]
        for one in people:
            stored = photos.store(portrait(random))
            CardPhoto.objects.create(
                id=stored.uuid, original=stored.uuid, volunteer=one, taken_by=by
            )
        made = prepare_cards(people, by=by, on=today())
        set_for_print(made.cards, issued_on=today(), by=by, on=today())


def cards() -> "list[VolunteerCard]":
    """The drafts of the data folder with all that the paper reads."""
    from asa.cards.models import VolunteerCard  # noqa: PLC0415

    found = VolunteerCard.objects.select_related(
        "volunteer__person", "volunteer__card_photo", "issuer"
    )
    return list(found.order_by("registration_no"))


def measured(act: Callable[[], Sized], started: float) -> dict[str, float]:
    """What an act costs, with the process that it starts: seconds, processor time, most memory."""
    cpu = time.process_time() + _of_children().ru_utime + _of_children().ru_stime
    size = len(act())
    after = time.process_time() + _of_children().ru_utime + _of_children().ru_stime
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": time.perf_counter() - started,
        "cpu": after - cpu,
        "own_mb": own / 1024,
        "typst_mb": _of_children().ru_maxrss / 1024,
        "pdf_mb": size / 1024 / 1024,
    }


def _of_children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]))
        return
    from asa.cards.codes import Layout  # noqa: PLC0415 - models load after the settings
    from asa.cards.papers import cards_as_pdf  # noqa: PLC0415

    started, found = time.perf_counter(), cards()
    print(json.dumps(measured(lambda: cards_as_pdf(found, Layout.SHEET), started)))


if __name__ == "__main__":
    main()
