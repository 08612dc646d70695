"""What a volunteer has learned, on the page of the register."""

from typing import Any

from asa.knowledge.queries import passed_sets
from asa.people.models import User
from asa.volunteers.models import Volunteer
from asa.volunteers.rules import sees_in_full


def part_of_volunteer(user: User, volunteer: Volunteer, page: str) -> dict[str, Any] | None:
    """On the page of a volunteer: the tests passed, with their days."""
    passed = passed_sets(volunteer) if page == "detail" else []
    return {"passed": passed} if passed and sees_in_full(user, volunteer) else None
