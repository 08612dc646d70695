from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.training.models import Workshop


class ReportForm(AsaForm):
    """The two texts of a closing report."""

    workshop: Workshop
    problems = forms.CharField(
        label=_("Problems met"), max_length=4000, required=False, widget=forms.Textarea
    )
    suggestions = forms.CharField(
        label=_("Suggestions"), max_length=4000, required=False, widget=forms.Textarea
    )

    @classmethod
    def of(cls, workshop: Workshop, data: Any) -> Self:
        """The form with what is written so far, or with what was sent."""
        written = {"problems": workshop.problems, "suggestions": workshop.suggestions}
        form = cls(data, initial=written)
        form.workshop = workshop
        return form
