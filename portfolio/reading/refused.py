"""How the bounded process says no: a code and the facts of it; the words are chosen outside.

The codes: ``encrypted``, ``damaged``, ``image-too-large``, ``too-many-pages``, ``unpacks-too-far``, ``too-heavy`` and
``page-not-found``.
"""

from foundation.bounds import Refused

__all__ = ["Refused"]
