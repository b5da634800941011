"""A large CASE package brought in, beside what nobody can avoid: reading its JSON and writing as many rows at once."""

from __future__ import annotations

import json
import statistics
import time
import tracemalloc
from collections.abc import Callable
from uuid import UUID, uuid5

from django.db import transaction

from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import read_standard
from evc.standards.loading import load_standard
from evc.standards.models import Criterion
from tests.standalone import prepare_database

_SPACE = UUID("b0a7c9de-1d7e-4a51-8a4e-6c7f5a2d9e11")
_UNITS, _WORK_PROCESSES = 20, 10  # the rest are criteria
_ROUNDS = 7
_DOCUMENT = "Onderhoud van het openbare groen (2026)"


def large_package(items: int) -> bytes:
    """A CASE 1.1 package of so many items in three levels, with every link that a publisher writes."""
    document = _link("CFDocuments", "document", _DOCUMENT)
    value: dict[str, object] = {
        "CFDocument": {
            **_basics("CFDocuments", "document"),
            "creator": "Groenbeheer",
            "title": _DOCUMENT,
            "version": "2026",
        },
        "CFItems": (found := []),
        "CFAssociations": (relations := []),
    }

    def add(name: str, kind: str, parent: str, number: int) -> None:
        found.append(
            {
                **_basics("CFItems", name),
                "fullStatement": f"{name}: houdt rekening met wat er groeit, wie er komt en wat de weg ernaartoe vraagt.",
                "abbreviatedStatement": f"{name}: houdt rekening met wat er groeit",
                "humanCodingScheme": name,
                "CFItemType": kind,
                "CFItemTypeURI": _link("CFItemTypes", kind, kind),
                "listEnumeration": str(number),
                "language": "nl",
                "CFDocumentURI": document,
            }
        )
        end = document if parent == "document" else _link("CFItems", parent, parent)
        relations.append(
            {
                **_basics("CFAssociations", f"{name} in {parent}"),
                "associationType": "isChildOf",
                "sequenceNumber": number,
                "originNodeURI": {**_link("CFItems", name, name), "targetType": "CASE"},
                "destinationNodeURI": {**end, "targetType": "CASE"},
                "CFDocumentURI": document,
            }
        )

    left = items - _UNITS - _UNITS * _WORK_PROCESSES
    for unit in range(_UNITS):
        add(f"K{unit}", "Kerntaak", "document", unit + 1)
        for each in range(_WORK_PROCESSES):
            place = unit * _WORK_PROCESSES + each
            add(f"K{unit}-W{each}", "Werkproces", f"K{unit}", each + 1)
            for number in range(left // (_UNITS * _WORK_PROCESSES) + (place < left % (_UNITS * _WORK_PROCESSES))):
                add(f"K{unit}-W{each}-C{number}", "Criterium", f"K{unit}-W{each}", number + 1)
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def import_standard() -> dict[str, object]:
    """5,000 items: how many times `json.loads` and one `bulk_create` of as many rows; memory in times the file."""
    prepare_database()
    data = large_package(5000)
    home = _small_work_process()
    floor, whole = [], []
    for _round in range(_ROUNDS):
        floor.append(_undone(lambda: _floor(data, home)))
        whole.append(_undone(lambda: keep_standard(read_standard(data), by=None)))
    return {
        "peer": "json.loads and one bulk_create",
        "ratio": round(statistics.median(whole) / statistics.median(floor), 2),
        "reach": 3,
        "milliseconds": round(statistics.median(whole) * 1000),
        "memory_times_file": round(peak_of_import(data) / len(data), 1),
        "memory_reach": 10,
    }


def peak_of_import(data: bytes) -> int:
    """The most bytes that Python holds while a package is brought in, the file itself included; nothing stays."""
    tracemalloc.start()
    try:
        _undone(lambda: keep_standard(read_standard(data), by=None))
        return tracemalloc.get_traced_memory()[1] + len(data)
    finally:
        tracemalloc.stop()


def _floor(data: bytes, home: UUID) -> None:
    rows = json.loads(data)["CFItems"]
    Criterion.objects.bulk_create(
        Criterion(work_process_id=home, code=row["humanCodingScheme"], title=row["fullStatement"], position=place)
        for place, row in enumerate(rows)
    )


def _undone(work: Callable[[], object]) -> float:
    """Seconds of CPU of work in a transaction that is rolled back."""
    with transaction.atomic():
        started = time.process_time()
        work()
        spent = time.process_time() - started
        transaction.set_rollback(True)
    return spent


def _small_work_process() -> UUID:
    criteria = [{"code": "C", "title": "C", "origin": "voorbeeld"}]
    work_processes = [{"code": "W", "title": "W", "origin": "voorbeeld", "criteria": criteria}]
    units = [{"code": "K", "title": "K", "kind": "kerntaak", "origin": "voorbeeld", "work_processes": work_processes}]
    form = {
        "schema": "erkend-standard/1",
        "standard": {"key": "bench", "title": "Bench", "kind": "sector"},
        "version": {"label": "1"},
        "units": units,
    }
    return load_standard(form, by=None).work_processes.get().pk


def _basics(kind: str, name: str) -> dict[str, object]:
    link = _link(kind, name, name)
    return {"identifier": link["identifier"], "uri": link["uri"], "lastChangeDateTime": "2026-11-24T12:00:00Z"}


def _link(kind: str, name: str, title: str) -> dict[str, object]:
    identifier = str(uuid5(_SPACE, f"{kind} {name}"))
    return {"title": title, "identifier": identifier, "uri": f"https://groen.example/ims/case/v1p1/{kind}/{identifier}"}
