"""A small standard in the form "erkend-standard/1", new at each call so that a test may spoil its own."""

from __future__ import annotations

from typing import Any


def small_form(**version: Any) -> dict[str, Any]:
    """Two units, three work processes, four criteria; the second unit is elective."""
    return {
        "schema": "erkend-standard/1",
        "standard": {
            "key": "bruggen-bedienen",
            "title": "Bruggen bedienen",
            "kind": "functieprofiel",
            "code": "",
            "code_system": "",
            "uri": "https://voorbeeld.example/bruggen-bedienen",
            "language": "nl",
            "level_mbo": 2,
            "level_nlqf": 2,
            "level_eqf": None,
        },
        "version": {
            "label": "2026",
            "valid_from": "2026-01-01",
            "valid_until": None,
            "status": "vastgesteld",
            **version,
        },
        "provenance": {"letterlijk": "", "voorbeeld": "aantallen"},
        "units": [
            {
                "code": "B1",
                "title": "Bedient een brug",
                "kind": "kerntaak",
                "elective": False,
                "origin": "letterlijk",
                "work_processes": [
                    {
                        "code": "B1-W1",
                        "title": "Kijkt of het veilig is",
                        "description": "Kijkt naar het water en de weg.",
                        "result": "Niemand loopt gevaar.",
                        "origin": "letterlijk",
                        "required_repetitions": {"count": 5, "origin": "voorbeeld"},
                        "criteria": [
                            {"code": "B1-W1-C01", "title": "Kijkt naar beide kanten", "origin": "letterlijk"},
                            {"code": "B1-W1-C02", "title": "Wacht tot de weg vrij is", "origin": "letterlijk"},
                        ],
                    },
                    {
                        "code": "B1-W2",
                        "title": "Opent en sluit de brug",
                        "origin": "letterlijk",
                        "criteria": [
                            {"code": "B1-W2-C01", "title": "Sluit de slagbomen op tijd", "origin": "letterlijk"}
                        ],
                    },
                ],
            },
            {
                "code": "B2",
                "title": "Onderhoudt een brug",
                "kind": "keuzedeel",
                "elective": True,
                "level": 3,
                "origin": "letterlijk",
                "work_processes": [
                    {
                        "code": "B2-W1",
                        "title": "Smeert de lagers",
                        "origin": "letterlijk",
                        "criteria": [{"code": "B2-W1-C01", "title": "Ruimt gemorst vet op", "origin": "letterlijk"}],
                    }
                ],
            },
        ],
    }
