"""Persons, the users who sign in, the posts that say what they may see and do, and sign-ins."""

from asa.people.models.duplicate import Merge, PossibleDuplicate
from asa.people.models.person import Person
from asa.people.models.post import Post
from asa.people.models.signin import ActivationCode, KeptForm, SignInAttempt
from asa.people.models.user import User

__all__ = [
    "ActivationCode",
    "KeptForm",
    "Merge",
    "Person",
    "PossibleDuplicate",
    "Post",
    "SignInAttempt",
    "User",
]
