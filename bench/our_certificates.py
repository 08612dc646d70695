"""Asa's certificates as one PDF, of a cohort that was held.

python -m bench.our_certificates --make N    puts N certificates into the data folder
python -m bench.our_certificates [N]         sets the first N (or all); prints JSON
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Sized
from typing import TYPE_CHECKING

import django

from bench.our_cards import measured

if TYPE_CHECKING:
    from asa.training.models import Certificate


def make(count: int) -> None:
    """Volunteers of one province, each with the certificate of one great cohort."""
    from datetime import date  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415

    from asa.common import bulk  # noqa: PLC0415
    from asa.common.shortcodes import new_code  # noqa: PLC0415
    from asa.people.actions import make_person, system_user  # noqa: PLC0415
    from asa.training.models import (  # noqa: PLC0415
        Certificate,
        Cohort,
        Course,
        Enrolment,
        Quota,
        Signer,
        Workshop,
    )

    by, last = system_user(), date(2026, 10, 16)
    course = Course.objects.get(pk="potential")
    signer = Signer.objects.get(owner="TH")
    with transaction.atomic():
        workshop = Workshop.objects.create(
            name=course.name_th, fiscal_year_be=2570, owner_id="TH", course=course, planned_by=by
        )
        cohort = Cohort.objects.create(
            workshop=workshop, number=1, starts_on=last, ends_on=last, venue="โรงแรมปริ๊นซ์พาเลซ",
            place_id="10", seats=count,
        )  # fmt: skip
        quota = Quota.objects.create(cohort=cohort, area_id="86", seats=count)
        people = [
            make_person(given_name="น้ำผึ้ง", family_name=f"ปั้นทองกุฎี{number}", prefix="นางสาว")
            for number in range(count)
        ]
        seats = [
            Enrolment(
                cohort=cohort, quota=quota, person=person, area_id="86", state="confirmed",
                rank=1, nominated_by=by, result="passed",
            )
            for person in people
        ]  # fmt: skip
        bulk.create(Enrolment, seats)
        papers = [
            Certificate(
                enrolment=seat, owner_id="TH", number=number, year_be=2569, kind="passed",
                name=seat.person.full_name, course=f"ได้ผ่าน{course.name_th}", cohort_number=1,
                role="อาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ จังหวัดชุมพร",
                fiscal_year_be=2570, starts_on=last, ends_on=last, venue=cohort.venue,
                issued_on=last, signer=signer, code=new_code(),
            )
            for number, seat in enumerate(seats, 1)
        ]  # fmt: skip
        bulk.create(Certificate, papers)


def certificates(count: int | None = None) -> "list[Certificate]":
    """The certificates of the data folder with all that the paper reads."""
    from asa.training.models import Certificate  # noqa: PLC0415

    return list(Certificate.objects.select_related("signer").order_by("number")[:count])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]))
        return
    from asa.training.papers import write_certificates  # noqa: PLC0415 - models load late

    started = time.perf_counter()
    found = certificates(int(sys.argv[1]) if sys.argv[1:] else None)

    def written() -> Sized:
        """As the command line does it: into a file, so that the whole PDF is never in memory."""
        with tempfile.TemporaryFile() as file:
            write_certificates(file, found)
            return range(file.tell())

    print(json.dumps(measured(written, started)))


if __name__ == "__main__":
    main()
