"""What kind of file something is, told from its first bytes and never from its name or what the sender says.

Knows no framework and no language: whoever refuses a kind chooses the words (``foundation.files`` does, for evidence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

import filetype

HEAD_BYTES = 8192  # enough for every signature below
TAIL_BYTES = 65536  # where a packed file lists what is in it


class Family(StrEnum):
    """Kinds that people see as one: a JPEG named ``.png`` is still a picture, a program named ``.pdf`` is a lie."""

    PDF = "pdf"
    IMAGE = "image"
    SVG = "svg"
    OFFICE = "office"
    MEDIA = "media"
    WEB = "web"
    TEXT = "text"
    ARCHIVE = "archive"
    PROGRAM = "program"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """``media_type`` as in IANA's register, ``extension`` with its dot (empty when unknown)."""

    media_type: str
    extension: str
    family: Family


UNKNOWN = Sniffed("application/octet-stream", "", Family.UNKNOWN)

_CSV, _PLAIN = Sniffed("text/csv", ".csv", Family.TEXT), Sniffed("text/plain", ".txt", Family.TEXT)
_SVG, _HTML = Sniffed("image/svg+xml", ".svg", Family.SVG), Sniffed("text/html", ".html", Family.WEB)

# Every extension whose meaning is beyond doubt. A name that is not here claims nothing.
_FAMILY_OF_EXTENSION: dict[str, Family] = {
    extension: family
    for family, extensions in {
        Family.PDF: ".pdf",
        Family.IMAGE: ".jpg .jpeg .jpe .jfif .png .gif .webp .bmp .tif .tiff .heic .heif .avif",
        Family.SVG: ".svg .svgz",
        Family.OFFICE: ".docx .doc .docm .odt .rtf .xlsx .xls .xlsm .ods .pptx .ppt .odp",
        Family.MEDIA: ".mp4 .m4v .mov .avi .webm .mkv .m4a .mp3 .wav .ogg .aac .flac .3gp",
        Family.WEB: ".html .htm .xhtml .js .mhtml",
        Family.TEXT: ".txt .csv .tsv .md .json .xml",
        Family.ARCHIVE: ".zip .rar .7z .gz .tar .tgz",
        Family.PROGRAM: ".exe .dll .msi .com .bat .cmd .scr .sh .ps1 .apk .jar",
    }.items()
    for extension in extensions.split()
}

# The brand that follows "ftyp" in the ISO base media format (ISO/IEC 14496-12, 4.3): one box, many kinds of file.
_BRANDS: dict[bytes, Sniffed] = {
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
        Sniffed("image/heic", ".heic", Family.IMAGE),
    ),
    **dict.fromkeys((b"avif", b"avis"), Sniffed("image/avif", ".avif", Family.IMAGE)),
    **dict.fromkeys((b"M4A ", b"M4B ", b"M4P "), Sniffed("audio/mp4", ".m4a", Family.MEDIA)),
    b"qt  ": Sniffed("video/quicktime", ".mov", Family.MEDIA),
}
_OTHER_BRAND = Sniffed("video/mp4", ".mp4", Family.MEDIA)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Names of the part that makes a packed file a document, as they stand in its table of contents (ECMA-376, part 2).
_MAIN_PARTS = (
    (re.compile(rb"word/document\d*\.xml"), Sniffed(_DOCX, ".docx", Family.OFFICE)),
    (re.compile(rb"xl/workbook\d*\.(?:xml|bin)"), Sniffed(_XLSX, ".xlsx", Family.OFFICE)),
    (re.compile(rb"ppt/presentation\d*\.xml"), Sniffed(_PPTX, ".pptx", Family.OFFICE)),
)
_MACROS = (b"vbaProject.bin", Sniffed("application/vnd.ms-office.macros", "", Family.OFFICE))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older packing of Microsoft: .doc and .xls, and what has a password

# Atomic and possessive on purpose: a pile of comments must not make the search run wild.
_PROLOGUE = rb"(?:<\?xml[^>]*>|(?><!--.*?-->)|<!doctype[^>]*>|\s)*+"
_MARKUP = re.compile(_PROLOGUE + rb"<(?:[a-z]+:)?([a-z0-9]+)", re.IGNORECASE | re.DOTALL)
_HTML_DOCTYPE = re.compile(rb"(?:(?><!--.*?-->)|\s)*+<!doctype\s+html", re.IGNORECASE | re.DOTALL)
_HTML_TAGS = frozenset(
    b"html head body script iframe style title meta link table form div span p a img h1 h2 h3 b br font embed".split()
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(head: bytes, tail: bytes = b"") -> Sniffed:
    """The kind of file that starts with ``head`` (its first ``HEAD_BYTES`` bytes, or all of it) and ends with ``tail``.

    Only a packed file needs its tail (``TAIL_BYTES``): there it says whether it is a Word document, a sheet or a ZIP.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x00")
    if start.startswith(b"%PDF-"):
        return Sniffed("application/pdf", ".pdf", Family.PDF)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], _OTHER_BRAND)
    if head.startswith((b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")):
        return Sniffed("application/x-executable", "", Family.PROGRAM)
    return _sniff_markup(start) or _sniff_office(head, tail) or _sniff_other(head)


def claimed_family(name: str) -> tuple[str, Family | None]:
    """The extension in a file's name (lower case, with its dot) and the family that it promises, if it promises any."""
    extension = PurePath(name.replace("\\", "/")).suffix.lower()
    return extension, _FAMILY_OF_EXTENSION.get(extension)


def _sniff_markup(start: bytes) -> Sniffed | None:
    if _HTML_DOCTYPE.match(start):
        return _HTML
    if not (tag := _MARKUP.match(start)):
        return None
    name = tag.group(1).lower()
    if name == b"svg":
        return _SVG
    return _HTML if name in _HTML_TAGS else Sniffed("application/xml", ".xml", Family.TEXT)


def _sniff_office(head: bytes, tail: bytes) -> Sniffed | None:
    if head.startswith(_OLE):
        return Sniffed("application/x-ole-storage", "", Family.OFFICE)
    if not head.startswith(b"PK\x03\x04"):
        return None
    content, (macros, with_macros) = head + tail, _MACROS
    if macros in content:
        return with_macros
    return next((kind for part, kind in _MAIN_PARTS if part.search(content)), None)


def _sniff_other(head: bytes) -> Sniffed:
    if guess := filetype.guess(head):
        return Sniffed(guess.mime, f".{guess.extension}", _family_of(guess.mime, guess.extension))
    return _sniff_text(head)


def _family_of(media_type: str, extension: str) -> Family:
    if media_type.startswith("image/"):
        return Family.IMAGE
    if media_type.startswith(("video/", "audio/")):
        return Family.MEDIA
    return _FAMILY_OF_EXTENSION.get(f".{extension}", Family.UNKNOWN)


def _sniff_text(head: bytes) -> Sniffed:
    """Text in UTF-8, UTF-16 with its mark, or an old one-byte set; a first line with separators makes it a table."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", errors="ignore")
    elif head and not _CONTROL.search(head):
        text = head.decode("utf-8", errors="replace")
    else:
        return UNKNOWN
    first_line = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    return _CSV if max(first_line.count(separator) for separator in ";,\t") >= 2 else _PLAIN
