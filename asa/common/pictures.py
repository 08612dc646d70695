"""Opening and drawing anew what someone sent as a photo. Loaded with the first photo alone."""

import io
from typing import Final

from django.utils.translation import gettext
from PIL import Image, ImageOps

from asa.common.errors import PhotoError

_MOST_PIXELS: Final = 64_000_000
_QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


def opened(content: bytes, most: int) -> Image.Image:
    """The photo upright, in plain colours, hardly larger than `most` pixels at its longest side."""
    try:
        picture: Image.Image = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            raise _too_many_pixels()
        picture.draft("RGB", (most, most))  # a JPEG decodes small at once
        picture.load()
        picture = ImageOps.exif_transpose(picture)
        shrink(picture, most)
        return _on_white(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except PhotoError:
        raise
    except Exception as error:
        # Decoders fail in many ways on damaged files.
        raise PhotoError(
            "unread",
            gettext("This file is not a photo that can be read, or it is damaged."),
            gettext("Choose a JPEG, PNG or WebP photo, or take it again."),
        ) from error


def shrink(picture: Image.Image, size: int) -> None:
    """Make it fit into a square of so many pixels."""
    picture.thumbnail((size, size), Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def as_jpeg(picture: Image.Image) -> bytes:
    """The bare picture, without any data that came along."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _too_many_pixels() -> PhotoError:
    return PhotoError(
        "too_many_pixels",
        gettext("The photo has more than 64 million pixels."),
        gettext("Choose a smaller one, or take it again with a lower quality."),
    )
