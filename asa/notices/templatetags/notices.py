from django import template

from asa.notices.kinds import words_of
from asa.notices.models import Notice

register = template.Library()


@register.filter
def notice_words(notice: Notice) -> str:
    """The sentence of a notice."""
    return words_of(notice.kind, {**notice.params, "reason": notice.reason or ""})
