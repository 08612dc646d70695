from django.db.models import QuerySet

from asa.common import crypto
from asa.people.models import Person


def persons_with_citizen_id(digits: str) -> QuerySet[Person]:
    """Everyone recorded with this number, to be looked at by a person: it never merges anyone.

    A person is seen only through a household, a register entry or a case; whoever asks here
    shows no more than the asking user may see there.
    """
    return Person.objects.filter(citizen_id_index=crypto.blind_index("citizen_id", digits))
