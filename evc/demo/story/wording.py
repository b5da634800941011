"""Plausible Dutch for any work process of any standard, where the story has no text of its own.

The same titles give the same words each time; different titles give different ones.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_SAW = (
    "Ik las in ‘{evidence}’ stap voor stap wat de kandidaat zelf deed, en wat een ander deed.",
    "In ‘{evidence}’ staat niet alleen wat er gebeurde, maar ook waarom de kandidaat daarvoor koos.",
    "Uit ‘{evidence}’ blijkt dat de kandidaat dit vaker heeft gedaan, op verschillende dagen.",
    "Ik vergeleek ‘{evidence}’ met wat anderen erover schrijven, en de feiten kloppen met elkaar.",
)
_BECAUSE = (
    "Dat past bij ‘{criterion}’, en het is recent.",
    "Vooral ‘{criterion}’ komt daarin goed naar voren.",
    "Daarmee laat de kandidaat zien wat ‘{criterion}’ vraagt.",
    "Ik let dan op ‘{criterion}’: dat zie ik terug in wat er echt is gedaan.",
)
_CLOSING = (
    "Voor dit werkproces is dat genoeg om een oordeel op te bouwen.",
    "Wat ik nog wil horen, is hoe het ging toen iets anders liep dan bedacht.",
    "Een tweede voorbeeld zou het beeld nog sterker maken.",
)
_LACKS = (
    "Ik zocht in ‘{evidence}’ naar wat de kandidaat zelf deed en vond dat niet.",
    "‘{evidence}’ gaat over iets anders dan dit werkproces vraagt.",
    "Na het lezen van ‘{evidence}’ weet ik dat de kandidaat erbij was, niet wat de kandidaat deed.",
)
_STILL = (
    "‘{criterion}’ heb ik dus nog niet gezien of gelezen.",
    "Voor ‘{criterion}’ is meer nodig: eigen werk, of iemand die het zag.",
)


def substantiation_for(
    work_process_title: str, criterion_titles: Sequence[str], evidence_title: str, *, met: bool = True
) -> str:
    """A third leg: what was read and why that convinces, or (``met`` false) what was looked for and not found."""
    criterion = _pick(tuple(criterion_titles), work_process_title, evidence_title).rstrip(".")
    read, so = (_SAW, _BECAUSE) if met else (_LACKS, _STILL)
    first = _pick(read, work_process_title, evidence_title).format(evidence=evidence_title)
    second = _pick(so, evidence_title, work_process_title).format(criterion=criterion)
    return f"{first} {second} {_pick(_CLOSING, work_process_title)}" if met else f"{first} {second}"


def agreement_for(criterion_title: str) -> str:
    """Why two assessors settle on the lower of two levels."""
    return (
        f"Bij ‘{criterion_title.rstrip('.')}’ lazen wij hetzelfde bewijs verschillend. Wij kiezen het niveau dat met "
        "feiten te onderbouwen is."
    )


def advice_for(work_process_title: str, missing_titles: Sequence[str]) -> str:
    """What would close a gap: practise what is missing with somebody who can confirm it."""
    missing = "; ".join(title.rstrip(".") for title in missing_titles)
    return (
        f"Oefen bij ‘{work_process_title}’ wat nog niet is gezien: {missing}. Doe dat drie keer met een ervaren collega "
        "erbij, laat het bevestigen en schrijf er één verhaal over."
    )


def _pick(choices: Sequence[str], *seeds: str) -> str:
    return choices[zlib.crc32("|".join(seeds).encode()) % len(choices)]
