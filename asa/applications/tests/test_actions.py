"""Sent, taken in, refused, removed, withdrawn, forgotten; and who may do none of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from asa.applications.actions import (
    forget_applications,
    refuse_application,
    remove_applications,
    take_in_application,
    withdraw_application,
)
from asa.applications.codes import PublicState
from asa.applications.models import PublicApplication
from asa.applications.names import code_of
from asa.applications.queries import application_by_code, public_state, told_by
from asa.applications.tests.factories import make_application, make_told
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.shortcodes import grouped, typed_code
from asa.common.thaidate import PartialDate, add_years, today
from asa.notices.models import Notice
from asa.people.models import Person
from asa.people.tests.factories import make_user
from asa.places.actions import carry_out_change, undo_change
from asa.places.queries import Part
from asa.places.tests.factories import make_change
from asa.volunteers.actions import (
    Registration,
    Training,
    end_volunteer,
    enrol_volunteer,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import qualifications_on
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "place")]


def verbs():
    return list(JournalEntry.objects.order_by("seq", "pk").values_list("verb", flat=True))


def raw(application):
    """The row as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from applications_publicapplication where code_index=%s",
            [application.code_index],
        )
        return repr(cursor.fetchone())


# --- sent -----------------------------------------------------------------------------------------


def test_what_was_told_is_kept_sealed_and_makes_nobody_a_person(officer):
    persons = Person.objects.count()
    sent = make_application(moo=4, roles=["health"])

    assert told_by(sent) == make_told(moo=4, roles=["health"])
    assert [said for said in ("จันทร์", CITIZEN_IDS[0], "4321", "7/1") if said in raw(sent)] == []
    assert (Person.objects.count(), Volunteer.objects.count()) == (persons, 0)
    assert verbs() == ["application.sent"]


def test_the_same_form_sent_twice_is_one_application_and_what_came_first_holds():
    ticket = uuid4()
    first = make_application(ticket=ticket)
    second = make_application(ticket=ticket, given_name="อังคาร")

    assert first.pk == second.pk
    assert told_by(second).application.person.given_name == "จันทร์"
    assert PublicApplication.objects.count() == 1


def test_the_code_finds_the_application_and_stands_nowhere():
    ticket = uuid4()
    sent = make_application(ticket=ticket)
    code = code_of(ticket)

    assert application_by_code(typed_code(grouped(code).lower())).pk == sent.pk
    assert code not in raw(sent)
    assert code_of(uuid4()) != code
    assert application_by_code(code_of(uuid4())) is None


def test_somebody_of_the_register_is_answered_like_everybody_else():
    make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])

    assert public_state(make_application()) == PublicState.RECEIVED


@pytest.mark.parametrize(
    ("told", "area", "sentence"),
    [
        ({"number": "", "no_id_reason": ""}, "860101", "Write the number, or why there is none."),
        ({"given_name": " "}, "860101", "Write the name."),
        ({}, "8601", "Choose the sub-district in which you live."),
        ({}, "86010104", "Choose the sub-district in which you live."),
    ],
)
def test_what_cannot_be_an_application_is_refused(told, area, sentence):
    with pytest.raises(DomainError, match=sentence):
        make_application(area, **told)


def test_whoever_is_too_young_is_refused_and_whoever_the_office_may_take_is_not():
    child = PartialDate(add_years(today(), -14))
    with pytest.raises(DomainError, match="must be at least 18"):
        make_application(birth=child)
    # The office may deviate from the age of youth volunteers.
    assert make_application(birth=child, kind="youth").state == "received"


def test_the_office_is_told_once_until_it_has_read(officer):
    head = make_user("province_head", "86")
    make_user("province_officer", "85")
    make_user("tambon_lead", "860101")
    make_application()
    make_application()

    told = Notice.objects.filter(kind="application.received")
    assert {one.user_id for one in told} == {officer.pk, head.pk}
    assert told.count() == 2


# --- taken in -------------------------------------------------------------------------------------


def test_taken_in_it_is_an_applicant_of_the_register_since_the_day_of_sending(officer):
    sent_on = today() - timedelta(days=3)
    sent = make_application(moo=4, roles=["health"], guardian="นายดี ริมคลอง", on=sent_on)
    volunteer = take_in_application(sent, by=officer, on=today())

    assert (volunteer.state, volunteer.area_id, volunteer.address) == ("applied", "86010104", "7/1")
    assert volunteer.person.citizen_id == CITIZEN_IDS[0]
    step = volunteer.steps.get()
    assert (step.on, step.details["channel"], step.by_id) == (sent_on, "page", officer.pk)
    assert [one.role for one in volunteer.affiliations.all()] == ["health"]
    assert "นายดี ริมคลอง" in volunteer.note
    sent.refresh_from_db()
    assert (sent.state, sent.told, sent.number_index) == ("taken_in", None, "")
    assert (sent.volunteer_id, sent.decided_by_id) == (volunteer.pk, officer.pk)
    assert verbs()[-1] == "application.taken_in"


