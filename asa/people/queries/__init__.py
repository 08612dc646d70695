"""Reads of persons, users and posts; who holds a role in an area; how often a sign-in was tried."""

from asa.people.queries.attempts import (
    DEVICE_COOKIE,
    account_key,
    address_of,
    device_cookie,
    device_of,
    last_user_on,
    wait_for_another,
    wait_until,
)
from asa.people.queries.history import begins_on, history_in_words
from asa.people.queries.kept import fields_of, kept_form, was_anything_kept
from asa.people.queries.passwords import is_about_user, password_fault
from asa.people.queries.persons import persons_with_citizen_id
from asa.people.queries.posts import (
    holders,
    posts_at,
    posts_for,
    posts_of,
    provinces_to_choose,
    provinces_with,
    works_in_province_of,
)
from asa.people.queries.second_factor import has_second_factor
from asa.people.queries.users import names_of, signed_in, user_named, users_for

__all__ = [
    "DEVICE_COOKIE",
    "account_key",
    "address_of",
    "begins_on",
    "device_cookie",
    "device_of",
    "fields_of",
    "has_second_factor",
    "history_in_words",
    "holders",
    "is_about_user",
    "kept_form",
    "last_user_on",
    "names_of",
    "password_fault",
    "persons_with_citizen_id",
    "posts_at",
    "posts_for",
    "posts_of",
    "provinces_to_choose",
    "provinces_with",
    "signed_in",
    "user_named",
    "users_for",
    "wait_for_another",
    "wait_until",
    "was_anything_kept",
    "works_in_province_of",
]
