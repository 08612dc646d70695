"""Sessions as Django keeps them in the database, read by a question whose SQL is written once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from asa.common.fixed import FixedQuestion, columns, record


class SessionStore(db.SessionStore):
    """Every page begins with this read; what is over is none, as with Django's own."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        for row in _kept(key=self.session_key or ""):
            session = record(Session, row)
            if session.expire_date > timezone.now():
                return session
        self._session_key = None
        return None


@FixedQuestion
def _kept(key: str) -> QuerySet[Session, tuple[Any, ...]]:
    return Session.objects.filter(pk=key).values_list(*columns(Session))
