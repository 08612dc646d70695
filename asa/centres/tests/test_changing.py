from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.centres.actions import (
    accept_change,
    found_centre,
    propose_change,
    reject_change,
    withdraw_change,
)
from asa.centres.codes import ProposalState
from asa.centres.models import ChangeProposal, Profile, Service
from asa.centres.queries import field_lines, profile_of, proposals_waiting_for, step_of
from asa.centres.tests.factories import ON, make_centre, make_facts, make_proposal
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.places.tests.factories import make_area
from asa.volunteers.models import Centre, Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
R = Role


def verbs(centre):
    return [line.verb for line in journal.history_of(centre)]


def kinds_of(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("role", "area", "of"),
    [
        (R.PROVINCE_OFFICER, "86", "860101"),
        (R.PROVINCE_HEAD, "86", "8601"),
        (R.DEPARTMENT_OFFICER, "TH", "86"),
        (R.DEPARTMENT_OFFICER, "86", "8601"),
    ],
)
def test_an_office_founds_a_centre_once(role, area, of):
    user = make_user(role, area)
    centre = found_centre(area=make_area(of), facts=make_facts(seats=20), by=user, on=ON)

    assert (centre.area_id, centre.name_th[:5]) == (of, "ศูนย์")
    profile = Profile.objects.get(centre=centre)
    assert (profile.seats, profile.founded_on, profile.evidence_on) == (20, ON, ON)
    assert verbs(centre) == ["centre.founded", "centre.added"]
    with pytest.raises(DomainError):
        found_centre(area=make_area(of), facts=make_facts(), by=user, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (R.PROVINCE_OFFICER, "85"),
        (R.DISTRICT_LEAD, "8601"),
        (R.TAMBON_LEAD, "860101"),
        (R.VOLUNTEER, "86010104"),
        (R.SOCIAL_WORKER, "86"),
        (R.FINANCE, "86"),
        (R.ADMIN, "TH"),
        (R.AUDITOR, "TH"),
        (R.PARTNER_DESK, "86"),
    ],
)
def test_nobody_else_founds_a_centre(role, area):
    with pytest.raises(PermissionDenied):
        found_centre(area=make_area("860101"), facts=make_facts(), by=make_user(role, area), on=ON)
    assert not Centre.objects.exists()


LOOKS_AFTER = [
    ("860101", "tambon", R.TAMBON_LEAD, "860101"),
    ("860101", "tambon", R.DISTRICT_LEAD, "8601"),
    ("860101", "tambon", R.PROVINCE_OFFICER, "86"),
    ("8601", "district", R.DISTRICT_LEAD, "8601"),
    ("8601", "district", R.PROVINCE_HEAD, "86"),
    ("86", "province", R.PROVINCE_OFFICER, "86"),
    ("86", "province", R.DEPARTMENT_OFFICER, "TH"),
]


@pytest.mark.parametrize(("area", "level", "role", "at"), LOOKS_AFTER)
def test_who_looks_after_a_centre_proposes(area, level, role, at):
    centre, user = make_centre(area, level), make_user(role, at)
    proposal = propose_change(
        centre, facts=make_facts(centre, place="ศาลาใหม่"), note="ย้าย", by=user, on=ON
    )

    assert proposal.old == {"place": "", "evidence_on": ""}
    assert proposal.new == {"place": "ศาลาใหม่", "evidence_on": ON.isoformat()}
    assert verbs(centre) == ["centre.change_proposed"]
    centre.refresh_from_db()
    assert centre.place == ""


@pytest.mark.parametrize(
    ("area", "level", "role", "at"),
    [
        ("860101", "tambon", R.TAMBON_LEAD, "860102"),
        ("860101", "tambon", R.DISTRICT_LEAD, "8602"),
        ("860101", "tambon", R.PROVINCE_OFFICER, "85"),
        ("860101", "tambon", R.VOLUNTEER, "86010104"),
        ("860101", "tambon", R.SOCIAL_WORKER, "86"),
        ("860101", "tambon", R.DEPARTMENT_OFFICER, "TH"),
        ("8601", "district", R.TAMBON_LEAD, "860101"),
        ("86", "province", R.DISTRICT_LEAD, "8601"),
        ("86", "province", R.ADMIN, "TH"),
    ],
)
def test_nobody_else_proposes(area, level, role, at):
    centre = make_centre(area, level)
    with pytest.raises(PermissionDenied):
        propose_change(centre, facts=make_facts(centre, place="x"), by=make_user(role, at), on=ON)


