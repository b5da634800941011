"""The process in which a stranger's PDF is opened (see ``foundation.bounded``).

Request ``{"path": "…"}``; answer ``{"state": "unchanged", "signer": "…", "certificate_sha256": "…"}``. No secret, no settings.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from foundation.bounds import bound_this_process, leave_the_network


def main() -> None:
    bound_this_process()
    leave_the_network()
    from foundation.pdf_seals.checking import check  # noqa: PLC0415 -- inside the bounds

    json.dump({"answer": asdict(check(Path(json.load(sys.stdin)["path"])))}, sys.stdout)


if __name__ == "__main__":
    main()
