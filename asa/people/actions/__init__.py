"""Everything that people change about persons, users, posts and sign-ins."""

from asa.people.actions.persons import make_person, show_citizen_id
from asa.people.actions.posts import end_post, give_post
from asa.people.actions.users import add_user, system_user

__all__ = [
    "add_user",
    "end_post",
    "give_post",
    "make_person",
    "show_citizen_id",
    "system_user",
]
