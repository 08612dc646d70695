from datetime import date
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from asa.common import accesslog, chains, crypto, journal
from asa.common.ids import uuid7
from asa.common.models import AccessEntry, ChainHead, JournalEntry, SubjectKey
from asa.common.readonly import WriteInGet, refuse_writes, writes_allowed

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


class Someone:
    def __init__(self) -> None:
        self.pk, self.post = uuid7(), uuid7()

    def post_covering(self, area: str) -> UUID | None:
        return self.post if area.startswith("86") else None


def write(count: int = 3, area: str = "860101", **more) -> Someone:
    actor = Someone()
    for number in range(count):
        journal.record(actor, "case.checked", ("cases.case", "one"), area=area, on=DAY, n=number)
    return actor


def change(sql: str, *values: object) -> None:
    """What someone with the database alone could do: the trigger is taken away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE common_journalentry DISABLE TRIGGER ALL")
        else:
            cursor.execute("DROP TRIGGER common_journalentry_no_update")
            cursor.execute("DROP TRIGGER common_journalentry_no_delete")
        cursor.execute(sql, values)


def test_an_entry_tells_who_did_what_under_which_post_on_which_day():
    actor = write(1)

    entry = JournalEntry.objects.get()

    assert (entry.chain, entry.seq, entry.verb) == ("journal:86", 1, "case.checked")
    assert (entry.actor_id, entry.post_id, entry.happened_on) == (actor.pk, actor.post, DAY)
    assert entry.data == {"n": 0}


def test_each_province_has_its_own_chain_and_its_own_numbers():
    write(2, "860101")
    write(1, "850101")
    write(1, "TH")

    assert {head.chain: head.seq for head in ChainHead.objects.all()} == {
        "journal:86": 2,
        "journal:85": 1,
        "journal:TH": 1,
    }


def test_an_untouched_journal_is_sound():
    write(5)
    write(2, "850101")

    assert chains.verify(JournalEntry, journal.LOG) == (7, [])


def test_a_batch_is_chained_like_single_entries():
    actor = write(1)
    areas = ("860101", "86010203", "850101")
    rows = [(str(uuid4()), areas[n % 3], {"row": n}) for n in range(150)]

    journal.record_many(actor, "volunteer.imported", "volunteers.volunteer", rows, on=DAY)
    write(1, "850101")

    assert chains.verify(JournalEntry, journal.LOG) == (152, [])
    assert {head.chain: head.seq for head in ChainHead.objects.all()} == {
        "journal:86": 101,
        "journal:85": 51,
    }
    written = JournalEntry.objects.filter(verb="volunteer.imported").order_by("pk")
    assert list(written.values_list("target_id", "area", "data", "post_id")) == [
        (*row, actor.post_covering(row[1])) for row in rows
    ]


@pytest.mark.parametrize(
    ("sql", "what", "seq"),
    [
        ("UPDATE common_journalentry SET verb = 'case.closed' WHERE seq = 2", "changed", 2),
        ("UPDATE common_journalentry SET area = '850101' WHERE seq = 3", "changed", 3),
        ("DELETE FROM common_journalentry WHERE seq = 2", "missing", 2),
        ("DELETE FROM common_journalentry WHERE seq = 4", "cut", 4),
    ],
)
def test_what_was_done_behind_the_back_is_found_at_its_place(sql, what, seq):
    write(4)

    change(sql)

    _read, faults = chains.verify(JournalEntry, journal.LOG)
    assert [(fault.what, fault.seq) for fault in faults] == [(what, seq)]


@pytest.mark.django_db(transaction=True)
def test_a_tail_cut_together_with_its_head_is_found_by_the_copy_outside():
    with transaction.atomic():
        write(3)
    entry = JournalEntry.objects.get(seq=2)
    change("DELETE FROM common_journalentry WHERE seq = 3")
    ChainHead.objects.filter(chain="journal:86").update(seq=2, mac=entry.mac)

    _read, faults = chains.verify(JournalEntry, journal.LOG)

    chains.heads_file().unlink()
    assert [(fault.what, fault.seq) for fault in faults] == [("cut", 3)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE common_journalentry ENABLE TRIGGER ALL")
        else:
            for act in ("update", "delete"):
                cursor.execute(
                    f"CREATE TRIGGER common_journalentry_no_{act} BEFORE {act.upper()} "
                    "ON common_journalentry "
                    "BEGIN SELECT RAISE(ABORT, 'This table is only ever added to.'); END"
                )


@pytest.mark.parametrize(
    "sql", ["UPDATE common_journalentry SET verb = 'x'", "DELETE FROM common_journalentry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(sql):
    write(1)

    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_words_about_a_person_are_sealed_and_gone_with_the_persons_key():
    subject = uuid7()
    journal.record(
        Someone(),
        "case.returned",
        ("cases.case", "one"),
        area="860101",
        subject=subject,
        text="บ้านหลังคารั่ว",
    )
    assert "หลังคา".encode() not in bytes(JournalEntry.objects.get().ciphertext)
    assert [line.text for line in journal.history_of(("cases.case", "one"))] == ["บ้านหลังคารั่ว"]

    SubjectKey.objects.get(subject_id=subject).delete()

    assert [line.text for line in journal.history_of(("cases.case", "one"))] == [""]
    assert chains.verify(JournalEntry, journal.LOG) == (1, [])


def test_words_without_a_person_are_refused():
    with pytest.raises(ValueError, match="person"):
        journal.record(Someone(), "case.returned", ("cases.case", "one"), area="86", text="x")


def test_the_history_of_a_record_is_its_own_and_the_newest_comes_first():
    write(2)
    journal.record(Someone(), "case.closed", ("cases.case", "other"), area="860101", on=DAY)

    assert [line.data for line in journal.history_of(("cases.case", "one"))] == [
        {"n": 1},
        {"n": 0},
    ]


def test_looks_and_exports_stand_in_a_chain_of_their_own():
    accesslog.note(Someone(), "household.seen", ("households.household", "one"), area="860101")

    assert not JournalEntry.objects.exists()
    assert chains.verify(AccessEntry, accesslog.LOG) == (1, [])


def test_the_chains_key_lies_outside_the_database():
    write(1)
    entry = JournalEntry.objects.get()

    assert (settings.ASA_DATA_DIR / "keys.json").exists()
    assert entry.mac == chains.digest(entry, "")
    assert crypto.mac("journal", b"x") != crypto.mac("other", b"x")


def test_a_page_that_only_shows_cannot_write_but_may_log_the_look():
    with connection.execute_wrapper(refuse_writes):
        with pytest.raises(WriteInGet), transaction.atomic():
            ChainHead.objects.create(chain="journal:99")
        with writes_allowed():
            ChainHead.objects.create(chain="journal:98")
        accesslog.note(Someone(), "household.seen", ("households.household", "one"), area="86")

    assert AccessEntry.objects.count() == 1
    assert not ChainHead.objects.filter(chain="journal:99").exists()
