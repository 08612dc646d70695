"""The five steps in which a report is typed. What was typed is kept as it is, right or wrong."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.cases.checks import problems_on
from asa.cases.codes import ReportChannel, Triage
from asa.cases.models import Problem, ProblemArea
from asa.cases.queries import COUNTER, REPORTERS
from asa.cases.wish import MOST_WANTED
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, MoneyField, Option, PhotosField, PositionField
from asa.common.thaidate import today
from asa.households.codes import ConsentKind, Dimension, DimensionLevel
from asa.households.models import Household
from asa.households.queries import households_for
from asa.households.rules import can_edit_household
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import check_moo, shown_place, within

Kept = dict[str, Any]
ANOTHER = "another"
MOST_KNOWN = 5
TRIAGE_HINTS = {
    Triage.EMERGENCY: _("Life or safety is in danger. The office sees to it today"),
    Triage.URGENT: _("Cannot wait, such as no food, no medicine or nowhere to sleep"),
    Triage.NORMAL: _("Can wait for the usual check"),
}
LEVEL_WORDS = {
    DimensionLevel.URGENT: _("Level 1: needs help at once"),
    DimensionLevel.WATCH: _("Level 2: needs care"),
    DimensionLevel.FAIR: _("Level 3: fair"),
    DimensionLevel.GOOD: _("Level 4: good"),
}


class KeptForm(AsaForm):
    """A step whose typed text is kept in the draft, and shown again from there."""

    def __init__(self, user: User, kept: Kept, *, check: bool = False) -> None:
        self.user, self.kept = user, kept
        super().__init__(kept if check else None, initial={k: v for k, v in kept.items() if v})

    @classmethod
    def read(cls, data: Any) -> Kept:
        """What was typed, field by field, without judging it."""
        found: Kept = {}
        for name, one in cls.base_fields.items():
            is_many = isinstance(one, forms.MultipleChoiceField)
            found[name] = data.getlist(name) if is_many else data.get(name, "")
        return found


@dataclass
class AreaTicks:
    """One of the nine areas with its problems, and how many of them are ticked."""

    area: ProblemArea
    options: list[Any] = field(default_factory=list)
    ticked: int = 0
    protects: bool = False
    is_first: bool = False


class ProblemForm(KeptForm):
    """What is wrong, how urgent it is, and what help is wanted."""

    channel = forms.ChoiceField(
        label=_("Channel"), choices=ReportChannel, initial=ReportChannel.WALK_IN
    )
    problems = forms.MultipleChoiceField(
        label=_("What is wrong"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one problem.")},
    )
    triage = forms.ChoiceField(
        label=_("How urgent it is"),
        widget=forms.RadioSelect,
        choices=[(one.value, Option(one.label, TRIAGE_HINTS[one])) for one in Triage],
    )
    summary = forms.CharField(
        label=_("Help asked for"),
        help_text=_("In a few words, such as a bed and nappies"),
        max_length=300,
    )
    amount_wanted = MoneyField(
        label=_("Amount asked (baht)"), help_text=_("Leave empty if no money is asked"),
        required=False, at_most=MOST_WANTED,
    )  # fmt: skip
    detail = forms.CharField(
        label=_("What was seen"), widget=forms.Textarea, required=False, max_length=3000
    )

    def __init__(self, user: User, kept: Kept, *, check: bool = False) -> None:
        super().__init__(user, kept, check=check)
        if not holds(user, *COUNTER):
            del self.fields["channel"]
        self.known = problems_on(today())
        self.fields["problems"].choices = [(one.code, one.name) for one in self.known]  # type: ignore[attr-defined]

    @property
    def areas(self) -> list[AreaTicks]:
        """The nine areas with their ticks; where nothing is ticked yet the first stands open."""
        by_code = {one.code: one for one in self.known}
        found: dict[str, AreaTicks] = {}
        for option in self["problems"]:
            problem = by_code[str(option.data["value"])]
            ticks = found.setdefault(problem.area_id, AreaTicks(problem.area))
            ticks.options.append(option)
            ticks.ticked += bool(option.data["selected"])
            ticks.protects |= problem.protects
        areas = list(found.values())
        if areas and not any(one.ticked for one in areas):
            areas[0].is_first = True
        return areas

    @property
    def chosen(self) -> list[Problem]:
        return [one for one in self.known if one.code in self.cleaned_data["problems"]]


def own_tambons(user: User) -> list[Area]:
    """The tambons for which a person may report: of the own post, the area led, the province."""
    codes = [code[:6] for code in scope(user, *REPORTERS)]
    found = Area.objects.filter(within("code", codes), level=Level.TAMBON, ended_on__isnull=True)
    return list(found.order_by("code"))


class PlaceForm(KeptForm):
    """Where the home is: by number, by words, or by position."""

    tambon = forms.ChoiceField(label=_("Sub-district"))
    moo = forms.CharField(
        label=_("Village number"), required=False, max_length=4,
        widget=forms.TextInput(attrs={"class": "brief", "inputmode": "numeric"}),
    )  # fmt: skip
    house_no = forms.CharField(
        label=_("House number"), help_text=_("Leave it empty if there is none"), required=False,
        max_length=40, widget=forms.TextInput(attrs={"class": "brief"}),
    )  # fmt: skip
    household = forms.ChoiceField(
        label=_("A household is known at this house"),
        help_text=_("Choose it if it is the same family, so that it is not written down twice"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is the known household or another one.")},
    )
    landmark = forms.CharField(
        label=_("Landmark near the home"), help_text=_("Such as behind the temple, by the canal"),
        required=False, max_length=200,
    )  # fmt: skip
    position = PositionField(required=False)

    def __init__(self, user: User, kept: Kept, *, check: bool = False) -> None:
        super().__init__(user, kept, check=check)
        tambons = own_tambons(user)
        upto = Level.DISTRICT if len({one.code[:4] for one in tambons}) > 1 else Level.TAMBON
        self.fields["tambon"].choices = [(one.code, shown_place(one, upto)) for one in tambons]  # type: ignore[attr-defined]
        if len(tambons) == 1:
            self.initial = {"tambon": tambons[0].code, **self.initial}
            self.fields["tambon"].widget = forms.HiddenInput()
            if check and not kept.get("tambon"):
                self.data = {**kept, "tambon": tambons[0].code}
        self.known = self._known_households()
        if self.known:
            self.fields["household"].choices = [  # type: ignore[attr-defined]
                *((str(one.pk), Option(_name(one), shown_place(one.area))) for one in self.known),
                (ANOTHER, Option(gettext("Another household at this place"))),
            ]
        else:
            del self.fields["household"]

    @property
    def place_words(self) -> str:
        """The one sub-district of the reporter's own post, said rather than asked."""
        choices = self.fields["tambon"].choices  # type: ignore[attr-defined]
        return str(choices[0][1]) if len(choices) == 1 else ""

    def _known_households(self) -> list[Household]:
        """Households that the person may write in, at the house that was typed or chosen before."""
        if self.kept.get("is_mended"):
            return []
        chosen, house_no = self.kept.get("household", ""), self.kept.get("house_no", "").strip()
        seen = households_for(self.user)
        found = list(seen.filter(pk=chosen)) if len(chosen) == 36 else []
        if house_no:
            tambon = self.kept.get("tambon", "") or next(iter(dict(self._tambon_choices)), "")
            near = seen.filter(within("area_id", [tambon] if tambon.isdigit() else []))
            found += [one for one in near.filter(house_no=house_no) if one not in found]
        return [one for one in found[:MOST_KNOWN] if can_edit_household(self.user, one)]

    @property
    def _tambon_choices(self) -> list[tuple[str, str]]:
        return list(self.fields["tambon"].choices)  # type: ignore[attr-defined]

    def clean_moo(self) -> int | None:
        typed = self.cleaned_data["moo"].strip()
        tambon = Area.objects.filter(pk=self.cleaned_data.get("tambon")).first()
        if not typed or tambon is None:
            return None
        try:
            return check_moo(tambon, typed)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        ways = ("house_no", "landmark", "position")
        if not any(found.get(name) for name in ways) and not any(n in self.errors for n in ways):
            sentence = _("Write a house number, a landmark or a position to find the home by.")
            self.add_error("landmark", str(sentence))
        return found

    @property
    def chosen_household(self) -> Household | None:
        """The known household that was chosen, if any."""
        wanted = self.cleaned_data.get("household", "")
        return next((one for one in self.known if str(one.pk) == wanted), None)


