from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from asa.common.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    session = SessionStore()
    session["seen_at"] = 1.5
    session.save()
    return session


def test_a_session_is_read_back_in_one_question(kept, django_assert_num_queries):
    SessionStore(kept.session_key)["seen_at"]  # the first one writes the SQL
    with django_assert_num_queries(1):
        assert SessionStore(kept.session_key)["seen_at"] == 1.5


def test_a_session_that_is_over_is_none(kept):
    Session.objects.filter(pk=kept.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    later = SessionStore(kept.session_key)
    assert later.get("seen_at") is None
    assert later.session_key is None


@pytest.mark.parametrize("key", ["", None, "x" * 32, "' OR 1=1 --"])
def test_a_key_of_nobody_is_nothing(kept, key):
    assert dict(SessionStore(key).items()) == {}
