"""`{% standing %}…{% endstanding %}`: what every page of a language says alike is written once.

Half of a page's frame is addresses of styles and words that hang on nobody. They are drawn for
the first page of a language and kept as text for as long as the program runs. Nothing else may
stand there: a variable could be of a person.
"""

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class StandingNode(Node):
    def __init__(self, nodes: NodeList) -> None:
        self.nodelist = nodes
        self.drawn: dict[str | None, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        language = get_language()
        if language not in self.drawn:
            self.drawn[language] = self.nodelist.render(context)
        return self.drawn[language]


@register.tag
def standing(parser: Parser, token: Token) -> StandingNode:
    nodes = parser.parse(("endstanding",))
    parser.delete_first_token()
    for node in nodes:
        if not _is_alike_for_all(node):
            said = node.token.contents if node.token else type(node).__name__
            raise template.TemplateSyntaxError(
                f"“{said}” may differ from page to page, so it cannot stand."
            )
    return StandingNode(nodes)


def _is_alike_for_all(node: Node) -> bool:
    if isinstance(node, TextNode):
        return True
    if isinstance(node, TranslateNode):
        # Django makes a Variable of words between quotes too; that one looks nothing up.
        return node.filter_expression.var.lookups is None and not node.asvar
    return isinstance(node, StaticNode) and not node.path.is_var and not node.varname
