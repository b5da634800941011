"""`python -m tests.bench [FIGURE …]`: how many times an empty page each page costs, and what whole jobs take."""

import sys

from tests.standalone import set_up

set_up()

from tests.bench.running import main  # noqa: E402 -- models can be imported from here on

sys.exit(main(sys.argv[1:]))
