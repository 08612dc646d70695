"""The first pages of social workers, of finance, and of an agency's desk."""

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.cases.codes import AidState, ReferralState
from asa.cases.forms.filters import in_group
from asa.cases.queries import aid_to_pay_for, by_due_day, cases_for, counted, referrals_for
from asa.common.http import address
from asa.common.thaidate import thai_date, today
from asa.home.views.field import task_rows
from asa.home.views.parts import ROWS, Section, Tile, case_rows, cases_counted
from asa.partners.models import Partner
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import within
from asa.tasks.queries import own_tasks

MANY = 12


def social_worker_section(request: AsaRequest) -> Section:
    """My cases by the day they are due, those nobody took in yet, and my tasks."""
    user, day = request.user, today()
    area = scope(user, Role.SOCIAL_WORKER)[0]
    mine = in_group(cases_for(user), "mine", user)
    waits = cases_for(user).filter(counted("intake", day), within("area_id", [area]))
    tasks = own_tasks(user)
    return Section(
        "home/_worker.html",
        _("My cases by due day"),
        {
            "mine": case_rows(by_due_day(mine), MANY),
            "mine_count": mine.count(),
            "mine_url": address("cases:list", group="mine"),
            "waiting": case_rows(by_due_day(waits), ROWS),
            "waiting_count": waits.count(),
            "waiting_url": cases_counted("intake", area),
            "tasks": task_rows(tasks[:ROWS], user),
            "task_count": tasks.count(),
            "task_url": reverse("tasks:list"),
            "as_of": day,
        },
        about=thai_date(day, "weekday"),
    )


def finance_section(request: AsaRequest) -> Section:
    """What is approved and to be paid, the oldest first."""
    to_pay = aid_to_pay_for(request.user)
    ready = Q(state=AidState.TO_BE_PAID)
    sums = to_pay.order_by().aggregate(
        ready=Sum("amount_approved", filter=ready), waits=Sum("amount_approved", filter=~ready)
    )
    return Section(
        "home/_finance.html",
        _("Approved and to be paid"),
        {
            "rows": list(to_pay[:MANY]),
            "count": to_pay.count(),
            "ready": sums["ready"] or 0,
            "waits": sums["waits"] or 0,
            "url": reverse("cases:payments"),
            "as_of": today(),
        },
        about=thai_date(today(), "weekday"),
    )


def partner_section(request: AsaRequest) -> Section:
    """Referrals that were sent to us: which want an answer, which we took on."""
    desks = [post for post in request.user.current_posts if post.role == Role.PARTNER_DESK]
    keys = [post.organisation_id for post in desks if post.organisation_id]
    names = [partner.name for partner in Partner.objects.filter(pk__in=keys)]
    found = referrals_for(request.user).filter(partner_id__in=keys)
    sent = found.filter(state=ReferralState.SENT)
    taken = found.filter(state=ReferralState.ACCEPTED)
    url = reverse("cases:referrals")
    return Section(
        "home/_partner.html",
        _("Referrals sent to us"),
        {
            "tiles": [
                Tile(_("Awaiting our answer"), sent.count(), f"{url}?state=sent", icon="bell"),
                Tile(_("Taken on, not done yet"), taken.count(), f"{url}?state=accepted"),
            ],
            "definitions": [
                _("Awaiting our answer: sent to our agency, and neither taken on nor refused yet."),
                _("Taken on, not done yet: our agency said yes, and has not told what it did yet."),
            ],
            "sent": list(sent.order_by("sent_on", "pk")[:MANY]),
            "url": url,
            "as_of": today(),
        },
        about=" · ".join([*names, thai_date(today(), "weekday")]),
    )
