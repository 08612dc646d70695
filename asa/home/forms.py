from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common import thaitext, verbs
from asa.common.forms import FilterForm, ThaiDateField
from asa.common.models import ChainedEntry
from asa.common.thaidate import BANGKOK
from asa.people.models import User


class LogFilter(FilterForm):
    """What a log is narrowed by: one chain at a time, so that the list never searches them all."""

    log = forms.CharField(required=False, widget=forms.HiddenInput)
    chain = forms.ChoiceField(label=_("Chain"), required=False)
    verb = forms.CharField(label=_("Act"), required=False, max_length=60)
    day = ThaiDateField(label=_("Day"), required=False)
    # A name: as the words of a list it stands in no address.
    q = forms.CharField(label=_("By whom"), required=False, max_length=60)
    target = forms.CharField(label=_("Record"), required=False, max_length=60)

    def __init__(self, *args: Any, chains: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chains = chains
        field = self.fields["chain"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = chains

    @property
    def chosen_chain(self) -> str:
        """The chain that is asked for, else the first; empty if there is none."""
        asked = self.cleaned_data.get("chain", "") if self.is_valid() else ""
        return asked or (self.chains[0][0] if self.chains else "")

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for besides the chain."""
        asked = self.cleaned_data if self.is_valid() else {}
        return any(asked.get(name) for name in ("verb", "day", "q", "target"))

    def apply(self, entries: QuerySet[ChainedEntry]) -> QuerySet[ChainedEntry]:
        """The lines that fit; none if the question makes no sense."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        found = entries.filter(chain=self.chosen_chain)
        if asked["verb"]:
            found = found.filter(verb__in=verbs.called(asked["verb"]))
        if asked["day"]:
            start = datetime.combine(asked["day"], time.min, BANGKOK)
            found = found.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
        if asked["q"]:
            found = found.filter(actor_id__in=_people_called(asked["q"]))
        if asked["target"]:
            found = found.filter(target_id=asked["target"].strip())
        return found


def _people_called(words: str) -> list[Any]:
    """The keys of the users with this user name, or whose name holds the words."""
    users = User.objects.filter(username=words.strip())
    if key := thaitext.key(words):
        users = users | User.objects.filter(person__name_key__holds=key)
    return list(users.values_list("pk", flat=True)[:500])
