"""Baking a credential into a picture and taking it out again: what comes out, and what is said when nothing does."""

import json
import struct
import zlib
from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import CredentialError
from credentials.core.limits import DEFAULT
from credentials.core.primitives.baking import (
    OPEN_BADGES_2,
    bake_png,
    bake_svg,
    sniff,
    unbake,
    unbake_png,
    unbake_svg,
)
from tests.require import shared

CREDENTIAL = '{"@context": ["https://www.w3.org/ns/credentials/v2"], "name": "Vakbekwaam – é 漢"}'
JWT = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6ZXhhbXBsZSJ9.c2lnbmF0dXJl"
SVG = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" data-note='a > b'>
  <circle cx="5" cy="5" r="4"/><text>\xc3\xa9</text>
</svg>
"""

# XML can't hold every character, and turns a carriage return into a newline.
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*extra: bytes, tail: bytes = b"") -> bytes:
    """A whole picture of one grey pixel, with extra chunks between its header and its data."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + data + chunk(b"IEND", b"") + tail


def code_of(data: bytes) -> str:
    with pytest.raises(CredentialError) as caught:
        unbake(data)
    return caught.value.code


@pytest.mark.parametrize("text", [CREDENTIAL, JWT])
def test_what_was_baked_into_a_png_comes_out_unchanged(text):
    assert unbake(bake_png(png(), text)) == text


@pytest.mark.parametrize("text", [CREDENTIAL, JWT, '{"a": "x ]]> y ]]>"}', '{"a": "<b attr=\'&amp;\'>"}'])
def test_what_was_baked_into_an_svg_comes_out_unchanged(text):
    assert unbake(bake_svg(SVG, text)) == text


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_without_nul_survives_a_png(text):
    if "\0" in text:
        with pytest.raises(CredentialError):
            bake_png(png(), text)
    else:
        assert unbake_png(bake_png(png(), text)) == text


@given(XML_TEXT.filter(str.strip))
def test_any_text_that_xml_can_hold_survives_an_svg(text):
    assert unbake_svg(bake_svg(SVG, text)) == text.strip()


def test_a_png_holds_one_uncompressed_itxt_chunk_right_behind_its_header_and_nothing_else_changes():
    plain = png(chunk(b"tEXt", b"Title\0medal"), tail=b"tail")

    baked = bake_png(plain, CREDENTIAL)

    added = chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + CREDENTIAL.encode())
    header_end = 8 + 12 + 13
    assert baked == plain[:header_end] + added + plain[header_end:]


def test_baking_a_png_again_replaces_the_earlier_credential():
    assert bake_png(bake_png(png(), '{"old": 1}'), CREDENTIAL) == bake_png(png(), CREDENTIAL)


def test_baking_an_svg_again_replaces_the_earlier_credential_in_either_form():
    for earlier in ('{"old": "]]>"}', JWT):
        assert bake_svg(bake_svg(SVG, earlier), CREDENTIAL) == bake_svg(SVG, CREDENTIAL)


