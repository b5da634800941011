"""A ZIP that somebody made to harm: each is refused with its own sentence, and nothing of it stays."""

from __future__ import annotations

import hashlib
import json
import stat
import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from foundation.errors import InvalidInput
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from portfolio.services.files import store
from portfolio.services.items import add_item
from portfolio.taking_along import export_portfolio, import_portfolio
from portfolio.taking_along.plain import as_bytes
from tests.factories.people import PersonFactory
from tests.unit.portfolio.taking_along.travelling import (
    entries_of,
    exported,
    rewritten,
    rows_and_files,
    with_document,
)

pytestmark = pytest.mark.django_db


def picture(colour="red", size=(40, 30)):
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def owner():
    owner = PersonFactory()
    item = add_item(owner, kind="work_product", title="Foto van het plein", by=owner)
    portfolio.add_file(item.pk, stream=BytesIO(picture()), name="plein.png", by=owner)
    return owner


@pytest.fixture
def other():
    return PersonFactory()


def refused(archive, other):
    """The code of the refusal; nothing was added, in the database or in the store."""
    before = rows_and_files(other)
    with pytest.raises(InvalidInput) as caught:
        import_portfolio(archive, to=other, by=other)
    assert rows_and_files(other) == before
    assert str(caught.value.message)
    return caught.value.code


def with_entry(archive, name, data=b"x", *, mode=0o100644, packed=zipfile.ZIP_STORED):
    target = BytesIO(archive.getvalue())
    with zipfile.ZipFile(target, "a") as opened:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = packed
        opened.writestr(entry, data)
    target.seek(0)
    return target


@pytest.mark.parametrize(
    "data", [b"", b"geen zip", b"PK\x03\x04" + b"\0" * 100, b"%PDF-1.7\n"], ids=["empty", "text", "torn", "pdf"]
)
def test_what_is_no_zip_is_refused(other, data):
    assert refused(BytesIO(data), other) == "taking-along.no-export"


def test_a_zip_of_something_else_is_refused(other):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("index.html", "x")
    assert refused(target, other) == "taking-along.no-export"


@pytest.mark.parametrize(
    "name",
    ["../../etc/cron.d/x", "/etc/passwd", "..\\x", "C:\\x", "files/../../x", "files/x\0y"],
    ids=["up", "absolute", "backslash", "drive", "inside", "null"],
)
def test_a_name_that_leads_elsewhere_is_refused(owner, other, name):
    archive = with_entry(exported(owner), name.replace("\0", "!"))
    if "\0" in name:  # the library writes no such name itself
        archive = BytesIO(archive.getvalue().replace(b"files/x!y", b"files/x\0y"))
    assert refused(archive, other) == "taking-along.path"


def test_a_link_to_another_file_is_refused(owner, other):
    archive = with_entry(exported(owner), "files/" + "a" * 64, b"/etc/passwd", mode=stat.S_IFLNK | 0o777)
    assert refused(archive, other) == "taking-along.link"


def test_a_file_that_is_no_part_of_an_export_is_refused(owner, other):
    assert refused(with_entry(exported(owner), "virus.exe"), other) == "taking-along.stranger"


def test_what_becomes_far_larger_than_it_was_is_refused(owner, other):
    archive = with_entry(exported(owner), "files/" + "b" * 64, b"\0" * 50_000_000, packed=zipfile.ZIP_DEFLATED)

    tracemalloc.start()
    code = refused(archive, other)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == "taking-along.bomb"
    assert peak < 20_000_000


def test_entries_that_share_their_bytes_are_refused(owner, other):
    """Many entries of one kernel: the ZIP is small, what comes out is not."""
    data = exported(owner).getvalue()
    with zipfile.ZipFile(BytesIO(data)) as opened:
        entry = max(opened.infolist(), key=lambda each: each.file_size)
        start = opened.start_dir
    record = data[start:-22]
    at = record.index(entry.filename.encode()) - 46
    one = record[at : at + 46 + len(entry.filename)]
    sized = bytearray(one[:46])
    struct.pack_into("<H", sized, 28, 70)  # the length of a name
    more = b"".join(bytes(sized) + f"files/{number:064x}".encode() for number in range(2000))
    directory = record + more
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(directory), start, 0)
    assert refused(BytesIO(data[:start] + directory + end), other) == "taking-along.bomb"


def test_a_list_of_entries_that_would_fill_the_memory_is_not_read(other):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFE, 0xFFFE, 900_000_000, 0, 0)
    assert refused(BytesIO(b"\0" * 1000 + end), other) == "taking-along.too-much"


def test_a_file_that_was_changed_on_the_way_is_refused(owner, other):
    def swap(entries):
        name = next(name for name in entries if name.startswith("files/"))
        entries[name] = picture("blue")
        found = json.loads(entries["portfolio.json"])
        found["items"][0]["files"][0]["size"] = len(entries[name])
        entries["portfolio.json"] = as_bytes(found)

    assert refused(rewritten(exported(owner), swap), other) == "taking-along.changed"


