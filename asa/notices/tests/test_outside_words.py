"""What is said of a notice outside of the product: nobody's name, no reason, no parameter."""

import pytest
from django.utils import translation

from asa.notices import kinds
from asa.notices.channels import Letter
from asa.notices.jobs import letter_of
from asa.notices.models import UrgentKind
from asa.notices.tests.factories import make_contact, make_delivery
from asa.people.tests.factories import make_user

POISON = "นางสาวลับ เปิดเผยไม่ได้"


class Poisoned(dict):
    """Whatever a sentence asks for, it gets what must never be seen."""

    def __missing__(self, key):
        return POISON


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", kinds.kinds())
def test_no_kind_says_a_reason_or_a_parameter_outside(kind, language):
    user = make_user("volunteer", "860101")
    make_contact(user)
    params = dict.fromkeys(("number", "reason", "day", "name", "fields", "state"), POISON)
    delivery = make_delivery(
        user, kind=kind, params=params, reason=POISON, link=f"/cases/{POISON}/"
    )
    with translation.override(language):
        letter = letter_of(delivery)
    assert isinstance(letter, Letter)
    said = letter.subject + letter.text
    assert POISON not in said
    assert "%" not in said
    assert "{" not in said
    assert letter.text.splitlines()[2].endswith("/notices/")
    assert letter.text.splitlines()[0] == letter.subject == letter.subject.strip() != ""


def test_of_a_case_nobody_hears_outside_whether_it_is_protected():
    said = {kinds.outside_words(kind) for kind in kinds.kinds() if kind.startswith("case.")}
    group = kinds.outside_words("case.protected")
    assert group == kinds.outside_words("case.to_check") == kinds.outside_words("report.ineligible")
    emergencies = {kinds.outside_words(kind) for kind in kinds.kinds() if "emergency" in kind}
    assert said == {group} | emergencies


def test_a_kind_that_nobody_knows_any_more_says_no_more_than_its_group():
    assert kinds.outside_words("case.of_an_older_release") == kinds.outside_words("case.to_check")
    assert kinds.outside_words("strange.kind") == str(kinds.OTHER.outside)


def test_every_kind_is_of_a_group_that_a_person_can_switch_off():
    names = {group.name for group in kinds.groups()}
    assert {kinds.group_of(kind).name for kind in kinds.kinds()} == names


@pytest.mark.django_db
def test_what_does_not_wait_for_the_morning_is_known():
    urgent = set(UrgentKind.objects.values_list("kind", flat=True))
    assert urgent
    assert urgent <= set(kinds.kinds())
