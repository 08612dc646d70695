from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from asa.common.templatetags.asa import badge
from asa.common.thaidate import thai_date
from asa.people.models import User
from asa.tasks.kinds import page_for, page_of, words_of
from asa.tasks.models import Task

register = template.Library()
SOON_DAYS = 3


@register.filter
def task_words(task: Task) -> str:
    """What is to be done."""
    return words_of(task)


@register.filter
def task_page(task: Task) -> str:
    """The page where it is done."""
    return page_of(task)


@register.filter
def task_page_for(task: Task, user: User) -> str:
    """The same where the page lets the reader in, else ""."""
    return page_for(task, user)


@register.simple_tag
def due(day: date, today: date) -> SafeString:
    """By when, in words: overdue by so many days, today, tomorrow, or the day."""
    left = (day - today).days
    if left < 0:
        late = ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", -left) % {"n": -left}
        return badge("late", late, "alert")
    if left == 0:
        return badge("near", gettext("Due today"), "clock")
    if left == 1:
        return badge("near", gettext("Due tomorrow"), "clock")
    text = gettext("Due on %(date)s") % {"date": thai_date(day)}
    return badge("soon" if left <= SOON_DAYS else "", text, "clock")
