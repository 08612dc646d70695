"""Photos of the days: kept sealed, seen by right, chosen for the report."""

from functools import partial
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from asa.common import photos
from asa.common.errors import DomainError
from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.photos import add_photos, change_photo, remove_photo
from asa.training.closing import report_as_pdf, told_in_report
from asa.training.codes import MOST_IN_REPORT
from asa.training.models import CohortPhoto
from asa.training.tests.factories import make_cohort
from asa.training.tests.factories_day import make_registrar

pytestmark = pytest.mark.django_db


def picture(colour="navy"):
    file = BytesIO()
    Image.new("RGB", (80, 60), colour).save(file, "JPEG")
    file.seek(0)
    return file


def keep(cohort, by, caption="พิธีเปิด", count=1):
    files = [picture() for _one in range(count)]
    return add_photos(cohort, files=files, caption=caption, by=by, on=today())


def choose(photo, by, chosen=True, caption="พิธีเปิด"):
    return change_photo(photo, caption=caption, is_in_report=chosen, by=by, on=today())


def test_registrars_add_and_keepers_choose(keeper):
    cohort = make_cohort()
    registrar = make_registrar(cohort)
    (photo,) = keep(cohort, registrar)
    for act in (
        partial(choose, photo, registrar),
        partial(remove_photo, photo, by=registrar, on=today()),
        partial(keep, cohort, make_user(Role.VOLUNTEER, "86010104")),
        partial(keep, cohort, make_user(Role.AUDITOR, "TH")),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert choose(photo, keeper).is_in_report
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"cohort_photo.added", "cohort_photo.changed"} <= verbs


def test_the_chosen_photos_stand_in_the_report_with_their_captions(keeper):
    cohort = make_cohort()
    shown, _other = keep(cohort, keeper, count=2)
    choose(shown, keeper, caption='กลุ่มที่ 2 #panic("x")')
    (told,) = told_in_report(cohort.workshop)["cohorts"]
    assert told["photos"] == [[f"photo-{shown.pk}.svg", 'กลุ่มที่ ๒ #panic("x")']]
    assert report_as_pdf(cohort.workshop).startswith(b"%PDF")
    photos.delete(shown.pk)
    (told,) = told_in_report(cohort.workshop)["cohorts"]
    assert told["photos"] == []
    assert report_as_pdf(cohort.workshop).startswith(b"%PDF")


def test_a_report_shows_only_so_many(keeper):
    made = keep(make_cohort(), keeper, count=MOST_IN_REPORT + 1)
    for photo in made[:-1]:
        choose(photo, keeper)
    with pytest.raises(DomainError, match="ไม่เกิน 8 ภาพ"):
        choose(made[-1], keeper)
    assert choose(made[0], keeper, caption="เปลี่ยนคำ").is_in_report


def test_what_is_no_photo_or_has_no_caption_is_refused(keeper):
    cohort = make_cohort()
    for caption in (" ", "x" * 201):
        with pytest.raises(DomainError):
            keep(cohort, keeper, caption=caption)
    with pytest.raises(DomainError):
        add_photos(cohort, files=[BytesIO(b"no")], caption="x", by=keeper, on=today())
    assert not CohortPhoto.objects.exists()


def test_the_file_goes_with_the_photo(keeper, django_capture_on_commit_callbacks):
    (photo,) = keep(make_cohort(), keeper)
    number = photo.pk
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo, by=keeper, on=today())
    assert not photos.is_kept(number)


def test_the_pages_and_the_access_log(keeper):
    cohort = make_cohort()
    office, stranger = Client(), Client()
    office.force_login(keeper)
    stranger.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    add = reverse("training:add_photos", args=[cohort.pk])
    none = office.post(add, {"caption": "พิธีเปิด"})
    assert "โปรดแนบ" in none.content.decode()
    odd = SimpleUploadedFile("x.jpg", b"no", "image/jpeg")
    assert office.post(add, {"caption": "พิธีเปิด", "photos": odd}).status_code == 200
    file = SimpleUploadedFile("a.jpg", picture().read(), "image/jpeg")
    office.post(add, {"caption": "พิธีเปิด", "photos": file})
    photo = CohortPhoto.objects.get()
    page = reverse("training:photo_file", args=[photo.pk, 320])
    assert page in office.get(reverse("training:photos", args=[cohort.pk])).content.decode()
    seen = office.get(page)
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert seen.headers["Cache-Control"] == "no-store"
    assert stranger.get(page).status_code == 404
    assert office.get(reverse("training:photo_file", args=[photo.pk, 999])).status_code == 404
    assert AccessEntry.objects.get(verb="cohort_photo.seen").target_id == str(photo.pk)
    change = reverse("training:change_photo", args=[photo.pk])
    office.post(change, {"caption": "พิธีปิด", "is_in_report": "on"})
    photo.refresh_from_db()
    assert (photo.caption, photo.is_in_report) == ("พิธีปิด", True)
    office.post(reverse("training:remove_photo", args=[photo.pk]))
    assert not CohortPhoto.objects.exists()
