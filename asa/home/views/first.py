"""The first page of each role; who holds several posts sees the widest first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from asa.centres.queries import proposals_waiting_for, validates
from asa.common.thaidate import today
from asa.handover.queries import offers_to, overdue_before
from asa.handover.rules import oversees_handovers
from asa.home.views.country import country_section
from asa.home.views.field import lead_section, volunteer_section
from asa.home.views.keeping import admin_section, auditor_section
from asa.home.views.office import finance_section, partner_section, social_worker_section
from asa.home.views.parts import Section
from asa.home.views.province import province_section
from asa.households.rules import works_with_households
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.reverification.queries import waiting_by_round

Build = Callable[[AsaRequest], Section]

# The widest work first; each section answers for all the posts of its roles.
SECTIONS: list[tuple[frozenset[str], Build]] = [
    (frozenset({Role.DEPARTMENT_OFFICER, Role.ANALYST}), country_section),
    (frozenset({Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER}), province_section),
    (frozenset({Role.SOCIAL_WORKER}), social_worker_section),
    (frozenset({Role.FINANCE}), finance_section),
    (frozenset({Role.PARTNER_DESK}), partner_section),
    (frozenset({Role.AUDITOR}), auditor_section),
    (frozenset({Role.ADMIN}), admin_section),
    (frozenset({Role.DISTRICT_LEAD, Role.TAMBON_LEAD}), lead_section),
    (frozenset({Role.VOLUNTEER}), volunteer_section),
]


@require_safe
def first(request: AsaRequest) -> HttpResponse:
    roles = {post.role for post in request.user.current_posts}
    sections = [build(request) for asked, build in SECTIONS if asked & roles]
    if not sections:
        return redirect("people:me")
    template = "home/day.html" if roles == {Role.VOLUNTEER} else "home/first.html"
    contents: dict[str, Any] = {"sections": sections, "section": sections[0]}
    # Changes of centres come to several roles; they are said once, above all sections.
    if validates(request.user):
        contents["waiting"] = proposals_waiting_for(request.user).count()
    contents["to_verify"] = waiting_by_round(request.user)
    # So is what nobody owns, and what somebody is asked to take on.
    if oversees_handovers(request.user):
        contents["overdue_handovers"] = overdue_before(request.user, today()).count()
    if works_with_households(request.user):
        contents["handover_offers"] = offers_to(request.user).count()
    return render(request, template, contents)
