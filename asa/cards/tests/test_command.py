"""`asa cards`: the same PDF from the command line, told in Thai."""

import json

import pytest
from django.core.management import CommandError, call_command

from asa.cards.codes import CardState
from asa.cards.management.commands import cards as command
from asa.cards.models import VolunteerCard
from asa.cards.tests.factories import make_card, make_ready
from asa.people.actions import system_user
from asa.places.tests.factories import make_area
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_asa():
    system_user()


def run(capsys, *words):
    call_command("cards", *words)
    return capsys.readouterr().out


def test_it_prepares_and_prints_who_can_have_a_card(capsys, tmp_path):
    out = tmp_path / "cards.pdf"
    for _one in range(2):
        make_ready()
    make_volunteer()
    make_ready("86010204")
    make_card(make_ready(), CardState.ISSUED)
    told = json.loads(run(capsys, "--area", "860101", "--out", str(out), "--json"))

    assert told == {"cards": 2, "prepared": 2, "without": 1, "out": str(out)}
    assert out.read_bytes().startswith(b"%PDF")
    assert out.stat().st_mode & 0o777 == 0o600
    assert VolunteerCard.objects.filter(state=CardState.DRAFT).count() == 2


def test_run_again_it_prints_the_same_cards(capsys, tmp_path):
    out = tmp_path / "cards.pdf"
    make_ready()
    first = json.loads(run(capsys, "--area", "86", "--out", str(out), "--json"))
    again = json.loads(
        run(capsys, "--area", "86", "--out", str(out), "--json", "--layout", "single")
    )

    assert (first["cards"], first["prepared"]) == (1, 1)
    assert (again["cards"], again["prepared"]) == (1, 0)


def test_with_again_it_prints_what_is_printed_and_handed_out(capsys, tmp_path):
    for state in (CardState.PRINTED, CardState.ISSUED, CardState.LOST):
        make_card(make_ready(), state)
    make_card(make_volunteer(), CardState.REVOKED)
    out = str(tmp_path / "cards.pdf")
    told = json.loads(run(capsys, "--area", "86", "--out", out, "--again", "--json"))

    # The lost one gets its successor.
    assert (told["cards"], told["prepared"]) == (3, 1)


def test_it_says_in_thai_what_it_did(capsys, tmp_path):
    make_ready()
    make_volunteer()
    said = run(capsys, "--area", "TH", "--out", str(tmp_path / "cards.pdf"))

    assert "บัตร 1 ใบ" in said
    assert "1 คน" in said


@pytest.mark.parametrize(
    ("area", "lacking", "words"),
    [("99", False, "รหัส 99"), ("860101", False, "ไม่มีบัตรรอพิมพ์"), ("860101", True, "รูปถ่าย")],
)
def test_it_ends_with_2_and_a_sentence_where_nothing_can_be_printed(tmp_path, area, lacking, words):
    if lacking:
        make_volunteer()
    make_ready("85010101")
    make_area("860101")
    out = tmp_path / "cards.pdf"

    with pytest.raises(CommandError, match=words) as stopped:
        call_command("cards", "--area", area, "--out", str(out))
    assert stopped.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert not VolunteerCard.objects.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    make_ready()

    with pytest.raises(CommandError, match="เขียนไฟล์") as stopped:
        call_command("cards", "--area", "86", "--out", str(tmp_path / "none" / "cards.pdf"))
    assert stopped.value.returncode == 2


def test_more_than_can_be_printed_at_once_asks_for_a_smaller_area(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "MOST_CARDS", 1)
    for _one in range(2):
        make_ready()

    with pytest.raises(CommandError, match="2 ใบ"):
        call_command("cards", "--area", "86", "--out", str(tmp_path / "cards.pdf"))
    assert not VolunteerCard.objects.exists()
