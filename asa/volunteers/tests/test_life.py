"""The steps of a volunteer's life: each once, dated, by the people who keep the register."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    Order,
    Registration,
    Training,
    apply_again,
    end_volunteer,
    enrol_volunteer,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
    take_step_back,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.codes import EndReason, StepKind, VolunteerState
from asa.volunteers.models import Qualification, Volunteer, VolunteerStep
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)
BORN = date(1980, 5, 1)
S = VolunteerState
TICKS = [
    *("paper_application", "paper_identity", "paper_house", "paper_photo"),
    *("declared_free", "declared_conduct", "declared_court"),
]


def verify(volunteer, by, on=ON):
    return verify_volunteer(volunteer, seen=TICKS, by=by, on=on)


def train(volunteer, by, on=ON):
    return train_volunteer(volunteer, training=Training("รุ่นที่ 4"), by=by, on=on)


def enrol(volunteer, by, on=ON, number="868600777"):
    registration = Registration(number, 2569, "118/2569")
    return enrol_volunteer(volunteer, registration=registration, by=by, on=on)


def suspend(volunteer, by, on=ON):
    return suspend_volunteer(volunteer, order=Order("ป่วย", "120/2569"), by=by, on=on)


def reinstate(volunteer, by, on=ON):
    return reinstate_volunteer(volunteer, by=by, on=on)


def end(volunteer, by, on=ON, reason=EndReason.RESIGNED):
    return end_volunteer(volunteer, reason=reason, order=Order("ย้ายไป"), by=by, on=on)


def again(volunteer, by, on=ON):
    return apply_again(volunteer, by=by, on=on)


def take_back(volunteer, by, on=ON):
    return take_step_back(volunteer, reason="บันทึกผิดคน", by=by, on=on)


# From which states each act leads where; every other state is refused.
ACTS = {
    verify: ({S.APPLIED}, S.VERIFIED),
    train: ({S.VERIFIED}, S.TRAINED),
    enrol: ({S.TRAINED}, S.REGISTERED),
    suspend: ({S.REGISTERED}, S.SUSPENDED),
    reinstate: ({S.SUSPENDED, S.ENDED}, S.REGISTERED),
    end: ({S.APPLIED, S.VERIFIED, S.TRAINED, S.REGISTERED, S.SUSPENDED}, S.ENDED),
    again: ({S.ENDED}, S.APPLIED),
}
named = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)


def officer(area="86", role=Role.PROVINCE_OFFICER, **fields):
    return make_user(role, area, **fields)


def make_at(state, **fields):
    """Somebody who stands at a state, without a number before the registration."""
    if state in (S.APPLIED, S.VERIFIED, S.TRAINED):
        fields |= {"registration_no": "", "registration_year_be": None, "registered_on": None}
    if state == S.ENDED:
        fields |= {"ended_on": date(2026, 3, 1), "end_reason": EndReason.RESIGNED}
    volunteer = make_volunteer(state=state, birth_on=BORN, **fields)
    if state == S.TRAINED:
        keeper = officer()
        VolunteerStep.objects.create(
            volunteer=volunteer,
            kind=StepKind.TRAINED,
            from_state=S.VERIFIED,
            to_state=S.TRAINED,
            on=date(2026, 4, 1),
            by=keeper,
        )
    if state in (S.APPLIED, S.VERIFIED, S.TRAINED, S.ENDED):
        volunteer.assignments.all().delete()
    return volunteer


@named
@pytest.mark.parametrize("state", S)
def test_an_act_leads_from_its_states_and_from_no_other(act, state):
    volunteer, by = make_at(state), officer()
    may_come_from, leads_to = ACTS[act]

    if state not in may_come_from:
        with pytest.raises(DomainError):
            act(volunteer, by)
        assert Volunteer.objects.get().state == state
        assert not journal.history_of(volunteer)
        return
    step = act(volunteer, by)

    assert Volunteer.objects.get().state == leads_to
    assert (step.from_state, step.to_state, step.on, step.by) == (state, leads_to, ON, by)
    assert [line.verb for line in journal.history_of(volunteer)] == [f"volunteer.{step.kind}"]


EVERY_ROLE = [
    (Role.VOLUNTEER, "86010104"),
    (Role.TAMBON_LEAD, "860101"),
    (Role.DISTRICT_LEAD, "8601"),
    (Role.SOCIAL_WORKER, "86"),
    (Role.PROVINCE_OFFICER, "86"),
    (Role.PROVINCE_HEAD, "86"),
    (Role.FINANCE, "86"),
    (Role.DEPARTMENT_OFFICER, "TH"),
    (Role.AUDITOR, "TH"),
    (Role.ANALYST, "TH"),
    (Role.ADMIN, "TH"),
    (Role.PARTNER_DESK, "86"),
]
KEEPERS = {Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD}


@named
@pytest.mark.parametrize(("role", "area"), EVERY_ROLE)
def test_only_who_keeps_the_register_of_the_area_acts(act, role, area):
    state = next(state for state in S if state in ACTS[act][0])
    volunteer, user = make_at(state), make_user(role, area)

    if role in KEEPERS:
        act(volunteer, user)
        return
    with pytest.raises(PermissionDenied):
        act(volunteer, user)
    assert Volunteer.objects.get().state == state


@named
@pytest.mark.parametrize("role", sorted(KEEPERS))
def test_a_sibling_province_and_an_ended_post_do_nothing(act, role):
    state = next(state for state in S if state in ACTS[act][0])
    volunteer = make_at(state)

    for user in (make_user(role, "85"), make_user(role, "86", ended_on=today())):
        with pytest.raises(PermissionDenied):
            act(volunteer, user)


@pytest.mark.parametrize("act", [*ACTS, take_back], ids=lambda act: act.__name__)
def test_nobody_takes_a_step_in_the_own_life(act):
    keeper = officer()
    own = make_volunteer(person=keeper.person)

    with pytest.raises(PermissionDenied):
        act(own, keeper)


@named
def test_of_two_who_act_on_the_same_page_the_second_is_told_no(act):
    state = next(state for state in S if state in ACTS[act][0])
    volunteer, first, second = make_at(state), officer(), officer()
    seen_before = Volunteer.objects.get(pk=volunteer.pk)
    act(volunteer, first)

    with pytest.raises(DomainError):
        act(seen_before, second)

    assert VolunteerStep.objects.filter(kind=volunteer.steps.latest("pk").kind).count() == 1


def test_bangkok_has_no_provincial_office_so_the_department_keeps_its_register():
    volunteer = make_volunteer(
        "100101",
        birth_on=BORN,
        state=S.APPLIED,
        registration_no="",
        registered_on=None,
        address="9/1",
    )
    for user in (make_user(Role.DEPARTMENT_OFFICER, "86"), officer()):
        with pytest.raises(PermissionDenied):
            verify(volunteer, user)
    by = make_user(Role.DEPARTMENT_OFFICER, "10")
    verify(volunteer, by)
    train(volunteer, by)
    enrol(volunteer, by, number="101000001")

    assert (volunteer.state, volunteer.registration_province) == ("registered", "10")
    assert volunteer.assignments.latest("pk").area_id == "100101"


def test_steps_stand_in_the_order_of_their_days():
    volunteer, by = make_at(S.APPLIED), officer()
    verify(volunteer, by, on=date(2026, 6, 1))

    with pytest.raises(DomainError, match="before it was on"):
        train(volunteer, by, on=date(2026, 5, 31))
    with pytest.raises(DomainError, match="still to come"):
        train(volunteer, by, on=today() + timedelta(days=1))
    assert train(volunteer, by, on=date(2026, 6, 1)).on == date(2026, 6, 1)


def test_a_registration_takes_number_order_and_assignment():
    volunteer, by = make_at(S.TRAINED), officer()

    step = enrol(volunteer, by)

    assert (volunteer.registration_no, volunteer.registration_year_be) == ("868600777", 2569)
    assert (volunteer.registration_province, volunteer.registered_on) == ("86", ON)
    assert (step.order_no, volunteer.assignments.get().started_on) == ("118/2569", ON)


def test_a_number_that_another_has_is_told_with_the_next_free_one():
    holder = make_volunteer(registration_no="868600777", registration_year_be=2569)
    volunteer, by = make_at(S.TRAINED), officer()

    with pytest.raises(DomainError, match=str(holder.person)):
        enrol(volunteer, by)
    assert Volunteer.objects.get(pk=volunteer.pk).state == S.TRAINED


def test_who_took_a_number_along_to_another_province_is_not_named_here():
    holder = make_volunteer("850101", registration_no="868600777", registration_year_be=2569)
    Volunteer.objects.filter(pk=holder.pk).update(registration_province="86")
    volunteer, by = make_at(S.TRAINED), officer()
    with pytest.raises(DomainError, match="a volunteer of another province") as told:
        enrol(volunteer, by)
    assert str(holder) not in str(told.value)


def test_words_about_the_person_lie_sealed_and_the_course_is_told():
    volunteer, by = make_at(S.VERIFIED), officer()
    training = Training("หลักสูตรพื้นฐาน", is_elsewhere=True, evidence="วุฒิบัตร 12/2569")

    step = train_volunteer(volunteer, training=training, by=by, on=ON)

    assert step.details == {"course": "หลักสูตรพื้นฐาน", "elsewhere": True}
    assert VolunteerStep.objects.get(pk=step.pk).text == "วุฒิบัตร 12/2569"
    assert journal.history_of(volunteer)[0].data == {}


@pytest.mark.parametrize("training", [Training(" "), Training("รุ่น 1", is_elsewhere=True)])
def test_a_course_has_a_name_and_one_elsewhere_its_proof(training):
    volunteer = make_at(S.VERIFIED)

    with pytest.raises(DomainError):
        train_volunteer(volunteer, training=training, by=officer(), on=ON)


def test_who_comes_back_keeps_person_number_and_history():
    volunteer, by = make_at(S.REGISTERED), officer()
    person, number = volunteer.person_id, volunteer.registration_no
    end(volunteer, by)
    again(volunteer, by)
    verify(volunteer, by)
    train(volunteer, by)
    enrol_volunteer(
        volunteer,
        registration=Registration(number, volunteer.registration_year_be),
        by=by,
        on=ON,
    )

    assert (volunteer.person_id, volunteer.registration_no) == (person, number)
    assert Volunteer.objects.count() == 1
    assert [step.kind for step in volunteer.steps.order_by("pk")] == [
        *("ended", "applied", "verified", "trained", "registered"),
    ]


def test_the_dead_do_not_come_back_but_by_taking_the_step_back():
    volunteer, by = make_at(S.REGISTERED), officer()
    end(volunteer, by, reason=EndReason.DECEASED)

    for act in (again, reinstate):
        with pytest.raises(DomainError, match="has died"):
            act(volunteer, by)
    take_back(volunteer, by)
    volunteer.person.refresh_from_db()
    assert (volunteer.state, volunteer.person.died_on) == (S.REGISTERED, None)


def test_a_move_is_told_in_the_story_with_what_it_ended():
    volunteer, by = make_at(S.REGISTERED), officer()

    move_volunteer(volunteer, to=make_area("860201"), by=by, on=ON)

    step = volunteer.steps.get()
    assert (step.kind, step.from_state, step.to_state) == ("moved", "registered", "registered")
    former = str(volunteer.assignments.get(ended_on=ON).pk)
    assert step.details == {"before": "86010104", "after": "860201", "assignments": [former]}


def test_a_rule_that_is_no_longer_asked_stands_against_nobody():
    volunteer, by = make_at(S.APPLIED), officer()
    Qualification.objects.filter(code="paper_application").update(is_asked=False)

    verify_volunteer(volunteer, seen=TICKS[1:], by=by, on=ON)

    assert volunteer.state == S.VERIFIED


def test_a_person_who_is_a_volunteer_has_one_entry():
    person = make_person("มะลิ", "ใหม่")
    make_volunteer(person=person)
    with pytest.raises(Exception, match="person_id"):
        make_volunteer(person=person)
