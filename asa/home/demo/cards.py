"""Cards in each state, with drawings in the place of photographs: nobody's face."""

from datetime import date, timedelta
from itertools import islice
from random import Random

from asa.cards.actions import (
    NewCard,
    NewIssuer,
    add_card_photo,
    change_issuer,
    issue_cards,
    mark_printed,
    prepare_card,
    propose_card_photo,
    report_lost,
    revoke_card,
    set_for_print,
)
from asa.cards.models import CardIssuer, VolunteerCard
from asa.cards.portraits import Crop
from asa.home.demo.people import SINCE, Cast
from asa.home.demo.pictures import portrait
from asa.people.models import User
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

ISSUER = NewIssuer(
    name_th="นายตัวอย่าง ลงนามดี",
    title_th="อธิบดีกรมพัฒนาสังคมและสวัสดิการ",
    name_en="Mr. Tuayang Longnamdi",
    title_en="Director-General, Department of Social Development and Welfare",
)
# How many volunteers of the home sub-district stand where; the first of them signs in.
ISSUED, PRINTED, DRAFTS, PHOTOS = 9, 3, 3, 2
# Who of those who sign in sent a photo of their own.
OWN = ("volunteer", "tambon_lead")


def make_cards(cast: Cast, random: Random, *, on: date) -> None:
    """Photos and cards for some volunteers of the home sub-district, by the officer."""
    _name_the_issuer(cast)
    found = Volunteer.objects.filter(
        state=VolunteerState.REGISTERED, area_id__gte=cast.home, area_id__lt=f"{cast.home}A"
    )
    people = iter(found.select_related("person").order_by("registration_no", "pk"))
    by = cast.users["officer"]
    issued = [_issued(one, random, by, on) for one in islice(people, ISSUED)]
    _end_some(issued, by, on)
    for place, volunteer in enumerate(islice(people, PRINTED + DRAFTS)):
        card = _prepared(volunteer, random, by, on - timedelta(days=1))
        if place < PRINTED:
            set_for_print([card], issued_on=on, by=by, on=on)
            mark_printed([card], by=by, on=on)
    for volunteer in islice(people, PHOTOS):
        _photo(volunteer, random, by, on)
    _send_own(cast, random, on)


def _send_own(cast: Cast, random: Random, on: date) -> None:
    """Volunteers who sign in sent a better photo of themselves; the office has not looked yet."""
    users = [cast.users[name] for name in OWN if name in cast.users]
    for user in users:
        volunteer = Volunteer.objects.filter(person=user.person_id).first()
        if volunteer is not None and volunteer.state == VolunteerState.REGISTERED:
            propose_card_photo(volunteer, file=portrait(random), crop=Crop(), by=user, on=on)


def _name_the_issuer(cast: Cast) -> None:
    first = CardIssuer.objects.order_by("started_on").first()
    if first is not None:
        by = cast.users["department"]
        change_issuer(first, given=ISSUER, started_on=SINCE, by=by, on=SINCE)


def _photo(volunteer: Volunteer, random: Random, by: User, on: date) -> None:
    add_card_photo(volunteer, file=portrait(random), crop=Crop(), by=by, on=on)


def _prepared(volunteer: Volunteer, random: Random, by: User, on: date) -> VolunteerCard:
    _photo(volunteer, random, by, on)
    return prepare_card(volunteer, wanted=NewCard(), by=by, on=on)


def _issued(volunteer: Volunteer, random: Random, by: User, on: date) -> VolunteerCard:
    day = max(SINCE, on - timedelta(days=random.randint(40, 400)))
    return _handed_out(_prepared(volunteer, random, by, day), by, day)


def _handed_out(card: VolunteerCard, by: User, day: date) -> VolunteerCard:
    set_for_print([card], issued_on=day, by=by, on=day)
    mark_printed([card], by=by, on=day)
    issue_cards([card], by=by, on=day + timedelta(days=7))
    return card


def _end_some(issued: list[VolunteerCard], by: User, on: date) -> None:
    """One lost, one lost and replaced, one taken back."""
    if len(issued) < ISSUED:
        return
    day = on - timedelta(days=20)
    report_lost(issued[-1], reason="ตกน้ำระหว่างข้ามคลอง ค้นหาแล้วไม่พบ", by=by, on=day)
    report_lost(issued[-2], reason="กระเป๋าหายที่ตลาดนัด แจ้งความแล้ว", by=by, on=day)
    new = prepare_card(issued[-2].volunteer, wanted=NewCard(), by=by, on=day)
    _handed_out(new, by, on - timedelta(days=10))
    revoke_card(issued[-3], reason="พิมพ์ชื่อสกุลผิด เก็บบัตรคืนแล้ว", by=by, on=day)