def test_the_drawing_of_an_svg_stays_byte_for_byte():
    baked = bake_svg(SVG, CREDENTIAL)

    root_end = SVG.index(b"data-note='a > b'>") + len(b"data-note='a > b'>")
    assert baked.endswith(SVG[root_end:])
    assert baked.startswith(SVG[: SVG.index(b"<svg")])
    root = ElementTree.fromstring(baked)
    assert root.attrib == ElementTree.fromstring(SVG).attrib
    assert root[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"


@pytest.mark.parametrize(
    "drawing",
    [
        b"<svg/>",
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" />',
        b'<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><g/></svg>',
        b'<svg xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="x"/></svg>',
        b"\xef\xbb\xbf<svg></svg>",
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg></svg>',
    ],
)
def test_every_way_to_begin_an_svg_can_be_baked(drawing):
    assert unbake(bake_svg(drawing, CREDENTIAL)) == CREDENTIAL
    assert unbake(bake_svg(bake_svg(drawing, JWT), CREDENTIAL)) == CREDENTIAL


def test_a_drawing_in_another_encoding_can_be_read_but_not_baked():
    baked = bake_svg(b"<svg></svg>", CREDENTIAL).decode().encode("utf-16")
    assert unbake_svg(baked) == CREDENTIAL

    for drawing in ("<svg></svg>".encode("utf-16"), b'<?xml version="1.0" encoding="ISO-8859-1"?><svg>\xe9</svg>'):
        with pytest.raises(CredentialError) as caught:
            bake_svg(drawing, CREDENTIAL)
        assert caught.value.code == "not-bakeable"


@pytest.mark.parametrize("text", ["", "  ", '{"a": "\ud800"}', '{"a": "\0"}'])
def test_a_text_that_a_picture_cannot_carry_is_refused(text):
    for bake, picture in ((bake_png, png()), (bake_svg, SVG)):
        with pytest.raises(CredentialError) as caught:
            bake(picture, text)
        assert caught.value.code == "not-bakeable"


def test_a_compressed_chunk_of_another_issuer_is_read():
    packed = b"openbadgecredential\0\x01\0nl\0Erkenning\0" + zlib.compress(CREDENTIAL.encode())
    assert unbake(png(chunk(b"iTXt", packed))) == CREDENTIAL


def test_a_compressed_chunk_stops_at_the_limit():
    packed = b"openbadgecredential\0\x01\0\0\0" + zlib.compress(b" " * 60_000_000)
    assert code_of(png(chunk(b"iTXt", packed))) == "too-large"


def test_a_file_over_the_limit_is_not_read(monkeypatch):
    monkeypatch.setattr("credentials.core.primitives.baking.MAX_FILE_BYTES", 40)
    assert code_of(png()) == "too-large"


def test_a_credential_over_the_limit_is_not_read():
    big = b'{"a": "' + b"x" * DEFAULT.max_bytes + b'"}'
    assert code_of(big) == "too-large"


def test_two_badges_in_one_picture_are_refused():
    one = chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + CREDENTIAL.encode())
    assert code_of(png(one, one)) == "baked-twice"

    element = b'<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0"%s>%s</o:credential>'
    assert code_of(b"<svg>" + element % (b"", b"{}") * 2 + b"</svg>") == "baked-twice"
    assert code_of(b"<svg>" + element % (b' verify="%s"' % JWT.encode(), b"{}") + b"</svg>") == "baked-twice"


OLD_BADGE = '{"id": "https://example.org/1?a=1&b=<2>", "type": "Assertion"}'
OLD_ADDRESS = "https://example.org/1?a=1&b=2"


@pytest.mark.parametrize("text", [OLD_BADGE, JWT, OLD_ADDRESS])
@pytest.mark.parametrize(("bake", "picture"), [(bake_png, png()), (bake_svg, SVG)], ids=["png", "svg"])
def test_every_form_of_an_open_badge_2_comes_out_unchanged(bake, picture, text):
    assert unbake(bake(picture, text, edition=OPEN_BADGES_2)) == text


def test_an_open_badge_2_stands_where_its_readers_look():
    assert chunk(b"iTXt", b"openbadges\0\0\0\0\0" + OLD_BADGE.encode()) in bake_png(
        png(), OLD_BADGE, edition=OPEN_BADGES_2
    )

    (element, *_drawing) = ElementTree.fromstring(bake_svg(SVG, OLD_BADGE, edition=OPEN_BADGES_2))
    assert element.tag == "{http://openbadges.org}assertion"
    assert element.attrib == {"verify": json.loads(OLD_BADGE)["id"]}
    assert element.text == OLD_BADGE


@pytest.mark.parametrize("text", ["{", '{"type": "Assertion"}'])
def test_an_open_badge_2_without_an_address_cannot_be_put_in_an_svg(text):
    with pytest.raises(CredentialError) as caught:
        bake_svg(SVG, text, edition=OPEN_BADGES_2)
    assert caught.value.code == "not-bakeable"


