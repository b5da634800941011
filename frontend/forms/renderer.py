"""How Django draws our forms: `{{ form }}` and `{{ form.field.as_field_group }}` give the markup of the components.

Set `FORM_RENDERER = "frontend.forms.renderer.ErkendRenderer"` and list `django.forms` among the installed apps after
`frontend`, so that what we don't draw ourselves is found there.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.Select, "utrecht-select"),
    (forms.CheckboxInput, "choice__control"),
    (forms.FileInput, "file-input"),
    (forms.NumberInput, "utrecht-textbox utrecht-textbox--short"),
    (forms.DateInput, "utrecht-textbox utrecht-textbox--short"),
    (Input, "utrecht-textbox"),
)
"""The class of a widget, first match wins, since widgets inherit from one another."""


class ErkendBoundField(BoundField):
    """A field that gives its widget the class of our components and knows whether it is wrong."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden:
            ours = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
            given = attrs.get("class") or widget.attrs.get("class", "")
            if together := f"{ours} {given}".strip():
                attrs["class"] = together
        return attrs


class ErkendRenderer(TemplatesSetting):
    """Our templates for a form, a field and its choices."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = ErkendBoundField
