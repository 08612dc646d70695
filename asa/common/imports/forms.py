import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import AsaForm, Option
from asa.common.imports.headings import FoundHeading
from asa.common.imports.reading import Field
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


class HeadingsForm(AsaForm):
    """What each heading of a file means; as it was read by itself until somebody says otherwise."""

    marks_optional = False

    def __init__(
        self, *args: Any, headings: Sequence[FoundHeading], fields: Sequence[Field], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        sheets = {name for found in headings for name in found.sheets}
        choices = [("", _("Do not read this column")), *((f.key, f.headings[0]) for f in fields)]
        for number, found in enumerate(headings):
            self.fields[f"heading_{number}"] = forms.ChoiceField(
                label=f"{_only_on(found, len(sheets))}{found.letter} · {found.written}",
                choices=choices,
                initial=found.column,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Two columns of a sheet cannot both be the given name."""
        given = super().clean() or {}
        taken: dict[tuple[str, str], str] = {}
        for number, found in enumerate(self.headings):
            name = f"heading_{number}"
            column = given.get(name)
            if not column:
                continue
            places = [(sheet, column) for sheet in found.sheets]
            if other := next((taken[place] for place in places if place in taken), ""):
                words = gettext("The column “%(other)s” means this already.")
                self.add_error(name, words % {"other": other})
            taken |= dict.fromkeys(places, found.written)
        return given

    @property
    def said(self) -> dict[str, str]:
        """Heading as written → key of the column."""
        return {
            found.written: self.cleaned_data[f"heading_{number}"]
            for number, found in enumerate(self.headings)
        }


def _only_on(found: FoundHeading, sheets: int) -> str:
    """The sheet that a heading stands on, where the file has others without it."""
    return f"{found.sheets[0]} · " if len(found.sheets) == 1 < sheets else ""


class DespiteForm(AsaForm):
    """That somebody looked at a list of which half the rows may be people on record already."""

    marks_optional = False
    despite = forms.BooleanField(
        label=_("I have looked at these rows: they are to be taken in all the same")
    )


class TakeBackForm(AsaForm):
    """Why a list that was taken in is taken back."""

    reason = forms.CharField(
        label=_("Why the import is taken back"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
