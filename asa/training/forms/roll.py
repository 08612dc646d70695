from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, Option
from asa.training.models import Enrolment
from asa.volunteers.forms import CleanTextField

PRESENT, ABSENT = "present", "absent"


class CorrectionForm(AsaForm):
    """Whether somebody was there after all, and how that is known."""

    presence = forms.ChoiceField(
        label=_("Was there"), widget=forms.RadioSelect,
        choices=[(PRESENT, _("Yes, was there")), (ABSENT, _("No, was not there"))],
    )  # fmt: skip
    reason = CleanTextField(
        label=_("Reason"), max_length=300, widget=forms.Textarea,
        help_text=_("Such as: signed the sheet on paper, line 12"),
    )  # fmt: skip


class SettleForm(AsaForm):
    """What was done about something that waited."""

    remark = CleanTextField(
        label=_("What was done about it"), max_length=300, widget=forms.Textarea
    )


class SwapForm(AsaForm):
    """Who takes the seat of somebody who did not come; nobody is an answer too."""

    NOBODY = "nobody"
    substitute = forms.ChoiceField(label=_("Who takes the seat"), widget=forms.RadioSelect)
    reason = CleanTextField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Needed where somebody of another area takes the seat"),
    )  # fmt: skip

    def offer(
        self, near: list[Enrolment], elsewhere: list[Enrolment], *, named: dict[UUID, str]
    ) -> None:
        """Offer the quota's own people first, in their order; then the reserve of other areas.

        named: what is said of each beside the name, by the key of the enrolment.
        """
        rows = [(str(one.pk), Option(one.person.full_name, named[one.pk])) for one in near]
        others = [(str(one.pk), Option(one.person.full_name, named[one.pk])) for one in elsewhere]
        nobody = (self.NOBODY, Option(gettext("Nobody: the seat stays free"), ""))
        field = self.fields["substitute"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [*rows, *others, nobody]
        self.initial.setdefault("substitute", str(near[0].pk) if near else self.NOBODY)
