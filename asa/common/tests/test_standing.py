import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

LOAD = "{% load i18n standing static %}"


def test_what_stands_is_drawn_once_for_each_language():
    page = Template(
        LOAD + "{% standing %}<b>{% translate 'Save' %}</b>{% endstanding %} {{ name }}"
    )
    with translation.override("th"):
        assert page.render(Context({"name": "มาลี"})) == "<b>บันทึก</b> มาลี"
    with translation.override("en"):
        assert page.render(Context({"name": "Mali"})) == "<b>Save</b> Mali"
    with translation.override("th"):
        assert page.render(Context({"name": "ขวัญใจ"})) == "<b>บันทึก</b> ขวัญใจ"


@pytest.mark.parametrize(
    "may_differ",
    [
        "{{ name }}",
        "{% if name %}มาลี{% endif %}",
        "{% translate name %}",
        "{% static name %}",
        "{% translate 'Save' as said %}",
        "{% static 'asa/img/mark.svg' as said %}",
    ],
)
def test_what_may_be_of_a_person_cannot_stand(may_differ):
    with pytest.raises(TemplateSyntaxError, match="may differ"):
        Template(LOAD + "{% standing %}" + may_differ + "{% endstanding %}")
