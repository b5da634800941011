"""The text of an agreement (domain facts 1, 7, 14, 15, 16, 49): whose text it is, and filling it in.

A provider writes its own text with placeholders such as ``{prijs}``; until then ours holds. What the law of EVC asks of
every agreement stands below each of them, word for word: nobody can leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from evc.trajectories.agreement_words import DEFAULT_TEXT, FIXED_PART, PAYERS, RANGE, WORDS, YIELDS
from evc.trajectories.models import AgreementText, Trajectory, Yield
from evc.trajectories.terms import PayEffect, Terms
from foundation.errors import InvalidInput
from foundation.people.models import Organisation

SHIPPED_VERSION = "erkend-2026-12"
PLACEHOLDERS: Mapping[str, Promise] = {
    "kandidaat": gettext_lazy("the candidate's name"),
    "standaard": gettext_lazy("the standard"),
    "onderdelen": gettext_lazy("the parts of it that are assessed"),
    "route": gettext_lazy("the route"),
    "uren": gettext_lazy("the hours that the candidate needs"),
    "weken": gettext_lazy("the lead time in weeks"),
    "aanbieder": gettext_lazy("the EVC provider"),
    "opdrachtgever": gettext_lazy("the client"),
    "opbrengst": gettext_lazy("what it yields, with the reason"),
    "werktijd": gettext_lazy("the hours in work time"),
    "loon": gettext_lazy("the effect on pay"),
    "prijs": gettext_lazy("the price"),
    "betaler": gettext_lazy("who pays"),
    "subsidie": gettext_lazy("the subsidy"),
}
# What three parties agree on can't be left out of a text of one's own.
REQUIRED = frozenset(PLACEHOLDERS) - {"kandidaat", "weken"}
_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,40})\}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """``source``: the provider's own text, None for ours; ``version`` names which text it was."""

    source: AgreementText | None
    version: str
    text: str


def text_in_force(provider: Organisation, client: Organisation) -> AgreementText | None:
    """The newest text of the provider for this client, else its newest for every client; None: ours."""
    own = AgreementText.objects.filter(organisation=provider).order_by("-number")
    return own.filter(client=client).first() or own.filter(client=None).first()


def check_text(text: str) -> None:
    """Raises InvalidInput that names the placeholders that don't exist or are missing. Pure."""
    used = set(_PLACEHOLDER.findall(text))
    if unknown := sorted(used - PLACEHOLDERS.keys()):
        message = _("These placeholders don't exist: %(names)s. Use those in the list, or take the braces away.")
        raise InvalidInput(message % {"names": _named(unknown)}, code="placeholder-unknown", field="text")
    if missing := sorted(REQUIRED - used):
        message = _("An agreement says this as well: %(names)s. Put these placeholders where they belong in your text.")
        raise InvalidInput(message % {"names": _named(missing)}, code="placeholder-missing", field="text")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Each placeholder replaced, once: what is filled in is not read again. Pure."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def agreement_text(trajectory: Trajectory, terms: Terms, *, yields: Yield, language: str) -> Rendered:
    """The exact text for these terms. A provider's own text is in the language it was written in: Dutch."""
    source = text_in_force(trajectory.provider, trajectory.client)
    known = "en" if language.startswith("en") and source is None else "nl"
    text = source.text if source else DEFAULT_TEXT[known]
    values = _values(trajectory, terms, yields, known)
    whole = f"{fill_in(text, values).strip()}\n\n{fill_in(FIXED_PART[known], values).strip()}\n"
    return Rendered(source, source.label if source else SHIPPED_VERSION, whole)


def _values(trajectory: Trajectory, terms: Terms, yields: Yield, known: str) -> dict[str, str]:
    route, words = trajectory.route, WORDS[known]
    low, high = _number(route.hours_min, known), _number(route.hours_max, known)
    pay = terms.pay_described if terms.pay_effect == PayEffect.DESCRIBED else words["no effect on pay"]
    return {
        "kandidaat": trajectory.candidate.name,
        "standaard": str(trajectory.standard_version),
        "onderdelen": "; ".join(unit.title for unit in trajectory.units.all()),
        "route": route.name_en if known == "en" else route.name_nl,
        "uren": low if low == high else RANGE[known] % {"low": low, "high": high},
        "weken": str(route.lead_time_weeks),
        "aanbieder": trajectory.provider.name,
        "opdrachtgever": trajectory.client.name,
        "opbrengst": YIELDS[known][yields],
        "werktijd": _number(Decimal(terms.hours_in_work_time), known),
        "loon": pay,
        "prijs": _price(Decimal(terms.price), known) if Decimal(terms.price) else words["no price"],
        "betaler": PAYERS[known][terms.payer]
        % {"client": trajectory.client.name, "provider": trajectory.provider.name},
        "subsidie": terms.subsidy or words["no subsidy"],
    }


def _number(value: Decimal, known: str) -> str:
    with override(known):
        return formats.number_format(value.normalize(), use_l10n=True) if value % 1 else f"{value:.0f}"


def _price(value: Decimal, known: str) -> str:
    with override(known):
        return f"€ {formats.number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)}"


def _named(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