def test_an_ended_post_proposes_nothing():
    centre = make_centre()
    user = make_user(R.TAMBON_LEAD, "860101", ended_on=today())
    with pytest.raises(PermissionDenied):
        propose_change(centre, facts=make_facts(centre, place="x"), by=user, on=ON)


def test_the_focal_person_proposes_as_long_as_she_works_there():
    user = make_user(R.VOLUNTEER, "86010104")
    volunteer = make_volunteer("86010104", person=user.person)
    centre = make_centre(focal_volunteer=volunteer)
    facts = make_facts(centre, focal_volunteer=str(volunteer.pk), place="ศาลาใหม่")
    assert propose_change(centre, facts=facts, by=user, on=ON).is_waiting

    user.posts.update(ended_on=date(2024, 1, 1))
    user.forget_posts()
    with pytest.raises(PermissionDenied):
        propose_change(centre, facts=facts, by=user, on=ON)


def test_a_proposal_without_a_change_and_a_focal_person_of_elsewhere_are_told_so():
    centre, user = make_centre(evidence_on=ON), make_user(R.TAMBON_LEAD, "860101")
    with pytest.raises(DomainError):
        propose_change(centre, facts=make_facts(centre), by=user, on=ON)
    for other in (make_volunteer("86010201"), make_volunteer(state="ended")):
        facts = make_facts(centre, focal_volunteer=str(other.pk))
        with pytest.raises(DomainError):
            propose_change(centre, facts=facts, by=user, on=ON)


def make_wrong_facts():
    """Facts of which each is refused by itself, with what a sentence says about it."""
    tomorrow = (ON + timedelta(days=1)).isoformat()
    elsewhere, ended = make_volunteer("86010201"), make_volunteer(state="ended")
    focal = make_volunteer("86010104")
    return [
        ({"evidence_on": tomorrow}, "หลักฐาน"),
        ({"evidence_on": ""}, "วันใด"),
        ({"focal_volunteer": str(focal.pk), "focal_name": "กำนัน"}, "คนเดียว"),
        ({"focal_volunteer": str(elsewhere.pk)}, "พื้นที่ของศูนย์"),
        ({"focal_volunteer": str(ended.pk)}, "พื้นที่ของศูนย์"),
        ({"focal_phone": "12"}, "โทรศัพท์"),
        ({"services": ["intake", "unheard_of"]}, "บริการ"),
        ({"seats": -1}, "ที่นั่ง"),
        ({"seats": 2001}, "ที่นั่ง"),
        ({"vehicles": 101}, "รถ"),
    ]


def test_what_cannot_stand_about_a_centre_is_neither_founded_nor_proposed():
    lead, officer = make_user(R.TAMBON_LEAD, "860101"), make_user(R.PROVINCE_OFFICER, "86")
    centre, area = make_centre(), make_area("860103")
    Service.objects.filter(pk="advice").update(ended_on=ON)
    wrong = [*make_wrong_facts(), ({"services": ["advice"]}, "บริการ")]
    for broken, said in wrong:
        with pytest.raises(DomainError, match=said):
            propose_change(centre, facts=make_facts(centre, **broken), by=lead, on=ON)
        with pytest.raises(DomainError, match=said):
            found_centre(area=area, facts=make_facts(**broken), by=officer, on=ON)
    with pytest.raises(DomainError, match="ชื่อ"):
        propose_change(centre, facts=make_facts(centre, name_th=" "), by=lead, on=ON)
    with pytest.raises(DomainError):
        found_centre(area=make_area("86010104"), facts=make_facts(), by=officer, on=ON)
    assert not ChangeProposal.objects.exists()
    assert Centre.objects.get() == centre


