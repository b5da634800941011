"""A standard from an address: https, public, and never followed further (see ``foundation.fetch``)."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from evc.standards.importing.recognising import MOST_BYTES
from evc.standards.importing.refusing import refused
from foundation.fetch import Fetcher, FetchFailed, FetchNotAllowed

_SECONDS = 60.0
_ACCEPT = (
    "application/json, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, text/csv;q=0.9, */*;q=0.1"
)


def fetch_standard(address: str) -> bytes:
    """The bytes at an address. Raises InvalidInput when it may not be asked, or does not give them."""
    try:
        return _fetcher().get(address, max_bytes=MOST_BYTES, accept=_ACCEPT)
    except FetchNotAllowed as error:
        message = _(
            "This is no public https address, so nothing is fetched: %(address)s. Give another, or send the file itself."
        )
        raise refused(message % {"address": address}, code=error.code) from error
    except FetchFailed as error:
        message = _("%(address)s did not give the standard (%(code)s). Try again later, or send the file itself.")
        raise refused(message % {"address": address, "code": error.code}, code=error.code) from error


@cache
def _fetcher() -> Fetcher:
    return Fetcher(timeout_seconds=_SECONDS, cache_seconds=0, allow_loopback=settings.ERKEND_FETCH_LOOPBACK)
