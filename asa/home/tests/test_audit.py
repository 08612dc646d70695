"""The auditor's pages: lines without words, in the area of the post alone, and whether all is whole."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.urls import reverse

from asa.cases.models import Referral
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import make_partner, protect
from asa.common import accesslog, journal
from asa.common.models import AccessEntry, Job, JournalEntry
from asa.common.thaidate import today
from asa.home.jobs import verify_logs
from asa.home.queries import VERIFY
from asa.households.tests.factories import make_photo
from asa.people.codes import Role
from asa.people.tests.factories import make_person, make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(chumphon):
    """Lines in two provinces and the country, one of them with somebody's words."""
    officer = make_user("province_officer", "86", given_name="ดาวเรือง", family_name="ใจงาม")
    subject = make_person()
    journal.record(
        officer,
        "case.returned",
        ("cases.case", "11"),
        area="860101",
        subject=subject.pk,
        text="ป่วยเป็นโรคลับ",
    )
    journal.record(officer, "case.closed", ("cases.case", "12"), area="860201")
    journal.record(officer, "case.closed", ("cases.case", "13"), area="850101")
    journal.record(officer, "user.added", officer, area="TH")
    accesslog.note(officer, "case.seen", ("cases.case", "11"), area="860101")
    return officer


def read(client, user, **query):
    client.cookies["asa_language"] = "en"
    client.force_login(user)
    return client.get(reverse("home:audit"), query)


def ask(client, user, **typed):
    """Send the form and follow to the rows."""
    client.cookies["asa_language"] = "en"
    client.force_login(user)
    return client.post(reverse("home:audit"), typed, follow=True)


def verbs(response):
    return [row.entry.verb for row in response.context["rows"]]


def test_an_auditor_reads_who_did_what_newest_first_and_nobodys_words(lines, client):
    response = read(client, make_user("auditor", "TH"), chain="journal:86")
    assert verbs(response) == ["case.closed", "case.returned"]
    page = response.content.decode()
    assert "ดาวเรือง ใจงาม" in page
    assert "ป่วยเป็นโรคลับ" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"verb": "closed"}, ["case.closed"]),
        ({"verb": "sent BACK"}, ["case.returned"]),
        ({"verb": "no such act"}, []),
        ({"target": "11"}, ["case.returned"]),
        ({"q": "ดาวเรือง"}, ["case.closed", "case.returned"]),
        ({"q": "มะลิ"}, []),
        ({"day": "1 ม.ค. 2569"}, []),
    ],
)
def test_the_lines_are_narrowed_by_verb_record_person_and_day(lines, client, query, found):
    response = ask(client, make_user("auditor", "TH"), chain="journal:86", **query)
    assert verbs(response) == found


def test_a_name_that_is_typed_stands_in_no_address(lines, client):
    auditor = make_user("auditor", "TH")
    response = ask(client, auditor, chain="journal:86", q="ดาวเรือง", verb="closed")
    [(address, _status)] = response.redirect_chain
    assert "verb=closed" in address
    assert "ดาวเรือง" not in unquote(address)
    assert verbs(response) == ["case.closed"]
    assert verbs(read(client, auditor, chain="journal:86", q="มะลิ")) == [
        "case.closed",
        "case.returned",
    ]
    sent = {"chain": "journal:86", "q": "ดาวเรือง"}
    part = client.post(reverse("home:audit"), sent, headers={"HX-Request": "true"})
    assert verbs(part) == ["case.closed", "case.returned"]
    assert "ดาวเรือง" not in unquote(part.headers["HX-Replace-Url"])


def test_an_auditor_of_a_district_reads_its_lines_and_no_other_chain(lines, client):
    auditor = make_user("auditor", "8601")
    response = read(client, auditor)
    assert verbs(response) == ["case.returned"]
    assert [chain for chain, _name in response.context["form"].chains] == ["journal:86"]
    assert verbs(read(client, auditor, chain="journal:85")) == []
    assert verbs(read(client, auditor, target="12")) == []


def test_the_access_log_is_the_other_tab_and_reading_is_written_down(lines, client):
    auditor = make_user("auditor", "TH")
    assert verbs(read(client, auditor, log="access", chain="access:86")) == ["case.seen"]
    last = AccessEntry.objects.filter(chain="access:86").latest("seq")
    assert (last.verb, last.actor_id) == ("access.read", auditor.pk)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
def test_nobody_else_reads_the_logs_or_has_them_checked(lines, client, role):
    user = make_user(role, "860101")
    assert read(client, user).status_code == 403
    assert client.post(reverse("home:verify")).status_code == 403
    assert not Job.objects.exists()


def test_after_the_post_ended_the_logs_are_closed(lines, client):
    gone = make_user("auditor", "TH", ended_on=date(2024, 1, 1))
    assert read(client, gone).status_code != 200
    assert not AccessEntry.objects.filter(actor_id=gone.pk, verb="journal.read").exists()


