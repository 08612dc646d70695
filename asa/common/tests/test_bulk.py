"""Many rows at once, by whichever way the database takes them fastest."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from asa.common import bulk
from asa.common.ids import uuid7_hex
from asa.common.models import Job, SubjectKey
from asa.common.readonly import WriteInGet, refuse_writes

pytestmark = pytest.mark.django_db
MANY = 120
ODD = ("", "\\N", "a\tb", "two\nlines", "back\\slash\r", "'; --", "%s {}", "ก็ ครับ", "\\.")


def test_many_rows_are_kept_as_they_were_given_and_all_else_by_default():
    words = [ODD[number % len(ODD)] for number in range(MANY)]
    now = bulk.stored_moment(datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    names = ("id", "kind", "title", "state", "started_by_id", "total", "created_at", "ended_at")
    rows = [
        (uuid7_hex(), f"{number}", word, "waiting", uuid7_hex(), number, now, None)
        for number, word in enumerate(words)
    ]

    bulk.insert(Job, names, rows)

    kept = sorted(Job.objects.all(), key=lambda job: job.total)
    assert [job.title for job in kept] == words
    assert [job.pk.hex for job in kept] == [row[0] for row in rows]
    assert [job.kind for job in kept] == [row[1] for row in rows]
    one = kept[7]
    assert (one.params, one.result, one.message, one.done, one.area) == ({}, {}, "", 0, "TH")
    assert one.created_at == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    assert one.started_at is one.ended_at is None


def test_a_fault_in_one_of_many_rows_is_djangos_own():
    twice = uuid7_hex()
    rows = [(uuid7_hex(), b"key") for _ in range(MANY)]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(SubjectKey, ("subject_id", "wrapped"), [*rows, (twice, b""), (twice, b"")])
    assert not SubjectKey.objects.exists()


def test_a_page_that_only_shows_cannot_write_many_rows_either():
    rows = [(uuid7_hex(), b"key") for _ in range(MANY)]
    with (
        connection.execute_wrapper(refuse_writes),
        pytest.raises(WriteInGet),
        transaction.atomic(),
    ):
        bulk.insert(SubjectKey, ("subject_id", "wrapped"), rows)
    assert not SubjectKey.objects.exists()
