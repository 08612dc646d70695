"""Which of its two languages a page speaks."""

from django.utils.translation import get_language


def is_english() -> bool:
    """Whether the page speaks English; everywhere else it is Thai."""
    return (get_language() or "th").startswith("en")


def in_language(thai: str, english: str) -> str:
    """Words in the language of the page; where it has none, those of the other."""
    return (english if is_english() else thai) or thai or english