def test_what_became_wrong_since_it_was_proposed_is_not_validated():
    lead, above = make_user(R.TAMBON_LEAD, "860101"), make_user(R.DISTRICT_LEAD, "8601")
    centre, focal = make_centre(), make_volunteer("86010104")
    facts = make_facts(centre, focal_volunteer=str(focal.pk))
    by_number = propose_change(centre, facts=facts, by=lead, on=ON)
    facts = make_facts(centre, focal_name="กำนัน")
    by_name = propose_change(centre, facts=facts, by=lead, on=ON)
    accept_change(by_name, by=above, on=ON)
    with pytest.raises(DomainError, match="คนเดียว"):
        accept_change(by_number, by=above, on=ON)

    Profile.objects.update(focal_name="")
    Volunteer.objects.filter(pk=focal.pk).update(state="ended")
    with pytest.raises(DomainError, match="พื้นที่ของศูนย์"):
        accept_change(by_number, by=above, on=ON)
    by_number.refresh_from_db()
    assert by_number.is_waiting
    assert profile_of(centre).focal_volunteer is None


STEPS = [
    # level, holders in order, at which place each decides
    ("860101", "tambon", [(R.DISTRICT_LEAD, "8601"), (R.PROVINCE_OFFICER, "86"),
                          (R.DEPARTMENT_OFFICER, "TH")]),
    ("8601", "district", [(R.PROVINCE_OFFICER, "86"), (R.DEPARTMENT_OFFICER, "TH")]),
    ("86", "province", [(R.DEPARTMENT_OFFICER, "TH")]),
]  # fmt: skip


@pytest.mark.parametrize(("area", "level", "chain"), STEPS)
def test_a_change_waits_at_the_level_above_and_else_at_the_next(area, level, chain):
    centre = make_centre(area, level)
    proposal = make_proposal(centre, make_user())
    assert step_of(proposal) is None
    # From the top down: with each new holder it waits one step lower.
    for place in reversed(range(len(chain))):
        user = make_user(*chain[place])
        assert step_of(proposal) == place
        assert list(proposals_waiting_for(user)) == [proposal]
    above = make_user(*chain[-1])
    assert list(proposals_waiting_for(above)) == ([] if len(chain) > 1 else [proposal])
    # Whoever stands above the step may decide as well, so that nothing is stuck.
    accept_change(proposal, by=above, on=ON)


@pytest.mark.parametrize(
    ("role", "at"),
    [
        (R.DISTRICT_LEAD, "8602"),
        (R.TAMBON_LEAD, "860101"),
        (R.PROVINCE_OFFICER, "85"),
        (R.VOLUNTEER, "860101"),
        (R.SOCIAL_WORKER, "86"),
        (R.AUDITOR, "TH"),
    ],
)
def test_nobody_else_validates(role, at):
    make_user(R.DISTRICT_LEAD, "8601")
    proposal = make_proposal(make_centre(), make_user())
    user = make_user(role, at)
    assert list(proposals_waiting_for(user)) == []
    for act in (accept_change, reject_change):
        with pytest.raises(PermissionDenied):
            act(proposal, by=user, on=ON, **({"reason": "x"} if act is reject_change else {}))
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_an_ended_post_validates_nothing_and_holds_no_step():
    gone = make_user(R.DISTRICT_LEAD, "8601", ended_on=today())
    officer = make_user(R.PROVINCE_OFFICER, "86")
    proposal = make_proposal(make_centre(), make_user())
    assert step_of(proposal) == 1
    assert list(proposals_waiting_for(officer)) == [proposal]
    with pytest.raises(PermissionDenied):
        accept_change(proposal, by=gone, on=ON)


def test_nobody_validates_an_own_proposal_and_it_goes_to_the_next_above():
    lead = make_user(R.DISTRICT_LEAD, "8601")
    officer = make_user(R.PROVINCE_OFFICER, "86")
    proposal = make_proposal(make_centre(), lead)
    assert step_of(proposal) == 1
    assert list(proposals_waiting_for(lead)) == []
    assert list(proposals_waiting_for(officer)) == [proposal]
    with pytest.raises(PermissionDenied):
        accept_change(proposal, by=lead, on=ON)
    colleague = make_user(R.DISTRICT_LEAD, "8601")
    assert step_of(proposal) == 0
    assert list(proposals_waiting_for(colleague)) == [proposal]


