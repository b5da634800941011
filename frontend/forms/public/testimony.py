"""What a referee fills in: guiding questions in plain words, and who they are. Everything may wait until it is signed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.public.witness import TieForm
from portfolio.models import TestimonyRequest
from portfolio.services.testimonies import DRAFT_PARTS
from portfolio.testimonies import ABOUT, ANSWERS


def _text(label: Any, help_text: Any, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=5000, widget=forms.Textarea(attrs={"rows": rows})
    )


class TestimonyForm(TieForm):
    """The answer as it is signed."""

    __test__ = False
    use_required_attribute = False

    what = _text(
        _("What did you see this person do?"),
        _("Tell about one or two moments that you remember. What happened, and what did they do themselves?"),
        rows=6,
    )
    when = forms.CharField(
        label=_("When was that?"), help_text=_("A day, a month or a period is enough."), max_length=500
    )
    how_often = forms.CharField(
        label=_("How often did you see them do this work?"), help_text=_("An estimate is fine."), max_length=500
    )
    how_well = _text(
        _("How well did it go?"),
        _("What could you see that by? What could have been better?"),
        rows=4,
    )
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    function = forms.CharField(
        label=_("Your work"),
        help_text=_("For example: team leader enforcement at a municipality."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    knows_how = _text(_("How do you know this person?"), _("For example: I was their manager for three years."), rows=2)
    field_order = [*ANSWERS, "name", "function", "knows_how", "has_tie", "tie"]

    @classmethod
    def of(cls, request: TestimonyRequest, data: Any = None) -> TestimonyForm:
        """With what was typed so far; name and function at first as the candidate wrote them."""
        start = {"name": request.referee_name, "function": request.referee_function}
        return cls(data, initial=start | {key: request.draft[key] for key in DRAFT_PARTS if key in request.draft})

    @property
    def about_work(self) -> list[Any]:
        return [self[name] for name in ANSWERS]

    @property
    def about_referee(self) -> list[Any]:
        return [self[name] for name in ("name", "function", "knows_how", "has_tie", "tie")]

    @property
    def texts(self) -> dict[str, str]:
        """What ``sign_testimony`` takes."""
        return {name: self.cleaned_data[name] for name in (*ANSWERS, *ABOUT, "tie")}
