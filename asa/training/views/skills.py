"""Who of one's area can do what, what each duty needs, and who signs certificates."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.http import RulesPage, render_rows
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.models import Area
from asa.places.queries import remember_names, within
from asa.training.actions import add_duty, change_duty, set_signer
from asa.training.forms.skills import (
    ENDING,
    HELD,
    DutyForm,
    NewDutyForm,
    SignerForm,
    SkillFilter,
)
from asa.training.models import Duty, Signer, Skill
from asa.training.queries import (
    KEEPERS,
    HeldSkill,
    current_volunteers_for,
    duties_on,
    ending_soon,
    having,
    lacking,
    lacking_by_duty,
    not_having,
    signers_for,
    skill_names,
    skills_of,
)
from asa.training.rules import can_change_duties, can_set_signer, sees_signers, sees_skills
from asa.volunteers.models import Volunteer

ROWS = 50
SOON = 60
SIGNERS = RulesPage("training:signers", "training/signer_form.html")
SIGNED = ("name", "title", "acting", "numbering", "thai_digits")


@require_safe
def skills(request: AsaRequest) -> HttpResponse:
    """The volunteers of the area who have a skill, whose skill ends soon, or who lack it."""
    allow(sees_skills(request.user))
    form = SkillFilter(request.GET or None)
    code, show = form.chosen()
    everyone, on = current_volunteers_for(request.user), today()
    found = {
        HELD: lambda: having(everyone, [code], on),
        ENDING: lambda: ending_soon(everyone, code, on, SOON),
    }.get(show, lambda: not_having(everyone, [code], on))()
    page = _page(request, found)
    held = skills_of([one.person_id for one in page], on)
    context = {
        "form": SkillFilter({"skill": code, "show": show}),
        "page": page,
        "rows": [(one, _held(held.get(one.person_id, []), code)) for one in page],
        "skill": Skill.objects.filter(pk=code).first(),
        "show": show,
    }
    return render_rows(request, "training/skills.html", context, rows="training/_skill_rows.html")


def _page(request: AsaRequest, found: QuerySet[Volunteer]) -> Page[Volunteer]:
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({one.area_id for one in page})
    return page


def _held(skills: list[HeldSkill], code: str) -> HeldSkill | None:
    return next((one for one in skills if one.skill.pk == code), None)


@require_safe
def duties(request: AsaRequest) -> HttpResponse:
    """The duties with the skills that they need, and how many of the area lack one."""
    allow(sees_skills(request.user))
    everyone, on = current_volunteers_for(request.user), today()
    names, found = skill_names(), duties_on(on)
    total, counts = lacking_by_duty(everyone, found, on)
    rows = [
        (duty, [names.get(code, code) for code in duty.skills_needed], n)
        for duty, n in zip(found, counts, strict=True)
    ]
    context = {
        "rows": rows,
        "total": total,
        "may_change": can_change_duties(request.user),
        "today": on,
    }
    return render(request, "training/duties.html", context)


def _duty(pk: UUID) -> Duty:
    """A duty in the version of the address."""
    return get_object_or_404(Duty, pk=pk)


@require_safe
def duty(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who of the area lacks what for a duty."""
    allow(sees_skills(request.user))
    found, on, names = _duty(pk), today(), skill_names()
    everyone = current_volunteers_for(request.user)
    page = _page(request, not_having(everyone, found.skills_needed, on))
    missing = lacking([one.person_id for one in page], found.skills_needed, on)
    context = {
        "duty": found,
        "needed": [names.get(code, code) for code in found.skills_needed],
        "page": page,
        "rows": [
            (one, [names.get(code, code) for code in missing.get(one.person_id, [])])
            for one in page
        ],
        "may_change": can_change_duties(request.user) and found.ended_on is None,
    }
    return render(request, "training/duty.html", context)


DUTIES = RulesPage("training:duties", "training/duty_form.html")


def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Other skills for a duty from a day on."""
    allow(can_change_duties(request.user))
    found = _duty(pk)
    newest = Duty.objects.filter(code=found.code).order_by("-started_on")[0]
    start = {"skills": found.skills_needed, "source": found.source}
    form = DutyForm(request.POST or None, initial=start)
    return DUTIES.change(
        request,
        form,
        lambda told: change_duty(found, **told, by=request.user, on=today()),
        title=found.name,
        after=newest.started_on,
    )


def new_duty(request: AsaRequest) -> HttpResponse:
    """One more duty."""
    allow(can_change_duties(request.user))
    form = NewDutyForm(request.POST or None)
    return DUTIES.change(
        request,
        form,
        lambda told: add_duty(told.pop("name_th"), **told, by=request.user, on=today()),
        title=_("New duty"),
    )


@require_safe
def signers(request: AsaRequest) -> HttpResponse:
    """Who signs the certificates of one's office today, and who will."""
    allow(sees_signers(request.user))
    found = list(signers_for(request.user, today()))
    offices = Area.objects.filter(
        within("code", scope(request.user, *KEEPERS)), level__in=("country", "province")
    )
    known = {one.owner_id for one in found}
    context = {
        "signers": [(one, can_set_signer(request.user, one.owner_id)) for one in found],
        "without": [one for one in offices.order_by("code") if one.pk not in known][:100],
        "today": today(),
    }
    return render(request, "training/signers.html", context)


def set_signer_of(request: AsaRequest, owner: str) -> HttpResponse:
    """Another signer for an office from a day on."""
    allow(can_set_signer(request.user, owner))
    area = get_object_or_404(Area, pk=owner, level__in=("country", "province"))
    newest = Signer.objects.filter(owner=area).order_by("-started_on").first()
    start = (
        {name: getattr(newest, name) for name in SIGNED}
        if newest
        else {"thai_digits": True, "numbering": "calendar"}
    )
    form = SignerForm(request.POST or None, initial=start)

    def save(told: dict[str, Any]) -> object:
        return set_signer(
            area, given=form.given(), started_on=told["started_on"], by=request.user, on=today()
        )

    title, after = _("Set another signer"), newest.started_on if newest else None
    return SIGNERS.change(request, form, save, title=title, after=after, area=area)
