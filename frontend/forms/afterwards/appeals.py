"""Forms of an appeal: what is contested and why, whether it is taken up, and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from evc.outcomes.contesting import Contestable
from evc.outcomes.models import Appeal
from evc.trajectories.selectors.conflicts import Conflicts
from foundation.people.models import Person
from frontend.forms.professional.people import RadiosWithReasons


class AppealForm(forms.Form):
    criteria = forms.MultipleChoiceField(
        label=_("What do you not agree with?"),
        help_text=_("These were not met. What was recognised stays recognised, whatever comes of this."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one criterion that was not met. Only those can be looked at again.")
        },
    )
    reasons = forms.CharField(
        label=_("Why?"),
        help_text=_("Say where in your evidence it can be seen. Nothing can be added to the evidence itself."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Say why you don't agree. That is what is looked at.")},
    )

    def __init__(self, *args: Any, contestable: Iterable[Contestable], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["criteria"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (row.work_process.title, [(str(criterion.pk), criterion.title) for criterion in row.criteria])
            for row in contestable
        ]

    @property
    def chosen(self) -> list[UUID]:
        return [UUID(pk) for pk in self.cleaned_data["criteria"]]


class TakeUpForm(forms.Form):
    taken_up = forms.ChoiceField(
        label=_("Is this appeal taken up?"),
        choices=[
            ("yes", _("Yes, others look at it again")),
            ("no", _("No, the outcome stands")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    obstacle = forms.ChoiceField(
        label=_("If not: why?"), choices=Appeal.Obstacle.choices, widget=forms.RadioSelect, required=False
    )
    answer = forms.CharField(
        label=_("If not: what do you answer?"),
        help_text=_("The candidate reads this. Say what can be done instead, for example a complaint."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )


class DecideForm(forms.Form):
    answer = forms.CharField(
        label=_("The reasons"),
        help_text=_(
            "The candidate reads this. Say for each criterion what was seen, in words that help. Write no names."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the reasons. Without them the candidate does not know why.")},
    )


class PlaceForm(forms.Form):
    """One empty place. ``people``: who holds the role, each with what stands in the way or has to be weighed."""

    person = forms.ChoiceField(
        label=_("Who?"), widget=RadiosWithReasons, error_messages={"required": _("Choose a person.")}
    )
    because = forms.CharField(
        label=_("Why this person all the same?"),
        help_text=_("Only where a caution stands beside the name."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Person, Conflicts]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person, _known in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(field.widget, RadiosWithReasons)
        field.choices = [(str(person.pk), _label(person, known)) for person, known in people]
        field.widget.closed = frozenset(str(person.pk) for person, known in people if known.obstacle)
        if not any(known.cautions for _person, known in people):
            self.fields["because"].widget = forms.HiddenInput()

    @property
    def chosen(self) -> Person:
        return self.known[self.cleaned_data["person"]]


def _label(person: Person, known: Conflicts) -> str:
    hints = [known.obstacle.sentence] if known.obstacle else [caution.sentence for caution in known.cautions]
    if not hints:
        return person.name
    return format_html('{}<span class="choice__hint">{}</span>', person.name, " ".join(str(hint) for hint in hints))
