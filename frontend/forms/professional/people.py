"""Choosing who gets a part: everybody with the role, and why somebody can't have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evc.trajectories.selectors import Conflicts
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
    """One empty place. ``people``: who holds the role, each with what stands in the way, what is to be weighed, their load."""

    person = forms.ChoiceField(
        label=_("Who?"), widget=RadiosWithReasons, error_messages={"required": _("Choose a person.")}
    )
    because = forms.CharField(
        label=_("Why, where there is something to weigh?"),
        help_text=_("Only needed for somebody with a remark. It is kept with the assignment."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Person, Conflicts]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person, _conflicts in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(field.widget, RadiosWithReasons)
        field.choices = [(str(person.pk), _label(person, conflicts)) for person, conflicts in people]
        field.widget.closed = frozenset(str(person.pk) for person, conflicts in people if conflicts.obstacle)
        if not any(conflicts.cautions for _person, conflicts in people if conflicts.obstacle is None):
            del self.fields["because"]

    @property
    def chosen(self) -> Person:
        return self.known[self.cleaned_data["person"]]

    @property
    def reason(self) -> str:
        said: str = self.cleaned_data.get("because", "")
        return said


def _label(person: Person, conflicts: Conflicts) -> str:
    reasons = [conflicts.obstacle] if conflicts.obstacle else conflicts.cautions
    said = [str(each.sentence) for each in reasons]
    if conflicts.load:
        load = ngettext("%(count)s open dossier.", "%(count)s open dossiers.", conflicts.load)
        said = [*said, load % {"count": conflicts.load}]
    if not said:
        return person.name
    return format_html('{}<span class="choice__hint">{}</span>', person.name, " ".join(said))
