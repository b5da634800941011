"""A report of five pages set and sealed, beside one line set by the same bounded process.

The target names WeasyPrint as its peer, which needs libraries of the system and is not installed here: no ratio against it
is claimed. The floor is what every PDF costs, whatever stands in it: starting the process, Typst and its fonts.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2

from credentials import picture
from evc.outcomes.printing import TEMPLATE
from foundation.pdf_seals.material import make_material
from foundation.pdf_seals.sealing import seal_pdf
from foundation.typesetting import typeset

_AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_ROUNDS = 9
_LINE = '#set document(title: "Een regel")\n#set text(lang: "nl", font: "Source Sans Pro")\nEen regel.'
_SEEN = (
    "Ik zag dat zij op afstand bleef, haar stem verlaagde en de ander liet uitpraten. Dat is wat het criterium vraagt. "
)


def report(medal: picture.Medal) -> dict[str, Any]:
    """Five pages: CPU of our process and the one that sets, in times one line; the seal apart."""
    data, files = _data(), {"medal.svg": picture.draw_svg(medal)}
    with tempfile.TemporaryDirectory(prefix="erkend-bench-") as folder:
        line = Path(folder) / "line.typ"
        line.write_text(_LINE, encoding="utf-8")
        floor, whole = [], []
        for _round in range(_ROUNDS):
            floor.append(_cpu(lambda: typeset(line, {}, at=_AT)))
            whole.append(_cpu(lambda: typeset(TEMPLATE, data, files=files, at=_AT)))
        pdf = typeset(TEMPLATE, data, files=files, at=_AT)
    material = make_material("EVC-huis Meting", now=datetime.now(UTC))
    sealed = [_cpu(lambda: seal_pdf(pdf, material, label="Zegel", reason="Uitgegeven")) for _round in range(_ROUNDS)]
    return {
        "peer": "one line by the same process (WeasyPrint, the peer of the target, is not installed: not measured)",
        "ratio": round(statistics.median(whole) / statistics.median(floor), 2),
        "pages": len(pypdfium2.PdfDocument(pdf)),
        "milliseconds": round(statistics.median(whole) * 1000),
        "seal_milliseconds": round(statistics.median(sealed) * 1000),
    }


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU, of the processes that it starts as well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.process_time()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.process_time() - started + children


def _data() -> dict[str, Any]:
    legs = {"by": "Beoordelaar 1", "facts": [["Onderdeel", "K1-W1"], ["Bewijs", "Observatie"], ["Gezien", _SEEN * 2]]}
    row = {
        "code": "K1-W1",
        "title": "Houdt toezicht en treedt op",
        "state": "recognised",
        "verdict": "Erkend",
        "met": "4 van 4 criteria",
        "taken-over": "",
        "criteria": [{"title": _SEEN, "level": "voldoende", "agreed": ""}] * 4,
        "legs": [legs, legs],
        "evidence": ["Verslag (werkproduct)"] * 3,
        "practice": "",
    }
    words = (
        "goal compared code work-process outcome criteria-met substantiation criterion score evidence recommendations missing "
        "closes how instrument held-on place limits rests-on"
    )
    return {
        "language": "nl",
        "title": "Ervaringsprofiel: Handhaver",
        "kind": "Ervaringsprofiel",
        "organisation": "EVC-huis Meting",
        "candidate": "Naam van iemand",
        "keywords": ["EVC"],
        "standard": "Handhaver in de buitenruimte",
        "of-whom": "Van Naam van iemand",
        "draft": "",
        "draft-text": "",
        "footer": "Geen diploma.",
        "medal-words": "Medaille",
        "assessed-against": "Beoordeeld tegen de standaard.",
        "what-it-is": "Dit is een ervaringsprofiel.",
        "what-it-is-not": "Het is geen diploma.",
        "facts": [["Kandidaat", "Naam van iemand"]] * 5,
        "goal": _SEEN,
        "reasons": "",
        "motivation": _SEEN,
        "compared": "Van 4 werkprocessen zijn er 4 erkend.",
        "taken-over": "",
        "substantiation": _SEEN,
        "tasks": [{"title": "K1 Toezicht", "rows": [row] * 4}],
        "gaps": [],
        "recommended": [_SEEN] * 2,
        "how": [_SEEN] * 4,
        "instruments": [{"name": "Interview", "day": "3 november 2026", "place": "–", "facts": _SEEN * 3}] * 2,
        "limits": [_SEEN] * 4,
        "rests-on": [["Dossier", "sha256 " + "0" * 64]] * 2,
        "replaced": "",
        "words": {name: name for name in words.split()},
    }
