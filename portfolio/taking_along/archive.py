"""Writing the ZIP: the same content is the same bytes, and no file is ever held whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from portfolio.services.files import store
from portfolio.taking_along.parcel import Blob

_CHUNK_BYTES = 256 * 1024
_LARGE_BYTES = 2**31 - 1  # from here on an entry needs the fields of ZIP64
_THE_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # that a ZIP can name: when it was made stands in about.json
_READABLE = 0o100644  # an ordinary file


def write_archive(target: IO[bytes], blobs: Mapping[str, Blob]) -> None:
    """All in the order of their names, at a fixed moment, stored and not packed: photos and PDFs are packed already.

    ``target`` can be written to and searched. Raises NotFound for a stored file that is gone.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, blob in sorted(blobs.items()):
            entry = zipfile.ZipInfo(name, _THE_FIRST_MOMENT)
            entry.create_system = 3  # Unix, whatever machine writes it
            entry.external_attr = _READABLE << 16
            entry.file_size = blob.size
            with _opened(blob) as source, archive.open(entry, "w", force_zip64=blob.size > _LARGE_BYTES) as part:
                while chunk := source.read(_CHUNK_BYTES):
                    part.write(chunk)


@contextmanager
def _opened(blob: Blob) -> Iterator[IO[bytes]]:
    stream = BytesIO(blob.data) if blob.owner is None else store().open(blob.owner, blob.sha256)
    with stream:
        yield stream
