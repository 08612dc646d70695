"""The list of topics under which practices are found."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.knowledge.actions import add_topic, change_topic
from asa.knowledge.forms import TopicForm
from asa.knowledge.models import Topic
from asa.knowledge.rules import can_keep_topics
from asa.people.http import AsaRequest

TOPICS = RulesPage("knowledge:topics", "knowledge/topic_form.html")


@require_safe
def topics(request: AsaRequest) -> HttpResponse:
    """Every topic, those that ended among them."""
    allow(can_keep_topics(request.user))
    context = {"topics": list(Topic.objects.all()), "today": today()}
    return render(request, "knowledge/topics.html", context)


def add(request: AsaRequest) -> HttpResponse:
    """One more topic."""
    allow(can_keep_topics(request.user))

    def save(told: dict[str, Any]) -> object:
        return add_topic(told["name_th"], name_en=told["name_en"], by=request.user, on=today())

    return TOPICS.change(request, TopicForm(request.POST or None), save, title=_("New topic"))


def change(request: AsaRequest, code: str) -> HttpResponse:
    """What a topic is called, and until when it is chosen."""
    allow(can_keep_topics(request.user))
    topic = get_object_or_404(Topic, pk=code)

    def save(told: dict[str, Any]) -> object:
        return change_topic(topic, by=request.user, on=today(), **told)

    form = TopicForm(request.POST or None, topic=topic)
    return TOPICS.change(request, form, save, title=topic.name)