@pytest.mark.parametrize(("bake", "picture"), [(bake_png, png()), (bake_svg, SVG)], ids=["png", "svg"])
def test_baking_replaces_a_badge_of_the_other_edition_too(bake, picture):
    newer, older = bake(picture, CREDENTIAL), bake(picture, OLD_BADGE, edition=OPEN_BADGES_2)

    for again, expected in ((bake(older, CREDENTIAL), CREDENTIAL), (bake(newer, "x:y", edition=OPEN_BADGES_2), "x:y")):
        assert unbake(again) == expected
        assert b"openbadgecredential" not in again or b"openbadges\0" not in again
        assert again.count(b"<openbadges:") <= 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (png(chunk(b"iTXt", b"openbadges\0\0\0\0\0{}")), "{}"),
        (png(chunk(b"tEXt", b"openbadges\0https://example.org/1")), "https://example.org/1"),
        (png(chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(b"https://example.org/1"))), "https://example.org/1"),
        (
            b'<svg xmlns:o="http://openbadges.org"><o:assertion verify="https://x.example/1"/></svg>',
            "https://x.example/1",
        ),
        (
            b'<svg xmlns:o="http://openbadges.org"><o:assertion verify="https://x.example/1">{}</o:assertion></svg>',
            "{}",
        ),
    ],
    ids=["png-itxt", "png-text", "png-ztxt", "svg-address", "svg-address-and-json"],
)
def test_an_open_badge_2_of_another_issuer_is_read(data, text):
    assert unbake(data) == text


def test_of_a_badge_of_each_edition_the_newer_counts():
    old, new = chunk(b"iTXt", b"openbadges\0\0\0\0\0{}"), chunk(b"tEXt", b"openbadgecredential\0" + JWT.encode())
    assert unbake(png(old, new)) == unbake(png(new, old)) == JWT

    old, new = (
        b'<a:assertion xmlns:a="http://openbadges.org">{}</a:assertion>',
        b'<b:credential xmlns:b="%s">%s</b:credential>',
    )
    new %= b"https://purl.imsglobal.org/ob/v3p0", JWT.encode()
    assert unbake(b"<svg>" + old + new + b"</svg>") == JWT


def test_two_open_badges_2_in_one_picture_are_refused():
    one = chunk(b"tEXt", b"openbadges\0https://example.org/1")
    assert code_of(png(one, one)) == "baked-twice"

    signed = b'<o:assertion xmlns:o="http://openbadges.org" verify="%s">{}</o:assertion>' % JWT.encode()
    assert code_of(b"<svg>" + signed + b"</svg>") == "baked-twice"


@pytest.mark.parametrize(
    "data", [png(), png(chunk(b"tEXt", b"Title\0x")), SVG, b"", b" \n", b"<svg><openbadge/></svg>"]
)
def test_a_picture_without_a_badge_is_called_that(data):
    assert code_of(data) == "not-a-badge"


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a",
        b"%PDF-1.7",
        b"<!DOCTYPE html><html><svg/></html>",
        b"<html>",
        b"plain words",
        b"\xff\xd8\xff\xe0",
        b"[1]",
    ],
)
def test_what_can_hold_no_badge_is_refused_as_unknown(data):
    assert code_of(data) == "unknown-kind"


def test_a_cut_off_picture_is_called_cut_off_wherever_it_is_cut():
    baked = bake_png(png(), CREDENTIAL)
    assert {code_of(baked[:length]) for length in range(1, len(baked))} == {"truncated"}

    drawn = bake_svg(SVG, CREDENTIAL).rstrip()
    start = drawn.index(b"viewBox")
    assert {code_of(drawn[:length]) for length in range(start, len(drawn))} == {"truncated"}


def test_one_changed_byte_anywhere_in_a_png_never_gives_another_credential():
    baked = bake_png(png(), CREDENTIAL)
    for position in range(len(baked)):
        changed = bytearray(baked)
        changed[position] ^= 0x01
        with pytest.raises(CredentialError):
            unbake(bytes(changed))


