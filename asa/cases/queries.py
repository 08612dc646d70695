"""Every read of cases starts here."""

from django.db.models import Q, QuerySet

from asa.cases.codes import AidState, CaseState
from asa.cases.models import AidRequest, Case, Payment, Referral
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.queries import within

LEADS = (Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
OFFICE = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER, Role.PROVINCE_HEAD)
FIELD = (Role.VOLUNTEER, *LEADS)


def cases_for(user: User) -> QuerySet[Case]:
    """The cases a user may see.

    Leads and the office: those of their area, once they are sent. A volunteer: those she
    reported, and those of households she looks after or has a task for, in the provinces where
    she holds a post. A protected case: its named team alone. No post: nothing.
    """
    sent = ~Q(state=CaseState.DRAFT)
    of_area = within("area_id", scope(user, *LEADS, *OFFICE))
    mine = Q(reported_by=user) | Q(household__caretaker=user) | _with_my_task(user)
    in_field = within("province", {code[:2] for code in scope(user, *FIELD)}) & mine
    ordinary = Q(is_protected=False) & sent & (of_area | in_field)
    found = Case.objects.filter(ordinary | (Q(is_protected=True) & on_team(user)))
    return found.select_related("subject", "area", "household__area", "reported_by__person")


def _with_my_task(user: User) -> Q:
    # Tasks stand below cases; a task names its case by key, so a subquery and not a join.
    tasks = user.tasks.filter(subject_type="cases.case", state="open")
    return Q(pk__in=tasks.values("subject_id"))


def on_team(user: User) -> Q:
    """Protected cases on whose named team the user is today, while holding any post."""
    if not user.current_posts:
        return Q(pk__in=[])
    own = user.protected_cases.filter(Post.current_on(today()))
    return Q(pk__in=own.values("case_id"))


def drafts_for(user: User) -> QuerySet[Case]:
    """The user's own reports that were not sent yet; nobody else sees a draft."""
    found = Case.objects.filter(reported_by=user, state=CaseState.DRAFT)
    return found.order_by("-created_at") if user.current_posts else found.none()


def receipts_for(user: User) -> QuerySet[Case]:
    """Protected cases that the user reported: a code and a day, and nothing that came after."""
    found = Case.objects.filter(reported_by=user, is_protected=True)
    found = found.exclude(state=CaseState.DRAFT).only("id", "number", "reported_on")
    return found.order_by("-reported_on") if user.current_posts else found.none()


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
    return Payment.objects.filter(aid_request__in=aid_requests_for(user).values("pk"))


def referrals_for(user: User) -> QuerySet[Referral]:
    """Referrals of the cases a user may see, and for an agency's desk those sent to it."""
    desks = [post.organisation_id for post in user.current_posts if post.role == Role.PARTNER_DESK]
    seen = Q(case__in=cases_for(user).values("pk")) | Q(partner_id__in=[d for d in desks if d])
    return Referral.objects.filter(seen).select_related("partner", "case__area")
