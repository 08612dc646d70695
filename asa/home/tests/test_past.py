"""Reports as at a day stand on the areas of that day."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from asa.home.queries import figures_as_at
from asa.places.actions import carry_out_change, undo_change
from asa.places.queries import Part
from asa.places.tests.factories import ANNOUNCED, load_chumphon, make_change, make_officer
from asa.places.tests.ground import ON
from asa.volunteers.models import Assignment
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
IN_2561 = date(2018, 9, 30)
BEFORE = ANNOUNCED - timedelta(days=1)


@pytest.fixture
def officer():
    load_chumphon()
    return make_officer()


def carried(*areas, by, **announced):
    return carry_out_change(make_change(*areas, by=by, on=ON, **announced), by=by, on=ON)


def test_a_report_of_a_day_before_uses_the_tree_and_the_codes_of_then(officer):
    make_volunteer("86010301")
    make_volunteer("86010301", registered_on=date(2026, 10, 20))
    assert "860103" not in figures_as_at("8601", BEFORE).without_volunteer
    change = carried("860103", kind="move", part=Part("860290"), by=officer)

    then, now = figures_as_at("8601", BEFORE), figures_as_at("8601", ON)
    assert (then.working, now.working) == (1, 0)
    assert then.tambons == now.tambons + 1
    assert "860103" not in then.without_volunteer
    there, later = figures_as_at("8602", BEFORE), figures_as_at("8602", ON)
    assert (there.working, later.working) == (0, 2)
    assert "860290" not in [*there.without_volunteer, *later.without_volunteer]
    assert figures_as_at("860103", BEFORE).working == 1

    undo_change(change, reason="ผิด", by=officer, on=ON)
    assert figures_as_at("8601", ON).working == 2


def test_after_two_changes_each_day_has_its_own_code(officer):
    make_volunteer("86010301")
    carried("860103", kind="move", part=Part("860290"), by=officer)
    second = ANNOUNCED + timedelta(days=10)
    carried("860290", kind="move", part=Part("860390"), in_force_on=second, by=officer)
    found = [figures_as_at(code, BEFORE).working for code in ("8601", "8602", "8603")]
    assert found == [1, 0, 0]
    found = [figures_as_at(code, ANNOUNCED).working for code in ("8601", "8602", "8603")]
    assert found == [0, 1, 0]
    found = [figures_as_at(code, second).working for code in ("8601", "8602", "8603")]
    assert found == [0, 0, 1]


def test_work_that_ended_before_a_change_is_told_where_it_was(officer):
    volunteer = make_volunteer("86010301")
    Assignment.objects.filter(volunteer=volunteer).update(ended_on=date(2026, 1, 1))
    carried("860103", kind="move", part=Part("860290"), by=officer)
    assert figures_as_at("8601", date(2025, 12, 31)).working == 1
    assert figures_as_at("86", BEFORE).working == 0


def test_the_command_line_says_it_with_its_definitions(officer, capsys):
    call_command("figures", area="86", as_at="30/9/2561", json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["as_of"] == IN_2561.isoformat()
    assert told["areas"]["tambons"] == len(told["without_volunteer"])
    assert set(told["definitions"]) == {"areas", "working", "without_volunteer"}


def test_a_fiscal_year_means_its_last_day_and_a_day_to_come_is_refused(officer, capsys):
    call_command("figures", area="86", as_at="2561", json=True)
    assert json.loads(capsys.readouterr().out)["as_of"] == IN_2561.isoformat()
    for asked in ("30/9/2599", "9999", "0001"):
        with pytest.raises(CommandError) as refused:
            call_command("figures", area="86", as_at=asked)
        assert refused.value.returncode == 2
