"""People for tests: `make_user("volunteer", "86010104")` signs in and holds the post."""

from datetime import date
from itertools import count

from asa.people.models import Person, Post, User
from asa.places.tests.factories import make_area

_numbers = count(1)
PERSON_FIELDS = {field.name for field in Person._meta.fields} - {"id", "phone", "created_at"}


def make_person(given_name="มะลิ", family_name=None, **fields):
    family_name = f"ทดสอบ{next(_numbers)}" if family_name is None else family_name
    return Person.objects.create(given_name=given_name, family_name=family_name, **fields)


def make_post(user, role, area="860101", **fields):
    """A post without asking who may give it; area is a code."""
    fields.setdefault("started_on", date(2020, 10, 1))
    post = Post.objects.create(user=user, role=role, area=make_area(area), **fields)
    user.forget_posts()
    return post


def make_user(role="", area="860101", *, password="", started_on=None, ended_on=None, **fields):
    """A user with a person and, if a role is given, a post in the area of that code.

    Fields of the person (given_name, …) and of the user (username, phone, is_active) alike;
    region and organisation_id go to the post.
    """
    post_fields = {
        name: fields.pop(name) for name in ("region", "organisation_id") if name in fields
    }
    person = fields.pop("person", None) or make_person(
        **{name: fields.pop(name) for name in list(fields) if name in PERSON_FIELDS}
    )
    fields.setdefault("username", f"{role or 'user'}{next(_numbers)}")
    user = User(person=person, **fields)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    if role:
        make_post(
            user, role, area, started_on=started_on or date(2020, 10, 1), ended_on=ended_on,
            **post_fields,
        )  # fmt: skip
    return user
