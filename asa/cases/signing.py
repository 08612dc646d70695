"""The titles under the signatures of official papers, in Thai, as they were on the day."""

from dataclasses import dataclass

from asa.cases.codes import Acting
from asa.people.codes import Role
from asa.people.models import User
from asa.people.names import post_on_paper

# The words of the rules on official correspondence.
ACTING_WORDS = {
    Acting.IN_CHARGE: "รักษาราชการแทน",
    Acting.ON_BEHALF: "ปฏิบัติราชการแทน",
}


@dataclass(frozen=True)
class Capacity:
    """In what capacity the head's decision is signed: as the head, or for the head and as whom."""

    acting: Acting | str = ""
    own_title: str = ""


def title_of(user: User, area: str, role: Role) -> str:
    """The title of the post that a user holds there today; empty where there is none."""
    posts = [post for post in user.current_posts if post.role == role and post.holds(area)]
    return posts[0].on_paper if posts else ""


def signed_as(capacity: Capacity, province: str) -> str:
    """The lines under the signature of a decision: one of the head, three of who acts for it."""
    head = post_on_paper(Role.PROVINCE_HEAD, province)
    if not capacity.acting:
        return head
    return "\n".join([capacity.own_title.strip(), ACTING_WORDS[Acting(capacity.acting)], head])
