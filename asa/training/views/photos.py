"""Photos of the days of a cohort."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common import accesslog, photos
from asa.common.errors import allow
from asa.common.photos import Size
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.photos import add_photos, change_photo, remove_photo
from asa.training.forms.photos import CohortPhotosForm, PhotoForm
from asa.training.models import CohortPhoto
from asa.training.queries.photos import cohort_photos_for
from asa.training.rules import can_add_photo, can_arrange
from asa.training.views.kit import KIT
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.programme import perform

PHOTOS = "training:photos"


@require_safe
def album(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The photos of a cohort with their captions."""
    cohort = cohort_asked(request, pk)
    allow(can_add_photo(request.user, cohort))
    context = frame(
        cohort, request.user, KIT, _("Photos"),
        photos=list(cohort_photos_for(request.user).filter(cohort=cohort)),
        may_arrange=can_arrange(request.user, cohort),
    )  # fmt: skip
    return render(request, "training/photos.html", context)


def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Add photos, all of them or none."""
    cohort = cohort_asked(request, pk)
    allow(can_add_photo(request.user, cohort))
    form = CohortPhotosForm(request.POST or None, request.FILES or None)

    def act() -> object:
        files, caption = form.cleaned_data["photos"], form.cleaned_data["caption"]
        return add_photos(cohort, files=files, caption=caption, by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=PHOTOS, title=_("Add photos"),
        button=_("Keep the photos"), has_files=True,
    )  # fmt: skip


def _photo(request: AsaRequest, pk: UUID) -> CohortPhoto:
    found: CohortPhoto = get_object_or_404(cohort_photos_for(request.user), pk=pk)
    return found


def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Another caption, or into the report and out of it."""
    photo = _photo(request, pk)
    allow(can_arrange(request.user, photo.cohort))
    initial = {"caption": photo.caption, "is_in_report": photo.is_in_report}
    form = PhotoForm(request.POST or None, initial=initial)

    def act() -> object:
        return change_photo(photo, **form.cleaned_data, by=request.user, on=today())

    return perform(
        request, photo.cohort, form, act, tab=KIT, back=PHOTOS, title=_("Change the photo"),
        button=_("Save"),
    )  # fmt: skip


@require_POST
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a photo away."""
    photo = _photo(request, pk)
    cohort = photo.cohort
    remove_photo(photo, by=request.user, on=today())
    messages.success(request, _("The photo is taken away."))
    return redirect(PHOTOS, cohort.pk)


@require_safe
def file(request: AsaRequest, pk: UUID, size: int) -> HttpResponse:
    """One picture, decrypted; the look is noted."""
    found = _photo(request, pk)
    wanted: Size = 320 if size == 320 else 1920
    if size != wanted:
        raise Http404
    try:
        content = photos.open_photo(found.pk, wanted)
    except photos.PhotoMissing as error:
        raise Http404 from error
    area = str(found.cohort.workshop.owner_id)
    accesslog.note(request.user, "cohort_photo.seen", found, area=area, size=wanted)
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="{found.pk}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
