"""`asa certificates`: the acts of the pages, and one PDF."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from asa.training.models import Certificate
from asa.training.tests.factories_results import make_held_cohort, make_participant, make_signer

pytestmark = pytest.mark.django_db


def run(cohort, out, *more):
    said = StringIO()
    call_command("certificates", f"--cohort={cohort}", f"--out={out}", *more, stdout=said)
    return said.getvalue()


def test_all_who_passed_are_in_one_file_for_its_owner_alone(tmp_path):
    make_signer()
    cohort = make_held_cohort()
    for present in (5, 5, 1):
        make_participant(cohort, present=present)
    out = tmp_path / "all.pdf"

    told = json.loads(run(cohort.pk, out, "--json"))
    again = json.loads(run(cohort.pk, out, "--json"))

    expected = {"cohort": str(cohort.pk), "certificates": 2, "issued": 2, "out": str(out)}
    assert told == expected
    assert again == expected | {"issued": 0}
    assert out.read_bytes().startswith(b"%PDF")
    assert out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["all.pdf"]


def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path):
    make_signer()
    cohort = make_held_cohort()
    make_participant(cohort, present=0)
    out = tmp_path / "all.pdf"

    for key in (uuid4(), cohort.pk):
        with pytest.raises(CommandError) as refused:
            run(key, out)
        assert refused.value.returncode == 2
    make_participant(cohort)
    with pytest.raises(CommandError):
        run(cohort.pk, tmp_path / "none" / "all.pdf")

    assert not out.exists()
    assert Certificate.objects.count() == 1


def test_without_json_a_sentence_is_said(tmp_path):
    make_signer()
    cohort = make_held_cohort()
    make_participant(cohort)

    assert "1" in run(cohort.pk, tmp_path / "all.pdf")
    assert "1" in run(cohort.pk, tmp_path / "all.pdf", "--again")
