"""The pages of an agency's desk, and of the office that sent a case there."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asa.cases.actions import referring
from asa.cases.codes import ReferralState
from asa.cases.forms import office as forms
from asa.cases.models import Referral
from asa.cases.queries import OFFICE, referrals_for
from asa.cases.rules import office as rules
from asa.cases.views.acting import ActPage, Doing, act_page
from asa.common import accesslog
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.names import post_in_words
from asa.people.rules import holds

ACTS = {
    ReferralState.ACCEPTED: referring.accept_referral,
    ReferralState.DONE: referring.finish_referral,
}


def load(request: AsaRequest, pk: object) -> Referral:
    """The referral, if the person may see it; as if absent otherwise."""
    return get_object_or_404(referrals_for(request.user), pk=pk)


def referral_list(request: AsaRequest) -> HttpResponse:
    """What was sent to one's own agency, or from one's own office; the unanswered first."""
    allow(rules.can_list_referrals(request.user))
    waiting_first = Case(
        When(state=ReferralState.SENT, then=0),
        When(state=ReferralState.ACCEPTED, then=1),
        default=2,
    )
    found = referrals_for(request.user).order_by(waiting_first, "sent_on", "pk")
    waiting = found.filter(state=ReferralState.SENT).count()
    if (state := request.GET.get("state", "")) in ReferralState.values:
        found = found.filter(state=state)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": waiting, "in_office": holds(request.user, *OFFICE)}
    return render(request, "cases/referral_list.html", context)


def referral(request: AsaRequest, pk: object) -> HttpResponse:
    """One referral as the agency reads it; the agency sees nothing else of the case."""
    found = load(request, pk)
    accesslog.note(request.user, "referral.seen", found, area=found.case.province)
    context = {
        "referral": found,
        "office": post_in_words(Role.PROVINCE_OFFICER, found.case.province),
        "may_answer": rules.can_answer_referral(request.user, found),
        "may_revoke": rules.can_revoke_referral(request.user, found),
        "may_see_case": rules.can_read_in_full(request.user, found.case),
    }
    return render(request, "cases/referral.html", context)


def answer(request: AsaRequest, pk: object) -> HttpResponse:
    found = load(request, pk)
    allow(rules.can_answer_referral(request.user, found))
    form = forms.AnswerReferralForm(request.POST or None, choices=_answers(found))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, found, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your answer has been sent to the office."))
            return redirect("cases:referral", found.pk)
    return render(
        request,
        "cases/referral_answer.html",
        {
            "referral": found,
            "form": form,
            "office": post_in_words(Role.PROVINCE_OFFICER, found.case.province),
        },
    )


def _answers(found: Referral) -> list[tuple[str, Any]]:
    if found.state == ReferralState.SENT:
        first = (ReferralState.ACCEPTED.value, gettext_lazy("We take it on"))
    else:
        first = (ReferralState.DONE.value, gettext_lazy("We have helped"))
    return [first, (ReferralState.REFUSED.value, gettext_lazy("We cannot help, because …"))]


def _answer(request: AsaRequest, found: Referral, given: dict[str, Any]) -> object:
    words, by, on = given["words"], request.user, today()
    if given["result"] == ReferralState.REFUSED:
        return referring.refuse_referral(found, reason=words, by=by, on=on)
    return ACTS[ReferralState(given["result"])](found, words=words, by=by, on=on)


@act_page(
    load,
    lambda found: found.case,
    rules.can_revoke_referral,
    ActPage(
        title=gettext_lazy("Call the referral back"),
        button=gettext_lazy("Call back"),
        done=gettext_lazy("The referral has been called back. The case is the office's again."),
        danger=True,
    ),
)
def revoke(request: AsaRequest, found: Referral) -> Doing:
    return Doing(
        forms.ReasonForm(request.POST or None),
        lambda given: referring.revoke_referral(
            found, reason=given["reason"], by=request.user, on=today()
        ),
    )
