"""Pages of evidence as pictures that a printer can take: grey, bounded in number and size."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from foundation.errors import ErkendError
from portfolio.dossier import FrozenFile
from portfolio.services.files import page_picture, store

PAGES_A_FILE = 4
PAGES_IN_ALL = 120
_LONGEST_SIDE = 1200  # pixels: some 150 a inch on the paper
_QUALITY = 72


@dataclass(slots=True)
class Pictures:
    """Collects the pictures of one print. ``owner``: whose files they are; ``files`` goes along to the template."""

    owner: UUID
    files: dict[str, bytes] = field(default_factory=dict)

    def of(self, file: FrozenFile) -> tuple[list[dict[str, str]], str]:
        """The pages as {"file", "alt"}, and a sentence on what is not here (empty when all of it is)."""
        total = file.page_count or (1 if self._is_picture(file) else 0)
        if not total:
            return [], _("This file can't be printed. Open it on the screen: %(name)s.") % {"name": file.name}
        shown: list[dict[str, str]] = []
        for number in range(1, min(total, PAGES_A_FILE, PAGES_IN_ALL - len(self.files)) + 1):
            drawn = self._drawn(file, number)
            if drawn is None:
                break
            name = f"{len(self.files) + 1}.jpg"
            self.files[name] = drawn
            alt = _("Page %(number)s of %(name)s") % {"number": number, "name": file.name}
            shown.append({"file": f"/files/{name}", "alt": alt})
        return shown, self._left(len(shown), total)

    def _left(self, shown: int, total: int) -> str:
        if shown == total:
            return ""
        message = ngettext(
            "Of %(total)s page %(shown)s is printed. Open the file on the screen for the rest.",
            "Of %(total)s pages %(shown)s are printed. Open the file on the screen for the rest.",
            total,
        )
        return message % {"shown": shown, "total": total}

    def _is_picture(self, file: FrozenFile) -> bool:
        return (file.preview_media_type or file.media_type).startswith("image/")

    def _drawn(self, file: FrozenFile, number: int) -> bytes | None:
        """A grey JPEG of what we drew ourselves; None when the file is gone or can't be drawn."""
        try:
            if file.page_count:
                drawn = page_picture(self.owner, file.sha256, page=number)
            else:
                with store().open(self.owner, file.preview_sha256 or file.sha256) as stream:
                    drawn = stream.read()
            with Image.open(BytesIO(drawn)) as picture:
                picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                made = BytesIO()
                picture.convert("L").save(made, "JPEG", quality=_QUALITY, optimize=True)
        except (ErkendError, OSError, ValueError):
            return None
        return made.getvalue()
