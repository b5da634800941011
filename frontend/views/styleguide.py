"""Every component with sample data: to look at, and for the tests to measure. Only in the development settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One of every control."""

    goal = forms.CharField(
        label=_("What do you want to reach?"), help_text=_("One sentence is enough."), widget=forms.Textarea
    )
    email = forms.EmailField(label=_("E-mail address"))
    hours = forms.IntegerField(label=_("Hours"), required=False, help_text=_("Rounded to whole hours."))
    standard = forms.ChoiceField(
        label=_("Qualification standard"), choices=[("", _("Choose one")), ("a", "Boa openbare ruimte")]
    )
    score = forms.ChoiceField(
        label=_("De-escalates, so that aggression stays away"),
        choices=[("0", _("Not shown")), ("1", _("Weak")), ("2", _("Sufficient")), ("3", _("Good"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
    )
    processes = forms.MultipleChoiceField(
        label=_("Which work does this show?"),
        choices=[("1", "Houdt toezicht in de openbare ruimte"), ("2", "Treedt op bij een overtreding")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label=_("I have read the agreement and accept it"))


class FileForm(forms.Form):
    file = forms.FileField(label=_("Choose a badge"), help_text=_("A picture (PNG or SVG) or a JSON file."))


SAMPLE_DATE = date(2026, 11, 24)
STEPS = [
    {"title": "Aanvraag", "state": "done", "date": date(2026, 9, 1)},
    {"title": "Intake", "state": "done", "date": date(2026, 9, 9), "text": "advies: volledig traject"},
    {"title": "Portfolio opbouwen", "state": "current", "text": "nog 3 weken", "href": "#steps"},
    {"title": "Beoordeling", "state": "todo", "date": date(2026, 12, 14)},
    {"title": "Uitkomst en badge", "state": "todo"},
]
EVIDENCE = {
    "title": "Plan veilige uitgaansavond Markt",
    "kind_label": "Document",
    "icon": "document",
    "href": "#evidence",
    "date": date(2025, 1, 20),
    "shows": "Hoofdstuk 6 laat zien hoe ik uit drie aanpakken koos.",
    "work_processes": ["Maakt een plan van aanpak", "Werkt samen met partners"],
    "state": "waiting",
    "word": "Nog niet gelezen",
}
COVERAGE = [
    {
        "sentence": "Houdt toezicht in de openbare ruimte",
        "code": "K1-W1",
        "counts": [2, 1, 12],
        "signal": "Sterk en gevarieerd",
        "state": "recognised",
        "href": "#coverage",
    },
    {
        "sentence": "Treedt op bij overtredingen en conflicten",
        "code": "K2-W1",
        "counts": [0, 2, 0],
        "signal": "Alleen getuigenissen: voeg iets toe dat je zelf maakte",
        "state": "partly",
    },
    {
        "sentence": "Stelt een proces-verbaal op",
        "code": "K2-W2",
        "counts": [0, 0, 0],
        "signal": "Hier is nog niets",
        "state": "not-yet",
    },
]
CHECKS = [
    {"finding": "passed", "title": "Niet veranderd", "text": "De handtekening past bij de inhoud."},
    {"finding": "passed", "title": "Uitgever: Gemeente Waterrijk", "text": "evc.waterrijk.example"},
    {"finding": "failed", "title": "Ingetrokken op 3 maart 2027", "text": "Reden: op verzoek van de eigenaar."},
    {
        "finding": "not-checked",
        "title": "Erkend aanbieder voor deze standaard",
        "text": "Het register is niet bereikbaar.",
    },
    {"finding": "absent", "title": "Geen einddatum"},
]


def _context() -> dict[str, Any]:
    wrong = SampleForm({"goal": "", "email": "fatima", "score": "7"})
    return {
        "organisation": {"name": "Gemeente Waterrijk"},
        "navigation": [
            {"label": "Start", "href": "#main", "current": True},
            {"label": "Portfolio", "href": "#evidence"},
            {"label": "Praktijk", "href": "#rings"},
        ],
        "crumbs": [{"label": "Start", "href": "#main"}, {"label": "Onderdelen"}],
        "tabs": [
            {"label": "Mist nog", "href": "#tabs", "current": True, "count": 4},
            {"label": "Nog niet gelezen", "href": "#tabs", "count": 2},
            {"label": "Gedeeld", "href": "#tabs", "count": None},
        ],
        "sample": SampleForm(prefix="sample"),
        "wrong": wrong,
        "file_form": FileForm(),
        "steps": STEPS,
        "segment_states": ["recognised"] * 5 + ["partly"] * 2 + ["not-yet"] * 3,
        "evidence": EVIDENCE,
        "photo": EVIDENCE
        | {"title": "Certificaat BHV", "kind_label": "Foto", "icon": "photo", "work_processes": [], "state": ""},
        "kinds": ["Zelf gemaakt", "Getuigenis", "Praktijk"],
        "coverage": COVERAGE,
        "columns": [{"label": "Kandidaat"}, {"label": "Fase"}, {"label": "Dagen", "numeric": True}, {"label": "Staat"}],
        "rows": [
            [
                {"text": "Fatima el Amrani", "href": "#tables"},
                "Portfolio opbouwen",
                "41",
                {"state": "busy", "word": "Op schema"},
            ],
            [
                {"text": "Daan Kuipers", "href": "#tables"},
                "Beoordeling",
                "12",
                {"state": "stop", "word": "2 dagen te laat"},
            ],
        ],
        "page": Paginator(range(75), 25).page(2),
        "chips": [
            {"letter": "V", "label": "Variatie", "state": "recognised", "word": "voldoende"},
            {"letter": "R", "label": "Relevantie", "state": "recognised", "word": "ja"},
            {"letter": "A", "label": "Authenticiteit", "state": "partly", "word": "deels"},
            {"letter": "A", "label": "Actualiteit", "state": "recognised", "word": "ja"},
            {"letter": "K", "label": "Kwantiteit", "state": "not-yet", "word": "nog niet"},
        ],
        "facts": [
            {"label": "Titel", "value": "Mbo-diploma Handhaver toezicht en veiligheid", "read": True},
            {"label": "Instelling", "value": "ROC Voorbeeld"},
            {"label": "Datum", "value": "5 juli 2018"},
        ],
        "work": [
            {
                "title": "Beoordeel het dossier van kandidaat 2026-014",
                "href": "#work",
                "why": "Je bent tweede beoordelaar",
                "until": date(2026, 11, 20),
                "late": True,
            },
            {
                "title": "Onderteken de moderatie",
                "href": "#work",
                "why": "Vier oordelen verschilden",
                "until": SAMPLE_DATE,
                "state": "waiting",
            },
        ],
        "mails": [
            {
                "subject": "Bevestig wat je zag, voor 1 december",
                "to": "sanne@politie.example",
                "sent_at": datetime(2026, 11, 24, 13, 5, tzinfo=UTC),
                "href": "#mail",
            }
        ],
        "checks": CHECKS,
        "keys": [{"key": "j", "does": "Volgend criterium"}, {"key": "k", "does": "Vorig criterium"}],
        "identities": [
            # SHA-256 of "fatima@example.org" followed by "zout".
            {"hash": "sha256$0458be05c4e26e82eff6bad9efd52343b34e20584de083fc5dd5d53479e03442", "salt": "zout"}
        ],
        "moment": datetime(2026, 11, 24, 13, 5, tzinfo=UTC),
        "colours": ["recognised", "partly", "not-yet", "waiting", "busy", "stop"],
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """The catalogue of components; `?part=desk`, `confirm` or an error's name shows a whole page instead."""
    context = _context()
    part = request.GET.get("part", "")
    if part == "desk":
        return render(request, "styleguide_desk.html", context)
    if part == "confirm":
        context |= {
            "title": _("Withdraw this badge?"),
            "lead": _("Everybody who checks it then sees that it was withdrawn, and why."),
            "warning": _("A withdrawn badge cannot be made valid again."),
            "form": SampleForm(prefix="confirm", auto_id="confirm-%s"),
            "submit_label": _("Withdraw the badge"),
            "danger": True,
            "cancel_href": "#main",
        }
        return render(request, "components/confirm_page.html", context)
    if part in {"400", "403", "404", "409", "413", "500", "csrf"}:
        return render(request, f"errors/{part}.html", {})
    return render(request, "styleguide.html", context)
