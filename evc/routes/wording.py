"""Names that are data and stand in both languages in the row: shown in the language of the reader."""

from __future__ import annotations

from django.utils.translation import get_language


def in_active_language(row: object, field: str) -> str:
    """``<field>_en`` for readers of English, ``<field>_nl`` for everybody else."""
    language = "en" if (get_language() or "").startswith("en") else "nl"
    return str(getattr(row, f"{field}_{language}"))


class Named:
    """A row with ``name_nl`` and ``name_en``."""

    @property
    def name(self) -> str:
        return in_active_language(self, "name")


class Described(Named):
    """A row with a description in both languages as well."""

    @property
    def description(self) -> str:
        return in_active_language(self, "description")
