"""Every read of cases starts here."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case as Choose
from django.db.models import F, Prefetch, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from asa.cases.codes import (
    AT_OFFICE,
    OPEN,
    AidState,
    CaseState,
    Triage,
)
from asa.cases.models import (
    AidProgramme,
    AidRequest,
    AppealTerm,
    Case,
    CaseTeamMember,
    CheckStep,
    DutyShift,
    MoneyReturn,
    Payment,
    Problem,
    ProblemArea,
    ProtectionTeamMember,
    Referral,
    ServiceTime,
)
from asa.common.thaidate import add_months, today
from asa.households.codes import ConsentKind
from asa.people.codes import PROVINCIAL_OFFICE_ROLES, Role
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.queries import any_of, within

AGREED = (ConsentKind.GIVEN, ConsentKind.GUARDIAN)
LEADS = (Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
OFFICE = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER, Role.PROVINCE_HEAD)
FIELD = (Role.VOLUNTEER, *LEADS)
# Of the office, those who write down what was told at the counter or by telephone.
COUNTER = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER)
REPORTERS = (*FIELD, *COUNTER)
# As many cases that may be the same as a person looks through.
SAME = 5


def cases_for(user: User) -> QuerySet[Case]:
    """The cases a user may see.

    Leads and the office: those of their area, once they are sent. A volunteer: those she
    reported, and those of households she looks after or has a task for, in the provinces where
    she holds a post. A protected case: its named team alone. No post: nothing.
    """
    seen = []
    if areas := scope(user, *LEADS, *OFFICE):
        seen.append(within("area_id", areas))
    if provinces := {code[:2] for code in scope(user, *FIELD)}:
        seen.append(within("province", provinces) & _own(user))
    ordinary = Q(is_protected=False) & ~Q(state=CaseState.DRAFT) & any_of(seen)
    found = Case.objects.filter(ordinary | (Q(is_protected=True) & on_team(user)))
    return found.select_related("subject", "area", "household__area", "reported_by__person")


def _own(user: User) -> Q:
    return Q(reported_by=user) | Q(household__caretaker=user) | _with_my_task(user)


def _with_my_task(user: User) -> Q:
    # Tasks stand below cases; a task names its case by key, so a subquery and not a join.
    tasks = user.tasks.filter(subject_type="cases.case", state="open")
    return Q(pk__in=tasks.values("subject_id"))


def on_team(user: User) -> Q:
    """Protected cases on whose named team the user is today, while of the office of the province.

    Who has left that office sees them no more, whatever post was given elsewhere since.
    """
    offices = scope(user, *PROVINCIAL_OFFICE_ROLES)
    if not offices:
        return Q(pk__in=[])
    own = user.protected_cases.filter(Post.current_on(today()))
    return Q(pk__in=own.values("case_id")) & within("area_id", offices)


# What a line of a list says of a case; the rest of it is not read, nor are its secrets opened.
ROW = (
    *("number", "state", "area_id", "summary", "triage", "channel", "is_protected"),
    *("reported_on", "received_on", "taken_in_on", "state_since", "service_days", "due_on"),
    *("helped_on", "subject_id"),
    *("subject__prefix", "subject__given_name", "subject__family_name"),
)


def in_a_row(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases as a list needs them."""
    return cases.select_related(None).select_related("subject").only(*ROW)


def drafts_for(user: User) -> QuerySet[Case]:
    """The user's own reports that were not sent yet; nobody else sees a draft."""
    found = Case.objects.filter(reported_by=user, state=CaseState.DRAFT)
    return found.order_by("-created_at") if user.current_posts else found.none()


def receipts_for(user: User) -> QuerySet[Case]:
    """Protected cases that the user reported: a code and a day, and nothing that came after.

    As long as the user holds a post of the field or the office in that province.
    """
    provinces = {code[:2] for code in scope(user, *FIELD, *OFFICE)}
    found = Case.objects.filter(within("province", provinces), reported_by=user, is_protected=True)
    found = found.exclude(state=CaseState.DRAFT).only("id", "number", "reported_on")
    return found.order_by("-reported_on")


