"""Photos of a cohort and their captions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, PhotosField
from asa.volunteers.forms import CleanTextField


class CohortPhotosForm(AsaForm):
    """Pictures that show the same."""

    photos = PhotosField(at_most=10)
    caption = CleanTextField(
        label=_("Caption"), max_length=200,
        help_text=_("What the picture shows, such as group work on the second day"),
    )  # fmt: skip


class PhotoForm(AsaForm):
    """The caption of a picture, and whether the report shows it."""

    caption = CleanTextField(label=_("Caption"), max_length=200)
    is_in_report = forms.BooleanField(label=_("Show it in the closing report"), required=False)
