from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def choose(key: UUID, name: str, is_ticked: bool = True) -> SafeString:
    """The box that ticks a row for the form `chosen`, named by whom the row is about."""
    words = gettext("Choose %(name)s") % {"name": name}
    return format_html(
        '<label class="pick"><input type="checkbox" form="chosen" name="chosen" value="{}"'
        ' aria-label="{}"{}></label>',
        key,
        words,
        SafeString(" checked") if is_ticked else "",
    )
