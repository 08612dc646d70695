from datetime import date

import pytest

from asa.common.fixed import FixedCount, FixedQuestion, columns, record
from asa.common.ids import uuid7
from asa.people.models import Post, User
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts_since():
    written = []

    @FixedQuestion
    def question(user, day):
        written.append(user)
        found = Post.objects.filter(user=user, started_on__gte=day, role="volunteer")
        return found.values_list("user_id", "started_on", "role")

    return question, written


def test_the_sql_is_written_once_and_each_asking_fills_in_its_own_values(
    posts_since, django_assert_num_queries
):
    ask, written = posts_since
    early = make_user("volunteer", started_on=date(2020, 1, 1))
    late = make_user("volunteer", started_on=date(2024, 1, 1))
    day = date(2023, 1, 1)
    with django_assert_num_queries(3):
        assert ask(user=late.pk, day=day) == [(late.pk, date(2024, 1, 1), "volunteer")]
        assert ask(user=early.pk, day=day) == []
        assert ask(user=early.pk, day=date(2019, 1, 1)) == [
            (early.pk, date(2020, 1, 1), "volunteer")
        ]
    assert len(written) == 1


@pytest.mark.parametrize("count", [1, 24, 25, 26, 60])
def test_a_list_of_any_length_finds_each_of_its_keys_once(count, django_assert_num_queries):
    ask = FixedQuestion(lambda keys: User.objects.filter(pk__in=keys).values_list("pk"))
    users = [make_user() for _number in range(3)]
    others = [uuid7() for _number in range(count)]
    with django_assert_num_queries(2):
        assert ask(keys=others) == []
        assert {pk for (pk,) in ask(keys=[*others, *(user.pk for user in users)])} == {
            user.pk for user in users
        }


def test_without_a_key_nothing_is_asked(django_assert_num_queries):
    ask = FixedQuestion(lambda keys: User.objects.filter(pk__in=keys).values_list("pk"))
    with django_assert_num_queries(0):
        assert ask(keys=[]) == []


def test_a_question_that_bends_its_values_is_refused():
    ask = FixedQuestion(
        lambda day: Post.objects.filter(started_on__gte=day.replace(year=2020)).values_list("pk")
    )
    with pytest.raises(ValueError, match="as they are"):
        ask(day=date(2021, 5, 5))


def test_a_record_is_made_of_its_columns():
    user = make_user("volunteer", username="mali")
    row = User.objects.filter(pk=user.pk).values_list(*columns(User)).get()
    found = record(User, row)
    assert (found, found.username, found.person_id) == (user, "mali", user.person_id)
    assert not found.get_deferred_fields()


def test_a_count_is_written_once_for_each_key_and_counted_each_time(django_assert_num_queries):
    written = []
    count = FixedCount(most=2)

    def volunteers(area):
        def found():
            written.append(area)
            return Post.objects.filter(role="volunteer", area_id=area).order_by("started_on")

        return count(area, found)

    make_user("volunteer", "86010104")
    with django_assert_num_queries(2):
        assert volunteers("86010104") == 1
        assert volunteers("86010105") == 0
    make_user("volunteer", "86010104")
    assert volunteers("86010104") == 2
    assert written == ["86010104", "86010105"]
    # No more are kept than so many, however many people come.
    assert volunteers("86010106") == 0
    assert volunteers("86010104") == 2
    assert written == ["86010104", "86010105", "86010106", "86010104"]
    assert count("nobody", Post.objects.none) == 0
