"""A portfolio belongs to a person and moves with them; others see an item only where the person shared it."""

from portfolio.models.files import EvidenceFile
from portfolio.models.items import DIRECT_KINDS, STARR_PARTS, EvidenceComment, EvidenceItem, EvidenceKind, EvidenceLink
from portfolio.models.manifests import Manifest
from portfolio.models.practice import ConfirmationRequest, PracticeLog, Repetition
from portfolio.models.sharing import Audience, AudienceMember, Share

__all__ = [
    "DIRECT_KINDS",
    "STARR_PARTS",
    "Audience",
    "AudienceMember",
    "ConfirmationRequest",
    "EvidenceComment",
    "EvidenceFile",
    "EvidenceItem",
    "EvidenceKind",
    "EvidenceLink",
    "Manifest",
    "PracticeLog",
    "Repetition",
    "Share",
]
