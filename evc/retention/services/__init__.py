"""Setting a term, telling a candidate of the day, and erasing on it."""

from evc.retention.services.keeping import erase, tell
from evc.retention.services.terms import set_term

__all__ = ["erase", "set_term", "tell"]
