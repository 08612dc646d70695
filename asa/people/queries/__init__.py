"""Reads of persons, users and posts; who holds a role in an area; how often a sign-in was tried."""

from asa.people.queries.persons import persons_with_citizen_id
from asa.people.queries.posts import holders, posts_at, posts_of
from asa.people.queries.users import user_named, users_for

__all__ = [
    "holders",
    "persons_with_citizen_id",
    "posts_at",
    "posts_of",
    "user_named",
    "users_for",
]
