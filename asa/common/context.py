"""What every page's frame shows: menus, the person, language and theme."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - a context processor is given the request
from django.middleware.csrf import get_token
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString

from asa.common import menu
from asa.common.drawn import drawn
from asa.common.marks import is_demo

THEME_COOKIE = "asa_theme"
THEMES = ("light", "dark")


# What stands in a drawn part until a page puts its own there: no text of ours holds these signs.
PATH, TOKEN = "\ue000path\ue001", "\ue000token\ue001"


class Told(NamedTuple):
    """All that the templates of the frame say of a person; the same is drawn once, for all pages
    that say it.
    """

    is_signed_in: bool
    name: str
    post: str
    words: tuple[menu.Entry, ...]
    words_without_tab: tuple[menu.Entry, ...]
    tools: tuple[menu.Entry, ...]
    personal: tuple[menu.Entry, ...]
    tabs: tuple[menu.Entry, ...]
    other_theme: str
    other_languages: tuple[tuple[str, str], ...]
    path: str = PATH


class Frame:
    """Read only where a template asks, so that a part for htmx costs no menu."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = getattr(request, "user", None)

    @property
    def is_signed_in(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    def _entries(self, place: menu.Place) -> list[menu.Entry]:
        if not self.is_signed_in:
            return []
        return menu.entries(place, self.user, self.request.resolver_match)

    @cached_property
    def words(self) -> list[menu.Entry]:
        return self._entries(menu.Place.OFFICE)

    @cached_property
    def tabs(self) -> list[menu.Entry]:
        return self._entries(menu.Place.FIELD)

    @cached_property
    def words_without_tab(self) -> list[menu.Entry]:
        """On a phone the tabs stand in for the menu: what has no tab is behind the name there."""
        tabs = {tab.url for tab in self.tabs}
        return [word for word in self.words if word.url not in tabs] if tabs else []

    @cached_property
    def tools(self) -> list[menu.Entry]:
        return self._entries(menu.Place.TOOLS)

    @cached_property
    def personal(self) -> list[menu.Entry]:
        return self._entries(menu.Place.PERSON)

    @cached_property
    def register(self) -> list[menu.Entry]:
        return self._entries(menu.Place.REGISTER)

    @cached_property
    def rules(self) -> list[menu.Entry]:
        return self._entries(menu.Place.RULES)

    @cached_property
    def name(self) -> str:
        return str(getattr(self.user, "shown_name", ""))

    @cached_property
    def post(self) -> str:
        """The post in words, such as เจ้าหน้าที่ สนง.พมจ.ชุมพร."""
        return str(getattr(self.user, "shown_post", ""))

    @cached_property
    def told(self) -> Told:
        return Told(
            is_signed_in=self.is_signed_in,
            name=self.name,
            post=self.post,
            words=tuple(self.words),
            words_without_tab=tuple(self.words_without_tab),
            tools=tuple(self.tools),
            personal=tuple(self.personal),
            tabs=tuple(self.tabs),
            other_theme=self.other_theme,
            other_languages=tuple(self.other_languages),
        )

    @property
    def top(self) -> SafeString:
        """The bar with the menu and the person's own drawer."""
        return self._filled(drawn("common/_top.html", frame=self.told, csrf_token=TOKEN))

    @property
    def tabbar(self) -> SafeString:
        """The tabs of a field page, at its foot."""
        return drawn("common/_tabbar.html", frame=self.told)

    @property
    def tabbar_on_phones(self) -> SafeString:
        """The same tabs on an office page, where a desk has the menu."""
        return drawn("common/_tabbar.html", frame=self.told, extra="for-phone")

    def _filled(self, part: SafeString) -> SafeString:
        """The drawn part with what each page has of its own: where to come back to, the token."""
        here = part.replace(PATH, escape(self.path)).replace(TOKEN, get_token(self.request))
        return SafeString(here)

    @property
    def is_demo(self) -> bool:
        return is_demo()

    @property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else THEMES[0]

    @property
    def other_theme(self) -> str:
        return THEMES[1 - THEMES.index(self.theme)]

    @property
    def other_languages(self) -> list[tuple[str, str]]:
        spoken = translation.get_language()
        return [(code, str(name)) for code, name in settings.LANGUAGES if code != spoken]

    @property
    def path(self) -> str:
        """Where a switch of language or theme comes back to; a sent form is not sent again."""
        return self.request.get_full_path()


def page(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
