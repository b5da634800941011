"""The terms of an agreement: hours in work time, the effect on pay, the price, who pays it, and a subsidy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from evc.trajectories.cleaning import clean_number, clean_text
from evc.trajectories.models import AgreementVersion
from foundation.errors import InvalidInput

Payer, PayEffect = AgreementVersion.Payer, AgreementVersion.PayEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """``price`` in euro; ``pay_described`` says how pay changes, ``subsidy`` which one it is and for whom (empty: none)."""

    hours_in_work_time: Decimal | float | str
    price: Decimal | float | str
    payer: str
    pay_effect: str = PayEffect.NONE
    pay_described: str = ""
    subsidy: str = ""


def clean_terms(terms: Terms, *, hours_max: Decimal) -> Terms:
    """As they can be stored. Raises InvalidInput with the field's name; no more work time than the route takes at most."""
    if terms.payer not in Payer.values:
        raise InvalidInput(_("Choose who pays."), code="payer-unknown", field="payer")
    if terms.pay_effect not in PayEffect.values:
        raise InvalidInput(_("Say whether it has an effect on pay."), code="pay-effect-unknown", field="pay_effect")
    described = clean_text(terms.pay_described, field="pay_described", longest=500)
    if terms.pay_effect == PayEffect.DESCRIBED and not described:
        raise InvalidInput(_("Say how pay changes."), code="pay-effect-missing", field="pay_described")
    return replace(
        terms,
        hours_in_work_time=clean_number(
            terms.hours_in_work_time,
            field="hours_in_work_time",
            lowest="0",
            highest=f"{hours_max.normalize():f}",
            places=1,
        ),
        price=clean_number(terms.price, field="price", lowest="0", highest="100000", places=2),
        pay_described=described if terms.pay_effect == PayEffect.DESCRIBED else "",
        subsidy=clean_text(terms.subsidy, field="subsidy", longest=500),
    )
