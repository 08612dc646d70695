"""Photos of the days of a cohort: kept with a caption, chosen for the report, taken away."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal, photos
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.codes import MOST_IN_REPORT, MOST_PHOTOS
from asa.training.models import Cohort, CohortPhoto
from asa.training.rules import can_add_photo, can_arrange


@transaction.atomic
def add_photos(
    cohort: Cohort, *, files: Sequence[IO[bytes]], caption: str, by: User, on: date
) -> list[CohortPhoto]:
    """Keep pictures of the days under one caption, without the place and time a phone writes in."""
    allow(can_add_photo(by, cohort))
    told = written(caption, _("Write what the picture shows."))
    check_fits(CohortPhoto, caption=told)
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if CohortPhoto.objects.filter(cohort=cohort).count() + len(files) > MOST_PHOTOS:
        raise DomainError(_("A cohort has at most %(n)s photos.") % {"n": MOST_PHOTOS})
    made = []
    for file in files:
        stored = photos.store(file)
        made.append(
            CohortPhoto.objects.create(
                id=stored.uuid, cohort=cohort, caption=told, width=stored.width,
                height=stored.height, taken_by=by,
            )
        )  # fmt: skip
    _note(by, "cohort_photo.added", cohort, on, photos=[str(one.pk) for one in made])
    return made


@transaction.atomic
def change_photo(
    photo: CohortPhoto, *, caption: str, is_in_report: bool, by: User, on: date
) -> CohortPhoto:
    """Write another caption, and choose whether the picture stands in the closing report."""
    allow(can_arrange(by, photo.cohort))
    told = written(caption, _("Write what the picture shows."))
    check_fits(CohortPhoto, caption=told)
    Cohort.objects.select_for_update().get(pk=photo.cohort_id)
    others = CohortPhoto.objects.filter(cohort=photo.cohort, is_in_report=True).exclude(pk=photo.pk)
    if is_in_report and others.count() >= MOST_IN_REPORT:
        raise DomainError(
            _("The report shows at most %(n)s photos of a cohort.") % {"n": MOST_IN_REPORT}
        )
    photo.caption, photo.is_in_report = told, is_in_report
    photo.save(update_fields=["caption", "is_in_report"])
    _note(by, "cohort_photo.changed", photo.cohort, on, photo=str(photo.pk), chosen=is_in_report)
    return photo


@transaction.atomic
def remove_photo(photo: CohortPhoto, *, by: User, on: date) -> None:
    """Take a picture away for good, such as when somebody on it asks for that."""
    allow(can_arrange(by, photo.cohort))
    number = photo.pk
    CohortPhoto.objects.filter(pk=number).delete()
    # The file goes once it is certain that nothing points to it any more.
    transaction.on_commit(partial(photos.delete, number))
    _note(by, "cohort_photo.removed", photo.cohort, on, photo=str(number))


def _note(by: User, verb: str, cohort: Cohort, on: date, **data: Any) -> None:
    journal.record(by, verb, cohort, area=str(cohort.workshop.owner_id), on=on, **data)
