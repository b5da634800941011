"""What people type, made fit to store: each function returns the value or raises InvalidInput with the field's name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.errors import InvalidInput

TEXT_LENGTH = 20_000


def clean_text(value: str, *, field: str, longest: int = TEXT_LENGTH, required: bool = False) -> str:
    """A text without characters that can't be stored, its line ends as \\n."""
    text = value.replace("\r\n", "\n").replace("\x00", "").strip()
    if required and not text:
        raise InvalidInput(_("Write something here."), code="text-missing", field=field)
    if len(text) > longest:
        message = _("This text is too long. Use at most %(longest)s characters.")
        raise InvalidInput(message % {"longest": longest}, code="text-too-long", field=field)
    return text


def clean_number(value: Decimal | float | str, *, field: str, lowest: str, highest: str, places: int) -> Decimal:
    """A number within bounds, with at most ``places`` decimals; rounding would change what was typed."""
    try:
        number = Decimal(str(value).strip().replace(",", "."))
        rounded = number.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        number = rounded = Decimal("NaN")
    if not number.is_finite() or number != rounded or not Decimal(lowest) <= number <= Decimal(highest):
        message = _("Fill in a number from %(lowest)s to %(highest)s, with at most %(places)s decimals.")
        raise InvalidInput(
            message % {"lowest": lowest, "highest": highest, "places": places}, code="number-invalid", field=field
        )
    return rounded


def clean_past_day(day: date, *, field: str) -> date:
    """Today or before."""
    if day > timezone.localdate():
        raise InvalidInput(
            _("This day still has to come. Fill in today or an earlier day."), code="day-in-future", field=field
        )
    return day
