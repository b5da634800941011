"""Calibration in words: where a round stands, and what the agreement says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.quality.calibration import LEAST_SCORES, PairAgreement
from evc.quality.models import CalibrationRound
from evc.quality.models.calibration import RoundState
from evc.quality.selectors.calibration import Comparison

_STATES: dict[RoundState, tuple[str, str | Promise]] = {
    RoundState.ASKED: ("waiting", gettext_lazy("The candidate decides")),
    RoundState.REFUSED: ("not-yet", gettext_lazy("The candidate would rather not")),
    RoundState.AGREED: ("busy", gettext_lazy("Can be opened")),
    RoundState.OPEN: ("busy", gettext_lazy("Being scored")),
    RoundState.CLOSED: ("recognised", gettext_lazy("Closed")),
    RoundState.STOPPED: ("stop", gettext_lazy("Stopped")),
}


@dataclass(frozen=True, slots=True)
class StateWords:
    """As ``{% status %}`` shows it."""

    state: str
    word: str


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """``whole``: over all pairs, empty where there is one; ``pairs``: label and sentence of each two assessors."""

    whole: str
    pairs: tuple[tuple[str, str], ...]


def state_words(found: CalibrationRound) -> StateWords:
    state, word = _STATES[found.state]
    return StateWords(state, str(word))


def kappa_words(compared: Comparison) -> AgreementWords:
    if len(compared.pairs) == 1:
        whole = ""
    elif compared.mean is not None:
        whole = _("On average over the pairs kappa is %(value)s. 1 is full agreement, 0 is what chance gives.") % {
            "value": number_format(round(compared.mean, 2), 2)
        }
    else:
        whole = _("No kappa can be given for this round; the spread per criterion says more.")
    return AgreementWords(
        whole,
        tuple(
            (_("%(first)s and %(second)s") % {"first": first, "second": second}, _pair(pair))
            for first, second, pair in compared.pairs
        ),
    )


def _pair(pair: PairAgreement) -> str:
    if pair.is_too_few:
        sentence = ngettext(
            "Both scored %(count)s criterion. Over fewer than %(least)s kappa says nothing.",
            "Both scored %(count)s criteria. Over fewer than %(least)s kappa says nothing.",
            pair.scores,
        )
        return sentence % {"count": pair.scores, "least": LEAST_SCORES}
    if pair.kappa is None:
        return _("At least one of the two gave everything the same level, so kappa says nothing.")
    kappa = pair.kappa
    return _("kappa %(value)s, with 95%% certainty between %(low)s and %(high)s, over %(count)s criteria") % {
        "value": number_format(round(kappa.value, 2), 2),
        "low": number_format(round(kappa.low, 2), 2),
        "high": number_format(round(kappa.high, 2), 2),
        "count": kappa.pairs,
    }
