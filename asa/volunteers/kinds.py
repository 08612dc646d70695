"""The notices of the register, and what apps above tell the pages of a volunteer."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.notices import kinds
from asa.volunteers.wording import FIELDS

GROWN_UP = "volunteer.grown_up"
MENDED = "volunteer.mended"

# The user, the volunteer, and the name of the page ("detail", "end", "move", "suspend",
# "take_back") → what the part shows there, or None.
Contents = Callable[[Any, Any, str], dict[str, Any] | None]

_PARTS: dict[str, Contents] = {}


def register_part(template: str, contents: Contents) -> None:
    """Put a part on the pages of a volunteer: a template that reads the variable `part`.

    contents: answers by its own `<noun>_for(user)`; None hides the part.
    """
    _PARTS[template] = contents


def parts_for(user: Any, volunteer: Any, page: str) -> list[tuple[str, dict[str, Any]]]:
    """The template and the contents of each part that has something to show on a page."""
    filled = [(template, contents(user, volunteer, page)) for template, contents in _PARTS.items()]
    return [(template, contents) for template, contents in filled if contents is not None]


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register_group(
        kinds.Group(
            "volunteer",
            _("Register of volunteers"),
            _("There is news of the register of volunteers"),
            open_words=True,
        ),
        "transfer",
    )
    kinds.register(GROWN_UP, _("Youth volunteers are old enough to become volunteers in full"))
    kinds.register(MENDED, _mended)
    kinds.register("transfer.asked", _("Another province asks for a volunteer's transfer"))
    kinds.register("transfer.accepted", _("The transfer that you asked for is accepted"))
    kinds.register("transfer.refused", _("The transfer that you asked for is refused"))
    kinds.register("transfer.withdrawn", _("Another province withdrew a transfer"))
    kinds.register("transfer.lapsed", _("A transfer that waited was overtaken by another step"))


def _mended(params: dict[str, Any]) -> str:
    fields = ", ".join(str(FIELDS[name]) for name in params["fields"])
    return gettext("Your entry in the register was corrected: %(fields)s") % {"fields": fields}
