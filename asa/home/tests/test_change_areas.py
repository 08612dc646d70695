"""`asa change_areas FILE`: the same action as the pages."""

import json

import pytest
from django.core.management import CommandError, call_command

from asa.households.models import Household
from asa.places.models import AreaChange
from asa.places.tests.factories import make_area
from asa.places.tests.ground import populate

pytestmark = pytest.mark.django_db
MOVE = {
    "kind": "move",
    "areas": ["860101"],
    "parts": [{"code": "860290"}],
    "in_force_on": "2026-10-01",
    "source": "ราชกิจจานุเบกษา เล่ม 143",
}


@pytest.fixture
def file(tmp_path):
    populate()
    make_area("8602")
    path = tmp_path / "change.json"

    def write(**told):
        path.write_text(json.dumps({**MOVE, **told}), encoding="utf-8")
        return str(path)

    return write


def run(capsys, *words, **options):
    call_command("change_areas", *words, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_a_trial_says_what_goes_and_changes_nothing(file, capsys):
    told = run(capsys, file(), trial=True)
    assert told["before"]["households.household.area"] == {"860101": 3}
    assert told["get_a_new_code"]["households.household.area"] == 3
    assert AreaChange.objects.count() == 0
    assert Household.objects.filter(area__code__startswith="860101").count() == 3


def test_without_a_trial_it_is_carried_out(file, capsys):
    told = run(capsys, file())
    assert sum(told["after"]["households.household.area"].values()) == 3
    assert AreaChange.objects.get().state == "done"
    assert Household.objects.filter(area__code__startswith="860290").count() == 3


@pytest.mark.parametrize("told", [{"kind": "x"}, {"parts": [{}]}, {"areas": ["999999"]}])
def test_what_cannot_be_is_said_in_a_sentence(file, told):
    with pytest.raises(CommandError) as refused:
        call_command("change_areas", file(**told))
    assert refused.value.returncode == 2
    assert AreaChange.objects.count() == 0
