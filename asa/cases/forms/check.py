"""What a checker writes: a note, or the case under which a matter is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import CaseState
from asa.cases.models import Case
from asa.cases.queries import cases_for
from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.people.models import User


class NoteForm(AsaForm):
    """What the checker saw or knows, for the next one on the way."""

    note = forms.CharField(
        label=_("Note for the next step"), widget=forms.Textarea, required=False, max_length=1000
    )


class DuplicateForm(AsaForm):
    """The number of the earlier case; others of the same house are offered."""

    number = forms.CharField(
        label=_("Number of the earlier case"), help_text=_("Such as 86-70-00412"), max_length=14
    )

    def __init__(self, case: Case, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user

    @property
    def likely(self) -> list[Case]:
        """Cases of the same person or of the same house that the checker may see."""
        seen = cases_for(self.user).filter(is_protected=False).exclude(pk=self.case.pk)
        same = (
            seen.filter(subject__name_key=self.case.subject.name_key)
            if self.case.subject
            else seen.none()
        )
        near = seen.filter(area=self.case.area, household__house_no=_house(self.case))
        return list((same | near).exclude(state=CaseState.DUPLICATE).distinct()[:5])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if number := found.get("number"):
            seen = cases_for(self.user).filter(is_protected=False)
            of = seen.filter(number=number.strip().upper()).first()
            if of is None:
                sentence = _("No case with this number is known to you. Check the number.")
                self.add_error("number", str(sentence))
            found["of"] = of
        return found


def _house(case: Case) -> str:
    if case.household is None:
        raise DomainError(str(_("This report is a draft.")))
    return case.household.house_no or "–"
