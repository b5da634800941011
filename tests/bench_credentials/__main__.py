"""``python -m tests.bench_credentials [FIGURE …]``: the credential engine beside its peers and the floor."""

import sys

from tests.bench_credentials.running import main

sys.exit(main())
