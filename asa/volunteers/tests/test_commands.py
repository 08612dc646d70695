import json

import pytest
from django.core.management import call_command

from asa.places.tests.factories import load_chumphon
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_cells, make_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(tmp_path):
    load_chumphon()

    def write(*rows):
        path = tmp_path / "register.xlsx"
        path.write_bytes(make_file(rows).getvalue())
        return str(path)

    return write


def test_json_stands_alone_on_standard_output(register, capsys):
    call_command("import_volunteers", register(make_cells()), "--province", "86", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "read": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
        "written": True,
        "problems": [],
        "possible_duplicates": [],
        "notes": [],
    }


def test_refused_rows_end_with_1_and_are_told_in_thai(register, capsys):
    path = register(make_cells(), make_cells(1, given=""))
    with pytest.raises(SystemExit) as ended:
        call_command("import_volunteers", path, "--province", "86", "--trial")

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert "ไม่มีชื่อ" in said
    assert "แถวที่ 3 คอลัมน์ C" in said
    assert not Volunteer.objects.exists()


def test_all_or_nothing_writes_nothing(register):
    path = register(make_cells(), make_cells(1, given=""))
    with pytest.raises(SystemExit):
        call_command("import_volunteers", path, "--province", "86", "--all-or-nothing", "--json")

    assert not Volunteer.objects.exists()


@pytest.mark.parametrize("options", [("--province", "86"), ("--province", "99")])
def test_what_cannot_be_read_ends_with_2_and_a_sentence(tmp_path, options, capsys, register):
    path = tmp_path / "notes.txt"
    path.write_text("เรื่องอื่น")
    with pytest.raises(SystemExit) as ended:
        call_command("import_volunteers", str(path), *options, "--json")

    heard = capsys.readouterr()
    assert (ended.value.code, heard.out) == (2, "")
    assert heard.err.strip()


def test_a_file_that_is_not_there_ends_with_2(register):
    with pytest.raises(SystemExit) as ended:
        call_command("import_volunteers", "nowhere.xlsx")

    assert ended.value.code == 2
