"""Every form of a rule with days says that a version waits, and offers the day after it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from asa.cards.models import CardIssuer
from asa.cases.models import AidProgramme, AppealTerm, CheckStep, ServiceTime
from asa.centres.models import SupportRule, TermLength
from asa.common.forms import typed_date
from asa.common.thaidate import thai_date, today
from asa.coverage.models import CoverageRule
from asa.handover.models import HandoverTerm
from asa.notices.models import QuietHours
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.reverification.models import NotFoundRule
from asa.training.models import BudgetRate, Duty, RefresherRule, ReminderRule, Signer
from asa.volunteers.models import ActiveFormula, LinkageRule, NumberPattern, Qualification

pytestmark = pytest.mark.django_db
WAITS = today() + timedelta(days=40)

# The page, the rows of its rule, and what its address has of the newest row.
PAGES = [
    ("cases:change_check_step", CheckStep, "state"),
    ("cases:change_service_time", ServiceTime, "code"),
    ("cases:change_appeal_term", AppealTerm, ""),
    ("cases:change_programme", AidProgramme, "code"),
    ("volunteers:qualification", Qualification, "code"),
    ("volunteers:linkage_rule", LinkageRule, ""),
    ("volunteers:number_pattern", NumberPattern, "province_id"),
    ("volunteers:active_formula", ActiveFormula, "area_id"),
    ("handover:change_rule", HandoverTerm, ""),
    ("training:change_rate", BudgetRate, "code"),
    ("training:change_reminders", ReminderRule, ""),
    ("training:change_refresher", RefresherRule, "course_id"),
    ("training:change_duty", Duty, "pk"),
    ("training:set_signer", Signer, "owner_id"),
    ("notices:change_hours", QuietHours, ""),
    ("reverification:change_rule", NotFoundRule, ""),
    ("cards:change_issuer", CardIssuer, ""),
    ("centres:term_length", TermLength, "level"),
    ("centres:support_rule", SupportRule, ""),
    ("coverage:change_rule", CoverageRule, "area_id"),
]


def newest_of(model):
    """The newest row of a rule, made where the product brings none."""
    found = model.objects.filter(ended_on=None).order_by("-started_on").first()
    if found is not None:
        return found
    made = {
        NumberPattern: {"prefix": "8686", "width": 5, "province": "86"},
        ActiveFormula: {"months": 6, "reports": 1, "quiet_months": 0, "area": "86", "set_by": system_user()},
        CardIssuer: {"title_th": "อธิบดี"},
        Signer: {"name": "นางสาวมะลิ", "title": "อธิบดี", "owner": "TH"},
        CoverageRule: {
            "area": "86", "per_village": 1, "per_tambon": 5, "visits_per_household": 2,
            "set_by": system_user(),
        },
    }[model]  # fmt: skip
    for name in ("province", "area", "owner"):
        if name in made:
            made[name] = make_area(made[name])
    return model.objects.create(started_on=date(2020, 1, 1), **made)


@pytest.mark.parametrize(("page", "model", "asks"), PAGES, ids=[page for page, *_ in PAGES])
def test_a_version_that_waits_is_said_and_followed(client, page, model, asks):
    newest = newest_of(model)
    args = [getattr(newest, asks)] if asks else []
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    with override("th"):
        said = f"มีฉบับใหม่รออยู่แล้ว มีผลใช้ตั้งแต่ {thai_date(WAITS)}"
    assert said not in client.get(reverse(page, args=args)).content.decode()

    newest.ended_on = WAITS
    newest.save()
    newest.pk, newest.started_on, newest.ended_on = None, WAITS, None
    newest.save(force_insert=True)

    shown = client.get(reverse(page, args=args))
    assert shown.context["form"]["started_on"].value() == typed_date(WAITS + timedelta(days=1))
    assert said in shown.content.decode()
