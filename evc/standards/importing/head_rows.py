"""The two rows at the top of a spreadsheet: what the standard is, and what its version says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evc.standards.form import STANDARD_NUMBERS, STANDARD_TEXTS
from evc.standards.importing.columns import pairs

_FRAMEWORK = {"CREBO": "level_mbo", "NLQF": "level_nlqf"}  # which framework a level belongs to that stands by itself
_OF_VERSION = ("valid_from", "valid_until", "status", "established_on", "established_by")
_PROVENANCE = ("letterlijk", "parafrase", "voorbeeld", "opmerking")
_PRACTICE = ("expire_after_years", "independent_only", "least_witnesses")
_SETTINGS = ("threshold_rule", "threshold_percent", "substantiation_depth")

Complain = Callable[[str, str], None]


def standard_fields(cells: Mapping[str, str], complain: Complain) -> dict[str, Any]:
    """The form's ``standard``, from a row of the type "standaard"."""
    told, rest = pairs(cells.get("description", ""))
    found: dict[str, Any] = {"key": cells.get("code", ""), "title": cells.get("title", "")}
    found |= {name: told[name] for name in STANDARD_TEXTS if name in told}
    found |= {name: _whole(told[name]) for name in STANDARD_NUMBERS if name in told}
    _refuse_unknown(told, rest, {*STANDARD_TEXTS, *STANDARD_NUMBERS}, "description", complain)
    if cells.get("level") and not any(name.startswith("level_") for name in found):
        found |= _level(cells["level"], of=found.get("code_system", ""), complain=complain)
    return found


def version_fields(cells: Mapping[str, str], complain: Complain) -> dict[str, Any]:
    """The form's ``version`` and ``provenance``, from a row of the type "versie"."""
    told, rest = pairs(cells.get("note", ""))
    version: dict[str, Any] = {"label": cells.get("code", ""), "source": cells.get("description", "")}
    version |= {name: told[name] for name in _OF_VERSION if told.get(name)}
    if "substantiation_depth" in told:
        version["substantiation_depth"] = told["substantiation_depth"]
    if "threshold_rule" in told or "threshold_percent" in told:
        percent = _whole(told.get("threshold_percent", ""))
        version["threshold"] = {"rule": told.get("threshold_rule"), "percent": percent}
    if any(name in told for name in _PRACTICE):
        version["practice"] = {
            "expire_after_years": _whole(told.get("expire_after_years", "")),
            "independent_only": told.get("independent_only") != "nee",
            "witnesses": _whole(told.get("least_witnesses", "")),
        }
    known = {*_OF_VERSION, *_PROVENANCE, *_PRACTICE, *_SETTINGS}
    _refuse_unknown(told, rest, known, "note", complain)
    return {"version": version, "provenance": {name: told[name] for name in _PROVENANCE if name in told}}


def _level(text: str, *, of: str, complain: Complain) -> dict[str, Any]:
    """One number for a standard: an mbo level of an mbo qualification. It says nothing of NLQF and EQF (domain fact 47)."""
    if of not in _FRAMEWORK:
        complain(
            "level", _("Level of what? Leave this cell empty, and write level_nlqf=… or level_eqf=… in description.")
        )
        return {}
    return {_FRAMEWORK[of]: _whole(text)}


def _refuse_unknown(told: Mapping[str, str], rest: str, known: set[str], column: str, complain: Complain) -> None:
    for name in told:
        if name not in known:
            message = _("“%(name)s” is not known here. Choose from: %(allowed)s.")
            complain(column, message % {"name": name, "allowed": ", ".join(sorted(known))})
    if rest:
        complain(column, _("“%(text)s” is not written as name=value.") % {"text": rest[:100]})


def _whole(text: str) -> int | str | None:
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text
