"""Small made-up standards as spreadsheets and packages, for the tests of importing."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import UUID, uuid5

from openpyxl import Workbook

HEADER = [
    *("type", "code", "parent_code", "title", "description", "result", "level"),
    *("required_repetitions", "elective", "position", "origin", "note"),
]
ROWS = (
    "standaard,tuinbeheer,,Beheert een stadstuin,kind=functieprofiel; owner=Tuingilde; uri=https://tuin.example/,,,,,1,,",
    "versie,2026,tuinbeheer,2026,Beroepsprofiel Tuingilde,,,,,1,,valid_from=2026-01-01; status=vastgesteld",
    "kerntaak,T1,2026,Legt een tuin aan,Werkt in ploegen,,,,nee,1,letterlijk,",
    "werkproces,T1-W1,T1,Maakt een plan,Op papier,Er ligt een plan.,,3,,1,letterlijk,repetitions_origin=voorbeeld",
    "criterium,T1-W1-C1,T1-W1,Vraagt wat de buurt wil,,,,,,1,letterlijk,",
    "criterium,T1-W1-C2,T1-W1,Tekent de paden in,,,,,,2,parafrase,",
    "werkproces,T1-W2,T1,Plant en zaait,,,,,,2,letterlijk,",
    "criterium,T1-W2-C1,T1-W2,Kiest planten die er passen,,,,,,1,letterlijk,",
    "keuzedeel,T2,2026,Houdt bijen,,,,,ja,2,voorbeeld,",
    "werkproces,T2-W1,T2,Verzorgt een kast,,,,,,1,voorbeeld,code_origin=voorbeeld",
    "criterium,T2-W1-C1,T2-W1,Werkt rustig,,,,,,1,voorbeeld,",
)
COUNTS = {"units": 2, "work_processes": 3, "criteria": 4}
_SPACE = UUID("7c9d2f5e-3a41-4f0b-9d55-5d0c6f6e9a10")


def rows(**changed: str) -> list[list[str]]:
    """The rows with their cells. ``changed``: a row by its number in the sheet, as ``row_5``."""
    lines = [changed.get(f"row_{number}", line) for number, line in enumerate(ROWS, start=2)]
    return [HEADER, *(next(csv.reader([line])) for line in lines if line)]


def as_csv(table: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue().encode(encoding)


def as_xlsx(table: list[list[str]]) -> bytes:
    workbook = Workbook()
    for row in table:
        workbook.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    workbook.create_sheet("Toelichting").append(["Niet om te lezen"])
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def uuid(name: str) -> str:
    return str(uuid5(_SPACE, name))


def package(tree: dict[str, Any], *, types: dict[int, str] | None = None, **document: Any) -> dict[str, Any]:
    """A CASE 1.0 package of a nested dict {"A": {"A.1": {}}}; the titles are made of the codes."""
    value: dict[str, Any] = {
        "CFDocument": {
            "identifier": uuid("document"),
            "uri": "http://localhost:9/doc",
            "creator": "Tuingilde",
            "title": "Tuinkunde",
            "lastChangeDateTime": "2025-04-01T10:00:00Z",
            **document,
        },
        "CFItems": [],
        "CFAssociations": [],
    }

    def hang(branches: dict[str, Any], parent: str, depth: int) -> None:
        for number, (code, below) in enumerate(branches.items(), start=1):
            item = {
                "identifier": uuid(code),
                "uri": f"http://localhost:9/{code}",
                "fullStatement": f"Kan {code}",
                "humanCodingScheme": code,
                "lastChangeDateTime": "2025-04-01T10:00:00Z",
            }
            if types and depth in types:
                item["CFItemType"] = types[depth]
            value["CFItems"].append(item)
            value["CFAssociations"].append(relation(code, parent, sequenceNumber=number))
            hang(below, code, depth + 1)

    hang(tree, "document", 1)
    return value


def relation(child: str, parent: str, kind: str = "isChildOf", **more: Any) -> dict[str, Any]:
    ends = {
        "originNodeURI": {"title": child, "identifier": uuid(child), "uri": f"http://localhost:9/{child}"},
        "destinationNodeURI": {"title": parent, "identifier": uuid(parent), "uri": f"http://localhost:9/{parent}"},
    }
    name = f"{child} {kind} {parent}"
    basics = {
        "identifier": uuid(name),
        "uri": f"http://localhost:9/{uuid(name)}",
        "lastChangeDateTime": "2025-04-01T10:00:00Z",
    }
    return {**basics, "associationType": kind, **ends, **more}


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()
