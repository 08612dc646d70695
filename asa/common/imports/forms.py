import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import AsaForm, Option
from asa.common.spreadsheets import read_sheets
from asa.common.spreadsheets.reading import LARGEST_FILE

GOOD_ROWS, ALL_ROWS = "good", "all"


class ImportForm(AsaForm):
    """The file, whose list it is, and what to do if some rows must be mended."""

    file = forms.FileField(label=_("File"), help_text=_("Excel (.xlsx, .xls) or .csv"))
    province = forms.ChoiceField(label=_("Whose list is it"))
    rows = forms.ChoiceField(
        label=_("If some rows must be corrected"),
        widget=forms.RadioSelect,
        initial=GOOD_ROWS,
        choices=[
            (GOOD_ROWS, Option(_("Take in the good rows"), _("The others can follow later"))),
            (ALL_ROWS, Option(_("All or nothing"), _("Nothing is taken in until all are right"))),
        ],
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["province"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = choices
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv"

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that is no spreadsheet is told at once, not after a job."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > LARGEST_FILE:
            size = LARGEST_FILE // 1024**2
            raise ValidationError(gettext("The file is larger than %(size)s MB.") % {"size": size})
        try:
            read_sheets(io.BytesIO(file.read()), file.name or "")
        except DomainError as error:
            raise ValidationError(str(error), code="unreadable") from error
        return file
