"""The satisfaction form: once each, without a name, and nothing shown of too few."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.satisfaction import rate_cohort
from asa.training.closing import told_in_report
from asa.training.codes import EnrolmentState
from asa.training.models import SatisfactionGiven, SatisfactionItem, SatisfactionSheet
from asa.training.queries.satisfaction import items_on, satisfaction_of
from asa.training.tests.factories import make_enrolment, make_quota
from asa.training.tests.factories_day import make_cohort_of_today, make_registrar

pytestmark = pytest.mark.django_db
GOOD = {"content": 5, "staff": 4}


@pytest.fixture
def people():
    quota = make_quota(make_cohort_of_today(), seats=8)
    return [make_enrolment(quota) for _one in range(6)]


def rate(enrolment, by, ratings=GOOD, words="", on=None):
    return rate_cohort(enrolment, ratings=ratings, words=words, by=by, on=on or today())


def own_user(enrolment):
    user = make_user(Role.VOLUNTEER, "86010104")
    user.person = enrolment.person
    user.save()
    return user


def test_means_and_words_are_shown_from_five_answers_on(people, keeper):
    cohort = people[0].cohort
    for one in people[:4]:
        rate(one, keeper, words="อาหารดี")
    found = satisfaction_of(cohort)
    assert (found.answers, found.means, found.words, found.is_shown) == (4, [], [], False)
    rate(people[4], keeper, {"content": 2})
    found = satisfaction_of(cohort)
    means = {one.item.code: (one.mean, one.answers) for one in found.means}
    assert str(means["content"][0]) == "4.4"
    assert means["staff"] == (None, 4)
    assert found.words == ["อาหารดี"] * 4


def test_nothing_ties_a_sheet_to_a_person_or_a_time(people, keeper):
    rate(people[0], keeper, words="ห้องเย็นไป")
    sheet, given = SatisfactionSheet.objects.get(), SatisfactionGiven.objects.get()
    names = {field.name for field in SatisfactionSheet._meta.get_fields()}
    assert names == {"id", "cohort", "ratings", "words"}
    assert (sheet.pk.version, given.pk.version) == (4, 4)
    line = JournalEntry.objects.get(verb="satisfaction.given")
    assert str(sheet.pk) not in json.dumps([line.data, line.target_id], default=str)


def test_of_two_taps_one_counts(people, keeper):
    taps = [partial(rate, people[0], keeper, {"content": n}) for n in (5, 1)]
    taps[0]()
    with pytest.raises(DomainError, match="ตอบแบบประเมินนี้แล้ว"):
        taps[1]()
    assert SatisfactionSheet.objects.get().ratings == {"content": 5}


@pytest.mark.parametrize("ratings", [{}, {"content": 0}, {"content": 6}, {"none": 3}])
def test_a_rating_that_does_not_exist_is_refused(people, keeper, ratings):
    with pytest.raises(DomainError):
        rate(people[0], keeper, ratings)
    assert not SatisfactionGiven.objects.exists()


def test_who_may_say_how_it_was(people, keeper):
    one, other = people[:2]
    with pytest.raises(PermissionDenied):
        rate(one, own_user(other))
    with pytest.raises(DomainError):
        rate(one, own_user(one), on=today() - timedelta(days=1))
    with pytest.raises(DomainError):
        rate(one, keeper, words="x" * 2001)
    rate(one, make_registrar(one.cohort))
    gone = make_enrolment(one.quota, state=EnrolmentState.DECLINED)
    with pytest.raises(DomainError):
        rate(gone, keeper)


def test_items_hold_by_date(people):
    SatisfactionItem.objects.filter(code="venue").update(ended_on=today())
    codes = [item.code for item in items_on(today())]
    assert "venue" not in codes
    assert "venue" in [item.code for item in items_on(today() - timedelta(days=1))]


def test_the_form_the_means_and_the_report(people, keeper):
    cohort = people[0].cohort
    phone, office, stranger = Client(), Client(), Client()
    phone.force_login(own_user(people[0]))
    office.force_login(keeper)
    stranger.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    page = reverse("training:rate", args=[people[0].pk])
    assert page in phone.get(reverse("training:mine")).content.decode()
    assert "โปรดเลือก" in phone.post(page, {"content": "5"}).content.decode()
    codes = [item.code for item in items_on(cohort.starts_on)]
    assert phone.post(page, dict.fromkeys(codes, "6")).status_code == 200
    phone.post(page, dict.fromkeys(codes, "4") | {"words": "ลับเฉพาะคน"})
    assert "ตอบแบบประเมินแล้ว" in phone.get(page).content.decode()
    assert page not in phone.get(reverse("training:mine")).content.decode()

    means = reverse("training:satisfaction", args=[cohort.pk])
    assert "ลับเฉพาะคน" not in office.get(means).content.decode()
    for one in people[1:]:
        rate(one, keeper, dict.fromkeys(codes, 4))
    shown = office.get(means).content.decode()
    assert "ลับเฉพาะคน" in shown
    assert people[0].person.full_name not in shown
    assert stranger.get(means).status_code == 403
    summary = stranger.get(reverse("training:summary", args=[cohort.pk])).content.decode()
    assert "เฉลี่ย/5" in summary
    assert "ลับเฉพาะคน" not in summary
    (told,) = told_in_report(cohort.workshop)["cohorts"]
    assert len(told["satisfaction"]["rows"]) == len(codes)
    assert told["satisfaction"]["rows"][0][1] == "๔.๐"
