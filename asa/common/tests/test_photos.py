"""A photo is kept small, bare and encrypted, or refused in a sentence."""

import io
import os
import random
import stat
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from asa.common import photos
from asa.common.photos import PhotoError, PhotoMissing

PLACE_TAKEN = "ชุมพร".encode()


def _photo(size=(60, 40), kind="JPEG", mode="RGB", exif=None, colour="red"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **({"exif": exif} if exif else {}))
    out.seek(0)
    return out


def _opened(number, size=1920):
    return Image.open(io.BytesIO(photos.open_photo(number, size)))


def _files():
    return [path for path in (Path(settings.ASA_DATA_DIR) / "media").rglob("*") if path.is_file()]


def test_a_photo_is_kept_in_two_sizes():
    kept = photos.store(_photo((3000, 2000)))
    assert (kept.width, kept.height) == (1920, 1280)
    assert _opened(kept.uuid).size == (1920, 1280)
    assert _opened(kept.uuid, 320).size == (320, 213)
    assert _opened(kept.uuid).format == "JPEG"


def test_a_small_photo_is_not_blown_up():
    kept = photos.store(_photo((60, 40)))
    assert (kept.width, kept.height) == (60, 40)
    assert _opened(kept.uuid, 320).size == (60, 40)


def test_nothing_that_came_along_is_kept_and_the_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = PLACE_TAKEN.decode()
    exif.get_ifd(0x8825)[1] = "N"
    kept = photos.store(_photo((60, 40), exif=exif.tobytes()))
    assert (kept.width, kept.height) == (40, 60)
    for size in photos.SIZES:
        assert not _opened(kept.uuid, size).getexif()
        assert PLACE_TAKEN not in photos.open_photo(kept.uuid, size)


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [("PNG", "RGB", "red"), ("PNG", "RGBA", (255, 0, 0, 0)), ("PNG", "L", 9), ("PNG", "P", 0), ("PNG", "1", 1), ("PNG", "I;16", 9), ("WEBP", "RGBA", "red"), ("JPEG", "CMYK", (0, 0, 0, 0))],
)  # fmt: skip
def test_every_usual_kind_of_picture_is_taken(kind, mode, colour):
    kept = photos.store(_photo(kind=kind, mode=mode, colour=colour))
    assert _opened(kept.uuid).mode == "RGB"


def test_what_was_see_through_becomes_white():
    kept = photos.store(_photo(kind="PNG", mode="RGBA", colour=(255, 0, 0, 0)))
    assert _opened(kept.uuid).getpixel((5, 5)) == (255, 255, 255)


def test_a_file_on_the_disk_says_nothing_and_belongs_to_its_owner():
    kept = photos.store(_photo())
    path = photos._path(kept.uuid, 1920)
    assert path.parent.name == kept.uuid.hex[-2:]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"JFIF" not in path.read_bytes()


def test_files_cannot_be_swapped_or_changed():
    one, other = photos.store(_photo()), photos.store(_photo())
    path = photos._path(one.uuid, 1920)
    path.write_bytes(photos._path(other.uuid, 1920).read_bytes())
    with pytest.raises(PhotoMissing):
        photos.open_photo(one.uuid)
    path.write_bytes(photos._path(one.uuid, 320).read_bytes())
    with pytest.raises(PhotoMissing):
        photos.open_photo(one.uuid)


def test_a_deleted_photo_is_gone_in_both_sizes():
    kept = photos.store(_photo())
    photos.delete(kept.uuid)
    photos.delete(kept.uuid)
    for size in photos.SIZES:
        with pytest.raises(PhotoMissing):
            photos.open_photo(kept.uuid, size)
    with pytest.raises(PhotoMissing):
        photos.open_photo(uuid.UUID(int=1))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "unread"),
        (b"not a photo", "unread"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "heic"),
        (b"GIF89a" + bytes(50), "unread"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unread"),
        (_photo((600, 400)).getvalue()[:900], "unread"),
        (bytes(photos.LARGEST_FILE + 1), "too_large"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_remedy(content, fault):
    before = len(_files())
    with pytest.raises(PhotoError) as refused:
        photos.store(io.BytesIO(content))
    assert refused.value.fault == fault
    assert refused.value.remedy
    assert len(_files()) == before


@pytest.mark.parametrize("size", [(9000, 9000), (60_000, 6_000)])
def test_a_picture_that_unpacks_to_too_much_is_refused(size):
    bomb = _photo(size, kind="PNG", mode="1", colour=0)
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(PhotoError) as refused:
        photos.store(bomb)
    assert refused.value.fault == "too_many_pixels"


def test_a_full_disk_leaves_no_half_photo(monkeypatch):
    before = len(_files())
    real, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) > 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PhotoError) as refused:
        photos.store(_photo())
    assert refused.value.fault == "not_kept"
    assert len(_files()) == before


@given(st.integers(0, 2**32), st.sampled_from(["JPEG", "PNG", "WEBP"]))
@hypothesis_settings(max_examples=60)
def test_a_damaged_photo_is_kept_or_refused_and_never_breaks_asa(seed, kind):
    chance = random.Random(seed)
    content = bytearray(_photo((80, 50), kind).getvalue())
    for _ in range(chance.randrange(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        kept = photos.store(io.BytesIO(bytes(content)))
    except PhotoError:
        return
    assert photos.open_photo(kept.uuid)