def test_a_damaged_picture_stays_damaged_when_it_is_baked():
    """Baking copies the picture without computing its checksums: who reads the badge must notice still."""
    picture = png().replace(zlib.compress(b"\0\x80"), zlib.compress(b"\0\x81"))
    assert code_of(bake_png(picture, CREDENTIAL)) == "damaged"


@pytest.mark.parametrize("length", [20, 40, len(png()) - 5])
def test_a_cut_off_picture_cannot_be_baked(length):
    with pytest.raises(CredentialError) as caught:
        bake_png(png()[:length], CREDENTIAL)
    assert caught.value.code == "truncated"


def test_a_changed_text_whose_checksum_was_left_is_called_damaged():
    assert code_of(bake_png(png(), CREDENTIAL).replace(b"Vakbekwaam", b"Vakbekwaan")) == "damaged"


@pytest.mark.parametrize(
    "svg",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        b"<!DOCTYPE svg [ ]><svg></svg>",
        b"<!DOCTYPE svg [<!ATTLIST svg width CDATA '1'>]><svg></svg>",
    ],
)
def test_an_svg_with_entities_or_its_own_document_type_is_refused(svg):
    assert code_of(svg) == "unsafe-svg"


def test_an_svg_that_is_not_well_formed_is_called_malformed():
    assert code_of(b"<svg><g></svg>") == "malformed"
    assert code_of(b"<svg>&unknown;</svg>") == "malformed"
    assert code_of(b'<?xml version="1.0" encoding="klingon"?><svg></svg>') == "malformed"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(), "png"),
        (SVG, "svg"),
        (b"\xef\xbb\xbf {}", "json"),
        (JWT.encode() + b"\n", "jwt"),
        (b"a.b.c", None),
        (b"<svgx/>", None),
        (b"", None),
    ],
)
def test_a_file_is_told_by_its_bytes(data, kind):
    assert sniff(data) == kind


def test_json_and_jwt_files_give_their_text():
    assert unbake(b"\xef\xbb\xbf" + CREDENTIAL.encode() + b"\n") == CREDENTIAL
    assert unbake(JWT.encode() + b"\r\n") == JWT
    assert code_of(b'{"a": "\xff"}') == "malformed"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"<svg>", b"<svg ", b"{", b'<?xml version="1.0"?>']),
)
def test_any_bytes_give_a_text_or_a_credential_error(data, start):
    with suppress(CredentialError):
        assert isinstance(unbake(start + data), str)


@given(st.sampled_from([bake_png(png(), CREDENTIAL), bake_svg(SVG, CREDENTIAL), bake_svg(SVG, JWT)]), st.data())
def test_a_mutated_badge_gives_a_text_or_a_credential_error(baked, data):
    start = data.draw(st.integers(0, len(baked)))
    end = data.draw(st.integers(start, len(baked)))
    mutated = baked[:start] + data.draw(st.binary(max_size=12)) + baked[end:]

    with suppress(CredentialError):
        assert isinstance(unbake(mutated), str)
    for bake in (bake_png, bake_svg):
        with suppress(CredentialError):
            assert isinstance(bake(mutated, CREDENTIAL), bytes)


@pytest.mark.shared
def test_the_sample_badges_of_others_are_read():
    samples = shared("specs/samples")
    for name in ("simple-json.png", "simple-json.svg"):
        assert unbake((samples / "ob30" / name).read_bytes()).startswith("{")
    for name in ("simple-jwt.png", "simple-jwt.svg"):
        assert sniff(unbake((samples / "ob30" / name).read_bytes()).encode()) == "jwt"
    for name in ("ob20/simple-badge.png", "bakery/baked_heart.png"):
        assert json.loads(unbake((samples / name).read_bytes()))["recipient"]
    assert code_of((samples / "bakery/public_domain_heart.png").read_bytes()) == "not-a-badge"


@pytest.mark.shared
def test_a_sample_picture_keeps_its_bytes_when_baked():
    heart = shared("specs/samples/bakery/public_domain_heart.png").read_bytes()
    baked = bake_png(heart, CREDENTIAL)
    assert unbake(baked) == CREDENTIAL
    assert baked[:33] == heart[:33]
    assert baked.endswith(heart[33:])
