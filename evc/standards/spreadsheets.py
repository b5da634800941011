"""A version as a spreadsheet with the columns that an import reads, and an empty one to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from evc.standards.case.made import own_of_version
from evc.standards.importing.columns import COLUMNS, CRITERION, STANDARD, VERSION, WORK_PROCESS, pairs_text
from evc.standards.models import CoreTask, Criterion, Origin, StandardVersion, WorkProcess
from evc.standards.selectors import tree
from foundation.spreadsheets import BYTE_ORDER_MARK, csv_lines, guarded, storable

_WIDTHS = {"title": 50, "description": 50, "result": 40, "note": 40, "code": 16, "parent_code": 16, "type": 16}
# What the columns are for, in the language of the columns themselves.
_EXPLAINED = (
    (
        "type",
        "standaard, versie, kerntaak, niveau, keuzedeel, examenonderdeel, werkproces of criterium. Eén rij per onderdeel.",
    ),
    (
        "code",
        "Elke code één keer. Bij standaard: kleine letters, cijfers en streepjes. Bij versie: de naam van de versie.",
    ),
    (
        "parent_code",
        "De code waar dit onder hangt: een werkproces onder een kerntaak, een criterium onder een werkproces.",
    ),
    ("title", "De tekst zelf."),
    ("description", "Toelichting. Bij standaard: kind=…; owner=…; uri=…; code_system=CREBO; code=…"),
    ("result", "Het resultaat van een werkproces."),
    (
        "level",
        "Bij standaard: het mbo-niveau bij een crebo-code. NLQF of EQF: level_nlqf=… of level_eqf=… in description.",
    ),
    ("required_repetitions", "Hoe vaak iets gedaan moet zijn: een heel getal, of leeg."),
    ("elective", "ja of nee, bij een kerntaak of keuzedeel."),
    ("position", "De volgorde: een heel getal, of leeg."),
    ("origin", "letterlijk (uit de bron), parafrase (eigen woorden) of voorbeeld (verzonnen)."),
    ("note", "Bij versie: valid_from=2026-01-01; valid_until=…; status=vastgesteld"),
)
_TEMPLATE = (
    (
        STANDARD,
        "naam-van-de-standaard",
        "",
        "Naam van de standaard",
        "kind=functieprofiel; owner=Naam van de beheerder",
    ),
    (VERSION, "2026", "naam-van-de-standaard", "2026", "Waar de tekst vandaan komt"),
    ("kerntaak", "K1", "2026", "Naam van de kerntaak", ""),
    (WORK_PROCESS, "K1-W1", "K1", "Naam van het werkproces", ""),
    (CRITERION, "K1-W1-C1", "K1-W1", "Waaraan je ziet dat iemand het kan", ""),
)


def as_csv(version: StandardVersion) -> bytes:
    """As Dutch spreadsheet programs read it: UTF-8 with a mark, semicolons between the columns."""
    rows = ([guarded(str(row[name])) for name in COLUMNS] for row in _rows(version))
    return BYTE_ORDER_MARK + csv_lines([COLUMNS, *rows])


def as_xlsx(version: StandardVersion) -> bytes:
    return _workbook([row[name] for name in COLUMNS] for row in _rows(version))


def template() -> bytes:
    """A workbook with one row of each type, to overwrite."""
    rows = [dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, row, strict=False)) for row in _TEMPLATE]
    for row in rows[2:]:
        row["origin"] = "letterlijk"
    rows[1]["note"] = "valid_from=2026-01-01; status=concept"
    rows[2]["elective"] = "nee"
    return _workbook([row[name] for name in COLUMNS] for row in rows)


def _rows(version: StandardVersion) -> Iterator[dict[str, Any]]:
    yield _head(STANDARD, version.standard.key, "", version.standard.title, *_of_standard(version))
    yield _head(VERSION, version.label, version.standard.key, version.label, version.source, _of_version(version))
    for first, unit in enumerate(tree(version), start=1):
        yield _node(unit.core_task, version.label, first)
        for second, inner in enumerate(unit.work_processes, start=1):
            yield _node(inner.work_process, unit.core_task.code, second)
            for third, criterion in enumerate(inner.criteria, start=1):
                yield _node(criterion, inner.work_process.code, third)


def _head(kind: str, code: str, parent: str, title: str, description: str, note: str) -> dict[str, Any]:
    row = {"type": kind, "code": code, "parent_code": parent, "title": title, "description": description, "note": note}
    return dict.fromkeys(COLUMNS, "") | row | {"position": 1}


def _of_standard(version: StandardVersion) -> tuple[str, str]:
    told = own_of_version(version)["standard"]
    return pairs_text({name: value for name, value in told.items() if name not in ("key", "title")}), ""


def _of_version(version: StandardVersion) -> str:
    own = own_of_version(version)
    told, practice = own["version"], own["version"]["practice"]
    return pairs_text(
        {
            **{
                name: told.get(name)
                for name in ("valid_from", "valid_until", "status", "established_on", "established_by")
            },
            **{name: value for name, value in own["provenance"].items() if isinstance(value, str)},
            "threshold_rule": told["threshold"]["rule"],
            "threshold_percent": told["threshold"]["percent"],
            "substantiation_depth": told["substantiation_depth"],
            "expire_after_years": practice["expire_after_years"],
            "independent_only": "ja" if practice["independent_only"] else "nee",
            "least_witnesses": practice["witnesses"],
        }
    )


def _node(node: CoreTask | WorkProcess | Criterion, parent: str, position: int) -> dict[str, Any]:
    row = dict.fromkeys(COLUMNS, "") | {
        "code": node.code,
        "parent_code": parent,
        "title": node.title,
        "position": position,
        "origin": node.origin,
    }
    identifier = {"case_identifier": node.case_identifier}
    if isinstance(node, Criterion):
        return row | {"type": CRITERION, "note": pairs_text({"decisive": "ja" if node.decisive else "", **identifier})}
    own_code = {"code_origin": "" if node.code_origin == Origin.LITERAL else node.code_origin, **identifier}
    if isinstance(node, CoreTask):
        about = "\n".join(filter(None, (node.complexity, node.responsibility)))
        elective = "ja" if node.elective else "nee"
        level = node.level or ""
        return row | {
            "type": node.kind,
            "description": about,
            "level": level,
            "elective": elective,
            "note": pairs_text(own_code),
        }
    repetitions = {"repetitions_origin": node.required_repetitions_origin, "witnesses": node.required_witnesses}
    return row | {
        "type": WORK_PROCESS,
        "description": node.description,
        "result": node.result,
        "required_repetitions": node.required_repetitions or "",
        "note": pairs_text({**repetitions, **own_code}),
    }


def _workbook(rows: Iterator[list[Any]] | Any) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Standaard"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([storable(cell) if isinstance(cell, str) else cell for cell in row])
    for number, name in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 12)
        sheet[f"{letter}1"].font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # also what begins with "=": it is a text, and no formula
    sheet.freeze_panes = "A2"
    explained = workbook.create_sheet("Toelichting")
    for line in _EXPLAINED:
        explained.append(line)
    explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = 24, 110
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()
