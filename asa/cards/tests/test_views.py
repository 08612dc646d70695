"""The pages: lists by state, who has no card, several at once, the PDF, one volunteer's cards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.cards.codes import CardState
from asa.cards.jobs import PRINT, print_cards
from asa.cards.models import CardIssuer, VolunteerCard
from asa.cards.tests.factories import make_card, make_ready
from asa.common import journal
from asa.common.jobs import run_job
from asa.common.models import AccessEntry, Job
from asa.common.thaidate import buddhist_year, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = pytest.mark.django_db
S = CardState


def typed(day):
    return f"{day.day}/{day.month}/{buddhist_year(day)}"


def sign_in(client, role=Role.PROVINCE_OFFICER, area="86", **fields):
    user = make_user(role, area, **fields)
    client.force_login(user)
    return user


def text(answer):
    return answer.content.decode()


def test_the_list_shows_the_cards_of_the_area_by_state(client):
    here, there = (
        make_card(make_ready(given_name="มะลิ")),
        make_card(make_ready("85010101", given_name="ระนอง")),
    )
    lost = make_card(make_ready(given_name="จำปา"), S.LOST)
    sign_in(client)

    everything = text(client.get("/cards/"))
    assert here.name_th in everything
    assert lost.name_th in everything
    assert there.name_th not in everything
    only_lost = text(client.get("/cards/?state=lost"))
    assert lost.name_th in only_lost
    assert here.name_th not in only_lost


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "มะลิ"}, {"มะลิ"}),
        ({"area": "860102"}, {"จำปา"}),
        ({"state": "draft"}, {"จำปา"}),
        ({"q": "ไม่มีใคร"}, set()),
        ({"state": "nonsense"}, set()),
    ],
)
def test_the_list_is_narrowed_by_name_area_and_state(client, asked, found):
    make_card(make_ready(given_name="มะลิ"))
    make_card(make_ready("86010204", given_name="จำปา"), S.DRAFT)
    sign_in(client)
    page = text(client.post("/cards/", asked, follow=True))

    rows = page[page.index('id="cards"') :]
    assert {name for name in ("มะลิ", "จำปา") if name in rows} == found


def test_a_citizen_id_finds_no_card_since_nobody_would_write_the_look_down(client):
    make_card(make_ready(given_name="จำปาทอง", citizen_id=CITIZEN_IDS[0]))
    make_volunteer(given_name="จำปาทอง", citizen_id=CITIZEN_IDS[0])
    sign_in(client)

    for address in ("/cards/", "/cards/without/"):
        assert "จำปาทอง" in text(client.post(address, {"q": "จำปาทอง"}, follow=True))
        assert "จำปาทอง" not in text(client.post(address, {"q": CITIZEN_IDS[0]}, follow=True))


def test_htmx_gets_the_rows_alone(client):
    make_card()
    sign_in(client)

    assert "<html" not in text(client.get("/cards/", headers={"HX-Request": "true"}))


@pytest.mark.parametrize("address", ["/cards/", "/cards/without/", "/cards/?state=draft"])
def test_fifty_rows_cost_the_questions_of_five(client, address):
    sign_in(client)
    costs = []
    for more in (5, 30):
        for _one in range(more):
            make_card(state=S.DRAFT)
            make_volunteer()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_lead_reads_the_list_and_ticks_nothing(client):
    make_card(make_ready(given_name="มะลิ"), S.DRAFT)
    sign_in(client, Role.TAMBON_LEAD, "860101")
    page = text(client.get("/cards/?state=draft"))

    assert "มะลิ" in page
    assert 'name="chosen"' not in page
    assert client.get("/cards/without/").status_code == 403
    assert client.post("/cards/chosen/", {"act": "issued"}).status_code == 403
    assert client.post("/cards/prepare/", {}).status_code == 403


def test_who_has_no_card_stands_there_with_what_is_missing(client):
    ready, lacking = make_ready(given_name="พร้อม"), make_volunteer(given_name="ขาด")
    make_card(make_ready(given_name="มีแล้ว"))
    make_volunteer(given_name="พักอยู่", state="suspended")
    make_ready("85010101", given_name="ต่างจังหวัด")
    sign_in(client)
    page = text(client.get("/cards/without/"))

    assert {n for n in ("พร้อม", "ขาด", "มีแล้ว", "พักอยู่", "ต่างจังหวัด") if n in page} == {"พร้อม", "ขาด"}
    assert f'value="{ready.pk}"' in page
    assert f'value="{lacking.pk}"' not in page
    assert "ขาด" not in text(client.get("/cards/without/?photo=with")).split('id="volunteers"')[
        1
    ].replace("สิ่งที่ยังขาด", "")


def test_drafts_are_prepared_for_the_ticked_alone(client):
    chosen, other, there = make_ready(), make_ready(), make_ready("85010101")
    lacking = make_volunteer(given_name="ไร้รูป")
    sign_in(client)
    answer = client.post(
        "/cards/prepare/", {"chosen": [chosen.pk, there.pk, lacking.pk]}, follow=True
    )

    assert [card.volunteer for card in VolunteerCard.objects.all()] == [chosen]
    assert not other.cards.exists()
    assert "ไร้รูป" in text(answer)


@pytest.mark.parametrize("chosen", [[], ["x"], ["", "1; DROP TABLE"]])
def test_what_is_no_row_is_answered_in_a_sentence(client, chosen):
    sign_in(client)
    for address in ("/cards/prepare/", "/cards/chosen/"):
        answer = client.post(address, {"chosen": chosen, "act": "issued"}, follow=True)
        assert answer.status_code == 200
        assert 'class="notice"' in text(answer)


def printed(client, cards, **asked):
    """Press print; the worker does the job."""
    asked = {"layout": "sheet", "issued_on": typed(today()), "act": "print", **asked}
    answer = client.post("/cards/chosen/", {"chosen": [card.pk for card in cards], **asked})
    job = Job.objects.get(kind=PRINT)
    run_job.func(str(job.pk))
    job.refresh_from_db()
    return answer, job


def test_ticked_drafts_become_a_pdf_and_fetching_it_is_written_down(client):
    user = sign_in(client)
    cards = [make_card(make_ready(), S.DRAFT) for _one in range(3)]
    answer, job = printed(client, cards)

    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert client.get(f"/jobs/{job.pk}/")["Location"] == f"/cards/prints/{job.pk}/"
    page = text(client.get(f"/cards/prints/{job.pk}/"))
    assert "บัตรสำหรับพิมพ์ 3 ใบ" in page
    file = client.get(f"/cards/prints/{job.pk}/cards.pdf")
    assert file.content.startswith(b"%PDF")
    assert file["Cache-Control"] == "no-store"
    (entry,) = AccessEntry.objects.filter(verb="cards.downloaded")
    assert (entry.actor_id, entry.area, entry.data) == (user.pk, "86", {"rows": 3})


def test_the_pdf_opens_for_whoever_asked_for_it_and_no_longer_than_the_post(client):
    user = sign_in(client)
    _answer, job = printed(client, [make_card(make_ready(), S.DRAFT)])
    address = f"/cards/prints/{job.pk}/cards.pdf"

    user.posts.update(ended_on=today())
    assert client.get(address).status_code in (403, 404)
    sign_in(client)
    assert client.get(address).status_code == 404
    assert client.get(f"/cards/prints/{job.pk}/").status_code == 404


def test_a_job_prints_nothing_for_who_has_left_the_office_meanwhile():
    user = make_user(Role.PROVINCE_OFFICER, "86")
    card = make_card(make_ready(), S.DRAFT)
    job = Job.objects.create(
        kind=PRINT,
        title="x",
        started_by_id=user.pk,
        params={"cards": [str(card.pk)], "layout": "sheet"},
    )
    user.posts.update(ended_on=today())

    with pytest.raises(Exception, match="ไม่มีสิทธิ"):
        print_cards(job)


def test_cards_of_elsewhere_are_never_among_the_ticked(client):
    sign_in(client)
    there = make_card(make_ready("85010101"), S.DRAFT)
    for act in ("print", "printed", "issued"):
        client.post(
            "/cards/chosen/",
            {"chosen": [there.pk], "act": act, "layout": "sheet", "issued_on": typed(today())},
        )

    there.refresh_from_db()
    assert (there.state, there.issued_on) == (S.DRAFT, None)
    assert not Job.objects.exists()


def test_the_ticked_are_marked_as_printed_and_handed_out(client):
    sign_in(client)
    cards = [make_card(make_ready(), S.DRAFT, issued_on=today()) for _one in range(2)]
    keys = [card.pk for card in cards]
    client.post("/cards/chosen/", {"chosen": keys, "act": "printed"})
    assert set(VolunteerCard.objects.values_list("state", flat=True)) == {S.PRINTED}
    answer = client.post("/cards/chosen/", {"chosen": keys, "act": "issued"}, follow=True)

    assert set(VolunteerCard.objects.values_list("state", flat=True)) == {S.ISSUED}
    assert "มอบบัตรแล้ว 2 ใบ" in text(answer)


def test_one_card_that_cannot_be_handed_out_holds_all_of_them_back(client):
    sign_in(client)
    good, bad = make_card(make_ready(), S.PRINTED), make_card(make_ready(), S.LOST)
    bad.move_to(S.REVOKED)
    client.post("/cards/chosen/", {"chosen": [good.pk, bad.pk], "act": "issued"})

    good.refresh_from_db()
    assert good.state == S.PRINTED
    assert journal.history_of(good) == []


def test_the_cards_of_a_volunteer_with_what_can_be_done(client):
    card = make_card(make_ready(given_name="มะลิ"))
    sign_in(client)
    page = text(client.get(f"/cards/volunteers/{card.volunteer.pk}/"))

    assert card.shown_code in page
    for act in ("lost", "revoke", "replace"):
        assert f"/cards/{card.pk}/{act}/" in page
    assert f"/cards/{card.pk}/found/" not in page


def test_a_draft_shows_no_code(client):
    card = make_card(state=S.DRAFT)
    sign_in(client)

    assert card.code not in text(client.get(f"/cards/volunteers/{card.volunteer.pk}/")).replace(
        "-", ""
    )


def test_a_card_is_lost_found_taken_back_and_replaced_on_pages(client):
    card = make_card(make_ready())
    sign_in(client)
    back = f"/cards/volunteers/{card.volunteer.pk}/"

    assert "เหตุผล" in text(client.post(f"/cards/{card.pk}/lost/", {"note": ""}))
    assert client.post(f"/cards/{card.pk}/lost/", {"note": "ตกน้ำ"})["Location"] == back
    assert client.post(f"/cards/{card.pk}/found/")["Location"] == back
    asked = {"language": "th", "number": card.number, "name_en": "", "expires_on": ""}
    assert client.post(f"/cards/{card.pk}/replace/", asked)["Location"] == back
    assert client.post(f"/cards/{card.pk}/revoke/", {"note": "พิมพ์ผิด"})["Location"] == back
    again = client.post(f"/cards/{card.pk}/revoke/", {"note": "พิมพ์ผิด"})
    assert "ไม่ได้" in text(again)

    states = [one.state for one in VolunteerCard.objects.order_by("serial")]
    assert states == [S.REVOKED, S.DRAFT]


def test_one_card_is_prepared_with_its_own_words(client):
    volunteer = make_ready()
    sign_in(client)
    page = f"/cards/volunteers/{volunteer.pk}/new/"
    asked = {"language": "en", "number": "8686/2569", "name_en": "", "expires_on": "1/10/2575"}
    assert "โรมัน" in text(client.post(page, asked))
    client.post(page, {**asked, "name_en": "Mrs. Mali Rakthin"})

    card = VolunteerCard.objects.get()
    assert (card.number, card.name_en, card.expires_on.year) == (
        "8686/2569",
        "Mrs. Mali Rakthin",
        2032,
    )


def test_a_volunteer_reads_the_own_cards_and_reports_one_lost(client):
    card = make_card(make_ready())
    sign_in(client, Role.VOLUNTEER, "86010104", person=card.volunteer.person)
    page = text(client.get(f"/cards/volunteers/{card.volunteer.pk}/"))

    assert f"/cards/{card.pk}/lost/" in page
    assert f"/cards/{card.pk}/revoke/" not in page
    assert client.post(f"/cards/{card.pk}/lost/", {"note": "ตกน้ำ"}).status_code == 302
    other = make_card(make_ready())
    assert client.get(f"/cards/volunteers/{other.volunteer.pk}/").status_code == 404
    assert client.get(f"/cards/{other.pk}/lost/").status_code == 404


def test_the_department_sets_the_issuer_on_a_page(client):
    sign_in(client, Role.DEPARTMENT_OFFICER, "TH")
    asked = {
        "started_on": typed(today()),
        "name_th": "นายตัวอย่าง ลงนามดี",
        "title_th": "อธิบดีกรมพัฒนาสังคมและสวัสดิการ",
    }
    assert client.post("/cards/issuers/change/", asked)["Location"] == "/cards/issuers/"
    assert "นายตัวอย่าง ลงนามดี" in text(client.get("/cards/issuers/"))
    assert "ไม่" in text(client.post("/cards/issuers/change/", asked))
    assert CardIssuer.objects.count() == 2


def test_the_page_of_a_volunteer_leads_to_the_cards(client):
    volunteer = make_volunteer()
    sign_in(client)

    assert f"/cards/volunteers/{volunteer.pk}/" in text(client.get(f"/volunteers/{volunteer.pk}/"))
    assert 'href="/cards/"' in text(client.get("/volunteers/"))
