"""A tap or a signed sheet that comes after the results: who changes, by what, and one act anew."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import now, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import decide_results, note_from_sheet
from asa.training.actions.roll import call_one
from asa.training.codes import AttendanceWay, CertificateState, Outcome, Result
from asa.training.models import Certificate
from asa.training.queries import standings_of
from asa.training.queries.results import changes_in
from asa.training.tests.factories_results import (
    give_all,
    make_held_cohort,
    make_participant,
    make_signer,
)

pytestmark = pytest.mark.django_db
ON = today()


def tap(session, enrolment, by, *, is_present):
    """A phone that was without a signal sends its tap in after the results."""
    told = call_one(
        session, enrolment=enrolment, is_present=is_present, way=AttendanceWay.TAP, by=by,
        at=now() + timedelta(seconds=5),
    )  # fmt: skip
    assert told.outcome == Outcome.APPLIED


@pytest.fixture
def held(keeper):
    """Of five parts one was at all, and has the certificate; another at three, and failed."""
    make_signer()
    cohort = make_held_cohort()
    all_day, half_day = make_participant(cohort), make_participant(cohort, present=3)
    (paper,) = give_all(cohort, by=keeper)
    return cohort, all_day, half_day, paper


def told(cohort):
    """Of each who changes: presence before and after, result before and after."""
    return {
        one.enrolment.pk: (
            (one.decided_by.present, one.decided_by.of), (one.share.present, one.share.of),
            one.enrolment.result, one.follows,
        )
        for one in changes_in(standings_of(cohort))
    }  # fmt: skip


def test_a_late_tap_shows_what_would_change_and_changes_nothing_by_itself(held, keeper):
    cohort, all_day, _half, paper = held
    parts = list(cohort.sessions.all())
    for part in parts[:2]:
        tap(part, all_day, keeper, is_present=False)

    assert told(cohort) == {all_day.pk: ((5, 5), (3, 5), Result.PASSED, Result.FAILED)}
    (one,) = changes_in(standings_of(cohort))
    assert (one.loses_certificate, one.earns_certificate) == (True, False)
    paper.refresh_from_db()
    assert paper.state == CertificateState.VALID


def test_a_late_signed_sheet_shows_who_earns_a_certificate_after_all(held, keeper):
    cohort, _all, half_day, _paper = held
    for part in list(cohort.sessions.all())[3:]:
        note_from_sheet(part, by=keeper, at=now())

    assert told(cohort) == {half_day.pk: ((3, 5), (5, 5), Result.FAILED, Result.PASSED)}
    (one,) = changes_in(standings_of(cohort))
    assert (one.loses_certificate, one.earns_certificate) == (False, True)


def test_deciding_anew_needs_a_reason_that_is_kept_with_each_who_changes(held, keeper):
    cohort, all_day, half_day, paper = held
    for part in list(cohort.sessions.all())[3:]:
        note_from_sheet(part, by=keeper, at=now())
    for part in list(cohort.sessions.all())[:2]:
        tap(part, all_day, keeper, is_present=False)
    with pytest.raises(DomainError):
        decide_results(cohort, by=keeper, on=ON)

    decide_results(cohort, reason="ใบลงชื่อมาช้า", by=keeper, on=ON)

    paper.refresh_from_db()
    assert (paper.state, paper.reason) == (CertificateState.REVOKED, "ใบลงชื่อมาช้า")
    assert not changes_in(standings_of(cohort))
    for enrolment, was, result in (
        (all_day, Result.PASSED, Result.FAILED), (half_day, Result.FAILED, Result.PASSED),
    ):  # fmt: skip
        enrolment.refresh_from_db()
        assert enrolment.result == result
        assert (enrolment.decided_present, enrolment.decided_of) == (
            (3, 5) if enrolment == all_day else (5, 5)
        )
        lines = journal.history_of(enrolment)
        anew = next(one for one in lines if one.text == "ใบลงชื่อมาช้า")
        assert (anew.verb, anew.data["was"], anew.data["result"]) == ("result.decided", was, result)


def test_results_that_stay_are_decided_again_without_a_reason(held, keeper):
    cohort, _all, half_day, _paper = held
    # Four of five parts are enough; somebody who was at all has not one more.
    assert sum(decide_results(cohort, by=keeper, on=ON).values()) == 2
    tap(cohort.sessions.last(), half_day, keeper, is_present=True)
    with pytest.raises(DomainError):
        decide_results(cohort, by=keeper, on=ON)


def test_of_two_who_decide_anew_the_second_changes_nothing_more(held, keeper):
    cohort, all_day, _half, _paper = held
    for part in list(cohort.sessions.all())[:2]:
        tap(part, all_day, keeper, is_present=False)
    acts = [partial(decide_results, cohort, reason="มาช้า", by=keeper, on=ON) for _n in range(2)]
    for act in acts:
        act()
    assert Certificate.objects.filter(state=CertificateState.REVOKED).count() == 1


# --- the pages --------------------------------------------------------------------------------


def test_the_keeper_sees_who_changes_by_what_and_decides_anew_with_a_reason(client, held, keeper):
    cohort, all_day, _half, paper = held
    client.force_login(keeper)
    client.cookies["asa_language"] = "en"
    page = reverse("training:changes", args=[cohort.pk])
    results = reverse("training:results", args=[cohort.pk])
    assert page not in client.get(results).content.decode()
    assert "No result becomes another one" in client.get(page).content.decode()
    for part in list(cohort.sessions.all())[:2]:
        tap(part, all_day, keeper, is_present=False)
    shown = client.get(results).content.decode()
    assert page in shown
    assert reverse("training:decide", args=[cohort.pk]) not in shown

    shown = client.get(page).content.decode()
    for words in ("5/5", "3/5", "Passed", "Failed", f"No. {paper.full_number} is taken back"):
        assert words in shown, words
    assert client.post(page, {"reason": " "}).context["form"].errors
    assert client.post(page, {"reason": "ใบลงชื่อมาช้า"}).headers["Location"] == results

    all_day.refresh_from_db()
    assert all_day.result == Result.FAILED
    assert page not in client.get(results).content.decode()


def test_who_decides_without_looking_is_asked_for_the_reason(client, held, keeper):
    cohort, all_day, _half, _paper = held
    client.force_login(keeper)
    tap(cohort.sessions.first(), all_day, keeper, is_present=False)
    tap(cohort.sessions.last(), all_day, keeper, is_present=False)
    client.post(reverse("training:decide", args=[cohort.pk]))
    all_day.refresh_from_db()
    assert all_day.result == Result.PASSED


def test_somebody_else_reads_nobodys_changes(client, held):
    cohort = held[0]
    for role, area in ((Role.PROVINCE_OFFICER, "86"), (Role.AUDITOR, "TH")):
        client.force_login(make_user(role, area))
        assert client.get(reverse("training:changes", args=[cohort.pk])).status_code == 403


def test_the_changes_are_read_in_as_many_queries_however_many_change(
    client, held, keeper, django_assert_num_queries, django_assert_max_num_queries
):
    cohort = held[0]
    page = reverse("training:changes", args=[cohort.pk])
    client.force_login(keeper)
    note_from_sheet(cohort.sessions.last(), by=keeper, at=now())
    client.get(page)
    with django_assert_max_num_queries(20) as few:
        assert len(client.get(page).context["rows"]) == 1
    for _n in range(3):
        one = make_participant(cohort, present=5)
        one.result = Result.FAILED
        one.save()
    with django_assert_num_queries(len(few)):
        assert len(client.get(page).context["rows"]) == 4
