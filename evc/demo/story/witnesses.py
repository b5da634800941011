"""What the witnesses of the demo say of themselves. Whoever is not named here says the least that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutWitness:
    """``tie``: any other tie with the candidate; empty: none."""

    function: str
    knows_how: str
    tie: str = ""


_SOMEBODY = AboutWitness("Collega", "Ik was erbij en doe dit werk zelf ook.")
_BY_ADDRESS: Mapping[str, AboutWitness] = {
    "s.delange@politie.example": AboutWitness("Politieagent", "Wij lopen geregeld samen dienst in de binnenstad."),
    "r.boersma@waterrijk.example": AboutWitness(
        "Teamleider", "Ik geef leiding aan dit werk.", "Ik ben de leidinggevende van de kandidaat."
    ),
    "m.stoop@brandweer.example": AboutWitness("Adviseur bij de brandweer", "Wij controleren samen evenementen."),
}


def about_witness(email: str) -> AboutWitness:
    return _BY_ADDRESS.get(email.lower(), _SOMEBODY)