def _name(household: Household) -> str:
    """What the village calls the household, or its head, or its house."""
    head = household.members.filter(left_on__isnull=True).order_by("-is_head", "number").first()
    return household.shown_as or (head.person.full_name if head else household.house_no)


class LevelsForm(KeptForm):
    """How the household stands in the five dimensions, as the person who looked sees it."""

    not_seen = forms.BooleanField(
        label=_("Nobody has seen the home yet, the levels come with the first visit"),
        required=False,
    )

    def __init__(self, user: User, kept: Kept, *, check: bool = False) -> None:
        super().__init__(user, kept, check=check)
        if not holds(user, *COUNTER):
            del self.fields["not_seen"]

    @property
    def is_left_out(self) -> bool:
        return bool(self.cleaned_data.get("not_seen"))

    @property
    def dimensions(self) -> list[tuple[Any, Any]]:
        """Each dimension's choice of level with its reason."""
        return [(self[f"{one}_level"], self[f"{one}_reason"]) for one in Dimension]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for dimension in Dimension:
            level, reason = f"{dimension}_level", f"{dimension}_reason"
            if self.is_left_out:
                self.errors.pop(level, None)
            elif found.get(level) in ("1", "2") and not found.get(reason):
                sentence = gettext("%(dimension)s: write in a few words why")
                self.add_error(reason, sentence % {"dimension": dimension.label})
        return found

    @property
    def levels(self) -> dict[Dimension, tuple[int, str]] | None:
        if self.is_left_out:
            return None
        found = self.cleaned_data
        return {one: (int(found[f"{one}_level"]), found[f"{one}_reason"]) for one in Dimension}


