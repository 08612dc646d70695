"""Films are kept sealed and read piece by piece."""

import io
from pathlib import Path

import pytest
from django.conf import settings

from asa.common import crypto, videos

MP4 = b"\x00\x00\x00\x18ftypmp42"
PIECE = 256 * 1024


def film(size=0, start=MP4):
    """A file that begins like a film; its bytes differ from place to place."""
    rest = bytes(range(251)) * (max(size - len(start), 0) // 251 + 1)
    return start + rest[: max(size - len(start), 0)]


def kept(content):
    return videos.store(io.BytesIO(content))


def read(stored, first, last):
    return b"".join(videos.read(stored.uuid, first, last))


@pytest.mark.parametrize("size", [12, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17])
def test_a_film_comes_back_as_it_was(size):
    content = film(size)
    stored = kept(content)
    assert (stored.size, stored.kind) == (size, "video/mp4")
    assert read(stored, 0, size - 1) == content


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0, 0),
        (5, 9),
        (PIECE - 1, PIECE),
        (PIECE, PIECE),
        (10, 2 * PIECE + 3),
        (3 * PIECE, 3 * PIECE + 16),
    ],
)
def test_a_part_is_read_without_the_rest(first, last):
    content = film(3 * PIECE + 17)
    assert read(kept(content), first, last) == content[first : last + 1]


def test_nothing_on_the_disk_can_be_read_or_swapped():
    content = film(2 * PIECE)
    one, other = kept(content), kept(content)
    folder = Path(settings.ASA_DATA_DIR) / "media"
    paths = [folder / stored.uuid.hex[-2:] / f"{stored.uuid}-video" for stored in (one, other)]
    assert content[100:200] not in paths[0].read_bytes()
    paths[0].write_bytes(paths[1].read_bytes())
    with pytest.raises(crypto.CannotDecryptError):
        read(one, 0, 10)


def test_webm_is_known_too():
    assert kept(film(50, b"\x1a\x45\xdf\xa3")).kind == "video/webm"


@pytest.mark.parametrize(
    ("content", "fault"), [(b"", "not_a_video"), (b"%PDF-1.7 is no film", "not_a_video")]
)
def test_what_is_no_film_is_refused(content, fault):
    with pytest.raises(videos.VideoError) as refused:
        kept(content)
    assert refused.value.fault == fault


def test_a_film_that_is_too_large_is_refused_before_it_is_written(monkeypatch):
    monkeypatch.setattr(videos, "LARGEST_FILE", 1000)
    assert kept(film(1000)).size == 1000
    with pytest.raises(videos.VideoError) as refused:
        kept(film(1001))
    assert refused.value.fault == "too_large"


def test_a_film_that_was_taken_away_is_not_there():
    stored = kept(film(100))
    assert videos.is_there(stored.uuid)
    videos.delete(stored.uuid)
    assert not videos.is_there(stored.uuid)
