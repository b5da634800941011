"""Film and sound are kept as they are: whole or refused, with their length where they tell it."""

import struct

import pytest

from foundation.errors import InvalidInput
from portfolio.reading import examine


def box(kind, content=b"", *, large=False):
    if large:
        return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content
    return struct.pack(">I4s", 8 + len(content), kind) + content


def movie_header(seconds, *, scale=1000, version=0):
    if version == 1:
        return box(b"mvhd", b"\x01\0\0\0" + struct.pack(">QQIQ", 0, 0, scale, round(seconds * scale)) + bytes(80))
    return box(b"mvhd", bytes(4) + struct.pack(">IIII", 0, 0, scale, round(seconds * scale)) + bytes(80))


def track(kind):
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(12))))


def film(*, header=None, tracks=(b"vide", b"soun"), brand=b"isom", more=b"", large=False):
    index = (movie_header(6) if header is None else header) + b"".join(map(track, tracks)) + more
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", index) + box(b"mdat", bytes(500), large=large)


@pytest.fixture
def look_at(tmp_path):
    def look(content, name="film.mp4"):
        path = tmp_path / name
        path.write_bytes(content)
        return examine(path, name=name)

    return look


def test_a_film_tells_its_length_and_has_no_pages_and_no_preview(look_at):
    seen = look_at(film())

    assert (seen.media_type, seen.duration_seconds, seen.kind) == ("video/mp4", 6, "work-product")
    assert (seen.page_count, seen.preview, seen.has_text, seen.signature) == (None, None, False, None)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (movie_header(90.4, version=1), 90),
        (movie_header(5.6, scale=44100), 6),
        (movie_header(0), None),  # a film in fragments, or one that does not say
        (movie_header(1, scale=0), None),
        (box(b"mvhd", bytes(4) + struct.pack(">IIII", 0, 0, 1, 0xFFFFFFFF)), None),
        (box(b"mvhd", b"\0"), None),
    ],
    ids=["long numbers", "rounded", "none", "no scale", "unknown", "cut short"],
)
def test_the_length_is_that_of_its_header_or_none(look_at, header, seconds):
    assert look_at(film(header=header)).duration_seconds == seconds


def test_a_film_with_sound_alone_is_sound(look_at):
    seen = look_at(film(tracks=(b"soun",)), "gesprek.mp4")

    assert (seen.media_type, seen.kind) == ("audio/mp4", "reflection")


def test_a_box_with_a_long_size_is_walked_too(look_at):
    assert look_at(film(large=True)).duration_seconds == 6


def test_a_film_that_tells_where_it_was_made_gets_a_remark(look_at):
    place = box(b"udta", box(b"\xa9xyz", b"+52.1-004.3/"))

    assert look_at(film(more=place)).warnings == ("media-has-location",)
    assert look_at(film()).warnings == ()


@pytest.mark.parametrize(
    "content",
    [
        film()[:-100],
        box(b"ftyp", b"isom" + bytes(4)),
        box(b"ftyp", b"isom" + bytes(4)) + struct.pack(">I4s", 4, b"moov") + bytes(50),
        box(b"ftyp", b"isom" + bytes(4)) + struct.pack(">I4sQ", 1, b"moov", 2**62) + bytes(50),
    ],
    ids=["cut short", "nothing in it", "a box smaller than its head", "a box larger than any disk"],
)
def test_a_film_that_is_not_whole_is_refused(look_at, content):
    with pytest.raises(InvalidInput) as caught:
        look_at(content)

    assert caught.value.code == "damaged"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"ID3\x04\0\0\0\0\0\0" + bytes(500), "gesprek.mp3", "audio/mpeg"),
        (b"OggS" + bytes(500), "gesprek.ogg", "audio/ogg"),
        (b"RIFF" + struct.pack("<I", 500) + b"WAVEfmt " + bytes(500), "gesprek.wav", "audio/x-wav"),
    ],
    ids=["mp3", "ogg", "wav"],
)
def test_other_sound_is_kept_without_a_length(look_at, content, name, media_type):
    seen = look_at(content, name)

    assert (seen.media_type, seen.duration_seconds, seen.kind) == (media_type, None, "reflection")
