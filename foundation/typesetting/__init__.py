"""PDFs from Typst templates: the one place where Typst is called.

A template is a ``.typ`` file of ours; what people wrote reaches it only as data (``json("/data.json")``), where markup stays
text. It is compiled in a bounded process without network, environment or system fonts. The result is a tagged PDF, PDF/UA-1
and PDF/A-3a by default: without a title, an alternative text or with a skipped heading there is no PDF but an error.
"""

from foundation.typesetting.letters import Printable, printable
from foundation.typesetting.setting import FAMILY, TypesettingFailed, TypesettingTooHeavy, typeset

__all__ = ["FAMILY", "Printable", "TypesettingFailed", "TypesettingTooHeavy", "printable", "typeset"]
