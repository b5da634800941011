"""Whether a version is in use. From its first trajectory on it never changes; the database holds that too."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from evc.standards.models import StandardVersion
from foundation.errors import WrongState


def note_use(version: StandardVersion) -> None:
    """A trajectory is asked for against this version: from now on it stays as it is."""
    StandardVersion.objects.filter(pk=version.pk, used_since=None).update(used_since=timezone.now())


def require_unused(version: StandardVersion) -> None:
    """Raises WrongState ``version-in-use`` for a version that a trajectory uses. Its row is locked by the caller."""
    if version.used_since is not None:
        message = _(
            "A trajectory uses this version, so it never changes. Import the standard with its new text or settings: "
            "that makes a new version."
        )
        raise WrongState(message, code="version-in-use")
