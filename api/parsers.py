"""Reading JSON strictly: what two readers could take differently, or what can't be stored, is refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

_MOST_LEVELS = 64


class StrictJSONParser(BaseParser):
    """UTF-8, every name once, no NaN, no half characters or zero bytes in texts, at most 64 levels."""

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            value = json.loads(stream.read().decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
            _require_fit(value, level=1)
        except UnicodeDecodeError:
            raise ParseError(_("The body is not UTF-8. Send it as UTF-8.")) from None
        except RecursionError:
            raise ParseError(_("The body is nested too deep. Send a flatter one.")) from None
        except json.JSONDecodeError as error:
            message = _("The body is not JSON: look at line %(line)s, character %(column)s.")
            raise ParseError(message % {"line": error.lineno, "column": error.colno}) from None
        except ValueError:  # a whole number of thousands of digits
            raise ParseError(_("The body holds a number that is too large. Send a smaller one.")) from None
        return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ParseError(_("The body says “%(name)s” twice. Say it once.") % {"name": _readable(name)})
        found[name] = value
    return found


def _no_constant(name: str) -> Any:
    raise ParseError(_("The body holds %(name)s, which is not a number in JSON.") % {"name": name})


def _require_fit(value: Any, *, level: int) -> None:
    if level > _MOST_LEVELS:
        raise RecursionError
    if isinstance(value, dict):
        for name, inner in value.items():
            _require_fit(name, level=level)
            _require_fit(inner, level=level + 1)
    elif isinstance(value, list):
        for inner in value:
            _require_fit(inner, level=level + 1)
    elif isinstance(value, str) and ("\x00" in value or _readable(value) != value):
        raise ParseError(_("A text in the body holds half a character or a zero byte. Send it without."))


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
