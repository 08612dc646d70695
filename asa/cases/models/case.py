"""A case and what is written down while it is looked into."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import (
    NEXT_STATES,
    CaseState,
    Outcome,
    ReportChannel,
    Triage,
)
from asa.cases.models.lists import Problem
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.households.models import Household
from asa.people.models import Person, User
from asa.places.models import Area


class Case(models.Model):
    """One need of one household with one subject person, from found until settled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # 86-70-00412 from the day it is sent; a protected case has a random code instead.
    number = models.CharField(_("Case number"), max_length=14, blank=True)
    state = models.CharField(max_length=16, choices=CaseState, default=CaseState.DRAFT)
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    subject = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    # The area of the household on the day of the report; province partitions, so it never changes.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    province = models.CharField(max_length=2, blank=True)
    # While a draft: what was typed so far, as JSON.
    draft = EncryptedTextField(null=True, blank=True)
    summary = EncryptedTextField(_("What is needed"), null=True, blank=True)
    detail = EncryptedTextField(_("What was seen"), null=True, blank=True)
    amount_wanted = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    problems = models.ManyToManyField(Problem, related_name="cases", blank=True)
    triage = models.CharField(max_length=10, choices=Triage, default=Triage.NORMAL)
    channel = models.CharField(
        max_length=20, choices=ReportChannel, default=ReportChannel.VOLUNTEER
    )
    is_protected = models.BooleanField(default=False)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reported_cases")
    reported_on = models.DateField(_("Reported on"))
    # The clock of the service time starts when the office receives the case.
    received_on = models.DateField(null=True, blank=True)
    taken_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_in_on = models.DateField(null=True, blank=True)
    manager = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="managed_cases"
    )
    # Since when it waits at its present step.
    state_since = models.DateField()
    service_days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    helped_on = models.DateField(null=True, blank=True)
    returned_from = models.CharField(max_length=16, choices=CaseState, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state"], name="case_by_area"),
            models.Index(fields=["province", "state", "due_on"], name="case_by_province"),
            models.Index(fields=["reported_by", "state"], name="case_by_reporter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=CaseState.values), name="case_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.DRAFT)
                | (
                    models.Q(household__isnull=False)
                    & models.Q(subject__isnull=False)
                    & models.Q(area__isnull=False)
                    & ~models.Q(number="")
                ),
                name="case_is_whole_once_it_is_sent",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="case_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)

    def move_to(self, state: CaseState, **changes: Any) -> None:
        """Take the case to its next state, once: of two people who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = Case.objects.filter(pk=self.pk, state=self.state, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("A case that is “%(old)s” cannot become “%(new)s”.")
                % {"old": self.get_state_display(), "new": state.label}
            )


class CaseNumber(models.Model):
    """The last running number of a province in a fiscal year; locked when one is given."""

    province = models.CharField(max_length=2)
    fiscal_year_be = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "fiscal_year_be"], name="case_number_counter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province}-{self.fiscal_year_be}"


class CaseTeamMember(models.Model):
    """One of the named people who alone may see a protected case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="protected_cases")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="case_team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class CaseReturn(models.Model):
    """A case was sent back to its reporter, with what to mend, field by field."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="returns")
    returned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField()
    from_state = models.CharField(max_length=16, choices=CaseState)
    answered_on = models.DateField(null=True, blank=True)
    # What the report said when it was sent back and when it was answered, field by field, as JSON.
    before = EncryptedTextField(null=True, blank=True, purpose="case_return.before")
    after = EncryptedTextField(null=True, blank=True, purpose="case_return.after")

    def __str__(self) -> str:
        return f"{self.case_id} {self.returned_on}"


class ReturnItem(models.Model):
    """One field to mend, why, and what the reporter answered."""

    case_return = models.ForeignKey(CaseReturn, on_delete=models.CASCADE, related_name="items")
    field = models.CharField(max_length=40)
    reason = EncryptedTextField(_("What to mend"))
    # "edited" or "unchanged_ok": the reporter confirms each one.
    answer = models.CharField(max_length=14, blank=True)

    def __str__(self) -> str:
        return self.field


class FactFinding(models.Model):
    """What a social worker found out about a case, by visit, telephone or papers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="fact_findings")
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    text = EncryptedTextField(_("Facts found"))
    income_per_month = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    people_in_household = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["found_on"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.found_on}"


class CaseOpinion(models.Model):
    """One officer's opinion of a case, with the name and position it was written under."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opinions")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    text = EncryptedTextField(_("Social worker's opinion"))
    writer_name = models.CharField(max_length=160)
    writer_position = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "written_by"], name="one_opinion_per_officer")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.written_by_id}"
