"""The office undoes what a successor accepted: as before, or waiting again; both sides read why."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.handover.actions import accept_item, give_item_back, offer_item, undo_acceptance
from asa.handover.codes import HandoverState, ItemState
from asa.handover.models import HandoverItem
from asa.handover.tests.factories import ON
from asa.handover.tests.test_actions import Story, told
from asa.notices.models import Notice
from asa.volunteers.actions import take_step_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def story():
    made = Story()
    made.offer()
    made.accept(made.care, made.visit)
    Notice.objects.all().delete()
    return made


def undo(story, item, *, reason="กดผิดคน", by=None, on=ON):
    return undo_acceptance(item, reason=reason, by=by or story.officer, on=on)


def test_while_who_left_is_away_it_waits_and_stays_with_the_successor(story):
    undo(story, story.care)
    story.home.refresh_from_db()
    assert (story.care.state, story.care.reason) == (ItemState.WAITING, "กดผิดคน")
    assert (story.home.caretaker, story.care.holder) == (story.nari, story.nari)
    story.care.handover.refresh_from_db()
    assert story.care.handover.state == HandoverState.OPEN
    assert story.care.due_on == ON + timedelta(days=14)
    assert told(story.nari) == ["handover.undone"]
    line = journal.history_of(story.care)[0]
    assert (line.verb, line.data["before"]) == ("handover_item.undone", str(story.nari.pk))
    offer_item(story.care, to=story.nari, by=story.lead, on=ON)
    accept_item(story.care, by=story.nari, on=ON)


def test_who_came_back_has_household_and_task_as_before_and_both_are_told(story):
    take_step_back(story.volunteer, reason="บันทึกผิดคน", by=story.officer, on=ON)
    Notice.objects.all().delete()
    for item in (story.care, story.visit):
        undo(story, item)
    story.home.refresh_from_db()
    story.task.refresh_from_db()
    assert (story.home.caretaker, story.task.assignee) == (story.mali, story.mali)
    assert {story.care.state, story.visit.state} == {ItemState.RETURNED}
    assert {story.care.holder, story.visit.holder} == {story.mali}
    for user in (story.nari, story.mali):
        assert "handover.undone" in told(user)
    with pytest.raises(PermissionDenied):
        undo(story, story.care)


def test_it_is_undone_within_the_days_of_the_acceptance_with_a_reason(story):
    with pytest.raises(DomainError, match="Write why"):
        undo(story, story.care, reason=" ")
    with pytest.raises(DomainError, match="within 30 days"):
        undo(story, story.care, on=ON + timedelta(days=31))
    undo(story, story.care, on=ON + timedelta(days=30))


def test_what_went_on_to_somebody_else_is_not_undone(story):
    story.home.caretaker = story.mali
    story.home.save()
    with pytest.raises(DomainError, match="meanwhile"):
        undo(story, story.care)


def test_of_two_the_second_is_told_no(story):
    read = HandoverItem.objects.get(pk=story.care.pk)
    give_item_back(story.care, reason="ไกล", by=story.nari, on=ON)
    with pytest.raises(DomainError, match="faster"):
        undo(story, read)


def test_the_office_finds_it_on_the_page_of_the_handover(client, story):
    client.force_login(story.officer)
    page = reverse("handover:undo", args=[story.care.pk])
    shown = reverse("handover:show", args=[story.care.handover_id])
    assert page in client.get(shown).content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 200
    assert client.post(page, {"reason": "กดผิดคน"}).headers["Location"] == shown
    story.care.refresh_from_db()
    assert story.care.state == ItemState.WAITING
    client.force_login(story.lead)
    other = reverse("handover:undo", args=[story.visit.pk])
    assert other not in client.get(shown).content.decode()
    assert client.get(other).status_code == 403
