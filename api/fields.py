"""Parts of a body: strict, with a sentence for whatever can't be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

TEXT_LENGTH = 20_000
MOST_AT_ONCE = 2000
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)
_OF_THE_PAGES = frozenset({"csrfmiddlewaretoken"})


class Answer(serializers.Serializer[Any]):
    """What is sent back: names and types."""


class Body(serializers.Serializer[Any]):
    """Named values. A name that isn't known is refused: it is a typing error, and what it meant would be lost."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := set(map(str, data)) - set(self.fields) - _OF_THE_PAGES):
            names = ", ".join(sorted(self.fields))
            sentence = _g("This name is not known here. Known are: %(names)s.") % {"names": names}
            raise serializers.ValidationError({name[:100]: [sentence] for name in sorted(unknown)})
        return super().to_internal_value(data)


class Query(serializers.Serializer[Any]):
    """What stands behind the question mark; names of the pages and of other readers are left aside."""


class Text(serializers.CharField):
    """A text, empty unless ``required``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", TEXT_LENGTH)
        options.setdefault("trim_whitespace", False)
        if not options.get("required", True):
            options.setdefault("allow_blank", True)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One of a list; the refusal names the list."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            listed = ", ".join(str(choice) for choice in self.choices)
            raise serializers.ValidationError(_g("Choose one of: %(choices)s.") % {"choices": listed})
        return super().to_internal_value(data)


class Day(serializers.DateField):
    """A day as 2026-11-24, within two centuries or so: no work and no paper is older or lies further ahead."""

    def to_internal_value(self, value: Any) -> date:
        day: date = super().to_internal_value(value)
        if not _EARLIEST <= day <= _LATEST:
            raise serializers.ValidationError(_g("Fill in a day between 1900 and 2200."))
        return day


class Moment(serializers.DateTimeField):
    """A day and a time as 2026-11-24T10:00:00+01:00; without an offset it is the time here. Between 1900 and 2200."""

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not _EARLIEST < moment.date() < _LATEST:
            raise serializers.ValidationError(_g("Fill in a day between 1900 and 2200."))
        return moment


class Number(serializers.IntegerField):
    """A whole number from 0 up, of a size that a column holds."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", 0)
        options.setdefault("max_value", 30_000)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, (bool, float)):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesOrNo(serializers.BooleanField):
    """true or false, not a word that looks like one."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Key(serializers.UUIDField):
    """The identifier of a row among ``rows`` (for whoever asks, where that is a function); becomes the row."""

    def __init__(self, rows: Callable[[Any], QuerySet[Any]] | type[Model], **options: Any) -> None:
        self.rows = rows
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        key = super().to_internal_value(data)
        row = _rows(self.rows, self.context).filter(pk=key).first()
        if row is None:
            raise serializers.ValidationError(_g("There is nothing with this identifier. Look it up again."))
        return row


@extend_schema_field(OpenApiTypes.STR)
class Named(serializers.Field[Any, Any, Any, Any]):
    """The ``key`` of a row among ``rows`` (a word, as routes have); becomes the row."""

    def __init__(self, rows: Callable[[Any], QuerySet[Any]] | type[Model], **options: Any) -> None:
        self.rows = rows
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        rows = _rows(self.rows, self.context)
        row = rows.filter(key=data).first() if isinstance(data, str) else None
        if row is None:
            known = ", ".join(rows.values_list("key", flat=True))
            raise serializers.ValidationError(_g("Choose one of: %(choices)s.") % {"choices": known})
        return row


class Keys(serializers.ListField):
    """A list of identifiers among ``rows``; becomes the rows, each once, in the order given, with one query."""

    def __init__(self, rows: Callable[[Any], QuerySet[Any]] | type[Model], **options: Any) -> None:
        self.rows = rows
        options.setdefault("max_length", MOST_AT_ONCE)
        super().__init__(child=serializers.UUIDField(), **options)

    def to_internal_value(self, data: Any) -> Any:
        keys = list(dict.fromkeys(super().to_internal_value(data)))
        found = {row.pk: row for row in _rows(self.rows, self.context).filter(pk__in=keys)} if keys else {}
        if missing := [key for key in keys if key not in found]:
            sentence = _g("There is nothing with the identifier %(key)s. Look it up again.")
            raise serializers.ValidationError(sentence % {"key": missing[0]})
        return [found[key] for key in keys]


class Upload(serializers.FileField):
    """A file as it was sent. Whether it can be taken is for the service, which looks inside."""

    default_error_messages = {"required": _("No file was sent. Send it as multipart/form-data under the name “file”.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_empty_file", True)
        super().__init__(**options)


def _rows(rows: Callable[[Any], QuerySet[Any]] | type[Model], context: Mapping[str, Any]) -> QuerySet[Any]:
    if isinstance(rows, type):
        return QuerySet(rows)
    return rows(context["request"].user)
