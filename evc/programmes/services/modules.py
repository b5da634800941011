"""Making, changing and retiring a module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.programmes import rules
from evc.programmes.models import Module, ModuleVersion
from evc.standards.models import WorkProcess
from foundation.audit.services import record
from foundation.errors import InvalidInput
from foundation.people.models import Organisation, Person

MOST_REPETITIONS = 1000
LANGUAGES = ("nl", "en")
_TEXTS = ("title", "teaches", "criteria", "task")


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says, as on ``ModuleVersion``; ``work_processes`` apart, every field is a column."""

    title: str
    teaches: str
    criteria: str
    task: str
    practised: WorkProcess
    work_processes: Sequence[WorkProcess]
    required: int
    active_from: date
    active_until: date | None = None
    badge_title: str = ""
    language: str = "nl"
    independent_only: bool = True
    least_witnesses: int = 1
    expire_after_years: int | None = None


@transaction.atomic
def make_module(organisation: Organisation, content: Content, *, by: Person) -> ModuleVersion:
    """Offer a new module, in its first version. Raises InvalidInput naming the field that is missing or can't be."""
    rules.require_keeper(organisation, by)
    rules.require_provider(organisation)
    _require_sound(content)
    module = Module.objects.create(organisation=organisation)
    version = _write(ModuleVersion(module=module, number=1), content)
    record("module.made", on=module, by=by)
    return version


@transaction.atomic
def change_module(module_id: UUID, content: Content, *, by: Person) -> ModuleVersion:
    """Change what a module says. Once somebody began, that is its next version: they finish by what they began with."""
    module = Module.objects.select_for_update().get(pk=module_id)
    rules.require_keeper(module.organisation, by)
    _require_sound(content)
    current = module.versions.select_for_update().order_by("-number")[0]
    if current.enrolments.exists():
        current = ModuleVersion(module=module, number=current.number + 1)
    version = _write(current, content)
    record("module.changed", on=module, by=by, version=version.number)
    return version


@transaction.atomic
def retire_module(module_id: UUID, *, by: Person) -> Module:
    """Nobody can begin it any more; whoever began can finish. Twice is once."""
    module = Module.objects.select_for_update().get(pk=module_id)
    rules.require_keeper(module.organisation, by)
    if module.retired_at is None:
        module.retired_at = timezone.now()
        module.save(update_fields=["retired_at"])
        record("module.retired", on=module, by=by)
    return module


@transaction.atomic
def offer_module_again(module_id: UUID, *, by: Person) -> Module:
    """A retired module can be begun again. Twice is once."""
    module = Module.objects.select_for_update().get(pk=module_id)
    rules.require_keeper(module.organisation, by)
    if module.retired_at is not None:
        module.retired_at = None
        module.save(update_fields=["retired_at"])
        record("module.offered-again", on=module, by=by)
    return module


def _write(version: ModuleVersion, content: Content) -> ModuleVersion:
    for name in (field.name for field in fields(Content) if field.name != "work_processes"):
        value = getattr(content, name)
        setattr(version, name, value.strip() if isinstance(value, str) else value)
    version.save()
    version.work_processes.set({content.practised, *content.work_processes})
    return version


def _require_sound(content: Content) -> None:
    for name in _TEXTS:
        if not getattr(content, name).strip():
            raise InvalidInput(_("Fill this in."), code="module-incomplete", field=name)
    if not 1 <= content.required <= MOST_REPETITIONS:
        raise InvalidInput(
            _("Write how often as a number between 1 and %(most)s.") % {"most": MOST_REPETITIONS},
            code="module-required",
            field="required",
        )
    if not 1 <= content.least_witnesses <= content.required:
        raise InvalidInput(
            _("There can't be more different witnesses than repetitions, and there is at least one."),
            code="module-witnesses",
            field="least_witnesses",
        )
    if content.active_until is not None and content.active_until < content.active_from:
        raise InvalidInput(
            _("The last day comes after the first."), code="module-ends-before-it-begins", field="active_until"
        )
    if content.language not in LANGUAGES:
        raise InvalidInput(_("Choose Dutch or English."), code="module-language", field="language")
