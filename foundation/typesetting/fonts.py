"""The typeface of everything that is printed.

Upright weights only: the italics of this typeface lack Greek and Cyrillic, which people's names are written in.
"""

from __future__ import annotations

from importlib.resources import files

FAMILY = "Source Sans Pro"
WEIGHTS = ("Regular", "Semibold", "Bold")


def font_paths() -> list[str]:
    """The OTF files, one a weight; the package holds each as TTF too."""
    folder = files("font_source_sans_pro").joinpath("files")
    return [str(folder.joinpath(f"SourceSansPro-{weight}.otf")) for weight in WEIGHTS]