def test_a_number_of_the_register_is_not_taken_in_twice_and_the_application_waits_on(officer):
    make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    sent = make_application()
    with pytest.raises(DomainError, match="in the register already"):
        take_in_application(sent, by=officer, on=today())

    sent.refresh_from_db()
    assert (sent.state, sent.told is None) == ("received", False)


def test_whoever_was_ended_applies_again_with_the_old_entry(officer):
    old = make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    end_volunteer(old, reason=EndReason.RESIGNED, by=officer, on=today())
    sent = make_application()
    volunteer = take_in_application(sent, by=officer, on=today(), entry=old)

    assert (volunteer.pk, volunteer.state) == (old.pk, "applied")
    assert public_state(sent) == PublicState.CHECKED


def test_an_entry_that_was_not_ended_does_not_apply_again(officer):
    current = make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    sent = make_application()
    with pytest.raises(DomainError):
        take_in_application(sent, by=officer, on=today(), entry=current)
    sent.refresh_from_db()
    assert sent.state == "received"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "85"), ("tambon_lead", "860101"), ("district_lead", "8601"),
        ("volunteer", "86010104"), ("social_worker", "86"), ("finance", "86"),
        ("department_officer", "TH"), ("admin", "TH"), ("auditor", "TH"),
    ],
)  # fmt: skip
def test_nobody_else_judges_an_application(role, area):
    sent, other = make_application(), make_user(role, area)
    for act in (
        lambda: take_in_application(sent, by=other, on=today()),
        lambda: refuse_application(sent, reason="ไม่ครบ", by=other, on=today()),
        lambda: remove_applications([sent], by=other, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert PublicApplication.objects.get().state == "received"


def test_nobody_judges_the_own_application_nor_after_the_post_has_ended(officer):
    sent = make_application()
    officer.person.citizen_id = CITIZEN_IDS[0]
    officer.person.save()
    with pytest.raises(PermissionDenied):
        take_in_application(sent, by=officer, on=today())
    gone = make_user(
        "province_officer", "86", started_on=date(2020, 1, 1), ended_on=today() - timedelta(days=1)
    )
    with pytest.raises(PermissionDenied):
        take_in_application(sent, by=gone, on=today())


def test_the_department_judges_in_bangkok_which_has_no_provincial_office():
    sent = make_application("100101")
    volunteer = take_in_application(sent, by=make_user("department_officer", "TH"), on=today())

    assert volunteer.area_id == "100101"


def test_of_two_who_decide_the_second_is_told_no(officer):
    sent = make_application()
    looked_at = PublicApplication.objects.get()
    refuse_application(sent, reason="อยู่นอกพื้นที่", by=officer, on=today())
    for act in (
        lambda: take_in_application(looked_at, by=officer, on=today()),
        lambda: refuse_application(looked_at, reason="ไม่ครบ", by=officer, on=today()),
        lambda: remove_applications([looked_at], by=officer, on=today()),
    ):
        with pytest.raises(DomainError, match="Somebody else has decided"):
            act()
    assert Volunteer.objects.count() == 0


# --- refused, removed, forgotten ------------------------------------------------------------------


def test_a_refusal_has_a_reason_for_the_applicant_and_puts_nobody_on_record(officer):
    sent = make_application()
    with pytest.raises(DomainError, match="Write why"):
        refuse_application(sent, reason=" ", by=officer, on=today())
    refuse_application(sent, reason="อยู่นอกจังหวัด", by=officer, on=today())

    assert (public_state(sent), sent.reason) == (PublicState.REFUSED, "อยู่นอกจังหวัด")
    assert "นอกจังหวัด" not in raw(sent)
    assert Person.objects.filter(given_name="จันทร์").count() == 0


def test_what_nobody_meant_is_gone_wholly_but_for_the_line_in_the_journal(officer):
    ticket = uuid4()
    spam = [make_application(ticket=ticket, given_name="ทดสอบ"), make_application()]

    assert remove_applications(spam, by=officer, on=today()) == 2
    assert PublicApplication.objects.count() == 0
    assert application_by_code(code_of(ticket)) is None
    assert verbs().count("application.removed") == 2


def test_what_was_taken_in_is_not_removed(officer):
    sent = make_application()
    take_in_application(sent, by=officer, on=today())
    with pytest.raises(PermissionDenied):
        remove_applications([sent], by=officer, on=today())


def test_ninety_days_after_a_refusal_nothing_told_is_left(officer):
    old, late, waits = make_application(), make_application(), make_application()
    refuse_application(old, reason="ไม่ครบ", by=officer, on=today() - timedelta(days=91))
    refuse_application(late, reason="ไม่ครบ", by=officer, on=today() - timedelta(days=90))

    assert forget_applications(on=today()) == 1
    assert forget_applications(on=today()) == 0
    for one in (old, late, waits):
        one.refresh_from_db()
    assert (old.told, old.reason, old.number_index) == (None, None, "")
    assert None not in (late.told, waits.told)
    assert public_state(old) == PublicState.REFUSED


# --- withdrawn, and how far it is -----------------------------------------------------------------


def test_withdrawn_it_keeps_nothing_that_was_told():
    sent = withdraw_application(make_application(), on=today())

    assert (sent.state, sent.told, sent.number_index) == ("withdrawn", None, "")
    assert public_state(sent) == PublicState.WITHDRAWN
    with pytest.raises(PermissionDenied):
        withdraw_application(sent, on=today())


def test_withdrawn_after_it_was_taken_in_the_entry_ends_and_the_office_is_told(officer):
    sent = make_application()
    volunteer = take_in_application(sent, by=officer, on=today())
    withdraw_application(sent, on=today())

    volunteer.refresh_from_db()
    assert (volunteer.state, volunteer.end_reason) == ("ended", "resigned")
    assert Notice.objects.filter(kind="application.withdrawn", user=officer).count() == 1


def test_withdrawn_at_the_moment_of_the_taking_in_the_entry_ends_too(officer):
    sent = make_application()
    looked_at = PublicApplication.objects.get()
    volunteer = take_in_application(sent, by=officer, on=today())
    withdraw_application(looked_at, on=today())

    volunteer.refresh_from_db()
    assert volunteer.state == "ended"


def brought_to_the_register(volunteer, officer):
    """Each state of an applicant, one after the other."""
    yield volunteer
    ticked = qualifications_on(today(), step="verified", kind="adult")
    seen = [rule.code for rule in ticked if rule.is_ticked]
    verify_volunteer(volunteer, seen=seen, by=officer, on=today())
    yield volunteer
    train_volunteer(volunteer, training=Training("หลักสูตรพื้นฐาน"), by=officer, on=today())
    yield volunteer
    enrol_volunteer(volunteer, registration=Registration("868699999", 2569), by=officer, on=today())
    yield volunteer


def test_the_receipt_follows_the_applicant_until_the_registration(officer):
    sent = make_application()
    volunteer = take_in_application(sent, by=officer, on=today())
    seen = [
        public_state(PublicApplication.objects.get())
        for _one in brought_to_the_register(volunteer, officer)
    ]

    assert seen == ["checked", "training", "trained", "registered"]
    with pytest.raises(PermissionDenied):
        withdraw_application(PublicApplication.objects.get(), on=today())


@pytest.mark.parametrize(
    ("reason", "said"), [(EndReason.REFUSED, "refused"), (EndReason.OTHER, "closed")]
)
def test_an_applicant_whom_the_office_ends_reads_that_it_is_over(officer, reason, said):
    sent = make_application()
    volunteer = take_in_application(sent, by=officer, on=today())
    end_volunteer(volunteer, reason=reason, by=officer, on=today())

    assert public_state(PublicApplication.objects.get()) == said


# --- where areas change ---------------------------------------------------------------------------


def test_who_waits_goes_along_when_the_sub_district_gets_another_code_and_who_has_an_answer_not(
    officer,
):
    by, on = make_user("department_officer", "TH"), today()
    waiting, answered = make_application(), make_application(number=CITIZEN_IDS[1])
    refuse_application(answered, reason="อยู่นอกพื้นที่", by=officer, on=on)
    change = make_change(
        "860101", "860102", kind="merge", part=Part("860190", "ท่าใหม่"), by=by, on=on
    )
    carry_out_change(change, by=by, on=on)
    waiting.refresh_from_db()
    answered.refresh_from_db()
    assert waiting.area_id == "860190" != answered.area_id
    undo_change(change, reason="ประกาศถูกยกเลิก", by=by, on=on)
    waiting.refresh_from_db()
    assert waiting.area_id == answered.area_id
