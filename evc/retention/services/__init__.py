"""Setting a term, telling a candidate of the day, and erasing on it."""

from evc.retention.services.keeping import erase, erase_complaints_of_others, tell
from evc.retention.services.terms import set_term

__all__ = ["erase", "erase_complaints_of_others", "set_term", "tell"]
