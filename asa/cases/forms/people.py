"""Who lives there: one row for each person, and who of them is in trouble."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.cases.forms.report import Kept
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, CitizenIdField, PartialDateField, PhoneField
from asa.households.actions import MemberDetails
from asa.households.codes import Health
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members
from asa.people.codes import Sex

PREFIX = "m"
MOST_PEOPLE = 20
# Kept in the words of the paper form, as lists from the office hold them.
HEAD = "หัวหน้าครัวเรือน"
RELATIONS = [
    ("", _("Choose")),
    (HEAD, _("Head of the household")),
    ("คู่สมรส", _("Husband or wife")),
    ("บุตร", _("Son or daughter")),
    ("บิดามารดา", _("Father or mother")),
    ("ปู่ย่าตายาย", _("Grandparent")),
    ("หลาน", _("Grandchild, nephew or niece")),
    ("พี่น้อง", _("Brother or sister")),
    ("ญาติ", _("Other relative")),
    ("ผู้อาศัย", _("Not a relative")),
]


class MemberForm(AsaForm):
    """One person: a name, a citizen id or why there is none, and what is known of the birth."""

    prefix_name = forms.CharField(
        label=_("Prefix"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "brief"}),
    )  # fmt: skip
    given_name = forms.CharField(
        label=_("Given name"), max_length=100,
        error_messages={
            "required": _("Write the given name; a name that the village uses is enough.")
        },
    )  # fmt: skip
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=100)
    citizen_id = CitizenIdField(required=False)
    no_id_reason = forms.CharField(
        label=_("No citizen id because"), required=False, max_length=120,
        help_text=_("Such as the card is lost, never registered, does not remember"),
    )  # fmt: skip
    birth = PartialDateField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    relation = forms.ChoiceField(
        label=_("Relation to the head of household"), choices=RELATIONS, required=False
    )
    health = forms.ChoiceField(label=_("Health"), choices=Health, initial=Health.UNKNOWN)
    phone = PhoneField(required=False)
    # A person who is written down already, when a report is mended.
    member = forms.CharField(required=False, widget=forms.HiddenInput())
    # That person's citizen id as pages show it: masked, and kept unless another one is typed.
    known_id = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        has_id = found.get("citizen_id") or found.get("known_id") or "citizen_id" in self.errors
        if not has_id and not found.get("no_id_reason"):
            self.add_error(
                "no_id_reason", gettext("Write the citizen id above, or here why there is none.")
            )
        return found

    @property
    def details(self) -> MemberDetails:
        found = self.cleaned_data
        return MemberDetails(
            prefix=found["prefix_name"],
            given_name=found["given_name"],
            family_name=found["family_name"],
            citizen_id=found["citizen_id"] or "",
            no_id_reason="" if found["citizen_id"] else found["no_id_reason"],
            birth=found["birth"],
            sex=found["sex"],
            relation=found["relation"],
            is_head=found["relation"] == HEAD,
            health=found["health"],
            phone=found["phone"],
        )


ROW_FIELDS = tuple(MemberForm.base_fields)


class SubjectForm(AsaForm):
    """Who of the household is the person in trouble."""

    subject = forms.ChoiceField(
        label=_("The person in trouble"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who is the person in trouble.")},
    )


class PeopleStep:
    """The rows of people with the choice of the person in trouble, read from a draft.

    subject is "0", "1", … for a row, or "known:<key>" for someone of a known household.
    """

    def __init__(
        self, kept: Kept, household: Household | None = None, *, check: bool = False
    ) -> None:
        self.household = household
        self.known = list(current_members(household)) if household else []
        self.kept_rows: list[Kept] = kept.get("rows") or ([] if self.known else [{}])
        self.is_checked = check
        self.rows = [self._row_form(i, row) for i, row in enumerate(self.kept_rows)]
        self.subject = self._subject_form(kept)

    def _row_form(self, place: int, row: Kept) -> MemberForm:
        prefix = f"{PREFIX}-{place}"
        typed = {f"{prefix}-{name}": value for name, value in row.items()}
        initial = {name: value for name, value in row.items() if value}
        form = MemberForm(typed if self.is_checked else None, initial=initial, prefix=prefix)
        if known_id := row.get("known_id"):
            words = gettext("%(masked)s is written down; leave this empty to keep it")
            form.fields["citizen_id"].help_text = words % {"masked": known_id}
        relation = row.get("relation", "")
        if relation not in dict(RELATIONS) and row.get("member"):
            # An imported list has words of its own for how people are related.
            form.fields["relation"].choices = [*RELATIONS, (relation, relation)]  # type: ignore[attr-defined]
        return form

    def _subject_form(self, kept: Kept) -> SubjectForm:
        choices = [(f"known:{one.pk}", str(one.person)) for one in self.known]
        choices += [(str(i), str(i)) for i in range(len(self.rows))]
        chosen = kept.get("subject") or (choices[0][0] if len(choices) == 1 else "")
        data = {"subject": chosen} if self.is_checked else None
        form = SubjectForm(data, initial={"subject": chosen})
        form.fields["subject"].choices = choices  # type: ignore[attr-defined]
        return form

    @staticmethod
    def read(data: Any) -> Kept:
        """What was typed in each row, and who was chosen."""
        typed = data.get(f"{PREFIX}-TOTAL", "0")
        total = min(int(typed), MOST_PEOPLE) if typed.isascii() and typed.isdigit() else 0
        rows = [
            {name: data.get(f"{PREFIX}-{i}-{name}", "") for name in ROW_FIELDS}
            for i in range(total)
        ]
        return {"rows": rows, "subject": data.get("subject", "")}

    @staticmethod
    def with_row(kept: Kept) -> Kept:
        """One more empty row, up to the most that a report takes."""
        rows = kept["rows"]
        return {**kept, "rows": [*rows, {}] if len(rows) < MOST_PEOPLE else rows}

    @staticmethod
    def without_row(kept: Kept, place: int) -> Kept:
        """The rows without one; whoever was chosen stays chosen."""
        rows = [row for i, row in enumerate(kept["rows"]) if i != place]
        chosen = kept.get("subject", "")
        if chosen.isdigit():
            old = int(chosen)
            chosen = "" if old == place else str(old - (old > place))
        return {**kept, "rows": rows, "subject": chosen}

    def is_valid(self) -> bool:
        """Every row, the choice, and what holds between the rows."""
        return self._is_valid

    @cached_property
    def _is_valid(self) -> bool:
        # A list, so that every row is asked and not only the first faulty one.
        each = [form.is_valid() for form in (*self.rows, self.subject)]
        between = [self._one_head(), self._each_id_once()]
        return all(each + between)

    def _one_head(self) -> bool:
        heads = [form for form in self.rows if form.cleaned_data.get("relation") == HEAD]
        for form in heads[1:]:
            form.add_error("relation", gettext("A household has one head. Choose one person."))
        return len(heads) <= 1

    def _each_id_once(self) -> bool:
        seen: set[str] = set()
        once = True
        for form in self.rows:
            digits = form.cleaned_data.get("citizen_id")
            if digits and digits in seen:
                sentence = _("This citizen id stands in a row above. Check both with the card.")
                form.add_error("citizen_id", str(sentence))
                once = False
            seen.add(digits or "")
        return once

    # What the error summary of the kit asks of a set of forms.
    management_form = True

    @property
    def forms(self) -> list[AsaForm]:
        """The forms whose faults the page lists on top."""
        return [self.subject, *self.rows] if self.is_checked else []

    def non_form_errors(self) -> list[str]:
        return []

    @property
    def known_choices(self) -> list[dict[str, Any]]:
        """The known people with the value by which each is chosen."""
        return [
            {
                "value": f"known:{one.pk}",
                "name": one.person,
                "is_chosen": f"known:{one.pk}" == self.chosen,
            }
            for one in self.known
        ]

    @property
    def numbered(self) -> list[dict[str, Any]]:
        """Each row with whether it is the person in trouble, and whether it may be taken out."""
        alone = len(self.rows) == 1 and not self.known
        return [
            {
                "form": form,
                "is_chosen": str(i) == self.chosen,
                "may_be_removed": not alone and not row.get("member"),
            }
            for i, (form, row) in enumerate(zip(self.rows, self.kept_rows, strict=True))
        ]

    @property
    def subject_fault(self) -> str:
        told: Any = self.subject.errors.get("subject", []) if self.is_checked else []
        return " ".join(str(one) for one in told)

    @property
    def chosen(self) -> str:
        return str(self.subject["subject"].value() or "")

    @property
    def known_subject(self) -> HouseholdMember | None:
        """The chosen person of the known household, if it is one of them."""
        key = self.subject.cleaned_data["subject"].removeprefix("known:")
        return next((one for one in self.known if str(one.pk) == key), None)

    @property
    def subject_row(self) -> int:
        chosen = self.subject.cleaned_data["subject"]
        return int(chosen) if chosen.isdigit() else 0

    @property
    def details(self) -> list[MemberDetails]:
        return [form.details for form in self.rows]

    def member_of_row(self, place: int) -> UUID | None:
        """Whom a row is about, where the person was written down before."""
        key = self.rows[place].cleaned_data["member"]
        try:
            return UUID(key) if key else None
        except ValueError as error:
            raise DomainError(gettext("Open the page again and try once more.")) from error
