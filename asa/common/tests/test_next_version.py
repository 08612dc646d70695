"""The form of a rule with days offers a first day that can be taken."""

from datetime import timedelta

import pytest

from asa.common.forms import AsaForm, ThaiDateField, typed_date
from asa.common.thaidate import today

DAY = timedelta(days=1)


class RuleForm(AsaForm):
    started_on = ThaiDateField(not_before=today, initial=lambda: today() + DAY)


class AtOnceForm(AsaForm):
    started_on = ThaiDateField(not_before=today, initial=today)


def offered(form: AsaForm) -> object:
    return form["started_on"].value()


@pytest.mark.parametrize(
    ("last", "is_offered", "waits"),
    [(None, 1, False), (-30, 1, False), (0, 1, False), (1, 2, True), (20, 21, True)],
)
def test_the_first_day_offered_comes_after_the_last_version(
    last: int | None, is_offered: int, waits: bool
) -> None:
    form = RuleForm()
    began = None if last is None else today() + last * DAY
    form.begin_after(began)
    assert offered(form) == typed_date(today() + is_offered * DAY)
    assert form.waits_from == (began if waits else None)


def test_a_form_that_offers_today_does_so_unless_a_version_began_today_or_waits() -> None:
    found = []
    for last in (-30, 0, 5):
        form = AtOnceForm()
        form.begin_after(today() + last * DAY)
        found.append(offered(form))
    assert found == [typed_date(today() + days * DAY) for days in (0, 1, 6)]


def test_a_day_up_to_the_version_that_waits_is_refused_at_its_field() -> None:
    for typed, is_right in ((5, False), (6, True)):
        form = RuleForm({"started_on": typed_date(today() + typed * DAY)})
        form.begin_after(today() + 5 * DAY)
        assert form.is_valid() is is_right
        assert bool(form.errors.get("started_on")) is not is_right