def test_the_list_takes_the_same_number_of_queries_with_many_lines(
    lines, client, django_assert_max_num_queries
):
    auditor = make_user("auditor", "TH")
    read(client, auditor, chain="journal:86")

    def count():
        with django_assert_max_num_queries(40) as found:
            read(client, auditor, chain="journal:86")
        return len(found)

    few = count()
    for number in range(30):
        journal.record(
            make_user(), "case.closed", ("cases.case", str(number)), area=f"86010{number % 8 + 1}"
        )
    # The names of areas are read once by each process.
    read(client, auditor, chain="journal:86")
    assert count() == few


# --- protected cases and sealed households ------------------------------------------------------------


@pytest.fixture
def hidden(chumphon):
    """A protected case with lines of every kind about it, all by one volunteer of one village."""
    by = make_user("volunteer", "86010104", given_name="พิกุล", family_name="ลับมาก")
    case = protect(make_case("fact_finding", reported_by=by), make_user("social_worker", "86"))
    home = case.household
    photo = make_photo(home)
    referral = Referral.objects.create(
        case=case, partner=make_partner(), request="x", sent_by=by, sent_on=today(), basis="consent"
    )
    about = [case, home, photo, referral, make_task(by, home), case.subject]
    for number, one in enumerate(about):
        journal.record(by, "case.protected", one, area="86010104", on=date(2026, 3, 1 + number))
        accesslog.note(by, "case.seen", one, area="86010104")
    return by, about


@pytest.mark.parametrize("log", ["journal", "access"])
def test_of_a_line_about_something_protected_only_the_province_is_told(hidden, client, log):
    by, about = hidden
    response = read(client, make_user("auditor", "TH"), log=log, chain=f"{log}:86")
    page = response.content.decode()
    sealed = [row for row in response.context["rows"] if row.is_sealed]
    assert len(sealed) == len(about)
    assert page.count("About a protected case or household") == len(about)
    assert {row.place for row in sealed} == {"Chumphon"}
    for told in (by.shown_name, "Tha Yang", "86010104", *(str(one.pk)[:14] for one in about)):
        assert told not in page


@pytest.mark.parametrize("log", ["journal", "access"])
@pytest.mark.parametrize("name", ["verb", "q", "target", "day"])
def test_nobody_finds_it_by_narrowing_the_list(hidden, client, log, name):
    by, about = hidden
    ordinary = make_case("closed", area="86010201")
    journal.record(by, "case.protected", ordinary, area="86010201")
    accesslog.note(by, "case.seen", ordinary, area="86010201")
    asked = {
        "verb": {"journal": "named team", "access": "case looked at"}[log],
        "q": by.username,
        "target": str(about[0].pk),
        "day": today().strftime("%d/%m/%Y"),
    }
    query = {name: asked[name]}
    response = ask(client, make_user("auditor", "86"), log=log, chain=f"{log}:86", **query)
    assert not [row for row in response.context["rows"] if row.is_sealed]
    found = {row.entry.target_id for row in response.context["rows"]}
    assert found & {str(one.pk) for one in about} == set()
    assert (str(ordinary.pk) in found) is (name != "target")


@pytest.mark.parametrize("area", ["8601", "860101"])
def test_who_audits_less_than_a_province_reads_no_such_line(hidden, client, area):
    journal.record(hidden[0], "case.closed", ("cases.case", "12"), area="860101")
    assert verbs(read(client, make_user("auditor", area))) == ["case.closed"]


def test_the_walk_over_the_logs_counts_every_line_of_them(
    hidden, client, django_capture_on_commit_callbacks
):
    auditor = make_user("auditor", "TH")
    lines = JournalEntry.objects.count() + AccessEntry.objects.count()
    response = verified(client, auditor, django_capture_on_commit_callbacks)
    assert response.context["section"].contents["verification"].read == lines
    assert lines >= 12


# --- whether the logs are whole -----------------------------------------------------------------------


def verified(client, user, django_capture_on_commit_callbacks):
    """The job as the worker does it, and the first page after it."""
    client.cookies["asa_language"] = "en"
    client.force_login(user)
    client.post(reverse("home:verify"))
    job = Job.objects.get(kind=VERIFY, started_by_id=user.pk)
    job.move_to("running")
    job.move_to("done", result=verify_logs(job))
    return client.get("/")


def test_sound_logs_are_said_to_be_whole(lines, client, django_capture_on_commit_callbacks):
    response = verified(client, make_user("auditor", "TH"), django_capture_on_commit_callbacks)
    assert "5 lines were read and nothing was changed, cut or taken out." in (
        response.content.decode()
    )


def test_a_line_that_was_changed_is_found_and_named(
    lines, client, django_capture_on_commit_callbacks
):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE common_journalentry DISABLE TRIGGER ALL")
        else:
            cursor.execute("DROP TRIGGER common_journalentry_no_update")
    JournalEntry.objects.filter(chain="journal:86", seq=1).update(verb="case.forged")
    response = verified(client, make_user("auditor", "TH"), django_capture_on_commit_callbacks)
    verification = response.context["section"].contents["verification"]
    assert verification.faults == [("journal:86", 1)]
    next_door = verified(client, make_user("auditor", "85"), django_capture_on_commit_callbacks)
    assert next_door.context["section"].contents["verification"].faults == []
