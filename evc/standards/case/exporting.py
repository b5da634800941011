"""A version as a CASE 1.1 package, to keep or to give to somebody else. What came from a package goes out as it came in."""

from __future__ import annotations

from typing import Any

from evc.standards.case.keeping import whole_package
from evc.standards.case.levels import depths_of, types_say_it, usual_levels
from evc.standards.case.made import made_package, own_of_version
from evc.standards.case.package import read_package
from evc.standards.case.to_form import OWN, form_of_package
from evc.standards.models import CasePackage, StandardVersion

Json = dict[str, Any]


def exported_package(version: StandardVersion) -> Json:
    """The package of a version (CASE 1.1). Every field of a kept package is there, also those that CASE doesn't know."""
    kept = CasePackage.objects.filter(version=version).first()
    if kept is None:
        return made_package(version)
    value = whole_package(kept)
    _say_own(value, version, kept)
    return value


def _say_own(value: Json, version: StandardVersion, kept: CasePackage) -> None:
    """Add to the document what reading it again would not give: our key and label, other settings, the chosen depths."""
    package = read_package(value)
    form, _places = form_of_package(package, kept.levels)
    own = own_of_version(version)
    other: Json = {
        part: {name: told for name, told in own[part].items() if _differs(told, form[part].get(name))}
        for part in ("standard", "version")
    }
    other["version"] = {name: told for name, told in other["version"].items() if not _is_usual(name, told)}
    other = {part: told for part, told in other.items() if told}
    usual = _usual(package)
    if kept.levels != usual:
        other["levels"] = kept.levels
    if other:
        document = value["CFDocument"]
        before = document.get("extensions")
        extensions = dict(before) if isinstance(before, dict) else {}
        told_before = extensions.get(OWN)
        extensions[OWN] = {**(told_before if isinstance(told_before, dict) else {}), **other}
        document["extensions"] = extensions


def _usual(package: Any) -> Json:
    return {} if types_say_it(package) else usual_levels(len(depths_of(package)))


def _differs(ours: object, read: object) -> bool:
    return (ours or None) != (read or None)


_USUAL: Json = {
    "substantiation_depth": "work_process",
    "threshold": {"rule": "share", "percent": 100},
    "practice": {"expire_after_years": None, "independent_only": True, "witnesses": 1},
}


def _is_usual(name: str, told: object) -> bool:
    return name in _USUAL and _USUAL[name] == told
