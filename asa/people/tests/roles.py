"""Every role, from every relation to a place, tries an act: who may is told, and no more.

    MOVES = {"move": (make_volunteer, lambda volunteer, by: move(volunteer, by=by, on=ON))}
    assert who_may(MOVES) == dict.fromkeys(MOVES, only(KEEPERS))

The record lies in VILLAGE or in an area around it; the relations are those of the access table.
"""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import User
from asa.people.tests.factories import make_post, make_user

VILLAGE, OTHER_VILLAGE = "86010104", "86010105"
STARTED = date(2020, 10, 1)

# Where the post of a role lies, seen from the place of the records.
NATURAL = {
    Role.VOLUNTEER: VILLAGE,
    Role.TAMBON_LEAD: "860101",
    Role.DISTRICT_LEAD: "8601",
    Role.SOCIAL_WORKER: "86",
    Role.PROVINCE_OFFICER: "86",
    Role.PROVINCE_HEAD: "86",
    Role.FINANCE: "86",
    Role.DEPARTMENT_OFFICER: "TH",
    Role.AUDITOR: "TH",
    Role.ANALYST: "TH",
    Role.ADMIN: "TH",
    Role.PARTNER_DESK: "86",
}
SIBLING = {8: OTHER_VILLAGE, 6: "860102", 4: "8602", 2: "85"}
CHILD = {6: OTHER_VILLAGE, 4: "860102", 2: "8602"}
OTHER_PROVINCE = "85010101"
ELSEWHERE = {8: OTHER_PROVINCE, 6: "850101", 4: "8501", 2: "84"}
# From these the records' place is inside the area of the post.
HOLDING = {"own", "parent"}

LEADS = (Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
KEEPERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
DEPARTMENT = (Role.DEPARTMENT_OFFICER,)


def areas_of(role: Role) -> dict[str, str]:
    """The area of a post of the role in each relation to the place of the records."""
    own = NATURAL[role]
    if own == "TH":
        return {"own": "TH", "elsewhere": "85", "ended": "TH", "left": "TH"}
    parent = own[:-2] if len(own) > 2 else "TH"
    found = {
        "own": own,
        "sibling": SIBLING[len(own)],
        "parent": parent,
        "elsewhere": ELSEWHERE[len(own)],
        "ended": own,
        "left": own,
    }
    if len(own) in CHILD:
        found["child"] = CHILD[len(own)]
    return found


def make_in_relation(role: Role, relation: str) -> User:
    """Who left for a post elsewhere holds that one now: a volunteer of another province."""
    ended = today() - timedelta(days=1) if relation in ("ended", "left") else None
    user = make_user(role, areas_of(role)[relation], started_on=STARTED, ended_on=ended)
    if relation == "left":
        make_post(user, Role.VOLUNTEER, OTHER_PROVINCE, started_on=STARTED)
    return user


def only(*groups):
    """What `who_may` tells where these roles may, from where their area holds the place."""
    roles = {role for group in groups for role in group}
    return {role: sorted(HOLDING & set(areas_of(role))) for role in roles}


class _TakenBack(Exception):
    """Each tries on the record as it was."""


def who_may(acts):
    """By the name of each act, from which relations each role may do it.

    acts: by name, what makes the record, and the act on it by a user. Whoever may not is refused
    with PermissionDenied; any other refusal is a fault of the test.
    """
    everyone = [
        (role, relation, make_in_relation(role, relation))
        for role in Role
        for relation in areas_of(role)
    ]
    return {name: _tried(*act, everyone) for name, act in acts.items()}


def _tried(make, act, everyone):
    found = {}
    with transaction.atomic():
        made = make()
        for role, relation, by in everyone:
            if _may(made, act, by):
                found.setdefault(role, []).append(relation)
        transaction.set_rollback(True)
    return {role: sorted(relations) for role, relations in found.items()}


def _may(made, act, by):
    try:
        with transaction.atomic():
            act(type(made)._default_manager.get(pk=made.pk), by)
            raise _TakenBack
    except PermissionDenied:
        return False
    except _TakenBack:
        return True
