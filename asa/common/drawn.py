"""Parts of a page that are drawn from figures alone, such as the table of the whole country.

The same figures in the same language give the same part, whoever reads it: it is drawn once and
found again by all that it is drawn from. Nothing of a request and nothing of the database goes in
but what the call hands over, which the page has read anew and for its reader.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# A table of 77 provinces has 60 kB, the bar of a page 4.
_MOST = 256


def drawn(template: str, **told: Hashable) -> SafeString:
    """The part that a template draws from what it is told; lists are handed over as tuples."""
    return _drawn(template, get_language(), tuple(told.items()))


@lru_cache(maxsize=_MOST)
def _drawn(
    template: str, _language: str | None, told: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    return render_to_string(template, dict(told))
