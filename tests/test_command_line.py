"""The command line has Asa's commands, and no door beside the actions and the journal."""

import sys

import pytest

from config import cli


def run(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["asa", *words])
    cli.main()


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_help_lists_every_command_of_asa_with_what_it_does(monkeypatch, capsys, words):
    run(monkeypatch, *words)
    said = capsys.readouterr().out
    for name in ("prepare", "demo", "serve", "add_user", "import_volunteers", "import_households"):
        assert f"  {name}" in said
    for name in ("figures", "verify_journal", "rotate_keys"):
        assert f"  {name}" in said
    assert "superuser" not in said


@pytest.mark.parametrize(
    "name",
    ["createsuperuser", "changepassword", "flush", "loaddata", "dumpdata", "shell", "no_such"],
)
def test_what_would_write_past_the_actions_is_no_command(monkeypatch, name):
    with pytest.raises(SystemExit, match=f"no command '{name}'"):
        run(monkeypatch, name)


@pytest.mark.django_db
def test_a_command_runs(monkeypatch, capsys):
    run(monkeypatch, "verify_journal")
    assert "0 faults" in capsys.readouterr().out
