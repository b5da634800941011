"""An import in two steps, for a person: the file is read by a job into a preview, confirmed, and kept by a second job."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evc.standards.case.levels import are_levels
from evc.standards.importing.fetching import fetch_standard
from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import Reading, read_standard
from evc.standards.importing.recognising import MOST_BYTES
from evc.standards.models import QualificationStandard, StandardImport
from evc.standards.rules import may_load_standards
from foundation.audit import services as audit
from foundation.errors import ErkendError, InvalidInput, NotAllowed, NotFound, WrongState
from foundation.files import FileStore
from foundation.jobs.services import enqueue

if TYPE_CHECKING:
    from foundation.people.models import Person

KEPT_FOR = timedelta(days=30)  # an import, with its report
State = StandardImport.State


def begin_import(*, stream: BinaryIO | None = None, name: str = "", address: str = "", by: Person) -> StandardImport:
    """Take a file, or an address to fetch it from; a job reads it. Raises InvalidInput, NotAllowed."""
    if not may_load_standards(by):
        raise NotAllowed(_("Only coordinators and administrators of an EVC provider can load a standard."))
    if stream is None and not address:
        raise InvalidInput(_("Choose a file, or give an address."), field="file")
    begun = StandardImport(by=by, name=name[:255], address=address if stream is None else "")
    if stream is not None:
        begun.file_sha256 = _store().put(begun.pk, stream, limit_bytes=MOST_BYTES).sha256
    with transaction.atomic():
        begun.save()
        audit.record("standard.import-begun", on=begun, by=by, file_sha256=begun.file_sha256)
        _ask_to_read(begun)
    return begun


@transaction.atomic
def choose_levels(import_id: UUID, levels: Mapping[str, int], *, by: Person) -> StandardImport:
    """Read a CASE package again with these depths for unit, work process and criterion. Raises InvalidInput, WrongState."""
    if not are_levels(levels):
        raise InvalidInput(_("Choose three depths, each below the one before."), field="criterion")
    found = _locked(import_id, by, State.READY, State.REFUSED)
    found.levels, found.state, found.reading = dict(levels), State.READING, found.reading + 1
    found.save(update_fields=["levels", "state", "reading"])
    _ask_to_read(found)
    return found


@transaction.atomic
def confirm_import(import_id: UUID, *, by: Person) -> StandardImport:
    """Keep what the preview shows. Raises WrongState when it can't be confirmed (any more)."""
    found = _locked(import_id, by, State.READY)
    found.state = State.KEEPING
    found.save(update_fields=["state"])
    audit.record("standard.import-confirmed", on=found, by=by)
    enqueue("standards.keep_import", key=found.pk, pk=found.pk)
    return found


def read_import(import_id: UUID) -> None:
    """The job that makes the preview; doing it twice makes the same one."""
    found = StandardImport.objects.filter(pk=import_id, state=State.READING).select_related("by").first()
    if found is None:
        return
    with translation.override(found.by.language if found.by is not None and found.by.language else None):
        try:
            preview, state = _preview(read_standard(_bytes(found), levels=found.levels or None)), State.READY
        except ErkendError as error:
            preview, state = _refusal(error), State.REFUSED
    asked = StandardImport.objects.filter(pk=import_id, state=State.READING, reading=found.reading)
    asked.update(preview=preview, state=state)


def keep_import(import_id: UUID) -> None:
    """The job that keeps it. The version and the note of it are one transaction: a crash leaves neither, twice makes one."""
    found = StandardImport.objects.filter(pk=import_id, state=State.KEEPING).select_related("by").first()
    if found is None:
        return
    try:
        reading = read_standard(_bytes(found), levels=found.levels or None)
        with transaction.atomic():
            locked = StandardImport.objects.select_for_update().filter(pk=import_id, state=State.KEEPING).first()
            if locked is None:
                return
            imported = keep_standard(reading, by=found.by)
            locked.version, locked.made_new = imported.version, imported.is_new
            locked.state, locked.finished_at = State.DONE, timezone.now()
            locked.save(update_fields=["version", "made_new", "state", "finished_at"])
    except ErkendError as error:  # the standard became another meanwhile, or the right to load one ended
        StandardImport.objects.filter(pk=import_id, state=State.KEEPING).update(
            state=State.REFUSED, preview={**found.preview, **_refusal(error)}
        )
        return
    forget_file(found)


def forget_imports() -> None:
    """Once a day: imports of long ago, with the files that were not kept."""
    for found in StandardImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR):
        forget_file(found)
        found.delete()


def _preview(reading: Reading) -> dict[str, Any]:
    """What a person looks at before it is kept, ready for JSON."""
    form = reading.form
    here = QualificationStandard.objects.filter(key=form.standard["key"]).first()
    return {
        "kind": reading.kind,
        "title": form.standard["title"],
        "key": form.standard["key"],
        "label": form.version["label"],
        "counts": reading.counts,
        "skipped": list(reading.skipped),
        "notes": list(reading.notes),
        "depths": [asdict(depth) for depth in reading.depths],
        "levels": dict(reading.levels or {}),
        "known": here is not None,
        "parts": [_first_part(unit) for unit in form.units[:50]],
        "problems": [],
    }


def _first_part(unit: Any) -> dict[str, Any]:
    return {"code": unit.code, "title": unit.title, "work_processes": len(unit.work_processes), "origin": unit.origin}


def _refusal(error: ErkendError) -> dict[str, Any]:
    problems = error.data.get("problems") or [{"where": "", "problem": str(error.message)}]
    return {"problems": problems, "problem_count": error.data.get("count", len(problems)), "code": error.code}


def _bytes(found: StandardImport) -> bytes:
    if not found.file_sha256:
        data = fetch_standard(found.address)
        with BytesIO(data) as stream:  # what was looked at is what is kept, whatever the address gives next time
            sha256 = _store().put(found.pk, stream).sha256
        StandardImport.objects.filter(pk=found.pk).update(file_sha256=sha256)
        found.file_sha256 = sha256
        return data
    try:
        with _store().open(found.pk, found.file_sha256) as stream:
            return stream.read()
    except NotFound as error:
        raise InvalidInput(_("The file is not here any more. Send it again."), code="file-not-found") from error


def _locked(import_id: UUID, by: Person, *states: str) -> StandardImport:
    found = StandardImport.objects.select_for_update().visible_to(by).filter(pk=import_id).first()
    if found is None:
        raise NotFound(_("There is no such import."))
    if not may_load_standards(by):
        raise NotAllowed(_("Only coordinators and administrators of an EVC provider can load a standard."))
    if found.state not in states:
        raise WrongState(_("This import went on already. Load the page again."), code="import-went-on")
    return found


def _ask_to_read(found: StandardImport) -> None:
    enqueue("standards.read_import", key=f"{found.pk}:{found.reading}", pk=found.pk)


def forget_file(found: StandardImport) -> None:
    """Remove what was sent; the import and its report stay."""
    shutil.rmtree(_store().root / str(found.pk), ignore_errors=True)


def _store() -> FileStore:
    return FileStore(settings.ERKEND_FILES_DIR)
