"""The audit pack of a recognition: sections in the five parts of the quality code, as pages and as CSV files in one ZIP.

A section is a small function that gives rows; ``section`` makes it known. Candidates stand in it by number, never by name.
"""

from evc.quality.pack.archive import stream_pack
from evc.quality.pack.registry import Section, section, sections, sections_by_part

__all__ = ["Section", "section", "sections", "sections_by_part", "stream_pack"]
