from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from asa.cases.checks import at_my_step, count_at_my_step
from asa.cases.codes import AT_OFFICE, ENDED, OPEN, REVIEWS, CaseState
from asa.cases.models import Case, ProblemArea
from asa.cases.queries import LEADS, by_due_day, cases_for, counted
from asa.common import thaitext
from asa.common.asked import answered, once_a_page
from asa.common.fixed import FixedCount
from asa.common.forms import FilterForm
from asa.common.thaidate import thai_month, today
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import name_of, shown_place, tambons_by_district, within

GROUPS: dict[str, Q] = {
    "office": Q(state__in=AT_OFFICE),
    "leads": Q(state__in={*REVIEWS, CaseState.RETURNED}),
    "agencies": Q(state=CaseState.REFERRED),
    "following": Q(state__in={CaseState.HELPED, CaseState.FOLLOWING_UP}),
    "open": Q(state__in=OPEN),
    "ended": Q(state__in=ENDED),
    "all": Q(),
}
GROUP_NAMES = {
    "mine": _("My work"),
    "office": _("Whole office"),
    "leads": _("With volunteer leads"),
    "agencies": _("With other agencies"),
    "following": _("Following up"),
    "open": _("All open"),
    "ended": _("Closed requests"),
}


COUNTED = {
    "open": _("Open cases"),
    "late": _("Past the service time"),
    "intake": _("Awaiting intake"),
    "decision": _("Awaiting consideration"),
    "received": _("Received by the office"),
    "helped": _("Helped"),
}


class CaseFilter(FilterForm):
    """The filters of the list of cases."""

    q = forms.CharField(label=_("Name, case number or place"), required=False, max_length=100)
    district = forms.ChoiceField(label=_("District"), required=False)
    problem = forms.ModelChoiceField(
        label=_("Kind of problem"),
        queryset=ProblemArea.objects.all(),
        required=False,
        empty_label=_("All kinds"),
    )
    state = forms.ChoiceField(
        label=_("Present step"), required=False, choices=[("", _("All")), *CaseState.choices]
    )

    # What a number of a first page counted, and in which area; nobody types it.
    counted = forms.ChoiceField(
        required=False, choices=[("", ""), *COUNTED.items()], widget=forms.HiddenInput
    )
    month = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    area = forms.RegexField(regex=r"^([0-9]{2}){1,4}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        provinces = [area for area in areas if len(area) == 2 and area != WHOLE_COUNTRY]
        if not provinces:
            # A lead's own district needs no choice among districts.
            del self.fields["district"]
            return
        districts = [(code, name_of(code)) for code, _tambons in tambons_by_district(provinces)]
        self.fields["district"].choices = [("", _("All")), *districts]  # type: ignore[attr-defined]

    def apply(self, cases: QuerySet[Case], group: str = "all") -> QuerySet[Case]:
        """The cases that fit, the ones that are due first at the top."""
        if not self.is_valid():
            return cases.none()
        given = self.cleaned_data
        found = in_group(cases, group, self.user)
        if what := given["counted"]:
            found = found.filter(counted(what, today(), given["month"]))
        if area := given["area"]:
            found = found.filter(within("area_id", [area]))
        if district := given.get("district"):
            found = found.filter(within("area_id", [district]))
        if problem := given["problem"]:
            ticked = Case.problems.through.objects.filter(problem__area=problem)
            found = found.filter(pk__in=ticked.values("case_id"))
        if state := given["state"]:
            found = found.filter(state=state)
        if words := given["q"]:
            found = found.filter(_said(words))
        return by_due_day(found)

    @property
    def is_used(self) -> bool:
        """Whether somebody narrowed the list: the filters stay open then."""
        return any(self.data.get(name) for name in ("q", "district", "problem", "state"))

    @property
    def counted_in_words(self) -> str:
        """What the number counted that opened this list; empty where none did."""
        given = self.cleaned_data if self.is_valid() else {}
        if not given.get("counted"):
            return ""
        parts = [str(COUNTED[given["counted"]])]
        parts += [thai_month(given["month"], "long")] if given["month"] else []
        parts += [shown_place(given["area"])] if given["area"] else []
        return " · ".join(parts)


def in_group(cases: QuerySet[Case], group: str, user: User) -> QuerySet[Case]:
    """One of the tabs of the list; an unknown word is everything."""
    return cases.filter(mine(user) if group == "mine" else GROUPS.get(group, Q()))


@once_a_page
def count_groups(user: User) -> dict[str, int]:
    """How many of the cases that the user may see stand under each tab, in one question."""
    groups = {"mine": mine(user), **GROUPS}
    counts = {name: Count("pk", filter=group or None) for name, group in groups.items()}
    return cases_for(user).order_by().aggregate(**counts)


def mine(user: User) -> Q:
    """What waits for this very person: her own cases, and for each role the step it does."""
    waits = Q(manager=user, state__in={*OPEN} - {CaseState.FOLLOWING_UP, CaseState.REFERRED})
    roles = {post.role for post in user.current_posts}
    if Role.PROVINCE_OFFICER in roles:
        waits |= Q(state=CaseState.RECEIVED, taken_in_on__isnull=True)
    if Role.PROVINCE_HEAD in roles:
        waits |= Q(state=CaseState.ASSESSED)
    if roles & {*LEADS}:
        waits |= at_my_step(user)
    # Of a protected case the team alone is seen here; each of them may begin.
    return waits | Q(is_protected=True, state=CaseState.RECEIVED)


# Every page of the office asks it for its menu.
_count_mine = FixedCount()


def count_mine(user: User) -> int:
    """How many cases wait for this very person; the menu says it."""
    if counted := answered(count_groups, user):
        return int(counted["mine"])
    if scope(user, *LEADS):
        return count_at_my_step(user, "mine", lambda: cases_for(user).filter(mine(user)))
    return _count_mine((user.rights, today()), lambda: cases_for(user).filter(mine(user)))


def _said(words: str) -> Q:
    """A number as written, or a name in any spelling."""
    _title, name = thaitext.split_title(words.strip())
    named = Q()
    for part in thaitext.name_parts(words):
        named &= Q(subject__name_key__holds=part)
    place = Q(area__name_key__contains=thaitext.key(name)) if name else Q()
    return Q(number__icontains=words.strip()) | named | place