def reports_for(user: User) -> QuerySet[Case]:
    """The ordinary cases that the user reported, as her own page lists them."""
    found = cases_for(user).filter(reported_by=user, is_protected=False)
    return found.order_by("-reported_on", "-pk")


def aid_requests_for(user: User) -> QuerySet[AidRequest]:
    """Aid inside the cases a user may see; finance sees what is approved in its province."""
    decided = Q(state__in=AidState.values) & ~Q(state__in=[AidState.PROPOSED, AidState.REFUSED])
    to_pay = within("case__province", scope(user, Role.FINANCE)) & decided
    seen = Q(case__in=cases_for(user).values("pk"))
    found = AidRequest.objects.filter(seen | (to_pay & Q(case__is_protected=False)))
    return found.select_related("case__area", "programme", "beneficiary")


def payments_for(user: User) -> QuerySet[Payment]:
    """Payments of the requests a user may see."""
    found = Payment.objects.filter(aid_request__in=aid_requests_for(user).values("pk"))
    return found.select_related(
        "aid_request__programme", "aid_request__beneficiary", "aid_request__case", "paid_by"
    )


def referrals_for(user: User) -> QuerySet[Referral]:
    """For the office those of the cases it may see, and for an agency's desk those sent to it."""
    desks = [post.organisation_id for post in user.current_posts if post.role == Role.PARTNER_DESK]
    office = within("case__area_id", scope(user, *OFFICE)) | Q(case__is_protected=True)
    seen = Q(case__in=cases_for(user).values("pk")) & office
    found = Referral.objects.filter(seen | Q(partner_id__in=[d for d in desks if d]))
    return found.select_related("partner", "case__area", "case__subject", "sent_by__person")


# --- at the office ------------------------------------------------------------------------------


def possible_same_cases(case: Case, user: User) -> QuerySet[Case]:
    """Other cases that may be of the same person, among those the user may see.

    The same person's record, the same citizen id, or the same name in the same sub-district: a
    person judges; nothing is ever merged by itself, and a protected case is never shown.
    """
    person = case.subject
    if person is None:
        return Case.objects.none()
    same = Q(subject=person)
    if person.citizen_id_index:
        same |= Q(subject__citizen_id_index=person.citizen_id_index)
    in_tambon = within("area_id", [str(case.area_id)[:6]])
    same |= Q(subject__name_key=person.name_key) & in_tambon
    found = cases_for(user).filter(same, is_protected=False).exclude(pk=case.pk)
    return found.order_by("-reported_on", "pk")


def aid_to_pay_for(user: User) -> QuerySet[AidRequest]:
    """What finance has to do: the budget to be recorded, the sums to be paid; the oldest first."""
    waiting = [AidState.APPROVED, AidState.AWAITING_BUDGET, AidState.TO_BE_PAID]
    found = aid_requests_for(user).filter(
        within("case__province", scope(user, Role.FINANCE)), state__in=waiting
    )
    paid = Coalesce(Sum("payments__amount"), Decimal(0))
    return found.annotate(paid=paid).order_by("decided_on", "pk")


def left_to_pay(request: AidRequest) -> Decimal:
    """How much of the approved aid, in baht, no payment was recorded for yet."""
    paid = request.payments.aggregate(paid=Sum("amount"))["paid"] or Decimal(0)
    return (request.amount_approved or Decimal(0)) - paid


def money_returned_for(user: User) -> QuerySet[MoneyReturn]:
    """What came back of the money of the requests a user may see."""
    found = MoneyReturn.objects.filter(aid_request__in=aid_requests_for(user).values("pk"))
    return found.select_related("recorded_by__person")


def has_money_out(case: Case) -> bool:
    """Whether money of a case was paid, in part or whole, for help that is not handed over."""
    paid = Payment.objects.filter(
        aid_request__case=case, aid_request__state__in=[AidState.TO_BE_PAID, AidState.PAID]
    )
    return paid.exists()


def programmes_today() -> list[AidProgramme]:
    """Each aid programme as it stands today, or will first stand, in the order of the codes."""
    found: dict[str, AidProgramme] = {}
    for programme in AidProgramme.objects.order_by("code", "started_on"):
        if programme.code not in found or programme.started_on <= today():
            found[programme.code] = programme
    return list(found.values())


