"""A picture of a person becomes the photo of a card: 2.0 × 2.6 cm, not too small, not too dark."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from PIL import Image, ImageStat

from asa.cards.codes import FROM_LEFT, FROM_TOP, SHARE_OF_WIDTH, Across, Closeness, Down
from asa.common import pictures
from asa.common.errors import PhotoError
from asa.common.typesetting import PHOTO_PIXELS

WIDTH, HEIGHT = PHOTO_PIXELS
# 300 pixels on 2.0 cm are 381 to the inch: what a card printer can show.
LEAST_WIDTH: Final = 300
DARKEST, BRIGHTEST, LEAST_CONTRAST = 60, 243, 12
_LARGEST: Final = 1920


@dataclass(frozen=True)
class Crop:
    """Which part of the picture the card shows."""

    closeness: str = Closeness.WHOLE
    down: str = Down.UPPER
    across: str = Across.MIDDLE


def cut(content: bytes, crop: Crop) -> bytes:
    """The part of a picture as a JPEG of 400 × 520 pixels; raises PhotoError with a sentence."""
    picture = pictures.opened(content, _LARGEST)
    if picture.width > picture.height:
        raise PhotoError(
            "lies",
            gettext("The photo is wider than it is tall."),
            gettext("Hold the camera upright, or cut the photo to head and shoulders."),
        )
    part = picture.crop(_box(picture.size, crop))
    _check(part)
    return pictures.as_jpeg(part.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def _box(size: tuple[int, int], crop: Crop) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the part, in pixels, always inside the picture."""
    width = size[0] * SHARE_OF_WIDTH[Closeness(crop.closeness)]
    height = width * HEIGHT / WIDTH
    if height > size[1]:
        width, height = size[1] * WIDTH / HEIGHT, size[1]
    left = (size[0] - width) * FROM_LEFT[Across(crop.across)]
    top = (size[1] - height) * FROM_TOP[Down(crop.down)]
    return (round(left), round(top), round(left + width), round(top + height))


def _check(part: Image.Image) -> None:
    if part.width < LEAST_WIDTH:
        raise PhotoError(
            "too_small",
            gettext("The photo is too small for a card: %(width)s × %(height)s pixels.")
            % {"width": part.width, "height": part.height},
            gettext("Choose one of at least 300 × 390 pixels around the face."),
        )
    light = ImageStat.Stat(part.convert("L"))
    mean, spread = light.mean[0], light.stddev[0]
    if mean < DARKEST:
        raise PhotoError(
            "too_dark",
            gettext("The photo is too dark."),
            gettext("Take it by day, with the light in the face."),
        )
    if mean > BRIGHTEST or spread < LEAST_CONTRAST:
        raise PhotoError(
            "too_pale",
            gettext("Hardly anything can be seen in the photo."),
            gettext("Take it again against a plain wall, without light from behind."),
        )
