import json
from uuid import UUID

from asa.people.models import KeptForm, User


def kept_form(user: User, key: str, path: str) -> KeptForm | None:
    """What this very user typed on this page when the sign-in had ended; nobody else's."""
    try:
        return KeptForm.objects.filter(pk=UUID(key), user=user, path=path).first()
    except ValueError:
        return None


def was_anything_kept(key: str) -> KeptForm | None:
    """For the sign-in page, which says only that something is kept and whether files were."""
    try:
        return KeptForm.objects.filter(pk=UUID(key)).only("had_files").first()
    except ValueError:
        return None


def fields_of(kept: KeptForm) -> list[tuple[str, list[str]]]:
    """The names and values of a kept form."""
    return [(name, list(values)) for name, values in json.loads(kept.content or "[]")]
