"""Whose work an item is, in words: what its owner said, and a question that an interview can begin with. Never a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from portfolio.models import Authorship


class Answer(Protocol):
    """An Authorship, or what of it was frozen."""

    @property
    def made_by(self) -> str: ...

    @property
    def with_whom(self) -> str: ...

    @property
    def own_part(self) -> str: ...

    @property
    def tools(self) -> Sequence[Mapping[str, Any]]: ...


def in_words(said: Answer) -> list[dict[str, str]]:
    """Facts for ``components/data_list.html``."""
    if said.made_by == Authorship.MadeBy.ALONE:
        facts = [{"label": _("How it was made"), "value": _("Alone, without others")}]
    else:
        facts = [{"label": _("Made with"), "value": said.with_whom}]
    if said.own_part:
        facts.append({"label": _("Own part"), "value": said.own_part})
    facts += [{"label": _tool_name(tool), "value": tool["used_for"]} for tool in said.tools]
    if not said.tools:
        facts.append({"label": _("Tools"), "value": _("No tools named, no AI either")})
    return facts


def question_about(said: Answer | None) -> str:
    """A question for the interview that fits what was said."""
    if said is None:
        return _("Who made this, with whom and with which tools? What did you do yourself?")
    helper = next((tool for tool in said.tools if tool["is_ai"]), None)
    if helper is not None:
        return _("You used %(name)s here. What did it give you, what did you change in it, and why?") % {
            "name": helper["name"]
        }
    if said.made_by == Authorship.MadeBy.TOGETHER:
        return _("You made this with %(names)s. Which choice in it was yours, and how did you come to it?") % {
            "names": said.with_whom
        }
    return _("How did you make this: where did you begin, and what was the hardest choice?")


def _tool_name(tool: Mapping[str, Any]) -> str:
    return (
        _("With %(name)s (AI)") % {"name": tool["name"]}
        if tool["is_ai"]
        else _("With %(name)s") % {"name": tool["name"]}
    )