def test_a_validated_change_stands_and_the_proposer_is_told():
    lead, above = make_user(R.TAMBON_LEAD, "860101"), make_user(R.DISTRICT_LEAD, "8601")
    centre = make_centre()
    focal = make_volunteer("86010104")
    facts = make_facts(
        centre, place="ศาลาใหม่", services=["intake", "advice"], focal_volunteer=str(focal.pk),
        seats=30,
    )  # fmt: skip
    proposal = propose_change(centre, facts=facts, by=lead, on=ON)
    accept_change(proposal, by=above, on=ON)

    centre.refresh_from_db()
    profile = profile_of(centre)
    assert (centre.place, profile.services, profile.seats) == (
        "ศาลาใหม่", ["intake", "advice"], 30,
    )  # fmt: skip
    assert (profile.focal_volunteer, profile.evidence_on) == (focal, ON)
    assert kinds_of(lead) == ["centre.change_accepted"]
    assert verbs(centre) == ["centre.change_accepted", "centre.change_proposed"]


def test_a_rejection_needs_its_reason_and_the_proposer_reads_it():
    lead, above = make_user(R.TAMBON_LEAD, "860101"), make_user(R.DISTRICT_LEAD, "8601")
    centre = make_centre()
    proposal = propose_change(centre, facts=make_facts(centre, place="x"), by=lead, on=ON)
    with pytest.raises(DomainError):
        reject_change(proposal, reason="  ", by=above, on=ON)
    reject_change(proposal, reason="ไม่มีอาคารนี้", by=above, on=ON)

    assert (proposal.state, proposal.reason) == (ProposalState.REJECTED, "ไม่มีอาคารนี้")
    assert Notice.objects.get(user=lead).reason == "ไม่มีอาคารนี้"
    centre.refresh_from_db()
    assert centre.place == ""


def test_of_two_who_decide_one_wins():
    first, second = make_user(R.DISTRICT_LEAD, "8601"), make_user(R.DISTRICT_LEAD, "8601")
    proposal = make_proposal(make_centre(), make_user())
    seen_by_second = ChangeProposal.objects.get(pk=proposal.pk)
    accept_change(proposal, by=first, on=ON)
    with pytest.raises(DomainError):
        reject_change(seen_by_second, reason="ช้าไป", by=second, on=ON)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", first)


def test_a_newer_proposal_of_the_same_field_is_told_to_the_older_and_both_stay():
    lead, above = make_user(R.TAMBON_LEAD, "860101"), make_user(R.DISTRICT_LEAD, "8601")
    other = make_user(R.TAMBON_LEAD, "860101")
    centre = make_centre()
    older = propose_change(centre, facts=make_facts(centre, place="ก"), by=lead, on=ON)
    propose_change(centre, facts=make_facts(centre, seats=9), by=other, on=ON)
    assert kinds_of(lead) == []
    newer = propose_change(centre, facts=make_facts(centre, place="ข"), by=other, on=ON)
    assert kinds_of(lead) == ["centre.change_overtaken"]

    accept_change(newer, by=above, on=ON)
    facts = {"place": "ข", "evidence_on": ON.isoformat()}
    moved = [line.has_moved for line in field_lines(older, facts)]
    assert moved == [True, True]
    accept_change(older, by=above, on=ON)
    assert ChangeProposal.objects.filter(centre=centre).count() == 3


def test_a_proposal_is_withdrawn_by_its_proposer_alone_while_it_waits():
    lead, other = make_user(R.TAMBON_LEAD, "860101"), make_user(R.TAMBON_LEAD, "860101")
    proposal = make_proposal(make_centre(), lead)
    with pytest.raises(PermissionDenied):
        withdraw_change(proposal, by=other, on=ON)
    withdraw_change(proposal, by=lead, on=ON)
    assert proposal.state == "withdrawn"
    with pytest.raises(DomainError):
        withdraw_change(proposal, by=lead, on=ON)


def test_a_region_post_of_the_department_covers_a_province_step():
    make_user(R.DEPARTMENT_OFFICER, "86")
    user = make_user(R.DEPARTMENT_OFFICER, "85")
    make_post(user, R.VOLUNTEER, "860101")
    proposal = make_proposal(make_centre("86", "province"), make_user())
    with pytest.raises(PermissionDenied):
        accept_change(proposal, by=user, on=ON)
