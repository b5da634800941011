"""Small standards, loaded through their form."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from evc.standards.loading import load_standard
from evc.standards.models import StandardVersion

_numbers = itertools.count(1)
# unit code -> work process code -> number of criteria
SMALL: Mapping[str, Mapping[str, int]] = {"K1": {"W1": 2, "W2": 1}, "K2": {"W3": 1}}


def make_standard(
    units: Mapping[str, Mapping[str, int]] = SMALL,
    *,
    electives: tuple[str, ...] = (),
    repetitions: Mapping[str, int] | None = None,
    origin: str = "letterlijk",
    **standard: Any,
) -> StandardVersion:
    """A standard of its own key. ``electives``: codes of units; ``repetitions``: required number per work process code."""
    number = next(_numbers)
    form = {
        "schema": "erkend-standard/1",
        "standard": {
            "key": f"standaard-{number}",
            "title": f"Standaard {number}",
            "kind": "kwalificatiedossier",
            "uri": f"https://voorbeeld.example/standaarden/{number}",
            "level_nlqf": 3,
            **standard,
        },
        "version": {"label": "2026", "valid_from": "2026-01-01", "status": "vastgesteld"},
        "units": [
            {
                "code": unit,
                "title": f"Kerntaak {unit}",
                "kind": "kerntaak",
                "elective": unit in electives,
                "origin": origin,
                "work_processes": [
                    _work_process(code, criteria, (repetitions or {}).get(code), origin)
                    for code, criteria in work_processes.items()
                ],
            }
            for unit, work_processes in units.items()
        ],
    }
    return load_standard(form, by=None)


def _work_process(code: str, criteria: int, repetitions: int | None, origin: str) -> dict[str, Any]:
    return {
        "code": code,
        "title": f"Werkproces {code}",
        "origin": origin,
        "required_repetitions": {"count": repetitions, "origin": "voorbeeld"} if repetitions else None,
        "criteria": [
            {"code": f"{code}-C{number:02}", "title": f"Criterium {number} van {code}", "origin": origin}
            for number in range(1, criteria + 1)
        ],
    }
