"""Files are told by their content, refused with advice, and kept whole under their sha256."""

import hashlib
import io
import os
import time
import uuid
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from foundation.errors import InvalidInput, NotFound
from foundation.files import SHEET_TYPE, WORD_TYPE, FileStore, require_evidence_file, sha256_of
from foundation.sniffing import HEAD_BYTES, TAIL_BYTES, Family, sniff

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PROGRAM = b"MZ\x90\x00" + b"\x00" * 60
HTML = b"<!-- hello --><!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00isomiso2"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
LOCKED_OFFICE = OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


def packed(*names: str) -> bytes:
    """A ZIP with parts of these names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return target.getvalue()


DOCX, XLSX = packed("[Content_Types].xml", "word/document.xml"), packed("xl/workbook.xml")


@pytest.fixture
def on_disk(tmp_path):
    def write(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "media_type", "family"),
    [
        (PDF, "application/pdf", Family.PDF),
        (b"\xef\xbb\xbf\n" + PDF, "application/pdf", Family.PDF),
        (PNG, "image/png", Family.IMAGE),
        (JPEG, "image/jpeg", Family.IMAGE),
        (HEIC, "image/heic", Family.IMAGE),
        (packed("[Content_Types].xml", "word/document.xml"), WORD_TYPE, Family.OFFICE),
        (packed("word/document2.xml", "a" * 9000), WORD_TYPE, Family.OFFICE),
        (packed("xl/workbook.xml"), SHEET_TYPE, Family.OFFICE),
        (packed("word/document.xml", "word/vbaProject.bin"), "application/vnd.ms-office.macros", Family.OFFICE),
        (packed("../../etc/passwd"), "application/zip", Family.ARCHIVE),
        (MP4, "video/mp4", Family.MEDIA),
        (M4A, "audio/mp4", Family.MEDIA),
        (SVG, "image/svg+xml", Family.SVG),
        (HTML, "text/html", Family.WEB),
        (b"  <script>alert(1)</script>", "text/html", Family.WEB),
        (PROGRAM, "application/x-executable", Family.PROGRAM),
        (b"#!/bin/sh\nrm -rf .\n", "application/x-executable", Family.PROGRAM),
        (b"datum;werkproces;taak\n", "text/csv", Family.TEXT),
        ("één regel tekst".encode("cp1252"), "text/plain", Family.TEXT),
        (b"\x00\x01\x02\x03" * 9, "application/octet-stream", Family.UNKNOWN),
    ],
)
def test_content_tells_what_a_file_is(content, media_type, family):
    found = sniff(content[:HEAD_BYTES], content[-TAIL_BYTES:])

    assert (found.media_type, found.family) == (media_type, family)


def test_a_page_that_hides_a_pdf_header_is_a_page():
    assert sniff(b"<html>" + PDF).family is Family.WEB


def test_a_pile_of_comments_does_not_make_the_sniffing_run_wild():
    started = time.monotonic()

    sniff(b"<!---->" * 1100 + b"<!")

    assert time.monotonic() - started < 0.5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.png", PNG),
        ("a.jpg", PNG),
        ("a.png", JPEG),
        ("no-extension", PDF),
        ("foto.heic", HEIC),
        ("foto.jpg", HEIC),
        ("film.mp4", MP4),
        ("film.mov", MP4),
        ("gesprek.m4a", M4A),
        ("brief.docx", DOCX),
    ],
)
def test_evidence_is_a_document_a_picture_film_or_sound_whatever_it_is_called(on_disk, name, content):
    assert require_evidence_file(on_disk(content), name=name).media_type == sniff(content, content).media_type


@pytest.mark.parametrize(
    ("name", "content", "code", "advice"),
    [
        ("leeg.pdf", b"", "empty", "empty"),
        ("programma.pdf", PROGRAM, "type-mismatch", "not a PDF file"),
        ("brief.pdf", b"PK\x03\x04" + b"\x00" * 60, "type-mismatch", ".pdf"),
        ("foto.pdf", PNG, "type-mismatch", "not a PDF file"),
        ("webpagina.png", HTML, "type-mismatch", "not a picture"),
        ("schema.png", SVG, "type-mismatch", "not a picture"),
        ("scan.jpg", PDF, "type-mismatch", ".jpg"),
        ("brief.docx", PDF, "type-mismatch", ".docx"),
        ("schema.svg", SVG, "type-not-allowed", "SVG"),
        ("pagina.html", HTML, "type-not-allowed", "PDF"),
        ("spel.exe", PROGRAM, "type-not-allowed", "program"),
        ("brief.docx", PROGRAM, "type-not-allowed", "program"),
        ("log.csv", b"a;b;c\n1;2;3\n", "type-not-allowed", "practice log"),
        ("plaatje.gif", b"GIF89a" + b"\x00" * 60, "type-not-allowed", "JPEG or PNG"),
        ("film.mp4", PNG, "type-mismatch", ".mp4"),
        ("film.avi", b"RIFF\x00\x00\x00\x00AVI LIST" + b"\x00" * 60, "type-not-allowed", "MP4"),
        ("brief.docx", b"PK\x03\x04" + b"\x00" * 60, "damaged", "office file"),
        ("brief.docx", LOCKED_OFFICE, "encrypted", "password"),
        ("brief.doc", OLE, "type-not-allowed", "office file"),
        ("brief.docm", packed("word/document.xml", "word/vbaProject.bin"), "type-not-allowed", "macros"),
        ("log.xlsx", XLSX, "type-not-allowed", "practice log"),
        ("alles.zip", packed("../../etc/passwd"), "type-not-allowed", "Unpack"),
        ("iets", b"\x00\x01\x02\x03" * 9, "type-not-allowed", "PDF, Word"),
    ],
)
def test_other_files_are_refused_with_a_sentence_that_says_what_to_do(on_disk, name, content, code, advice):
    with translation.override("en"), pytest.raises(InvalidInput) as caught:
        require_evidence_file(on_disk(content), name=name)

    assert caught.value.code == code
    with translation.override("en"):
        assert advice in str(caught.value)


def test_a_file_over_the_limit_is_refused_before_it_is_read(on_disk):
    with pytest.raises(InvalidInput) as caught:
        require_evidence_file(on_disk(PDF + b"x" * 2_000_000), name="a.pdf", limit_bytes=1024 * 1024)

    assert caught.value.code == "too-large"
    assert "1 MB" in str(caught.value)


def test_film_and_sound_have_a_limit_of_their_own(on_disk):
    path = on_disk(MP4 + b"x" * 2_000_000)

    assert require_evidence_file(path, name="a.mp4", limit_bytes=1024 * 1024).family is Family.MEDIA
    with pytest.raises(InvalidInput) as caught:
        require_evidence_file(path, name="a.mp4", media_limit_bytes=1024 * 1024)
    assert caught.value.code == "too-large"


def test_the_sha256_of_a_stream_and_of_a_path_is_that_of_the_bytes(on_disk):
    content = os.urandom(700_000)

    assert sha256_of(on_disk(content)) == sha256_of(io.BytesIO(content)) == hashlib.sha256(content).hexdigest()


# --- the store ----------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "files")


def everything_in(store):
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_what_is_put_can_be_opened_under_its_sha256(store):
    owner, content = uuid.uuid4(), os.urandom(600_000)

    stored = store.put(owner, io.BytesIO(content))

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert store.exists(owner, stored.sha256)
    with store.open(owner, stored.sha256) as stream:
        assert stream.read() == content
    assert everything_in(store) == [stored.sha256]


def test_the_same_bytes_are_kept_once_and_never_written_over(store, on_disk):
    owner = uuid.uuid4()
    first = store.put(owner, io.BytesIO(b"same"))
    before = store.path(owner, first.sha256).stat()

    second = store.put(owner, on_disk(b"same"))

    after = store.path(owner, second.sha256).stat()
    assert (first, before.st_ino, before.st_mtime_ns) == (second, after.st_ino, after.st_mtime_ns)


def test_one_owner_cannot_see_what_another_has(store):
    stored = store.put(uuid.uuid4(), io.BytesIO(b"mine"))
    stranger = uuid.uuid4()

    assert not store.exists(stranger, stored.sha256)
    with pytest.raises(NotFound):
        store.open(stranger, stored.sha256)


@pytest.mark.parametrize("sha256", ["", "..", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_sha256_can_be_asked_for(store, sha256):
    owner = uuid.uuid4()
    store.put(owner, io.BytesIO(b"x"))

    assert not store.exists(owner, sha256)
    with pytest.raises(NotFound):
        store.path(owner, sha256)


def test_nothing_half_written_stays_when_the_sender_stops(store):
    class Broken(io.RawIOBase):
        def __init__(self):
            self.left = 3

        def read(self, size=-1):
            self.left -= 1
            if self.left < 0:
                raise ConnectionResetError
            return b"x" * 1000

    with pytest.raises(ConnectionResetError):
        store.put(uuid.uuid4(), Broken())

    assert everything_in(store) == []


def test_nothing_stays_of_a_body_that_is_longer_than_allowed(store):
    with pytest.raises(InvalidInput) as caught:
        store.put(uuid.uuid4(), io.BytesIO(b"x" * 3_000_000), limit_bytes=1024 * 1024)

    assert caught.value.code == "too-large"
    assert everything_in(store) == []


def test_what_a_killed_process_left_behind_is_swept_up_later(store):
    incoming = store.root / ".incoming"
    incoming.mkdir(parents=True)
    abandoned, busy = incoming / "abandoned", incoming / "busy"
    for path in (abandoned, busy):
        path.write_bytes(b"half")
    long_ago = time.time() - 3 * 24 * 3600
    os.utime(abandoned, (long_ago, long_ago))

    stored = store.put(uuid.uuid4(), io.BytesIO(b"whole"))

    assert everything_in(store) == sorted(["busy", stored.sha256])
