"""The whole street in a real browser, through pages only: from a manager's proposal to what an employer reads of the badge.

Between the steps the waiting jobs run, as the worker beside the server would do. Staff read English here, the employer Dutch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foundation.audit.chain import check_all
from foundation.jobs import services as jobs
from tests.browser.axe import assert_no_violations
from tests.browser.street import assessing, candidate, deciding, planning
from tests.browser.street.cast import Street, set_street

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def street(new_page: Any, live_server: Any, settings: Any) -> Street:
    settings.ERKEND_PUBLIC_URL = live_server.url  # links in mail and the badge's addresses lead to this server
    return set_street(new_page)


def test_from_a_proposal_to_the_employers_verdict(street: Street, tmp_path: Path) -> None:
    planning.propose(street)
    candidate.accept_and_tell(street)
    planning.advise(street)
    candidate.agree(street)
    planning.assign_everybody(street)
    candidate.upload_and_correct(street)
    candidate.write_a_story(street)
    candidate.link_and_share(street)
    candidate.note_practice_and_ask(street)
    candidate.witness_confirms(street, street.new_page())
    candidate.see_practice(street, "2 of 2")
    candidate.hand_in(street)
    assessing.declare_no_ties(street, "first")
    assessing.declare_no_ties(street, "second")
    assessing.see_identity_and_talk(street)
    assessing.score_everything(street, "first")
    assessing.score_everything(street, "second", lower="W1-C02")
    assessing.settle_the_difference(street, "W1-C02")
    deciding.check_and_release(street)
    medal = candidate.download(street, tmp_path / "badge.png")

    employer = street.new_page()
    deciding.upload(employer, medal)
    employer.get_by_role("heading", level=1, name="Deze badge is echt, geldig en niet ingetrokken.").wait_for()
    assert_no_violations(employer)
    assert employer.get_by_text("Gemeente Waterrijk").first.is_visible()
    deciding.upload(employer, deciding.with_another_byte(medal))
    employer.get_by_role("heading", level=1, name="Dit plaatje is veranderd of beschadigd").wait_for()
    deciding.upload(employer, deciding.with_another_word(medal))
    employer.get_by_role("heading", level=1, name="Deze badge is veranderd nadat hij was uitgegeven.").wait_for()

    deciding.withdraw(street, because="De uitkomst was van iemand anders.")
    deciding.upload(employer, medal)
    employer.get_by_role("heading", level=1, name="Deze badge is echt, maar ingetrokken op").wait_for()
    assert employer.get_by_text("De uitkomst was van iemand anders.").first.is_visible()
    assert_no_violations(employer)
    jobs.run_due()
    assert all(finding.is_whole for finding in check_all())
