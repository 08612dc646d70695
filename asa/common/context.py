"""What every page's frame shows: menus, the person, language and theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - a context processor is given the request
from django.utils import translation
from django.utils.functional import cached_property

from asa.common import menu
from asa.common.marks import is_demo

THEME_COOKIE = "asa_theme"
THEMES = ("light", "dark")


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
