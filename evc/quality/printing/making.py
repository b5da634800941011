"""The PDF itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.outcomes.report import report
from evc.quality.printing.pictures import Pictures
from evc.quality.printing.words import data_of
from foundation.people.models import Person
from foundation.typesetting import printable, typeset
from portfolio import services as portfolio
from portfolio.dossier import Dossier

_TEMPLATE = Path(__file__).parents[1] / "typst" / "dossier.typ"


def dossier_pdf(outcome: Outcome, *, reader: Person, at: datetime) -> bytes:
    """Report and dossier of an outcome as one PDF in the active language, each page with the reader's name and the time.

    Raises TypesettingFailed, TypesettingTooHeavy.
    """
    manifest = outcome.trajectory.manifest
    dossier = portfolio.manifest_contents(manifest) if manifest else Dossier(items=(), practice={})
    pictures = Pictures(outcome.trajectory.candidate_id)
    said = printable(data_of(outcome, report(outcome), dossier, pictures, reader=reader, at=at))
    if said.replaced:
        message = _("Where [?] stands, there was a character that this typeface doesn't have: %(which)s.")
        said.data["replaced"] = message % {"which": ", ".join(said.replaced)}
    return typeset(_TEMPLATE, said.data, files=pictures.files, at=at)
