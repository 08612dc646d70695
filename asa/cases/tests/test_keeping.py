"""What is kept while somebody types: whichever order it arrives in, the newest words stay."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.cases.actions import reporting
from asa.cases.actions.reporting import Turn, TypedElsewhere
from asa.cases.codes import ReportPart
from asa.cases.models import Case
from asa.cases.tests.factories import TAMBON, VILLAGE, make_draft, make_lists, make_report
from asa.common.ids import uuid7
from asa.common.thaidate import today
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db
PLACE = ReportPart.PLACE
EARLIER, LATER = "01890a5d-ac96-774b-bcce-b302099a8057", "01990a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def draft():
    return make_draft(make_user("volunteer", VILLAGE))


def keep(draft, house, page=EARLIER, changes=0, *, by_button=False, part=PLACE):
    """What a page sends; the record is read before, as a second worker would have read it."""
    turn = Turn(page, changes, by_button)
    return reporting.keep_part(
        draft, part=part, typed={"house_no": house}, by=draft.reported_by, turn=turn
    )


def kept(draft, part=PLACE):
    return json.loads(Case.objects.get(pk=draft.pk).draft).get(part, {}).get("house_no")


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (1, 3, 2)])
def test_of_one_page_the_latest_words_stay_in_whatever_order_they_arrive(draft, order):
    for changes in order:
        keep(draft, f"4{changes}", changes=changes)
    assert kept(draft) == "43"


def test_what_is_sent_twice_is_kept_twice(draft):
    for _time in range(2):
        keep(draft, "42", changes=2)
    assert kept(draft) == "42"


@pytest.mark.parametrize("late_first", [True, False])
def test_a_pressed_button_is_not_undone_by_what_the_page_sent_before(draft, late_first):
    if late_first:
        keep(draft, "4", changes=1)
    keep(draft, "42", changes=2, by_button=True)
    if not late_first:
        keep(draft, "4", changes=1)
    assert kept(draft) == "42"


def test_a_page_that_was_opened_earlier_is_told_and_a_button_on_it_keeps_its_words(draft):
    keep(draft, "new", LATER, 1)
    with pytest.raises(TypedElsewhere):
        keep(draft, "old", EARLIER, 9)
    assert kept(draft) == "new"
    keep(draft, "old", EARLIER, 9, by_button=True)
    assert kept(draft) == "old"
    keep(draft, "newer", LATER, 2)
    assert kept(draft) == "newer"


def test_parts_that_are_kept_at_once_do_not_undo_one_another(draft):
    """Each worker read the draft before the other wrote it."""
    other = Case.objects.get(pk=draft.pk)
    keep(draft, "42", changes=1)
    keep(other, "problem", changes=1, part=ReportPart.PROBLEM)
    assert (kept(draft), kept(draft, ReportPart.PROBLEM)) == ("42", "problem")


def test_a_picture_that_is_dropped_leaves_what_was_typed_since(draft):
    stale = Case.objects.get(pk=draft.pk)
    keep(draft, "42", changes=1)
    reporting.drop_picture(stale, picture=uuid7(), by=draft.reported_by)
    assert kept(draft) == "42"


def test_what_arrives_after_the_report_was_sent_or_thrown_away_is_not_kept(draft):
    make_lists()
    by, other = draft.reported_by, make_draft(draft.reported_by)
    late_for_sent, late_for_gone = (Case.objects.get(pk=one.pk) for one in (draft, other))
    reporting.send_report(draft, report=make_report(), by=by, on=today())
    reporting.delete_draft(other, by=by)
    for late in (late_for_sent, late_for_gone):
        with pytest.raises(PermissionDenied):
            keep(late, "42")
    assert Case.objects.get().draft is None


def test_the_first_words_that_arrive_twice_at_once_begin_one_draft(draft):
    """The second worker saw no draft when it looked; another's key is never taken."""
    mine, theirs = draft.reported_by, make_user("volunteer", VILLAGE)
    again = reporting.start_report(draft={}, by=mine, on=today(), key=draft.pk)
    assert again == draft
    other = reporting.start_report(draft={}, by=theirs, on=today(), key=draft.pk)
    assert other.pk != draft.pk
    assert other.reported_by == theirs


def test_the_page_counts_for_itself_and_is_told_what_became_of_its_words(client, draft):
    make_lists()
    make_area(TAMBON)
    client.force_login(draft.reported_by)
    url = reverse("cases:report_step", args=[draft.pk, PLACE])
    pages = [str(client.get(url).context["page_key"]) for _time in range(2)]

    def send(page, changes, house, **headers):
        typed = {"tambon": TAMBON, "house_no": house, "page": page, "turn": str(changes)}
        return client.post(url, typed | {"go": "keep"}, headers=headers)

    htmx = {"HX-Request": "true"}
    assert pages == sorted(pages)
    assert send(pages[1], 2, "42", **htmx).status_code == 204
    assert send(pages[1], 1, "4", **htmx).status_code == 204
    assert kept(draft) == "42"
    assert send(pages[0], 7, "9", **htmx).status_code == 409
    assert kept(draft) == "42"
    assert send(pages[0], 7, "9").status_code == 302
    assert kept(draft) == "9"
    for page in ("", "nonsense"):
        assert send(page, "x", "10").status_code == 302
    assert kept(draft) == "10"
