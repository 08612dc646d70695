from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def choose(key: UUID, name: str, is_ticked: bool = True) -> SafeString:
    """The box that ticks a row, named by whom the row is about."""
    words = gettext("Choose %(name)s") % {"name": name}
    return format_html(
        '<input type="checkbox" name="chosen" value="{}" aria-label="{}"{}>',
        key,
        words,
        SafeString(" checked") if is_ticked else "",
    )
