"""Marks of many are typed a page at a time: going on saves, and nothing typed is lost."""

import pytest
from django.urls import reverse

from asa.people.tests.factories import make_person
from asa.training.codes import EnrolmentState
from asa.training.models import Mark
from asa.training.tests.factories_results import make_held_cohort, make_mark, make_participant
from asa.training.views.results import ROWS, TYPED

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(client, keeper):
    client.force_login(keeper)
    client.cookies["asa_language"] = "en"
    return client


def cell(enrolment, kind="after"):
    return f"m_{enrolment.pk.hex}_{kind}"


def make_many(cohort, count):
    """People with a seat, who need no entry of the register."""
    return [make_participant(cohort, person=make_person()) for _n in range(count)]


def page_of(cohort, **asked):
    return (
        reverse("training:marks", args=[cohort.pk])
        + "?"
        + "&".join(f"{name}={value}" for name, value in asked.items())
    )


def on_page(response):
    return [row.standing.enrolment for row in response.context["form"].rows()]


def test_going_on_saves_the_page_and_shows_the_next(department):
    cohort = make_held_cohort("five_modules", parts=1)
    make_many(cohort, TYPED + 3)
    first = on_page(department.get(page_of(cohort, page=1)))
    assert len(first) == TYPED
    typed = {cell(one): "15" for one in first} | {"of_after": "20", "go": "2"}

    answer = department.post(page_of(cohort, page=1), typed, follow=True)

    assert f"{TYPED} marks are saved." in answer.content.decode()
    second = on_page(answer)
    assert len(second) == 3
    assert not {one.pk for one in first} & {one.pk for one in second}
    # The full mark is not typed again on each page.
    assert answer.context["form"]["of_after"].value() == "20"
    back = department.post(answer.wsgi_request.get_full_path(), {"of_after": "20", "go": "1"})
    assert "page=1" in back.headers["Location"]
    assert Mark.objects.count() == TYPED


def test_what_cannot_be_read_holds_the_page_with_all_that_was_typed(department):
    cohort = make_held_cohort("five_modules", parts=1)
    one, other = make_many(cohort, 2)
    typed = {cell(one): "15", cell(other): "สิบห้า", "of_after": "20", "go": "2"}

    answer = department.post(page_of(cohort, page=1), typed)

    assert answer.status_code == 200
    assert all(f'value="{words}"' in answer.content.decode() for words in ("15", "สิบห้า"))
    assert not Mark.objects.exists()


def test_one_column_alone_leaves_the_other_marks_as_they_are(department):
    cohort = make_held_cohort("five_modules", parts=1)
    (one,) = make_many(cohort, 1)
    make_mark(one, 5, "before", 10)
    page = page_of(cohort, kind="after")
    shown = department.get(page).content.decode()
    assert cell(one) in shown
    assert cell(one, "before") not in shown

    department.post(page, {cell(one): "8", "of_after": "10", "go": ""})

    assert dict(Mark.objects.values_list("kind", "points")) == {"before": 5, "after": 8}


def test_somebody_who_comes_or_goes_meanwhile_moves_nobodys_marks(department):
    cohort = make_held_cohort("five_modules", parts=1)
    people = make_many(cohort, TYPED + 2)
    shown = on_page(department.get(page_of(cohort, page=2)))
    stays = on_page(department.get(page_of(cohort, page=1)))[5]
    make_mark(stays, 7, out_of=20)
    gone = next(one for one in people if one not in shown and one != stays)
    gone.move_to(EnrolmentState.ABSENT)

    department.post(page_of(cohort, page=2), {cell(one): "9" for one in shown} | {"of_after": "20"})

    marks = dict(Mark.objects.values_list("enrolment", "points"))
    assert marks == {one.pk: 9 for one in shown} | {stays.pk: 7}


def test_what_somebody_else_wrote_while_the_page_was_open_stays(department):
    cohort = make_held_cohort("five_modules", parts=1)
    mine, theirs, cleared = make_many(cohort, 3)
    make_mark(cleared, 4, out_of=20)
    page = page_of(cohort, kind="after")
    form = department.get(page).context["form"]
    opened = {bound.html_name: bound.value() for row in form.rows() for _, bound in row.cells}
    sent = {name: "" if value is None else str(value) for name, value in opened.items()}
    sent |= {"of_after": "20", "shown": form["shown"].value(), "go": ""}
    make_mark(theirs, 11, out_of=20)

    sent |= {cell(mine): "15", cell(cleared): "", "reason": "พิมพ์ผิดคน"}
    answer = department.post(page, sent)

    assert answer.status_code == 302
    assert dict(Mark.objects.values_list("enrolment", "points")) == {mine.pk: 15, theirs.pk: 11}


@pytest.mark.parametrize(("name", "most"), [("marks", 22), ("results", 26)])
def test_a_page_asks_as_much_for_many_as_for_few(
    department, name, most, django_assert_num_queries, django_assert_max_num_queries
):
    cohort = make_held_cohort("five_modules", parts=1)
    make_many(cohort, 2)
    page = reverse(f"training:{name}", args=[cohort.pk])
    department.get(page)
    with django_assert_max_num_queries(most) as few:
        department.get(page)
    make_many(cohort, ROWS + 4)
    with django_assert_num_queries(len(few)):
        answer = department.get(page)
    assert len(answer.context["page"].object_list) == {"marks": TYPED, "results": ROWS}[name]
