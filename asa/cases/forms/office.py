"""What the office fills in while a case goes through its hands."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asa.cases.actions.intake import MOST_PEOPLE
from asa.cases.actions.referring import CONSENT, OVERRIDE
from asa.cases.codes import Acting, HelpKind, Outcome, PaymentMethod
from asa.cases.models import AidProgramme, AidRequest, Case
from asa.cases.queries import cases_for
from asa.common.forms import AsaForm, MoneyField, Option, PhotosField, ThaiDateField
from asa.common.thaidate import arabic_digits, today
from asa.households.codes import VisitMethod
from asa.households.forms import DimensionFields
from asa.households.models import HouseholdMember
from asa.partners.models import Partner
from asa.people.models import Person, User


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among people, shown by their names."""

    def label_from_instance(self, person: Any) -> str:
        return person.shown_name if isinstance(person, User) else person.full_name


def words_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=4000, widget=forms.Textarea
    )


class ManagerForm(AsaForm):
    """Which social worker looks after the case."""

    manager = PersonChoice(label=_("Social worker"), queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, social_workers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [user.pk for user in social_workers]
        # Only those who hold the post today stand in the list.
        found = User.objects.filter(pk__in=keys).select_related("person")
        self.fields["manager"].queryset = found  # type: ignore[attr-defined]


class FactsForm(AsaForm):
    """What was found out, and the figures that programmes ask for."""

    text = words_field(_("Facts found"), hint=_("What was seen, said and shown by papers"))
    income_per_month = MoneyField(
        label=_("Household income per month"), help_text=_("In baht"), required=False
    )
    people_in_household = forms.IntegerField(
        label=_("People in the household"), min_value=1, max_value=MOST_PEOPLE, required=False
    )
    found_on = ThaiDateField(label=_("Day of the fact-finding"), not_future=True)


class OpinionForm(AsaForm):
    """The social worker's opinion on which the head decides."""

    text = words_field(_("Social worker's opinion"))


class ProgrammeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among programmes, each with its limits."""

    def label_from_instance(self, programme: Any) -> str:
        return " · ".join([programme.name, *limits_in_words(programme)])


def limits_in_words(programme: AidProgramme) -> list[str]:
    """The cap, the times and the age that a programme is for, as far as it has them."""
    found = []
    if programme.cap is not None:
        found.append(gettext("at most %(cap)s baht each time") % {"cap": f"{programme.cap:,.0f}"})
    if programme.times_per_fiscal_year:
        words = ngettext(
            "%(n)s time a fiscal year", "%(n)s times a fiscal year", programme.times_per_fiscal_year
        )
        found.append(words % {"n": programme.times_per_fiscal_year})
    if programme.age_from:
        found.append(gettext("from age %(age)s") % {"age": programme.age_from})
    if programme.age_to:
        found.append(gettext("up to age %(age)s") % {"age": programme.age_to})
    if programme.months_after_death:
        words = ngettext(
            "within %(n)s month of the death",
            "within %(n)s months of the death",
            programme.months_after_death,
        )
        found.append(words % {"n": programme.months_after_death})
    if programme.conditions:
        found.append(programme.conditions)
    return found


class ProposeForm(AsaForm):
    """Aid under one programme, with the memo's five parts."""

    programme = ProgrammeChoice(label=_("Aid programme"), queryset=AidProgramme.objects.none())
    beneficiary = PersonChoice(label=_("Who receives it"), queryset=Person.objects.none())
    kind = forms.ChoiceField(label=_("Kind of help"), choices=HelpKind, initial=HelpKind.MONEY)
    amount = MoneyField(
        label=_("Amount proposed"), help_text=_("In baht; of things, their value"), at_least=1
    )
    detail = forms.CharField(label=_("What the help is for"), max_length=300)
    background = words_field(_("Background"))
    facts = words_field(_("Facts"))
    laws = words_field(
        _("Legal basis"),
        required=False,
        hint=_("Left empty, the legal basis of the programme is written"),
    )
    consideration = words_field(_("Points considered"))
    proposal = words_field(_("Proposal"))

    def __init__(
        self, *args: Any, programmes: Any, members: list[HouseholdMember], case: Case, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        keys = [str(case.subject_id), *(str(member.person_id) for member in members)]
        people = Person.objects.filter(pk__in=keys).order_by("sort_key")
        self.fields["beneficiary"].queryset = people  # type: ignore[attr-defined]


APPROVE, MORE_FACTS, REFUSE = "approve", "more_facts", "refuse"


class DecideForm(AsaForm):
    """The head's decision; a reason or a letter lifts a limit where one is passed."""

    # What is needed depends on the result, and the hints say so.
    marks_optional = False

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount approved"), help_text=_("In baht"), required=False)
    words = words_field(
        _("Instructions, or the reason"),
        required=False,
        hint=_("A reason is needed when more information is wanted or help is refused"),
    )
    over_times_reason = words_field(
        _("Reason to help once more"),
        required=False,
        hint=_("Only when the times of this fiscal year are used up"),
    )
    governor_letter_no = forms.CharField(
        label=_("Number of the governor's letter"),
        help_text=_("Only above the cap of the programme"),
        max_length=60,
        required=False,
    )

    acting = forms.ChoiceField(
        label=_("Signed as"),
        choices=[("", _("The provincial head")), *Acting.choices],
        required=False,
    )
    own_title = forms.CharField(
        label=_("Own position"),
        help_text=_("Only when you sign for the head: it stands on the memo"),
        max_length=160,
        required=False,
    )

    def __init__(self, *args: Any, request: AidRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            (APPROVE, Option(_("Approve"), " · ".join(limits_in_words(request.programme)))),
            (MORE_FACTS, Option(_("Ask for more information"))),
            (REFUSE, Option(_("Not eligible"))),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == APPROVE and not given.get("amount"):
            self.add_error("amount", gettext("Enter the amount approved, in baht."))
        if given.get("result") in (MORE_FACTS, REFUSE) and not given.get("words"):
            self.add_error("words", gettext("Write the reason, so that everyone understands it."))
        if given.get("acting") and not given.get("own_title"):
            said = gettext("Write your own position; it stands above the head's.")
            self.add_error("own_title", said)
        return given


class BudgetForm(AsaForm):
    """Whether the money is there."""

    result = forms.ChoiceField(
        label=_("Budget"),
        widget=forms.RadioSelect,
        choices=[
            ("released", _("The money is there; it may be paid")),
            ("awaited", _("Wait for the budget")),
        ],
    )

    def __init__(self, *args: Any, waits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if waits:
            field = self.fields["result"]
            field.choices = field.choices[:1]  # type: ignore[attr-defined]


class PayForm(AsaForm):
    """Money paid out, with the number of its evidence."""

    amount = MoneyField(label=_("Amount paid"), help_text=_("In baht"), at_least=1)
    method = forms.ChoiceField(label=_("Way of payment"), choices=PaymentMethod)
    evidence_no = forms.CharField(
        label=_("Number of the payment's evidence"),
        help_text=_("Receipt, cheque or transfer number"),
        max_length=60,
    )
    paid_on = ThaiDateField(label=_("Day of payment"), not_future=True)


class ReturnMoneyForm(AsaForm):
    """Money came back: by which receipt, why, and when."""

    receipt_no = forms.CharField(
        label=_("Number of the receipt"),
        help_text=_("The receipt that the office gave for the money"),
        max_length=60,
    )
    reason = words_field(
        _("Why the money came back"), hint=_("For example: the person died before the hand-over")
    )
    returned_on = ThaiDateField(label=_("Day it came back"), not_future=True)


def _in_thirty_days() -> date:
    return today() + timedelta(days=30)


class DeliverForm(AsaForm):
    """Help reached the household, and when someone visits again."""

    received_by_name = forms.CharField(label=_("Received by"), max_length=120)
    delivered_on = ThaiDateField(label=_("Day it was handed over"), not_future=True)
    follow_up_on = ThaiDateField(
        label=_("Day of the next visit"), not_before=today, initial=_in_thirty_days
    )


class ReferForm(AsaForm):
    """To which agency, what is asked, and on what ground the data is passed on."""

    partner = forms.ModelChoiceField(label=_("Agency"), queryset=Partner.objects.none())
    request = words_field(
        _("What we ask of the agency"),
        hint=_("The agency reads only these words. Write the name and place if it needs them."),
    )
    basis = forms.ChoiceField(
        label=_("Ground for passing the data on"),
        widget=forms.RadioSelect,
        choices=[
            (CONSENT, _("The person agreed")),
            (OVERRIDE, _("Without consent, because …")),
        ],
        initial=CONSENT,
    )
    basis_reason = forms.CharField(label=_("Why without consent"), max_length=200, required=False)

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class AnswerReferralForm(AsaForm):
    """An agency's answer."""

    result = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    words = words_field(
        _("What you want to tell us"),
        required=False,
        hint=_("A reason is needed when you cannot help"),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == "refused" and not given.get("words"):
            self.add_error("words", gettext("Write why you cannot help, so that we find another."))
        return given


class ReasonForm(AsaForm):
    """A reason in words."""

    reason = words_field(_("Reason"))


class EndForm(ReasonForm):
    """How a case ends without help."""

    result = forms.ChoiceField(
        label=_("How it ends"),
        widget=forms.RadioSelect,
        choices=[
            ("ineligible", _("Not eligible")),
            ("withdrawn", _("The person withdrew it")),
        ],
    )
    field_order = ["result", "reason"]

    def __init__(self, *args: Any, may_be_ineligible: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_ineligible:
            field = self.fields["result"]
            field.choices = field.choices[1:]  # type: ignore[attr-defined]


class DuplicateForm(AsaForm):
    """Which case has the same need."""

    number = forms.CharField(
        label=_("Number of the other case"), help_text=_("Such as 86-70-00412"), max_length=14
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_number(self) -> Case:
        number = arabic_digits(self.cleaned_data["number"]).strip()
        found = cases_for(self.user).filter(number=number, is_protected=False).first()
        if found is None:
            raise forms.ValidationError(
                gettext("There is no case with this number. Check it and enter it again.")
            )
        return found


class CloseForm(AsaForm):
    """How the household stands when the case is closed."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect, choices=Outcome)
    words = words_field(_("Summary of the result"))


class FollowUpForm(DimensionFields):
    """What was seen at the visit, how the five dimensions stand now, and the next visit."""

    visited_on = ThaiDateField(label=_("Day of the visit"), not_future=True, initial=today)
    method = forms.ChoiceField(
        label=_("How"), choices=VisitMethod, widget=forms.RadioSelect, initial=VisitMethod.VISIT
    )
    note = words_field(
        _("What was seen and done"),
        hint=_("What has changed since the help, and what is still needed"),
    )
    photos = PhotosField(required=False)
    next_visit_on = ThaiDateField(
        label=_("Day of the next visit"),
        help_text=_("Leave it empty if no further visit is needed"),
        not_before=today,
        required=False,
    )


class TeamForm(AsaForm):
    """One more person of the provincial office."""

    user = PersonChoice(label=_("Person of the office"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
