"""Every change of an outcome, one function each."""

from evc.outcomes.services.issuing import claim_key, issue_badge
from evc.outcomes.services.proposing import propose_outcome, write_gap_advice
from evc.outcomes.services.releasing import release, send_back

__all__ = ["claim_key", "issue_badge", "propose_outcome", "release", "send_back", "write_gap_advice"]
