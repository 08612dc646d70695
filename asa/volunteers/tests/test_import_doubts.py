"""A list of which half the rows may be people on record is stopped until somebody has looked."""

import json

import pytest
from django.core.management import call_command

from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.models import Person
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_cells, make_file
from asa.volunteers.tests.test_import_pages import page_of, send, work
from asa.volunteers.tests.test_import_samples import DAY

pytestmark = pytest.mark.django_db
VERB = "import.taken_despite_doubts"


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def new_rows(first, count, **cells):
    """Rows of people of whom nobody is like another, or like those of other first numbers."""
    born = [f"{day:02d}/03/2508" for day in range(1, 29)]
    return [
        make_cells(place, citizen_id=passport(place), birth=born[place % 28], **cells)
        for place in range(first, first + count)
    ]


def passport(place):
    return f"MA{place:06d}"


def typed_anew(rows):
    """The same people under other numbers, as a list that somebody else typed has them."""
    return [
        row | {"number": f"9{row['number'][1:]}", "citizen_id": f"MB{row['citizen_id'][2:]}"}
        for row in rows
    ]


def bring_in(rows, **options):
    return import_volunteers(make_file(rows), by=system_user(), province="86", on=DAY, **options)


@pytest.mark.parametrize(("doubtful", "others", "is_stopped"), [(4, 4, True), (4, 5, False)])
def test_half_of_the_rows_on_record_under_other_numbers_stop_the_list(doubtful, others, is_stopped):
    bring_in(new_rows(1, 10))
    before = (Person.objects.count(), JournalEntry.objects.count())

    report = bring_in(typed_anew(new_rows(1, doubtful)) + new_rows(20, others))

    assert (bool(report.stopped), report.written) == (is_stopped, not is_stopped)
    assert report.created == doubtful + others
    assert len(report.notes) == doubtful
    assert ((Person.objects.count(), JournalEntry.objects.count()) == before) is is_stopped
    assert report.batch == "" or not is_stopped


def test_a_list_that_holds_everybody_twice_is_stopped():
    rows = new_rows(1, 4)

    report = bring_in(rows + typed_anew(rows))

    assert report.stopped
    assert len(report.possible_duplicates) == 4
    assert not Person.objects.exists()


def test_rows_that_were_copied_stop_the_list():
    rows = new_rows(1, 4)

    report = bring_in(rows + rows)

    assert (bool(report.stopped), report.created, report.refused) == (True, 4, 4)


def test_a_pair_in_a_short_list_is_taken_and_shown():
    rows = new_rows(1, 2)

    report = bring_in(rows + typed_anew(rows))

    assert (report.stopped, report.created, len(report.possible_duplicates)) == ("", 4, 2)


def test_who_looked_takes_it_in_and_the_journal_says_so():
    rows = new_rows(1, 4)
    twice = rows + typed_anew(rows)

    report = bring_in(twice, despite_duplicates=True)

    assert (report.stopped, report.created, report.written) == ("", 8, True)
    line = JournalEntry.objects.get(verb=VERB)
    assert (line.area, line.target_id, line.data) == (
        "86", report.batch, {"kind": "volunteers.import", "rows": 8, "doubtful": 4},
    )  # fmt: skip
    again = bring_in(twice)
    assert (again.stopped, again.unchanged) == ("", 8)


def test_who_was_not_stopped_leaves_no_such_line():
    bring_in(new_rows(1, 4), despite_duplicates=True)

    assert not JournalEntry.objects.filter(verb=VERB).exists()


def test_the_command_says_what_to_look_at_and_how_it_goes_on(tmp_path, capsys):
    rows = new_rows(1, 4)
    path = tmp_path / "register.xlsx"
    path.write_bytes(make_file(rows + typed_anew(rows)).getvalue())
    words = ["import_volunteers", str(path), "--province", "86"]

    with pytest.raises(SystemExit) as end:
        call_command(*words)
    assert end.value.code == 1
    said = capsys.readouterr().out
    assert "จาก 8 แถว" in said
    assert "--despite-duplicates" in said
    with pytest.raises(SystemExit):
        call_command(*words, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["created"], bool(told["stopped"])) == (False, 8, True)
    assert not Volunteer.objects.exists()

    call_command(*words, "--despite-duplicates", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], "stopped" in told) == (True, False)
    assert Volunteer.objects.count() == 8


def test_the_page_asks_for_a_look_and_a_tick(client):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(officer)
    rows = new_rows(1, 4)
    send(client, *rows, *typed_anew(rows))
    trial = work()
    page = page_of(trial)
    said = client.get(page).content.decode()
    assert "โปรดดูบัญชีนี้ก่อนนำเข้า" in said
    assert 'name="despite"' in said
    assert "นำเข้าทั้งสองแถว" not in said

    answer = client.post(page)

    assert answer.status_code == 200
    assert answer.context["form"].errors["despite"]
    assert work().pk == trial.pk
    assert not Volunteer.objects.exists()

    answer = client.post(page, {"despite": "on"})
    done = work()

    assert answer.status_code == 302
    assert done.result["report"]["written"] is True
    assert Volunteer.objects.count() == 8
    line = JournalEntry.objects.get(verb=VERB)
    assert (line.actor_id, line.area) == (officer.pk, "86")


def test_a_tick_that_nobody_was_asked_for_is_nothing(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    send(client, *new_rows(1, 4))
    trial = work()

    client.post(page_of(trial), {"despite": "on"})

    assert "despite_duplicates" not in work().params
