"""Saying whose work an item is, and that it is still right after a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person
from portfolio.authorship import ASKED_OF, Standing, parts_of, said_of
from portfolio.models import Authorship, EvidenceItem
from portfolio.services.items import locked_item
from portfolio.versions import current_versions

MOST_TOOLS = 20
_LONGEST = {"with_whom": 300, "own_part": 2000, "name": 100, "used_for": 500}


@transaction.atomic
def say_authorship(
    item_id: UUID,
    *,
    made_by: str,
    with_whom: str = "",
    own_part: str = "",
    tools: Iterable[Mapping[str, Any]] = (),
    by: Person,
) -> Authorship:
    """Say who made the item as it is now, and with which tools: ``{"name", "is_ai", "used_for"}``.

    Raises InvalidInput for an answer that is not whole, WrongState for a kind of item that this is not asked of.
    """
    item = _asked(item_id, by=by)
    if made_by not in Authorship.MadeBy.values:
        raise InvalidInput(_("Choose who made this."), code="portfolio.authorship-who", field="made_by")
    if made_by == Authorship.MadeBy.ALONE:
        with_whom = own_part = ""
    else:
        with_whom, own_part = with_whom.strip(), own_part.strip()
        _require(with_whom, "with_whom", _("Say with whom you made it."))
        _require(own_part, "own_part", _("Say which part you made yourself."))
    _require_short("with_whom", with_whom)
    _require_short("own_part", own_part)
    return _said(item, by=by, made_by=made_by, with_whom=with_whom, own_part=own_part, tools=_tools(tools))


@transaction.atomic
def confirm_authorship(item_id: UUID, *, by: Person) -> Authorship:
    """What was said of an earlier version is right for this one too. Saying so twice is saying it once."""
    item = _asked(item_id, by=by)
    said = said_of(item, files=current_versions(item.files.all()), answers=list(item.authorships.all()))
    if said.newest is None:
        raise WrongState(_("Say first whose work this is."), code="portfolio.authorship-not-said")
    if said.standing == Standing.SAID:
        return said.newest
    newest = said.newest
    return _said(
        item,
        by=by,
        made_by=newest.made_by,
        with_whom=newest.with_whom,
        own_part=newest.own_part,
        tools=newest.tools,
    )


def _asked(item_id: UUID, *, by: Person) -> EvidenceItem:
    item = locked_item(item_id, by=by)
    if item.kind not in ASKED_OF:
        raise WrongState(_("This is asked of work products and stories only."), code="portfolio.authorship-not-asked")
    return item


def _said(item: EvidenceItem, *, by: Person, **answer: Any) -> Authorship:
    about = parts_of(item, current_versions(item.files.all()))
    made = Authorship.objects.create(item=item, owner_id=item.owner_id, about=about, **answer)
    record("evidence.authorship-said", on=made, by=by, item=item.pk, made_by=made.made_by, tools=len(made.tools))
    return made


def _tools(tools: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those that were named; a row that was left empty is none."""
    named = []
    for tool in tools:
        name, used_for = str(tool.get("name", "")).strip(), str(tool.get("used_for", "")).strip()
        if not name and not used_for:
            continue
        _require(name, "tools", _("Give each tool its name."))
        _require(used_for, "tools", _("Say of each tool what you used it for."))
        _require_short("name", name, field="tools")
        _require_short("used_for", used_for, field="tools")
        named.append({"name": name, "is_ai": tool.get("is_ai") is True, "used_for": used_for})
    if len(named) > MOST_TOOLS:
        raise InvalidInput(
            _("Name at most %(limit)s tools: those that mattered.") % {"limit": MOST_TOOLS},
            code="portfolio.authorship-tools",
            field="tools",
        )
    return named


def _require(text: str, field: str, sentence: Any) -> None:
    if not text:
        raise InvalidInput(sentence, code="portfolio.authorship-incomplete", field=field)


def _require_short(name: str, text: str, *, field: str | None = None) -> None:
    if len(text) > _LONGEST[name]:
        raise InvalidInput(
            _("This is too long. Use at most %(limit)s characters.") % {"limit": _LONGEST[name]},
            code="portfolio.too-long",
            field=field or name,
            limit=_LONGEST[name],
        )
