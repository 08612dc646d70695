import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from asa.people.models import KeptForm, User

KEPT_FOR = timedelta(hours=24)
MOST_KEPT = 5
LONGEST = 300_000
_SECRET_WORDS = ("password", "csrfmiddlewaretoken", "code")
Fields = list[tuple[str, list[str]]]


@transaction.atomic
def keep_form(
    user: User,
    *,
    fields: Iterable[tuple[str, list[str]]],
    path: str,
    back: str,
    had_files: bool,
    at: datetime,
) -> KeptForm | None:
    """Keep what a person typed although the sign-in had ended; passwords are never kept."""
    open_fields = [
        (name, values) for name, values in fields if not any(w in name for w in _SECRET_WORDS)
    ]
    content = json.dumps(open_fields, ensure_ascii=False)
    if not open_fields or len(content) > LONGEST:
        return None
    kept = KeptForm.objects.create(
        user=user,
        path=path[:500],
        back=back[:500],
        content=content,
        had_files=had_files,
        kept_at=at,
    )
    older = user.kept_forms.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_KEPT:]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    return kept


@transaction.atomic
def forget_form(user: User, *, key: str) -> None:
    """Throw away what was kept, once it was sent."""
    user.kept_forms.filter(pk=key).delete()


@transaction.atomic
def forget_old_forms(*, at: datetime) -> int:
    """Throw away what nobody came back for within a day; tells how many forms."""
    return KeptForm.objects.filter(kept_at__lt=at - KEPT_FOR).delete()[0]
