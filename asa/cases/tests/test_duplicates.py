"""Two people on record who may be one: found, judged, merged with all that stands on them, parted.

Here, on the floor that knows everything that stands on a person: accounts, entries, households,
cases, aid.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.cases.models import Case
from asa.cases.tests.factories import make_case
from asa.common import chains, journal
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.households.models import Consent, HouseholdMember
from asa.households.tests.factories import make_household
from asa.people.actions import (
    Choice,
    find_duplicates,
    judge_again,
    keep_apart,
    merge_persons,
    note_pairs,
    undo_merge,
)
from asa.people.codes import Likeness, Role
from asa.people.merging import areas_of, relations, standing_of
from asa.people.models import Person, PossibleDuplicate, User
from asa.people.queries.duplicates import duplicates_for, duplicates_in_state, pair_of
from asa.people.rules import can_judge_duplicate, can_undo_merge
from asa.people.tests.factories import make_person, make_user
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS, make_centre, make_office, make_volunteer

pytestmark = pytest.mark.django_db
BORN = date(1970, 5, 17)
ONE = Choice(reason="โทรถามแล้ว")


def join(household, person):
    return HouseholdMember.objects.create(household=household, person=person)


def pair(first, second, likeness=Likeness.SAME_NAME):
    note_pairs([pair_of(first.pk, second.pk, likeness)], on=today())
    low, high = sorted((first.pk, second.pk))
    return PossibleDuplicate.objects.filter(first=low, second=high).first()


def alike(area="86010104", other="86010203"):
    """A volunteer and a member of a household: one name, one birth date."""
    first = make_volunteer(area, given_name="สมศรี", family_name="ใจงาม", birth_on=BORN).person
    home = make_household(other)
    same = make_person("สมศรี", "ใจงาม", birth_on=BORN)
    second = join(home, same).person
    return first, second


@pytest.fixture
def officer():
    return make_user("province_officer", "86")


# --- what stands on a person ------------------------------------------------------------------------


def test_every_app_says_how_what_stands_on_a_person_is_spoken_of():
    untold = [
        f"{model._meta.label}.{name}"
        for model, name, _r in relations()
        if not standing_of(model, name)
    ]
    assert untold == []


# --- finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ({"citizen_id": CITIZEN_IDS[0]}, {"citizen_id": CITIZEN_IDS[0]}, "same_number"),
        (
            {"given_name": "สมศรี", "family_name": "ใจงาม", "birth_on": BORN},
            {"given_name": "สมศรี", "family_name": "ใจงาม", "birth_on": BORN},
            "same_name",
        ),
        (
            {"given_name": "ณรงค์", "family_name": "ศรีสุข", "birth_on": BORN},
            {"given_name": "นะรงค์", "family_name": "สีสุข", "birth_on": BORN},
            "sounds_alike",
        ),
    ],
)
def test_the_night_finds_who_is_alike_and_why_once(one, other, likeness):
    make_volunteer("86010104", **one)
    make_volunteer("86020101", **other)
    assert find_duplicates(on=today()) == 1
    assert [found.likeness for found in PossibleDuplicate.objects.all()] == [likeness]
    assert find_duplicates(on=today()) == 0


@pytest.mark.parametrize(
    ("other", "area"),
    [
        ({"family_name": "อื่นไกล", "birth_on": BORN}, "86010104"),
        ({"family_name": "ใจงาม", "birth_on": BORN + timedelta(days=1)}, "86010104"),
        ({"family_name": "ใจงาม", "birth_on": BORN}, "85010101"),
        ({"family_name": "ใจงาม"}, "86010104"),
    ],
)
def test_who_is_alike_in_less_is_no_pair(other, area):
    make_volunteer(given_name="สมศรี", family_name="ใจงาม", birth_on=BORN)
    make_volunteer(area, given_name="สมศรี", **other)
    assert find_duplicates(on=today()) == 0


def test_one_number_in_two_provinces_is_for_the_department_alone(officer):
    make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    make_volunteer("85010101", citizen_id=CITIZEN_IDS[0])
    assert find_duplicates(on=today()) == 1
    assert not duplicates_for(officer).exists()
    assert duplicates_for(make_user("department_officer", "TH")).count() == 1


def test_a_date_that_many_are_given_makes_no_pair_of_everyone_with_everyone():
    for number in range(8):
        make_volunteer(
            f"860101{number + 1:02d}", given_name="สมศรี", family_name="ใจงาม", birth_on=BORN
        )
    assert find_duplicates(on=today()) == 7


# --- who may know of a pair -------------------------------------------------------------------------


@pytest.mark.parametrize("hides", ["household", "case"])
def test_whom_a_protected_case_hides_is_in_no_pair_before_and_after(officer, hides):
    first, second = alike()
    known = pair(first, second)
    member = HouseholdMember.objects.get(person=second)
    if hides == "household":
        member.household.is_sealed = True
        member.household.save()
    else:
        case = make_case("received", household=member.household, subject=second)
        case.is_protected = True
        case.save()
    assert list(duplicates_in_state(officer, "open")) == []
    assert not can_judge_duplicate(officer, known)
    for act in (
        lambda: merge_persons(known, choice=ONE, by=officer, on=today()),
        lambda: keep_apart(known, reason="คนละคน", by=officer, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    PossibleDuplicate.objects.all().delete()
    assert find_duplicates(on=today()) == 0


@pytest.mark.parametrize("role", list(Role))
def test_a_pair_is_judged_by_the_office_of_the_province_and_by_the_department(role):
    known = pair(*alike())
    areas = {"volunteer": "86010104", "tambon_lead": "860101", "district_lead": "8601"}
    may = role in {Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER}
    by = make_user(role, areas.get(role, "86"))
    assert can_judge_duplicate(by, known) is may
    assert can_judge_duplicate(make_user(role, "85"), known) is False
    assert (
        can_judge_duplicate(
            make_user(role, areas.get(role, "86"), ended_on=today() - timedelta(days=1)), known
        )
        is False
    )
    if not may:
        with pytest.raises(PermissionDenied):
            merge_persons(known, choice=ONE, by=by, on=today())


def test_nobody_judges_a_pair_of_oneself():
    first, second = alike()
    own = make_user("province_officer", "86", person=first)
    known = pair(first, second)
    assert not can_judge_duplicate(own, known)
    with pytest.raises(PermissionDenied):
        keep_apart(known, reason="ไม่ใช่", by=own, on=today())


# --- two people -------------------------------------------------------------------------------------


def test_two_people_are_kept_apart_with_the_reason_and_may_be_judged_again(officer):
    known = pair(*alike())
    with pytest.raises(DomainError, match=r"two people|สองคน"):
        keep_apart(known, reason="  ", by=officer, on=today())
    known.refresh_from_db()
    keep_apart(known, reason="ถามผู้ใหญ่บ้านแล้ว", by=officer, on=today())
    assert (known.state, known.judged_by) == ("not_duplicate", officer)
    line = journal.history_of(known)[0]
    assert (line.verb, line.text) == ("person.kept_apart", "ถามผู้ใหญ่บ้านแล้ว")
    assert find_duplicates(on=today()) == 0
    judge_again(known, by=officer, on=today())
    assert known.state == "open"


# --- one person -------------------------------------------------------------------------------------


def everything_on_both(officer):
    """Two records with all that can stand on a person; the second has most of it."""
    first = make_volunteer(
        "86010104", given_name="สมศรี", family_name="ใจงาม", birth_on=BORN, phone="+66810002345",
        registration_no="8686001",
    ).person  # fmt: skip
    second = make_volunteer(
        "86020101", given_name="สมศรี", family_name="ใจงาม", birth_on=BORN,
        citizen_id=CITIZEN_IDS[0], registration_no="8686002", last_active_on=date(2026, 1, 5),
    ).person  # fmt: skip
    make_office(second.volunteer, make_centre())
    user = make_user("volunteer", "86020101", person=second)
    home = make_household("86020102")
    member = join(home, second)
    Consent.objects.create(
        household=home, person=second, kind="given", notice_version="1", recorded_by=officer,
        recorded_on=today(),
    )  # fmt: skip
    case = make_case("received", household=home, subject=second)
    return first, second, {"user": user, "member": member, "case": case}


def state_of_everything():
    """Every row that a merge could touch, as the database holds it."""
    found = {}
    for model in (Person, User, Volunteer, HouseholdMember, Consent, Case):
        rows = model._base_manager.order_by("pk").values()
        found[model.__name__] = [
            {k: v for k, v in row.items() if k != "updated_at"} for row in rows
        ]
    for name in ("assignments", "offices"):
        model = getattr(Volunteer, name).field.model
        found[name] = list(model.objects.order_by("pk").values())
    return found


def test_all_that_stood_on_both_stands_on_one_and_the_chosen_values_are_taken(officer):
    first, second, records = everything_on_both(officer)
    lost = second.volunteer.pk, first.volunteer.pk
    choice = Choice(
        fields={"citizen_id": "second"}, records={"volunteers.volunteer": "first"}, reason="พบตัว"
    )
    merge = merge_persons(pair(first, second), choice=choice, by=officer, on=today())
    # Who signs in stays.
    assert (merge.kept, merge.merged) == (second, first)
    kept = Person.objects.get(pk=second.pk)
    assert (kept.phone, kept.citizen_id) == ("+66810002345", CITIZEN_IDS[0])
    assert kept.volunteer.pk == lost[1]
    assert kept.volunteer.registration_no == "8686001"
    assert kept.volunteer.last_active_on == date(2026, 1, 5)
    assert kept.volunteer.offices.count() == 1
    assert kept.volunteer.assignments.filter(ended_on__isnull=True).count() == 1
    assert kept.volunteer.assignments.count() == 2
    assert not Volunteer.objects.filter(pk=lost[0]).exists()
    assert kept.user == records["user"]
    assert kept.memberships.get() == records["member"]
    assert Consent.objects.get().person == kept
    assert Case.objects.get().subject == kept
    gone = Person.objects.get(pk=first.pk)
    assert (gone.merged_into, gone.name_key, gone.citizen_id_index) == (kept, "", None)
    assert areas_of([gone.pk]) == {}
    assert not chains.verify(JournalEntry, journal.LOG)[1]


def test_what_was_merged_is_parted_again_as_it_was(officer):
    first, second, _records = everything_on_both(officer)
    known = pair(first, second)
    before = state_of_everything()
    choice = Choice(
        fields={"citizen_id": "second", "given_name": "second"},
        records={"volunteers.volunteer": "second"},
        reason="โทรถามแล้ว",
    )
    merge = merge_persons(known, choice=choice, by=officer, on=today())
    assert state_of_everything() != before
    undo_merge(merge, by=officer, on=today())
    assert state_of_everything() == before
    assert known.__class__.objects.get().state == "open"
    assert [line.verb for line in journal.history_of(merge.kept)] == [
        "person.parted",
        "person.merged",
    ]
    with pytest.raises(DomainError):
        undo_merge(merge, by=officer, on=today())


def test_two_are_not_made_one_without_saying_how_one_knows(officer):
    known = pair(*alike())
    with pytest.raises(DomainError, match="are one person"):
        merge_persons(known, choice=Choice(reason=" "), by=officer, on=today())
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert PossibleDuplicate.objects.get().state == "open"


def test_what_somebody_changed_since_stays_when_two_are_parted(officer):
    first, second = alike()
    known = pair(first, second)
    choice = Choice(fields={"phone": "second"}, reason="โทรถามแล้ว")
    second.phone = "+66810009999"
    second.save()
    merge = merge_persons(known, choice=choice, by=officer, on=today())
    first.refresh_from_db()
    first.phone = "+66810001111"
    first.save()
    later = join(make_household("86010105"), first)
    undo_merge(merge, by=officer, on=today())
    first.refresh_from_db()
    assert first.phone == "+66810001111"
    assert later.person == first
    assert second.memberships.count() == 1


def test_a_merge_is_told_in_every_province_that_it_touches():
    by = make_user("department_officer", "TH")
    first = make_volunteer("86010104", citizen_id=CITIZEN_IDS[0]).person
    second = make_volunteer("85010101", citizen_id=CITIZEN_IDS[0]).person
    join(make_household("84010101"), second)
    merge = merge_persons(pair(first, second, Likeness.SAME_NUMBER), choice=ONE, by=by, on=today())
    lines = JournalEntry.objects.filter(verb="person.merged", target_id=str(merge.kept_id))
    assert sorted(line.area[:2] for line in lines) == ["84", "85", "86"]
    assert {line.data["merged"] for line in lines} == {str(merge.merged_id)}
    assert {line.text for line in journal.history_of(merge.kept)} == {ONE.reason}


def test_of_two_who_judge_at_once_the_second_is_told_no(officer):
    known = pair(*alike())
    late = PossibleDuplicate.objects.get(pk=known.pk)
    merge_persons(known, choice=ONE, by=officer, on=today())
    other = make_user("province_head", "86")
    for act in (
        lambda: merge_persons(late, choice=ONE, by=other, on=today()),
        lambda: keep_apart(late, reason="คนละคน", by=other, on=today()),
    ):
        with pytest.raises(DomainError):
            act()
    assert Person.objects.filter(merged_into__isnull=False).count() == 1


def test_who_went_on_in_another_is_not_merged_again_and_later_merges_are_undone_first(officer):
    first, second = alike()
    third = make_volunteer("86030101", given_name="สมศรี", family_name="ใจงาม", birth_on=BORN).person
    pairs = [pair(first, second), pair(second, third), pair(first, third)]
    earlier = merge_persons(pairs[0], choice=ONE, by=officer, on=today())
    with pytest.raises(DomainError):
        merge_persons(pairs[1], choice=ONE, by=officer, on=today())
    assert [one.pk for one in duplicates_in_state(officer, "open")] == [pairs[2].pk]
    make_user("volunteer", "86030101", person=third)
    merge_persons(PossibleDuplicate.objects.get(pk=pairs[2].pk), choice=ONE, by=officer, on=today())
    with pytest.raises(DomainError):
        undo_merge(earlier, by=officer, on=today())


def test_two_who_both_sign_in_are_not_merged_until_one_account_is_off(officer):
    first, second = alike()
    make_user("volunteer", "86010104", person=first)
    unused = make_user("", person=second)
    known = pair(first, second)
    with pytest.raises(DomainError):
        merge_persons(known, choice=ONE, by=officer, on=today())
    known.refresh_from_db()
    assert known.state == "open"
    unused.is_active = False
    unused.save()
    merge = merge_persons(known, choice=ONE, by=officer, on=today())
    assert merge.kept == first
    unused.refresh_from_db()
    assert unused.person == second


@pytest.mark.parametrize(
    ("days", "role", "area", "may"),
    [
        (30, "province_officer", "86", True),
        (31, "province_officer", "86", False),
        (31, "province_head", "86", False),
        (31, "department_officer", "TH", True),
        (1, "social_worker", "86", False),
        (1, "province_officer", "85", False),
    ],
)
def test_thirty_days_to_part_them_again_then_the_department(officer, days, role, area, may):
    merge = merge_persons(pair(*alike()), choice=ONE, by=officer, on=today() - timedelta(days=days))
    by = make_user(role, area)
    assert can_undo_merge(by, merge, today()) is may
    if not may:
        with pytest.raises(PermissionDenied):
            undo_merge(merge, by=by, on=today())


# --- the pages --------------------------------------------------------------------------------------


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_pair_is_compared_chosen_from_merged_and_parted_on_its_page(officer):
    first, second, _records = everything_on_both(officer)
    known = pair(first, second)
    browser = signed_in(officer)
    queue = browser.get(reverse("people:duplicates"))
    assert known.pk in [one.pk for one in queue.context["rows"]]
    url = reverse("people:duplicate", args=[known.pk])
    page = browser.get(url)
    assert CITIZEN_IDS[0] not in page.text.replace("-", "")
    assert page.context["asked"] == ["citizen_id", "phone", "record_0"]
    assert browser.post(url, {"reason": ""}).context["form"].errors.keys() >= {"reason"}
    told = {"citizen_id": "second", "phone": "first", "record_0": "first", "reason": "พบตัวแล้ว"}
    page = browser.post(url, told, follow=True)
    known.refresh_from_db()
    assert known.state == "merged"
    assert "พบตัวแล้ว" in page.text
    browser.post(reverse("people:part", args=[known.pk]))
    known.refresh_from_db()
    assert known.state == "open"
    browser.post(reverse("people:keep_apart", args=[known.pk]), {"reason": "คนละคน"})
    known.refresh_from_db()
    assert known.state == "not_duplicate"
    assert "คนละคน" in browser.get(url).text
    browser.post(reverse("people:judge_again", args=[known.pk]))
    known.refresh_from_db()
    assert known.state == "open"


def test_the_department_learns_that_there_is_a_household_and_no_word_of_it(officer):
    first, second, records = everything_on_both(officer)
    url = reverse("people:duplicate", args=[pair(first, second).pk])
    number = records["case"].number
    assert number in signed_in(officer).get(url).text
    said = signed_in(make_user("department_officer", "TH")).get(url).text
    assert number not in said
    assert "8686002" in said


def test_the_queue_costs_the_same_queries_however_long(officer, django_assert_max_num_queries):
    browser = signed_in(officer)
    for _number in range(3):
        pair(*alike())
    url = reverse("people:duplicates")
    browser.get(url)
    with django_assert_max_num_queries(9):
        browser.get(url)
    for _number in range(27):
        pair(*alike())
    with django_assert_max_num_queries(9):
        page = browser.get(url)
    rest = browser.get(url, {"after": page.context["more"]})
    seen = [one.pk for one in [*page.context["rows"], *rest.context["rows"]]]
    assert len(seen) == len(set(seen)) == 30


def test_a_state_that_nobody_knows_and_a_pair_without_a_place_break_nothing(officer):
    assert signed_in(officer).get(reverse("people:duplicates"), {"state": "x"}).status_code == 200
    assert pair(make_volunteer().person, make_person()) is None
