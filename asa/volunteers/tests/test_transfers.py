"""A transfer to another province: one office asks, the other answers; every yes and every no."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Order,
    Wish,
    accept_transfer,
    ask_transfer,
    end_volunteer,
    move_volunteer,
    refuse_transfer,
    take_step_back,
    withdraw_transfer,
)
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Transfer
from asa.volunteers.queries import transfers_before, transfers_for, volunteers_for
from asa.volunteers.tests.factories import CITIZEN_IDS, make_transfer, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 16)
HERE, THERE = "86010104", "850101"


@pytest.fixture
def here():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def there():
    return make_user(Role.PROVINCE_OFFICER, "85")


def wish(to=THERE, on=ON, reason="ย้ายตามครอบครัว"):
    return Wish(make_area(to), on, Order(reason, "12/2569"))


def ask(volunteer, by, **more):
    return ask_transfer(volunteer, wish=wish(**more), by=by, on=today())


def accept(transfer, by):
    return accept_transfer(transfer, by=by, on=today())


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def chains_of(verb):
    return sorted(JournalEntry.objects.filter(verb=verb).values_list("area", flat=True))


@pytest.mark.parametrize("asker", ["old", "new"])
def test_one_office_asks_the_other_accepts_and_the_volunteer_moves(here, there, asker):
    volunteer = make_volunteer(HERE, registration_no="868600022")
    by, other = (here, there) if asker == "old" else (there, here)

    transfer = ask(volunteer, by)
    volunteer.refresh_from_db()
    assert (volunteer.area_id, list(transfers_before(other))) == (HERE, [transfer])
    assert (list(transfers_before(by)), told(other), told(by)) == ([], ["transfer.asked"], [])
    accept(transfer, other)

    volunteer.refresh_from_db()
    assert (volunteer.area_id, volunteer.registration_no) == (THERE, "868600022")
    assert volunteer.registration_province == "86"
    step = volunteer.steps.get()
    assert (step.kind, step.on, step.order_no, step.by) == ("moved", ON, "12/2569", other)
    assert step.text == "ย้ายตามครอบครัว"
    assert (transfer.state, transfer.answered_by) == ("accepted", other)
    assert (told(by), transfers_before(other).exists()) == (["transfer.accepted"], False)
    for verb in ("transfer.asked", "transfer.accepted", "volunteer.moved"):
        assert chains_of(verb) == [THERE, HERE]


def test_the_asking_office_sees_no_more_after_the_move_than_its_posts_allow(client, here, there):
    volunteer = make_volunteer(HERE, given_name="ช่อผกา")
    transfer = ask(volunteer, here)
    accept(transfer, there)

    assert not volunteers_for(here).exists()
    client.force_login(here)
    answers = [
        client.get(reverse("volunteers:detail", args=[volunteer.pk])),
        client.get(reverse("volunteers:transfer", args=[transfer.pk])),
        client.get(reverse("volunteers:transfers") + "?show=answered"),
    ]
    assert [one.status_code for one in answers] == [404, 200, 200]
    for one in answers[1:]:
        assert "ช่อผกา" not in one.text
        assert "ย้ายตามครอบครัว" not in one.text
    assert str(volunteer.registration_no) in answers[2].text
    client.force_login(there)
    assert "ช่อผกา" in client.get(reverse("volunteers:transfer", args=[transfer.pk])).text


def test_a_refusal_says_why_and_changes_nothing(here, there):
    volunteer = make_volunteer(HERE)
    transfer = ask(volunteer, here)
    with pytest.raises(DomainError, match="Write why not"):
        refuse_transfer(transfer, reason=" ", by=there, on=today())

    refuse_transfer(transfer, reason="ไม่มีอัตราว่าง", by=there, on=today())

    volunteer.refresh_from_db()
    assert (volunteer.area_id, transfer.state, transfer.answer) == (
        HERE,
        "refused",
        "ไม่มีอัตราว่าง",
    )
    notice = Notice.objects.get(user=here)
    assert (notice.kind, notice.reason) == ("transfer.refused", "ไม่มีอัตราว่าง")
    assert chains_of("transfer.refused") == [THERE, HERE]
    assert journal.history_of(volunteer)[0].text == "ไม่มีอัตราว่าง"
    # It can be asked for anew.
    assert ask(volunteer, here).state == "waiting"


def test_what_was_asked_is_withdrawn_by_the_own_office_alone(here, there):
    transfer = ask(make_volunteer(HERE), here)
    with pytest.raises(PermissionDenied):
        withdraw_transfer(transfer, by=there, on=today())

    withdraw_transfer(transfer, by=make_user(Role.PROVINCE_HEAD, "86"), on=today())

    assert (transfer.state, told(there)) == ("withdrawn", ["transfer.asked", "transfer.withdrawn"])
    for act in (
        lambda: accept(transfer, there),
        lambda: refuse_transfer(transfer, reason="x", by=there, on=today()),
        lambda: withdraw_transfer(transfer, by=here, on=today()),
    ):
        with pytest.raises(DomainError, match="does not wait"):
            act()


NOBODY_ELSE = [
    (Role.PROVINCE_OFFICER, "84"),
    (Role.SOCIAL_WORKER, "86"),
    (Role.TAMBON_LEAD, "860101"),
    (Role.TAMBON_LEAD, THERE),
    (Role.FINANCE, "85"),
    (Role.DEPARTMENT_OFFICER, "TH"),
    (Role.AUDITOR, "TH"),
]


@pytest.mark.parametrize(("role", "area"), NOBODY_ELSE)
def test_nobody_else_asks_answers_or_knows_of_it(here, role, area):
    transfer, user = ask(make_volunteer(HERE), here), make_user(role, area)
    for act in (
        lambda: ask(make_volunteer(HERE), user),
        lambda: accept(transfer, user),
        lambda: refuse_transfer(transfer, reason="x", by=user, on=today()),
        lambda: withdraw_transfer(transfer, by=user, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not transfers_for(user).exists()
    transfer.refresh_from_db()
    assert transfer.state == "waiting"


def test_the_asking_office_does_not_answer_itself_and_moves_nobody(here):
    volunteer = make_volunteer(HERE)
    transfer = ask(volunteer, here)
    with pytest.raises(PermissionDenied):
        accept(transfer, here)
    with pytest.raises(PermissionDenied):
        move_volunteer(volunteer, to=make_area(THERE), by=here, on=ON)


def test_nobody_asks_or_answers_about_oneself(here, there):
    with pytest.raises(PermissionDenied):
        ask(make_volunteer(HERE, person=here.person), here)
    own = make_volunteer(HERE, person=there.person)
    transfer = ask(own, here)
    with pytest.raises(PermissionDenied):
        accept(transfer, there)


def test_a_post_that_ended_neither_answers_nor_carries_what_it_asked(here, there):
    transfer = ask(make_volunteer(HERE), here)
    for user in (here, there):
        user.posts.update(ended_on=today() - timedelta(1))
        user.forget_posts()
    with pytest.raises(PermissionDenied):
        accept(transfer, there)
    with pytest.raises(DomainError, match="ask anew"):
        accept(Transfer.objects.get(), make_user(Role.PROVINCE_HEAD, "85"))
    assert Transfer.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "Write why"),
        ({"to": "860201"}, "same province"),
        ({"to": "8501"}, "Choose a sub-district"),
        ({"on": date(2020, 1, 1)}, "step before it"),
        ({"on": date(2100, 1, 1)}, "still to come"),
    ],
)
def test_what_makes_no_sense_is_not_asked_for(here, more, said):
    with pytest.raises(DomainError, match=said):
        ask(make_volunteer(HERE), here, **more)


def test_one_transfer_at_a_time_and_only_of_the_registered(here, there):
    volunteer = make_volunteer(HERE)
    ask(volunteer, here)
    with pytest.raises(DomainError, match="waits for its answer already"):
        ask(volunteer, there)
    with pytest.raises(DomainError, match="Only a registered"):
        ask(make_volunteer(HERE, state="suspended"), here)


def test_a_place_that_is_not_in_force_by_then_is_not_accepted(here, there):
    transfer = ask(make_volunteer(HERE), here)
    Area.objects.filter(pk=THERE).update(ended_on=today())
    with pytest.raises(DomainError, match="in force"):
        accept(Transfer.objects.get(pk=transfer.pk), there)


def test_the_department_may_do_it_at_once_and_what_waits_lapses(here, there):
    volunteer = make_volunteer(HERE)
    transfer = ask(volunteer, here)

    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    move_volunteer(volunteer, to=make_area(THERE), by=department, on=ON)

    transfer.refresh_from_db()
    assert transfer.state == "lapsed"
    assert told(here) == ["transfer.lapsed"]
    assert told(there) == ["transfer.asked", "transfer.lapsed"]


def test_an_end_lets_it_lapse_a_move_within_the_province_does_not(here):
    volunteer = make_volunteer(HERE)
    transfer = ask(volunteer, here)
    move_volunteer(volunteer, to=make_area("860201"), by=here, on=ON)
    transfer.refresh_from_db()
    assert transfer.state == "waiting"

    end_volunteer(volunteer, reason=EndReason.RESIGNED, by=here, on=ON)

    transfer.refresh_from_db()
    assert transfer.state == "lapsed"


def test_in_bangkok_the_department_answers(here):
    volunteer = make_volunteer(HERE)
    transfer = ask(volunteer, here, to="100101")
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")

    accept(transfer, department)

    volunteer.refresh_from_db()
    assert volunteer.area_id == "100101"


def test_a_transfer_is_taken_back_by_the_department(here, there):
    volunteer = make_volunteer(HERE)
    accept(ask(volunteer, here), there)
    volunteer.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take_step_back(volunteer, reason="ผิดคน", by=there, on=today())

    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    take_step_back(volunteer, reason="ผิดคน", by=department, on=today())

    assert volunteer.area_id == HERE


# --- pages ----------------------------------------------------------------------------------------


def test_the_office_asks_from_the_page_of_the_volunteer_and_the_other_accepts(client, here, there):
    load_chumphon()
    make_area(THERE)
    volunteer = make_volunteer(HERE)
    client.force_login(here)
    page = reverse("volunteers:ask_out", args=[volunteer.pk])
    detail = reverse("volunteers:detail", args=[volunteer.pk])
    assert page in client.get(detail).text
    name = Area.objects.get(pk=THERE).name_th
    assert client.post(page, {"tambon": name, "on": "16/11/2569", "reason": ""}).status_code == 200
    sent = {"tambon": name, "tambon_code": THERE, "on": "16/11/2569", "reason": "ตามคู่สมรส"}
    answer = client.post(page, sent)
    transfer = Transfer.objects.get()
    address = reverse("volunteers:transfer", args=[transfer.pk])
    assert answer.url == address
    assert page not in client.get(detail).text
    assert address in client.get(detail).text

    client.force_login(there)
    assert address in client.get(reverse("volunteers:transfers")).text
    assert "ตามคู่สมรส" in client.get(address).text
    assert client.post(address, {"act": "refuse", "reason": ""}).status_code == 200
    client.post(address, {"act": "accept"})

    volunteer.refresh_from_db()
    assert volunteer.area_id == THERE
    client.force_login(here)
    assert client.post(address, {"act": "accept"}).status_code == 403


@pytest.mark.parametrize("number", ["868600022/2546", CITIZEN_IDS[0]])
def test_an_office_asks_for_somebody_by_papers_and_learns_nothing(client, there, number):
    volunteer = make_volunteer(
        HERE,
        given_name="ช่อผกา",
        family_name="ทองดี",
        citizen_id=CITIZEN_IDS[0],
        registration_no="868600022",
        registration_year_be=2546,
        phone="+66810002345",
    )
    place = make_area(THERE)
    client.force_login(there)
    page = reverse("volunteers:ask_in")
    sent = {
        "number": number,
        "given_name": "ช่อผกา",
        "family_name": "ทองดี",
        "tambon": place.name_th,
        "on": "16/11/2569",
        "reason": "ย้ายมาอยู่กับบุตร",
    }
    for wrong in ({"family_name": "ทองคำ"}, {"number": "868600023/2546"}, {"number": "868600022"}):
        assert client.post(page, sent | wrong).status_code == 200
    assert not Transfer.objects.exists()

    client.post(page, sent)

    transfer = Transfer.objects.get()
    assert (transfer.volunteer, transfer.asking, transfer.answering) == (volunteer, "85", "86")
    shown = client.get(reverse("volunteers:transfer", args=[transfer.pk])).text
    assert "0002345" not in shown.replace(" ", "").replace("-", "")
    assert reverse("volunteers:detail", args=[volunteer.pk]) not in shown
    looked = AccessEntry.objects.filter(verb="volunteer.searched_by_citizen_id").count()
    assert looked == (0 if "/" in number else 2)


def test_the_first_page_counts_what_waits(client, here, there):
    make_transfer(make_volunteer(HERE), by=here)
    client.force_login(there)
    answer = client.get(reverse("home:first"))
    lines = {words: n for words, n, _url in answer.context["section"].contents["joining"]}
    assert lines["คำขอโอนย้ายที่รอตอบ"] == 1


def test_the_list_asks_the_same_of_the_database_for_five_and_for_ten(client, here, there):
    client.force_login(there)
    address = reverse("volunteers:transfers")
    counts = []
    for _round in range(2):
        for _one in range(5):
            make_transfer(make_volunteer(HERE), by=here)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counts.append(len(found))
    assert counts[0] == counts[1]
