"""A draft as a whole: its steps, what is missing, and the report that it becomes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from asa.cases.actions.report import Report
from asa.cases.codes import ReportChannel, ReportPart
from asa.cases.forms.people import PeopleStep
from asa.cases.forms.report import ConsentForm, Kept, LevelsForm, PlaceForm, ProblemForm
from asa.cases.models import Case
from asa.common import citizenid
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.households.actions import ConsentAnswer, HouseholdPlace
from asa.households.codes import Dimension
from asa.households.models import Household, PrivacyNotice
from asa.households.queries import households_for, notice_on
from asa.people.models import User
from asa.places.models import Area

PARTS = list(ReportPart)
Step = ProblemForm | PlaceForm | PeopleStep | LevelsForm | ConsentForm


class Draft:
    """What was typed so far for one report, step by step, and the photos that were taken."""

    def __init__(self, user: User, kept: dict[str, Any]) -> None:
        self.user, self.kept = user, kept

    @classmethod
    def of(cls, case: Case, user: User) -> "Draft":
        return cls(user, json.loads(case.draft or "{}"))

    def part(self, part: str) -> Kept:
        """What is kept of one step; nothing yet is an empty step."""
        return dict(self.kept.get(part) or {})

    @property
    def photos(self) -> list[UUID]:
        return [UUID(one["id"]) for one in self.kept.get("photos", [])]

    @property
    def title(self) -> str:
        """By what the reporter knows the draft again: the first name, or the house, or the wish."""
        rows = self.part(ReportPart.PEOPLE).get("rows") or [{}]
        place, problem = self.part(ReportPart.PLACE), self.part(ReportPart.PROBLEM)
        house = place.get("house_no")
        known = rows[0].get("given_name") or (
            house and gettext("House %(house)s") % {"house": house}
        )
        return str(known or problem.get("summary", ""))

    @property
    def next_part(self) -> str:
        """The first step that was not typed yet, where the reporter goes on."""
        return next((one for one in PARTS if one not in self.kept), ReportPart.CONSENT)

    def step(self, part: str, *, check: bool = False) -> Step:
        """The forms of a step, filled with what was typed; checked, they say what is wrong."""
        kept = self.part(part)
        if part == ReportPart.PEOPLE:
            return PeopleStep(kept, self.household, check=check)
        return FORMS[part](self.user, kept, check=check)

    @cached_property
    def household(self) -> Household | None:
        """The known household that was chosen in the second step."""
        key = self.part(ReportPart.PLACE).get("household", "")
        if len(key) != 36:
            return None
        return households_for(self.user).filter(pk=key).first()

    @cached_property
    def checked(self) -> dict[str, Step]:
        return {part: self.step(part, check=True) for part in PARTS}

    @cached_property
    def unfinished(self) -> list[ReportPart]:
        """The steps in which something is still to be mended."""
        return [part for part in PARTS if not self.checked[part].is_valid()]

    @property
    def is_protected(self) -> bool:
        """Whether what is ticked makes it a matter of the named team alone."""
        form = self.checked[ReportPart.PROBLEM]
        valid = form.is_valid() and isinstance(form, ProblemForm)
        return valid and any(one.protects for one in form.chosen)  # type: ignore[union-attr]

    def report(self) -> Report:
        """The report that is sent; call it only when nothing is unfinished."""
        problem, place, people, levels, consent = (self.checked[part] for part in PARTS)
        assert isinstance(problem, ProblemForm)  # noqa: S101 - tells the type
        assert isinstance(place, PlaceForm)  # noqa: S101 - tells the type
        assert isinstance(people, PeopleStep)  # noqa: S101 - tells the type
        assert isinstance(levels, LevelsForm)  # noqa: S101 - tells the type
        assert isinstance(consent, ConsentForm)  # noqa: S101 - tells the type
        wanted = problem.cleaned_data
        return Report(
            problems=problem.chosen,
            triage=wanted["triage"],
            summary=wanted["summary"],
            detail=wanted["detail"],
            amount_wanted=wanted["amount_wanted"],
            channel=wanted.get("channel", ReportChannel.VOLUNTEER),
            area=Area.objects.get(pk=place.cleaned_data["tambon"]),
            moo=place.cleaned_data["moo"],
            place=place_of(place),
            household=place.chosen_household,
            members=people.details,
            subject=people.subject_row,
            known_subject=people.known_subject,
            levels=levels.levels,
            consent=answer_of(consent),
            photos=self.photos,
        )


FORMS: dict[str, type[ProblemForm | PlaceForm | LevelsForm | ConsentForm]] = {
    ReportPart.PROBLEM: ProblemForm,
    ReportPart.PLACE: PlaceForm,
    ReportPart.LEVELS: LevelsForm,
    ReportPart.CONSENT: ConsentForm,
}


def read_part(part: str, data: Any) -> Kept:
    """What was typed in one step, right or wrong."""
    return PeopleStep.read(data) if part == ReportPart.PEOPLE else FORMS[part].read(data)


def place_of(form: PlaceForm) -> HouseholdPlace:
    position = form.cleaned_data["position"]
    return HouseholdPlace(
        house_no=form.cleaned_data["house_no"],
        landmark=form.cleaned_data["landmark"],
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
    )


def answer_of(form: ConsentForm) -> ConsentAnswer:
    """The answer under the wording of the notice that is in force today."""
    notice = notice_in_force()
    found = form.cleaned_data
    return ConsentAnswer(
        kind=found["kind"],
        notice_version=notice.version if notice else "",
        reason=found["reason"],
        guardian_name=found["guardian_name"],
        witness_name=found["witness_name"],
    )


def notice_in_force() -> PrivacyNotice | None:
    return notice_on(today())


# --- the last look ------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartSummary:
    """What one step says, line by line, for the last look before sending."""

    part: ReportPart
    lines: list[tuple[str, str]]


def summary_of(draft: Draft) -> list[PartSummary]:
    return [PartSummary(part, [*LINES[part](draft)]) for part in PARTS]


def _shown(form: Any, *names: str) -> Iterator[tuple[str, str]]:
    """The lines of plain fields that were filled in, choices in their words."""
    for name in names:
        value = form.kept.get(name, "")
        choices = dict(getattr(form.fields[name], "choices", ())) if name in form.fields else {}
        if value and name in form.fields:
            yield str(form.fields[name].label), str(choices.get(value, value))


def _problem_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    form = draft.checked[ReportPart.PROBLEM]
    assert isinstance(form, ProblemForm)  # noqa: S101 - tells the type
    ticked = form.kept.get("problems", [])
    names = [one.name for one in form.known if one.code in ticked]
    yield gettext("Problems ticked"), ", ".join(names) or "–"
    yield from _shown(form, "channel", "triage", "summary", "amount_wanted", "detail")


def _place_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    form = draft.checked[ReportPart.PLACE]
    assert isinstance(form, PlaceForm)  # noqa: S101 - tells the type
    tambon = dict(_shown(form, "tambon")).get(str(form.fields["tambon"].label), "–")
    yield gettext("Sub-district"), form.place_words or tambon
    yield from _shown(form, "moo", "house_no", "household", "landmark", "position")


def _people_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    step = draft.checked[ReportPart.PEOPLE]
    assert isinstance(step, PeopleStep)  # noqa: S101 - tells the type
    for one in step.known:
        if step.chosen == f"known:{one.pk}":
            yield gettext("The person in trouble"), str(one.person)
    for i, row in enumerate(step.kept_rows):
        name = f"{row.get('prefix_name', '')}{row.get('given_name', '')}"
        known = [f"{name} {row.get('family_name', '')}".strip() or "–", _id_words(row)]
        known.append(row.get("birth", ""))
        chosen = step.chosen == str(i)
        label = gettext("The person in trouble") if chosen else gettext("Lives there")
        yield label, "\n".join(word for word in known if word)


def _id_words(row: Kept) -> str:
    """The citizen id as pages show it, or why there is none."""
    try:
        return citizenid.masked(citizenid.parse(row.get("citizen_id", "")))
    except DomainError:
        return str(row.get("no_id_reason", ""))


def _level_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    form = draft.checked[ReportPart.LEVELS]
    assert isinstance(form, LevelsForm)  # noqa: S101 - tells the type
    for dimension in Dimension:
        chosen = dict(_shown(form, f"{dimension}_level")).get(str(dimension.label), "–")
        reason = form.kept.get(f"{dimension}_reason", "")
        yield str(dimension.label), f"{chosen}\n{reason}".strip()


def _consent_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    form = draft.checked[ReportPart.CONSENT]
    assert isinstance(form, ConsentForm)  # noqa: S101 - tells the type
    yield gettext("Photos"), str(len(draft.photos))
    yield from _shown(form, "kind", "witness_name", "guardian_name", "reason")


LINES: dict[str, Callable[[Draft], Iterator[tuple[str, str]]]] = {
    ReportPart.PROBLEM: _problem_lines,
    ReportPart.PLACE: _place_lines,
    ReportPart.PEOPLE: _people_lines,
    ReportPart.LEVELS: _level_lines,
    ReportPart.CONSENT: _consent_lines,
}
