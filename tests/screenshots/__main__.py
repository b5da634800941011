"""`python -m tests.screenshots [KEY …]`: a picture of every page of the catalogue, or of the ones named."""

import sys

from tests.standalone import set_up

set_up()

from tests.screenshots.taking import main  # noqa: E402 -- models can be imported from here on

sys.exit(main(sys.argv[1:]))
