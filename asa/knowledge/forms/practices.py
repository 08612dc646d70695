from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common import thaitext
from asa.common.forms import AsaForm, FilterForm, MoneyField, PhotosField, ThaiDateField
from asa.common.ids import as_uuid
from asa.common.occasions import occasions_for
from asa.common.thaidate import today
from asa.knowledge.actions import AdoptionDetails, PracticeDetails
from asa.knowledge.codes import MOST_PHOTOS
from asa.knowledge.models import Practice, Topic
from asa.knowledge.queries import centres_near, places_of, topics_on
from asa.people.models import User
from asa.places.forms import AreaField
from asa.places.queries import within


class PracticeFilter(FilterForm):
    """Practices by words, topic and place."""

    q = forms.CharField(label=_("Words in it"), required=False, max_length=100)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("All")
    )
    area = AreaField(label=_("Place"), required=False)

    def apply(self, practices: QuerySet[Practice]) -> QuerySet[Practice]:
        """The practices that fit; none if the question makes no sense."""
        if not self.is_valid():
            return practices.none()
        asked = self.cleaned_data
        for word in thaitext.key(asked["q"]).split():
            practices = practices.filter(search_key__contains=word)
        if asked["topic"]:
            practices = practices.filter(topic=asked["topic"])
        if asked["area"]:
            practices = practices.filter(within("area", [asked["area"].code]))
        return practices


def _words(label: Any, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=hint, widget=forms.Textarea
    )


class _AtAPlace(AsaForm):
    """A form with a place of the user's and, where it is a centre's work, the centre."""

    def _limit_to(self, user: User) -> None:
        area, centre = self.fields["area"], self.fields["centre"]
        assert isinstance(area, AreaField)  # noqa: S101 - tells the type
        assert isinstance(centre, forms.ModelChoiceField)  # noqa: S101 - the same
        area.limit_to(places_of(user))
        centre.queryset = centres_near(user)


class PracticeForm(_AtAPlace):
    """What is told of a practice."""

    title = forms.CharField(label=_("Title of the practice"), max_length=160)
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.none())
    area = AreaField(label=_("Place"), help_text=_("Where it was done"))
    centre = forms.ModelChoiceField(
        label=_("Work of a coordination centre"),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("No, my own"),
    )
    problem = _words(_("Problem"), 2000, hint=_("Tell no name and nothing by which one is known."))
    context = _words(
        _("Context"), 2000, required=False, hint=_("Who lives there, and what was there before")
    )
    steps = _words(_("Steps"), 4000, hint=_("One on each line, so that others can repeat them"))
    cost = MoneyField(label=_("Cost (baht)"), required=False)
    result = _words(_("What it brought"), 2000, hint=_("What was better afterwards, with numbers"))
    evidence = _words(
        _("Evidence"), 2000, required=False, hint=_("By what one sees it, and who can be asked")
    )
    workshop = forms.ChoiceField(
        label=_("Presented at a workshop"), required=False, help_text=_("At which you were")
    )
    presented_at = forms.CharField(
        label=_("Presented at"), max_length=200, required=False,
        help_text=_("Where it is not in the list: its name"),
    )  # fmt: skip
    presented_on = ThaiDateField(label=_("Presented on"), required=False, not_future=True)

    def __init__(
        self, *args: Any, user: User, practice: Practice | None = None, **kwargs: Any
    ) -> None:
        if practice:
            kwargs["initial"] = {name: getattr(practice, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self._limit_to(user)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)  # noqa: S101 - tells the type
        topic.queryset = topics_on(today())
        self._offer_workshops(user, practice)

    def _offer_workshops(self, user: User, practice: Practice | None) -> None:
        """Those at which the author was, and the one that the practice names already."""
        field = self.fields["workshop"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        choices = {str(one.key): one.name for one in occasions_for(user)}
        if practice and practice.workshop:
            choices.setdefault(str(practice.workshop), practice.presented_at)
        field.choices = [("", gettext("None of these")), *choices.items()]

    def details(self) -> PracticeDetails:
        """What the action takes."""
        chosen = as_uuid(self.cleaned_data["workshop"])
        return PracticeDetails(**{**self.cleaned_data, "workshop": chosen})


class ReturnForm(AsaForm):
    """Why a practice is given back."""

    reason = _words(_("What is to be mended"), 500)


class AdoptForm(_AtAPlace):
    """Where it was done too, and what it brought."""

    area = AreaField(label=_("Place"), help_text=_("Where you did it"))
    centre = forms.ModelChoiceField(
        label=_("Work of a coordination centre"),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("No, my own"),
    )
    adopted_on = ThaiDateField(label=_("Since"), not_future=True)
    result = _words(
        _("Measured result"), 2000, hint=_("What it brought there, with numbers before and after")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limit_to(user)

    def details(self) -> AdoptionDetails:
        """What the action takes."""
        return AdoptionDetails(**self.cleaned_data)


class PhotosForm(AsaForm):
    """Photos of the practice at work."""

    photos = PhotosField(
        at_most=MOST_PHOTOS, help_text=_("Show no face of anybody who did not agree to it.")
    )


class TopicForm(AsaForm):
    """What a topic is called, and until when it is chosen."""

    name_th = forms.CharField(label=_("Thai name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    ended_on = ThaiDateField(label=_("First day without it"), required=False, not_before=today)

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        if topic:
            kwargs["initial"] = {name: getattr(topic, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if topic is None:
            del self.fields["ended_on"]