def test_a_file_that_is_missing_is_refused(owner, other):
    def drop(entries):
        del entries[next(name for name in entries if name.startswith("files/"))]

    assert refused(rewritten(exported(owner), drop), other) == "taking-along.incomplete"


def test_a_file_that_no_upload_would_get_past_is_refused(owner, other):
    """The door of an upload holds for an import too: a web page under the name of a photo."""
    page = b"<!doctype html><script>alert(1)</script>"

    def swap(entries):
        name = next(name for name in entries if name.startswith("files/"))
        del entries[name]
        sha256 = hashlib.sha256(page).hexdigest()
        entries[f"files/{sha256}"] = page
        found = json.loads(entries["portfolio.json"])
        found["items"][0]["files"][0] |= {"sha256": sha256, "size": len(page)}
        entries["portfolio.json"] = as_bytes(found)

    assert refused(rewritten(exported(owner), swap), other) == "type-mismatch"


def _set(path, value):
    def change(document):
        place = document
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_set(["items", 0, "title"], ""), "taking-along.schema"),
        (_set(["items", 0, "title"], "x" * 301), "taking-along.schema"),
        (_set(["items", 0, "admin"], True), "taking-along.schema"),
        (_set(["items", 0, "kind"], "koninkrijk"), "portfolio.unknown-kind"),
        (_set(["items", 0, "period_from"], "2026-02-31"), "taking-along.date"),
        (_set(["items", 0, "created_at"], "2026-02-31T10:00:00.000000+00:00"), "taking-along.date"),
        (_set(["items", 0, "files", 0, "size"], 2**39), "taking-along.incomplete"),
        (_set(["version"], 2), "taking-along.version"),
        (lambda document: document["items"].append(document["items"][0]), "taking-along.damaged"),
    ],
    ids=["no-title", "long-title", "unknown-field", "kind", "day", "moment", "size", "version", "twice"],
)
def test_a_document_that_is_not_as_it_should_be_is_refused(owner, other, change, code):
    assert refused(with_document(exported(owner), change), other) == code


@pytest.mark.parametrize(
    "data",
    [b"{", b"\xff\xfe", b"[" * 200_000, b'{"format": NaN}', b'"' + b"1" * 100],
    ids=["torn", "no-text", "deep", "nan", "open"],
)
def test_a_document_that_is_no_json_is_refused(owner, other, data):
    archive = rewritten(exported(owner), lambda entries: entries.__setitem__("portfolio.json", data))
    assert refused(archive, other) == "taking-along.json"


def test_more_than_the_person_has_room_for_is_refused(owner, other, settings):
    archive = exported(owner)
    settings.ERKEND_MAX_PERSON_BYTES = 10
    assert refused(archive, other) == "portfolio.full"


def test_a_failure_in_the_middle_takes_everything_back(owner, other):
    """The first item is fine and has a file, the second can't be: neither stays."""
    add_item(owner, kind="work_product", title="Tweede", by=owner)
    archive = with_document(exported(owner), _set(["items", 1, "kind"], "koninkrijk"))

    assert refused(archive, other) == "portfolio.unknown-kind"


def test_what_the_person_has_already_is_not_written_over(owner, other):
    import_portfolio(exported(owner), to=other, by=other)
    mine = other.evidence.get()
    portfolio.change_item(mine.pk, title="Mijn titel", by=other)

    import_portfolio(with_document(exported(owner), _set(["items", 0, "title"], "Andere titel")), to=other, by=other)

    assert other.evidence.get().title == "Mijn titel"


def test_memory_stays_flat_whatever_the_size_of_the_files(owner, tmp_path):
    """Copying 60 MB takes no more memory than a few pieces of a file."""
    big = store().put(owner.pk, BytesIO(b"0123456789abcdef" * 3_750_000))
    EvidenceFile.objects.filter(owner=owner).update(sha256=big.sha256, size=big.size)

    with (tmp_path / "out.zip").open("w+b") as target:
        tracemalloc.start()
        export_portfolio(owner, target, by=owner)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert target.tell() > 60_000_000
    assert peak < 8_000_000


def test_taking_in_a_large_file_keeps_memory_flat_too(owner, other, tmp_path):
    noise = picture(size=(40, 30)) + b"\0" * 20_000_000  # a picture, with a long tail that no reader looks at
    item = owner.evidence.get()
    portfolio.add_file(item.pk, stream=BytesIO(noise), name="groot.png", by=owner)
    with (tmp_path / "out.zip").open("w+b") as target:
        export_portfolio(owner, target, by=owner)
        tracemalloc.start()
        import_portfolio(target, to=other, by=other)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8_000_000
    assert len(entries_of(exported(other))) == len(entries_of(exported(owner)))
