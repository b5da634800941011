"""Standards, as a coordinator sees them: what is here, and bringing one in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from evc.standards.importing import steps
from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import read_standard
from evc.standards.models import StandardImport, StandardVersion
from tests.pages.look import Arguments, Look
from tests.scene import Scene
from tests.unit.evc.standards.sheets import as_csv, as_json, package, rows


def _used(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["compact"].standard_version_id}


def _fresh(scene: Scene) -> StandardVersion:
    """A version that no trajectory uses, the second of its standard."""
    keep_standard(read_standard(as_csv(rows())), by=None)
    changed = rows(row_7="criterium,T1-W1-C2,T1-W1,Tekent de paden en het water in,,,,,,2,parafrase,")
    return keep_standard(read_standard(as_csv(changed)), by=None).version


def _settings(scene: Scene) -> Mapping[str, Any]:
    return {"pk": _fresh(scene).pk}


def _changes(scene: Scene) -> Mapping[str, Any]:
    version = _fresh(scene)
    return {"pk": version.pk, "since": version.standard.versions.exclude(pk=version.pk).first().pk}


def _import(name: str, data: bytes, *, keep: bool = False, is_read: bool = True) -> Arguments:
    def begun(scene: Scene) -> Mapping[str, Any]:
        petra = scene.people["petra"]
        found = StandardImport.objects.filter(name=name).first()
        found = found or steps.begin_import(stream=BytesIO(data), name=name, by=petra)
        if is_read:
            steps.read_import(found.pk)
        if keep and StandardImport.objects.get(pk=found.pk).state == StandardImport.State.READY:
            steps.confirm_import(found.pk, by=petra)
            steps.keep_import(found.pk)
        return {"pk": found.pk}

    return begun


_WRONG = as_csv(rows(row_5="werkproces,T1-W1,T1-W9,Maakt een plan,,,,tien,,1,letterlijk,"))
_CASE = as_json(package({"A": {"A.1": {"A.1.1": {"A.1.1.a": {}}}}, "B": {}}))

STANDARDS = (
    Look("standards", "standards", who="petra"),
    Look("standard", "standard", who="petra", at=_used),
    Look("standard-settings", "standard-settings", who="petra", at=_settings),
    Look("standard-settings-used", "standard-settings", who="petra", at=_used),
    Look("standard-changes", "standard-changes", who="petra", at=_changes),
    Look("standard-import", "standard-import", who="petra"),
    Look("standard-read", "standard-imported", who="petra", at=_import("tuin.json", _CASE)),
    Look("standard-refused", "standard-imported", who="petra", at=_import("fout.csv", _WRONG)),
    Look("standard-kept", "standard-imported", who="petra", at=_import("tuin.csv", as_csv(rows()), keep=True)),
)

NO_PAGE_OF_STANDARDS: Mapping[str, str] = {
    "standard-template": "answers a file",
    "standard-file": "answers a file",
    "standard-import-levels": "takes a POST and leads to the import",
    "standard-import-confirm": "takes a POST and leads to the import",
}
