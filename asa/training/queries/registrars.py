"""Who calls the roll of a cohort beside its keepers, and who might."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from asa.common import phones, thaitext
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.models import Post, User
from asa.people.queries import users_for
from asa.training.models import Cohort, Registrar
from asa.training.queries.workshops import cohorts_kept_by


def registrars_for(user: User) -> QuerySet[Registrar]:
    """The registrars of the cohorts that someone keeps, each with the posts held today."""
    found = Registrar.objects.filter(cohort__in=cohorts_kept_by(user))
    return found.select_related("user__person", "added_by__person", "cohort__workshop")


def with_posts(registrars: QuerySet[Registrar]) -> QuerySet[Registrar]:
    """The same with the posts that each of them holds today, in one query."""
    return registrars.prefetch_related(Prefetch("user__posts", _current(), to_attr="held_posts"))


def may_be_registrars(user: User, cohort: Cohort) -> QuerySet[User]:
    """Whom a keeper may name: users of her area who can sign in, hold a post today and are not
    named yet.
    """
    named = cohort.registrars.values("user")
    found = users_for(user).filter(Exists(_current().filter(user=OuterRef("pk"))), is_active=True)
    found = found.exclude(pk__in=named).select_related("person")
    return found.prefetch_related(Prefetch("posts", _current(), to_attr="held_posts"))


def called(words: str) -> Q:
    """Users by a part of the name, or by the telephone number, however written."""
    given, _space, family = thaitext.clean(words).partition(" ")
    name = thaitext.name_key(given, family).rstrip("|")
    found = Q(person__name_key__holds=name) if name else Q(pk__in=[])
    try:
        number = phones.parse(words)
    except DomainError:
        return found
    return found | Q(phone=number) | Q(person__phone=number)


def _current() -> QuerySet[Post]:
    return Post.objects.filter(Post.current_on(today())).order_by("started_on", "pk")
