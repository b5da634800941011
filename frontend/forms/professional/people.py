"""Choosing who gets a part: everybody with the role, and why somebody can't have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from evc.trajectories.rules import Obstacle
from foundation.people.models import Person


class RadiosWithReasons(forms.RadioSelect):
    """Radios of which some can't be chosen; ``closed`` holds their values."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class AssignForm(forms.Form):
    """One empty place. ``people``: who holds the role, each with what stands in the way."""

    person = forms.ChoiceField(
        label=_("Who?"), widget=RadiosWithReasons, error_messages={"required": _("Choose a person.")}
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Person, Obstacle | None]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person, _obstacle in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(field.widget, RadiosWithReasons)
        field.choices = [(str(person.pk), _label(person, obstacle)) for person, obstacle in people]
        field.widget.closed = frozenset(str(person.pk) for person, obstacle in people if obstacle)

    @property
    def chosen(self) -> Person:
        return self.known[self.cleaned_data["person"]]


def _label(person: Person, obstacle: Obstacle | None) -> str:
    if obstacle is None:
        return person.name
    return format_html('{}<span class="choice__hint">{}</span>', person.name, obstacle.sentence)
