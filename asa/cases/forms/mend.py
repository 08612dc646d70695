"""What was sent back: the answers, and each step filled with what stands in the records."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import PART_OF_FIELD, ReportField, ReportPart, ReturnAnswer
from asa.cases.forms.report import Kept
from asa.cases.models import Case, CaseReturn
from asa.common import citizenid
from asa.common.forms import AsaForm, typed_date
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members


class ReturnForm(AsaForm):
    """Tick what is to be mended, and say for each what is wrong."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ReportField:
            self.fields[field.value] = forms.BooleanField(label=field.label, required=False)
            self.fields[f"{field.value}_reason"] = forms.CharField(
                label=_("What to mend"), required=False, max_length=300
            )

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields with their reasons by step of the report; what is filled in stands open."""
        return [self._group(part) for part in ReportPart]

    def _group(self, part: ReportPart) -> dict[str, Any]:
        names = [field.value for field in ReportField if PART_OF_FIELD[field] == part]
        lines = [(self[name], self[f"{name}_reason"]) for name in names]
        filled = any(tick.value() or reason.value() for tick, reason in lines)
        return {"part": part, "lines": lines, "is_open": filled or part == ReportPart.PROBLEM}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for field in ReportField:
            # A reason without its tick is meant as a tick.
            found[field.value] = found.get(field.value) or bool(found.get(f"{field.value}_reason"))
            if found[field.value] and not found.get(f"{field.value}_reason"):
                self.add_error(f"{field.value}_reason", str(_("Write what is to be mended")))
        if not self.items:
            self.add_error(None, str(_("Tick at least one field, and say what is to be mended.")))
        return found

    @property
    def items(self) -> list[tuple[str, str]]:
        found = self.cleaned_data
        return [
            (one.value, found.get(f"{one.value}_reason", ""))
            for one in ReportField
            if found.get(one.value)
        ]


class AnswerForm(AsaForm):
    """For each item that was sent back: mended, or right as it stands."""

    def __init__(
        self, sent_back: CaseReturn, *args: Any, mended: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(sent_back.items.order_by("pk"))
        for item in self.items:
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=ReportField(item.field).label,
                widget=forms.RadioSelect,
                choices=ReturnAnswer.choices,
                initial=ReturnAnswer.EDITED if PART_OF_FIELD[item.field] in mended else None,
                error_messages={"required": _("Say whether you mended it or it is right.")},
            )

    @property
    def answers(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"item-{item.pk}"] for item in self.items}


class ReasonForm(AsaForm):
    """Why a report is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=500)


def kept_of(case: Case, part: str) -> Kept:
    """A step filled with what stands in the records today, as if it had just been typed."""
    household = case.household
    if household is None:
        return {}
    if part == ReportPart.PROBLEM:
        return {
            "channel": case.channel,
            "problems": [one.code for one in case.problems.all()],
            "triage": case.triage,
            "summary": case.summary or "",
            "amount_wanted": str(case.amount_wanted or ""),
            "detail": case.detail or "",
        }
    if part == ReportPart.PLACE:
        return _place(household)
    if part == ReportPart.PEOPLE:
        members = list(current_members(household))
        chosen = [i for i, one in enumerate(members) if one.person_id == case.subject_id]
        rows = [_row(one) for one in members]
        return {"rows": rows, "subject": str(chosen[0]) if chosen else ""}
    return _levels(household) if part == ReportPart.LEVELS else {}


def _place(household: Household) -> Kept:
    position = ""
    if household.latitude is not None:
        position = f"{household.latitude}, {household.longitude}"
    return {
        "tambon": household.area_id[:6],
        "moo": household.area_id[6:].lstrip("0"),
        "house_no": household.house_no,
        "landmark": household.landmark,
        "position": position,
    }


def _row(member: HouseholdMember) -> Kept:
    person = member.person
    birth = typed_date(person.birth_on) if person.birth_on else ""
    parts = {"day": 0, "month": 1, "year": 2}[person.birth_precision or "day"]
    return {
        "member": str(member.pk),
        "prefix_name": person.prefix,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "known_id": citizenid.masked(person.citizen_id) if person.citizen_id else "",
        "no_id_reason": person.no_id_reason,
        "birth": "/".join(birth.split("/")[parts:]) if birth else "",
        "sex": person.sex,
        "relation": member.relation,
        "health": member.health,
        "phone": person.phone,
    }


def _levels(household: Household) -> Kept:
    latest = household.latest_round
    if latest is None:
        return {}
    found: Kept = {}
    for one in latest.levels.all():
        found[f"{one.dimension}_level"] = str(one.level)
        found[f"{one.dimension}_reason"] = one.reason
    return found