for _dimension in Dimension:
    LevelsForm.base_fields[f"{_dimension}_level"] = forms.ChoiceField(
        label=_dimension.label, widget=forms.RadioSelect,
        choices=[(str(level.value), words) for level, words in LEVEL_WORDS.items()],
    )  # fmt: skip
    LevelsForm.base_fields[f"{_dimension}_reason"] = forms.CharField(
        label=_("Why"), help_text=_("For the two lowest levels"), required=False, max_length=300
    )


class ConsentForm(KeptForm):
    """The notice was read out: what was answered, and who heard it."""

    notice_read = forms.BooleanField(
        label=_("I read the notice out to the person, or to who answers for the person")
    )
    kind = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect, choices=ConsentKind)
    reason = forms.CharField(label=_("Why no answer was possible"), required=False, max_length=200)
    guardian_name = forms.CharField(label=_("Name of the guardian"), required=False, max_length=120)
    witness_name = forms.CharField(
        label=_("Name of the witness"),
        help_text=_("Who heard the answer; this takes the place of a signature"),
        required=False,
        max_length=120,
    )

    # Which name or reason belongs to which answer, and how it is asked for.
    NEEDED = {
        ConsentKind.GIVEN: [("witness_name", _("Write the name of the witness"))],
        ConsentKind.GUARDIAN: [
            ("guardian_name", _("Write the name of the guardian")),
            ("witness_name", _("Write the name of the witness")),
        ],
        ConsentKind.NOT_POSSIBLE: [("reason", _("Write why no answer was possible"))],
        ConsentKind.REFUSED: [],
    }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name, sentence in self.NEEDED.get(found.get("kind", ""), []):
            if not found.get(name):
                self.add_error(name, str(sentence))
        return found


class PhotosForm(AsaForm):
    """Pictures of the home and of the problem."""

    photos = PhotosField(
        required=False, help_text=_("Of the home and of the problem, without faces if possible")
    )
