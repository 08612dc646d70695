from datetime import date

from django import template
from django.utils.translation import gettext, ngettext

from asa.common.thaidate import thai_month

register = template.Library()


@register.filter
def house(number: str) -> str:
    """บ้านเลขที่ 42: where a house stands in a row of a table."""
    return gettext("House %(number)s") % {"number": number}


@register.filter
def people(count: int) -> str:
    """4 คน: how many live there."""
    return ngettext("%(counter)s person", "%(counter)s people", count) % {"counter": count}


@register.filter
def short_month(day: date) -> str:
    """ก.พ. 69: only as the head of a narrow column."""
    month = thai_month(day)
    return f"{month[:-4]}{month[-2:]}"
