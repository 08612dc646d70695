"""A volunteer sends her own photo: checked at once, used once the office has taken it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from asa.cards.actions import accept_card_photo, propose_card_photo, refuse_card_photo
from asa.cards.models import CardPhoto, ProposedPhoto
from asa.cards.portraits import Crop
from asa.cards.tests.factories import make_card_photo, make_picture
from asa.common import journal, photos
from asa.common.errors import DomainError, PhotoError
from asa.common.models import AccessEntry
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON, LIST = date(2026, 11, 20), "/cards/proposed/"


def make_own(area="86010104", **fields):
    """A volunteer who signs in."""
    user = make_user("volunteer", area)
    return user, make_volunteer(area, person=user.person, **fields)


def page_of(volunteer):
    return f"/cards/volunteers/{volunteer.pk}/own-photo/"


def send(user, volunteer, **picture):
    return propose_card_photo(volunteer, file=make_picture(**picture), crop=Crop(), by=user, on=ON)


@pytest.fixture
def own():
    return make_own()


def at(user):
    client = Client()
    client.force_login(user)
    return client


def is_kept(key):
    try:
        return bool(photos.open_photo(key))
    except photos.PhotoMissing:
        return False


def test_the_photo_waits_and_no_card_shows_it_yet(own, officer):
    user, volunteer = own
    sent = send(user, volunteer)

    assert (ProposedPhoto.objects.get(), CardPhoto.objects.count()) == (sent, 0)
    assert is_kept(sent.pk)
    assert [one.user_id for one in Notice.objects.filter(kind="card.photo_proposed")] == [
        officer.pk
    ]
    assert journal.history_of(volunteer)[0].verb == "card_photo.proposed"


def test_another_one_takes_its_place_and_the_office_is_told_once(
    own, officer, django_capture_on_commit_callbacks
):
    user, volunteer = own
    first = send(user, volunteer)
    with django_capture_on_commit_callbacks(execute=True):
        second = send(user, volunteer)

    assert ProposedPhoto.objects.get() == second
    assert (is_kept(first.pk), is_kept(first.original), is_kept(second.pk)) == (False, False, True)
    assert Notice.objects.filter(kind="card.photo_proposed").count() == 1


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        ({"width": 800, "height": 600}, "lies"),
        ({"width": 200, "height": 260}, "too_small"),
        ({"wall": "#050505", "face": "#060606"}, "too_dark"),
    ],
)
def test_it_is_checked_like_any_other(own, picture, fault):
    with pytest.raises(PhotoError) as refused:
        send(*own, **picture)
    assert refused.value.fault == fault
    assert ProposedPhoto.objects.count() == 0


def test_taken_it_is_the_photo_of_the_card_and_the_one_of_before_is_gone(
    own, officer, django_capture_on_commit_callbacks
):
    user, volunteer = own
    old = make_card_photo(volunteer, officer)
    sent = send(user, volunteer)
    with django_capture_on_commit_callbacks(execute=True):
        photo = accept_card_photo(sent, by=officer, on=ON)

    assert CardPhoto.objects.get() == photo
    assert (photo.pk, photo.taken_by_id) == (sent.pk, user.pk)
    assert ProposedPhoto.objects.count() == 0
    assert (is_kept(old.pk), is_kept(photo.pk), is_kept(photo.original)) == (False, True, True)
    assert Notice.objects.get(user=user).kind == "card.photo_accepted"
    assert journal.history_of(volunteer)[0].verb == "card_photo.accepted"


def test_refused_it_is_deleted_and_the_volunteer_reads_why(
    own, officer, django_capture_on_commit_callbacks
):
    user, volunteer = own
    sent = send(user, volunteer)
    with pytest.raises(DomainError):
        refuse_card_photo(sent, reason=" ", by=officer, on=ON)
    with django_capture_on_commit_callbacks(execute=True):
        refuse_card_photo(sent, reason="สวมหมวก", by=officer, on=ON)

    assert (ProposedPhoto.objects.count(), CardPhoto.objects.count()) == (0, 0)
    assert (is_kept(sent.pk), is_kept(sent.original)) == (False, False)
    told = Notice.objects.get(user=user)
    assert (told.kind, told.reason, told.link) == (
        "card.photo_refused",
        "สวมหมวก",
        page_of(volunteer),
    )


@pytest.mark.usefixtures("own")
def test_of_two_who_decide_the_second_is_told_no(own, officer):
    sent = send(*own)
    looked_at = ProposedPhoto.objects.get()
    accept_card_photo(sent, by=officer, on=ON)
    with pytest.raises(DomainError):
        accept_card_photo(looked_at, by=officer, on=ON)
    with pytest.raises(DomainError):
        refuse_card_photo(looked_at, reason="มืด", by=officer, on=ON)
    assert is_kept(CardPhoto.objects.get().pk)


def test_a_photo_that_was_replaced_meanwhile_is_not_taken(own, officer):
    looked_at = send(*own)
    key = looked_at.pk
    send(*own)
    looked_at.pk = key
    with pytest.raises(DomainError):
        accept_card_photo(looked_at, by=officer, on=ON)


def test_nobody_sends_a_photo_of_somebody_else_nor_after_the_end(own, officer):
    volunteer = own[1]
    for other in (officer, make_user("tambon_lead", "860101"), make_own("86010105")[0]):
        with pytest.raises(PermissionDenied):
            send(other, volunteer)
    with pytest.raises(PermissionDenied):
        send(*make_own("86010106", state="ended"))


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "85"), ("tambon_lead", "860101"), ("social_worker", "86"),
        ("department_officer", "TH"), ("volunteer", "86010104"),
    ],
)  # fmt: skip
def test_nobody_else_takes_or_refuses_it(own, role, area):
    sent, other = send(*own), make_user(role, area)
    with pytest.raises(PermissionDenied):
        accept_card_photo(sent, by=other, on=ON)
    with pytest.raises(PermissionDenied):
        refuse_card_photo(sent, reason="มืด", by=other, on=ON)
    assert at(other).get(f"{LIST}{sent.pk}.jpg").status_code == 404


def test_an_officer_does_not_take_the_own_photo(officer):
    volunteer = make_volunteer("86010104", person=officer.person)
    sent = send(officer, volunteer)
    with pytest.raises(PermissionDenied):
        accept_card_photo(sent, by=officer, on=ON)
    assert str(sent.pk) not in at(officer).get(LIST).content.decode()
    assert at(officer).get(f"{LIST}{sent.pk}.jpg").status_code == 200


# --- the pages ------------------------------------------------------------------------------------


def upload(**picture):
    return SimpleUploadedFile("ฉัน.jpg", make_picture(**picture).read(), "image/jpeg")


CUT = {"closeness": "whole", "down": "upper", "across": "middle"}


def test_the_volunteer_sends_it_from_her_own_page_and_the_office_takes_it(own, officer):
    user, volunteer = own
    client, office = at(user), at(officer)
    assert page_of(volunteer) in client.get(f"/cards/volunteers/{volunteer.pk}/").content.decode()
    faulty = client.post(page_of(volunteer), {"photo": upload(width=800, height=600), **CUT})
    assert (faulty.status_code, ProposedPhoto.objects.count()) == (200, 0)
    assert client.post(page_of(volunteer), {"photo": upload(), **CUT}).status_code == 302

    sent = ProposedPhoto.objects.get()
    assert str(sent.pk) in client.get(page_of(volunteer)).content.decode()
    assert str(sent.pk) in office.get(LIST).content.decode()
    shown = office.get(f"{LIST}{sent.pk}.jpg")
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "no-store")
    assert AccessEntry.objects.filter(verb="card_photo.seen", actor_id=officer.pk).exists()
    assert office.post(f"{LIST}{sent.pk}/accept/").status_code == 302
    assert CardPhoto.objects.get().pk == sent.pk


def test_the_office_says_why_not_on_a_page(own, officer):
    sent, office = send(*own), at(officer)
    assert office.post(f"{LIST}{sent.pk}/refuse/", {"reason": ""}).status_code == 200
    assert office.post(f"{LIST}{sent.pk}/refuse/", {"reason": "สวมหมวก"}).status_code == 302
    assert ProposedPhoto.objects.count() == 0


def test_nobody_else_has_such_a_page_nor_who_has_ended(own, officer):
    volunteer = own[1]
    assert at(officer).get(page_of(volunteer)).status_code == 403
    assert at(make_own("86010105")[0]).get(page_of(volunteer)).status_code == 404
    user, ended = make_own("86010106", state="ended")
    assert at(user).get(page_of(ended)).status_code == 403
    assert page_of(ended) not in at(user).get(f"/cards/volunteers/{ended.pk}/").content.decode()