def rule_versions(
    model: type[CheckStep] | type[ServiceTime] | type[AppealTerm], on: date
) -> list[Any]:
    """The versions of every rule of a kind that hold on a day or will hold, by their order."""
    found = model.objects.exclude(ended_on__lte=on)
    return list(found.order_by(*model.ORDER, "started_on"))


def problem_areas(on: date) -> list[ProblemArea]:
    """The nine areas, each with the problems that can be ticked on a day or will be (`listed`)."""
    problems = Problem.objects.exclude(ended_on__lte=on).order_by("number")
    listed = Prefetch("problems", problems, to_attr="listed")
    return list(ProblemArea.objects.prefetch_related(listed).order_by("number"))


def protection_members(province: str, on: date) -> QuerySet[ProtectionTeamMember]:
    """Those named today for a province's protected cases."""
    found = ProtectionTeamMember.objects.filter(Post.current_on(on), province_id=province)
    return found.select_related("user__person").order_by("started_on", "pk")


def duty_shifts(province: str, first: date) -> QuerySet[DutyShift]:
    """Who is on duty from a day on."""
    found = DutyShift.objects.filter(province_id=province, day__gte=first)
    return found.select_related("user__person").order_by("day", "pk")


def office_people(province: str, on: date) -> QuerySet[User]:
    """The people of a provincial office on a day."""
    posts = Post.objects.filter(
        Post.current_on(on), area_id=province, role__in=PROVINCIAL_OFFICE_ROLES
    )
    found = User.objects.filter(is_active=True, pk__in=posts.values("user_id"))
    return found.select_related("person").order_by("person__sort_key", "username")


def cases_left_alone(province: str, on: date) -> QuerySet[Case]:
    """Open protected cases of a province on whose team nobody of its office is any more.

    For their number, and for handing them over: whoever counts them sees none of them.
    """
    people = office_people(province, on).order_by().values("pk")
    teams = CaseTeamMember.objects.filter(Post.current_on(on), user__in=people)
    found = Case.objects.filter(within("area_id", [province]), is_protected=True, state__in=OPEN)
    return found.exclude(pk__in=teams.values("case_id"))


# --- numbers ------------------------------------------------------------------------------------


def counted(what: str, on: date, month: date | None = None) -> Q:
    """Which cases a number of a first page counts, and the list that it opens; no protected one.

    what: open, late (past the service time), intake, decision, received or helped (in the month
    that begins on `month`), all. An unknown word counts nothing.
    """
    ordinary = Q(is_protected=False) & ~Q(state=CaseState.DRAFT)
    if month is not None and what in ("received", "helped"):
        after = add_months(month, 1)
        return ordinary & Q(**{f"{what}_on__gte": month, f"{what}_on__lt": after})
    kinds = {
        "all": Q(),
        "open": Q(state__in=OPEN),
        "late": Q(state__in=AT_OFFICE, helped_on__isnull=True, due_on__lt=on),
        "intake": Q(state=CaseState.RECEIVED, taken_in_on__isnull=True),
        "decision": Q(state=CaseState.ASSESSED),
    }
    return ordinary & kinds.get(what, Q(pk__in=[]))


def has_agreed(case: Case) -> bool:
    """Whether the latest answer of the person in trouble to the notice is a consent that holds."""
    if case.household is None:
        return False
    answers = case.household.consents.filter(person=case.subject)
    latest = answers.order_by("-recorded_on", "-pk").first()
    return latest is not None and latest.kind in AGREED and latest.withdrawn_on is None


def by_due_day(found: QuerySet[Case]) -> QuerySet[Case]:
    """Emergencies that still wait for help first, then by the day they are due, so that the late
    come early; those whose clock has stopped at the end.
    """
    runs = Q(state__in=AT_OFFICE, helped_on__isnull=True)
    clock = Choose(
        When(runs & Q(triage=Triage.EMERGENCY), then=Value(0)),
        When(runs, then=Value(1)),
        When(due_on__isnull=True, then=Value(2)),
        default=Value(3),
    )
    return found.order_by(clock, F("due_on").asc(nulls_last=True), "reported_on", "pk")
