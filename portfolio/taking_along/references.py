"""A work process in words that another Erkend can match: its standard, the version and its code."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from evc.standards.models import WorkProcess


def reference(work_process: WorkProcess) -> dict[str, Any]:
    """``work_process`` comes with its version and standard loaded."""
    version = work_process.version
    standard = version.standard
    return {
        "standard": {
            "code": standard.code,
            "code_system": standard.code_system,
            "dossier_code": standard.dossier_code,
            "uri": standard.uri,
            "title": standard.title,
        },
        "version": version.label,
        "work_process": {"code": work_process.code, "title": work_process.title},
    }


def order_of(found: dict[str, Any]) -> tuple[str, ...]:
    standard = found["standard"]
    return (
        standard["code_system"],
        standard["code"],
        standard["title"],
        found["version"],
        found["work_process"]["code"],
    )


def find(wanted: dict[str, Any]) -> WorkProcess | None:
    """The same work process here; None when this Erkend has not got that version of that standard, or it is not plain which.

    A standard is the same by its address, else by its code in its system, else by its title; another version is another
    standard: what was shown for one is not shown for the other.
    """
    standard = wanted["standard"]
    if standard["uri"]:
        same = Q(version__standard__uri=standard["uri"])
    elif standard["code"]:
        same = Q(version__standard__code=standard["code"], version__standard__code_system=standard["code_system"])
    else:
        same = Q(version__standard__code="", version__standard__title=standard["title"])
    found = list(
        WorkProcess.objects.filter(same, version__label=wanted["version"], code=wanted["work_process"]["code"])[:2]
    )
    return found[0] if len(found) == 1 else None
