from datetime import date

from django import template

from asa.common.thaidate import thai_month

register = template.Library()


@register.filter
def short_month(day: date) -> str:
    """ก.พ. 69: only as the head of a narrow column."""
    month = thai_month(day)
    return f"{month[:-4]}{month[-2:]}"
