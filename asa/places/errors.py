"""Why the words for a place do not name one place, in a sentence that says how to mend it."""

from asa.common.errors import InputError
from asa.places.codes import Fault


class PlaceError(InputError):
    """The words do not name one place.

    `field` says which words are at fault (province, district, tambon, moo), `kind` why,
    `codes` the places that may be meant; `reason` and `remedy` are the two halves of the sentence.
    """

    def __init__(
        self, reason: str, remedy: str, *, field: str, kind: Fault, codes: list[str] | None = None
    ) -> None:
        super().__init__(f"{field}_{kind.value}", reason, remedy)
        self.field, self.kind = field, kind
        self.codes = codes or []
