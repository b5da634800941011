"""A portfolio belongs to a person and moves with them; others see an item only where the person shared it."""

from portfolio.models.arrivals import Arrival, Arrived, PortfolioExport, PortfolioImport
from portfolio.models.authorship import Authorship
from portfolio.models.badges import ImportedBadge
from portfolio.models.covering import CoveredCopy
from portfolio.models.files import EvidenceFile
from portfolio.models.items import DIRECT_KINDS, STARR_PARTS, EvidenceComment, EvidenceItem, EvidenceKind, EvidenceLink
from portfolio.models.links import NamedReader, ShareLink, ShareLinkDemand, ShareLinkItem
from portfolio.models.manifests import Manifest
from portfolio.models.places import Place
from portfolio.models.plan import PlannedItem
from portfolio.models.practice import CourseTask, PracticeLog, Repetition, RepetitionPhoto, SyncedEntry
from portfolio.models.recordings import Recording, StarrPart
from portfolio.models.requests import EvidenceRequest
from portfolio.models.sharing import Audience, AudienceMember, Share
from portfolio.models.testimonies import Testimony, TestimonyRequest
from portfolio.models.uploads import Upload
from portfolio.models.witnesses import ConfirmationRequest, NoticeLine, Witness, WitnessCode, WitnessNotice

__all__ = [
    "DIRECT_KINDS",
    "STARR_PARTS",
    "Arrival",
    "Arrived",
    "Audience",
    "AudienceMember",
    "Authorship",
    "ConfirmationRequest",
    "CourseTask",
    "CoveredCopy",
    "EvidenceComment",
    "EvidenceFile",
    "EvidenceItem",
    "EvidenceKind",
    "EvidenceLink",
    "EvidenceRequest",
    "ImportedBadge",
    "Manifest",
    "NamedReader",
    "NoticeLine",
    "Place",
    "PlannedItem",
    "PortfolioExport",
    "PortfolioImport",
    "PracticeLog",
    "Recording",
    "Repetition",
    "RepetitionPhoto",
    "Share",
    "ShareLink",
    "ShareLinkDemand",
    "ShareLinkItem",
    "StarrPart",
    "SyncedEntry",
    "Testimony",
    "TestimonyRequest",
    "Upload",
    "Witness",
    "WitnessCode",
    "WitnessNotice",
]
