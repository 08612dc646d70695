"""What is asked about an announced change of areas, a form for each kind."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, Option, ThaiDateField
from asa.common.thaitext import arabic_digits
from asa.places.codes import ChangeKind
from asa.places.forms.areas import AreaField
from asa.places.models import Area
from asa.places.queries import AREA_CHANGE_ROLES, Announced, Part

if TYPE_CHECKING:
    from asa.people.models import User

HINTS = {
    ChangeKind.RENAME: _("The code stays; the old name is still found."),
    ChangeKind.MOVE: _("A sub-district goes to another district, or a village to another one."),
    ChangeKind.SPLIT: _("Villages or households of one area become an area of their own."),
    ChangeKind.MERGE: _("Two or three areas become one."),
}
_PAIR = re.compile(r"^(\d+)\s*=\s*(\d+)$")
PARTS = (1, 2, 3)
OF_PARTS = ("code{}", "name_th{}", "name_en{}", "moos{}", "numbers{}")


class DayForm(forms.Form):
    """For which day the tree is shown."""

    day = ThaiDateField(label=gettext_lazy("As on the day"), required=False)


class UndoForm(AsaForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea, help_text=_("Name nobody.")
    )


class Group(NamedTuple):
    """Fields that belong together, and whether they wait behind their title."""

    title: str
    fields: list[forms.BoundField]
    is_folded: bool = False


def _code(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, **kwargs)


def _name_th(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Thai name"), max_length=80, help_text=_("Without ต. or อ."), **kwargs
    )


def _name_en() -> forms.CharField:
    return forms.CharField(label=_("English name"), max_length=80, required=False)


class ChangeForm(AsaForm):
    """What every change has: the area, the day and the announcement; `announced` gives it whole."""

    kind: ChangeKind
    area = AreaField(
        label=_("Area"), help_text=_("A sub-district or a village: its name, or its code.")
    )
    in_force_on = ThaiDateField(label=_("In force from"))
    source = forms.CharField(
        label=_("Announcement"),
        max_length=300,
        help_text=_("Volume, part, page and day of the Royal Gazette."),
    )
    # The order in which the fields of a kind are asked.
    asked: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AreaField):
                field.limit_to(user.areas_of(*AREA_CHANGE_ROLES))
        self.order_fields([*self.asked, "in_force_on", "source"])

    def groups(self) -> list[Group]:
        """The fields in their order, under a title where they belong together."""
        return [Group("", list(self))]

    def areas(self) -> list[str]:
        found: list[Area | None] = [self.cleaned_data["area"]]
        return [area.code for area in found if area]

    def parts(self) -> list[Part]:
        raise AssertionError("Each kind says what there is afterwards.")

    def announced(self) -> Announced:
        """The announcement, as it was typed."""
        told = self.cleaned_data
        return Announced(
            self.kind,
            self.areas(),
            self.parts(),
            told["in_force_on"],
            told["source"],
            **self.more(),
        )

    def more(self) -> dict[str, Any]:
        """What only this kind says."""
        return {}

    def _names(self, number: str = "") -> tuple[str, str]:
        told = self.cleaned_data
        return told[f"name_th{number}"].strip(), told[f"name_en{number}"].strip()


class RenameForm(ChangeForm):
    kind = ChangeKind.RENAME
    name_th = _name_th()
    name_en = _name_en()
    asked = ("area", "name_th", "name_en")

    def parts(self) -> list[Part]:
        return [Part(self.areas()[0], *self._names())]


class MoveForm(ChangeForm):
    kind = ChangeKind.MOVE
    code = _code(
        _("New code"),
        help_text=_("As it was announced: six figures of a sub-district, eight of a village."),
    )
    asked = ("area", "code")

    def clean_code(self) -> str:
        return figures(self.cleaned_data["code"])

    def parts(self) -> list[Part]:
        return [Part(self.cleaned_data["code"])]


class MergeForm(ChangeForm):
    kind = ChangeKind.MERGE
    second = AreaField(label=_("Second area"))
    third = AreaField(label=_("Third area"), required=False)
    code = _code(
        _("Code of the merged area"),
        help_text=_("The code of one of them, which goes on, or a new code."),
    )
    name_th = _name_th(required=False)
    name_en = _name_en()
    moos = forms.CharField(
        label=_("Villages that get another number"),
        help_text=_("A line for each: the old code = the new number, such as 86010203 = 12."),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
    )
    asked = ("area", "second", "third", "code", "name_th", "name_en", "moos")

    def clean_code(self) -> str:
        return figures(self.cleaned_data["code"])

    def clean_moos(self) -> dict[str, int]:
        return {old: int(new) for old, new in _read_pairs(self.cleaned_data["moos"]).items()}

    def areas(self) -> list[str]:
        told = self.cleaned_data
        found = (told["area"], told["second"], told["third"])
        return [area.code for area in found if area]

    def parts(self) -> list[Part]:
        return [Part(self.cleaned_data["code"], *self._names())]

    def more(self) -> dict[str, Any]:
        return {"moos": self.cleaned_data["moos"]}


class SplitForm(ChangeForm):
    kind = ChangeKind.SPLIT
    rest = forms.ChoiceField(
        label=_("What is not named goes"), widget=forms.RadioSelect, initial="0"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in PARTS:
            first = number == PARTS[0]
            self.fields[f"code{number}"] = _code(_("New code"), required=first)
            self.fields[f"name_th{number}"] = _name_th(required=False)
            self.fields[f"name_en{number}"] = _name_en()
            self.fields[f"moos{number}"] = forms.CharField(
                label=_("Its villages"),
                help_text=_("Their numbers, such as 4, 5; with a new number 4 = 1, 5 = 2."),
                required=False,
                max_length=300,
            )
            self.fields[f"numbers{number}"] = forms.CharField(
                label=_("Households without a village, by their number"),
                help_text=_("The number of the office's list, one in each line."),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=20000,
            )
        rest = self.fields["rest"]
        assert isinstance(rest, forms.ChoiceField)  # noqa: S101 - tells the type
        rest.choices = [
            ("0", Option(_("The old area goes on"), _("with its code and its name"))),
            *((str(n), Option(_to_new_area(n), _("the old area ends"))) for n in PARTS),
        ]
        named = [name.format(number) for number in PARTS for name in OF_PARTS]
        self.order_fields(["area", *named, "rest", "in_force_on", "source"])

    def groups(self) -> list[Group]:
        last = [self[name] for name in ("rest", "in_force_on", "source")]
        return [Group("", [self["area"]]), *map(self._part, PARTS), Group("", last)]

    def _part(self, number: int) -> Group:
        """The fields of one new area; the second and the third unfold."""
        fields = [self[name.format(number)] for name in OF_PARTS]
        is_used = any(field.value() or field.errors for field in fields)
        title = gettext("New area %(n)s") % {"n": number}
        return Group(title, fields, is_folded=number > 1 and not is_used)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for number in PARTS:
            told[f"code{number}"] = figures(told.get(f"code{number}") or "")
            try:
                told[f"moos{number}"] = _read_moos(told.get(f"moos{number}") or "")
            except forms.ValidationError as error:
                self.add_error(f"moos{number}", error)
        if told.get("rest", "0") != "0" and not told.get(f"code{told['rest']}"):
            self.add_error("rest", _("Choose an area whose code is written above."))
        return told

    def parts(self) -> list[Part]:
        told = self.cleaned_data
        return [
            Part(
                told[f"code{number}"],
                *self._names(str(number)),
                told[f"moos{number}"],
                told[f"numbers{number}"].split(),
            )
            for number in PARTS
            if told[f"code{number}"]
        ]

    def more(self) -> dict[str, Any]:
        number = self.cleaned_data["rest"]
        return {"rest": "" if number == "0" else self.cleaned_data[f"code{number}"]}


def _to_new_area(number: int) -> str:
    return gettext("To new area %(n)s") % {"n": number}


def figures(text: str) -> str:
    """A code as it is typed, in Arabic figures and without blanks."""
    return "".join(arabic_digits(text).split())


def _read_pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, (part.strip() for part in arabic_digits(text).splitlines())):
        pair = _PAIR.match(line)
        if pair is None:
            raise forms.ValidationError(_("Write each line as 86010203 = 12."))
        found[pair[1]] = pair[2]
    return found


def _read_moos(text: str) -> dict[int, int]:
    """The villages of a part: "4, 5" keeps their numbers, "4 = 1" gives a new one."""
    found: dict[int, int] = {}
    for one in filter(None, (part.strip() for part in arabic_digits(text).split(","))):
        pair = _PAIR.match(one)
        if pair is None and not one.isdigit():
            raise forms.ValidationError(_("Write numbers, such as 4, 5 or 4 = 1."))
        old, new = (pair[1], pair[2]) if pair else (one, one)
        found[int(old)] = int(new)
    return found


FORMS: dict[str, type[ChangeForm]] = {
    ChangeKind.RENAME: RenameForm,
    ChangeKind.MOVE: MoveForm,
    ChangeKind.SPLIT: SplitForm,
    ChangeKind.MERGE: MergeForm,
}
