"""The filter of the board; it is sent as an address, so that it can be kept and mailed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Route
from evc.trajectories.models import State
from evc.trajectories.selectors import BoardFilters, Turn
from frontend.journey import STEP_TITLES


class BoardForm(forms.Form):
    text = forms.CharField(label=_("Name of the candidate"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Step"), required=False)
    route = forms.ChoiceField(label=_("Route"), required=False)
    turn = forms.ChoiceField(label=_("Whose turn"), required=False, choices=[("", _("Everybody's")), *Turn.choices])
    late = forms.BooleanField(label=_("Only what is late"), required=False)

    def __init__(self, *args: Any, routes: Iterable[Route], **options: Any) -> None:
        super().__init__(*args, **options)
        state, route = self.fields["state"], self.fields["route"]
        assert isinstance(state, forms.ChoiceField)
        assert isinstance(route, forms.ChoiceField)
        state.choices = [("", _("Everything under way")), *((one.value, STEP_TITLES[one]) for one in State)]
        route.choices = [("", _("Every route")), *((row.key, row.name) for row in routes)]

    @property
    def filters(self) -> BoardFilters:
        """What of the address can be read; the rest is left out."""
        self.full_clean()
        data = self.cleaned_data
        return BoardFilters(
            states=(data["state"],) if data.get("state") else (),
            route=data.get("route", ""),
            text=data.get("text", ""),
            late_only=data.get("late", False),
            turn=data.get("turn", ""),
        )
