"""The full route in real pages, in the shape of a candidate's nineteen weeks and the appeal term.

Everybody walks through their own window: a refused seat, a log with a wrong row, a witness who refuses one entry, two
assessors who differ, an outcome that is sent back before it is released, and an appeal that is granted: the badge is revoked
and replaced, which anybody reads on /verify. Not in pages: that the assessors know the standard, and the scores of the
second look.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from credentials.models import Badge
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.trajectories.models import State, Trajectory
from foundation.audit.chain import check_all
from foundation.jobs import services as jobs
from tests.browser.axe import assert_no_violations
from tests.browser.street import assessing, candidate, contesting, deciding, planning, portfolio
from tests.browser.street.cast import Street, lay_street
from tests.factories.trajectories import make_expert

pytestmark = pytest.mark.django_db(transaction=True)
CLIENT = "Gemeente Rietdam"
CAST = {
    "manager": ("Bart Keizer", Role.MANAGER),
    "candidate": ("Noor Talhaoui", Role.CANDIDATE),
    "coordinator": ("Ellen Postma", Role.COORDINATOR),
    "coach": ("Joke Verhagen", Role.COACH),
    "first": ("Omar Sahin", Role.ASSESSOR),
    "second": ("Lotte Bruins", Role.ASSESSOR),
    "knows": ("Frank Dalstra", Role.ASSESSOR),
    "officer": ("Gerard Mulder", Role.QUALITY_OFFICER),
    "appeal-officer": ("Wilma Stok", Role.QUALITY_OFFICER),
    "again-first": ("Kees Brand", Role.ASSESSOR),
    "again-second": ("Anna Grijp", Role.ASSESSOR),
}
TALKS = ("criterion-based interview", "workplace observation")
BECAUSE = "Bij W1 staat niet wat je zelf zag of hoorde. Schrijf dat erbij."
INSTEAD = "Ik zag dat zij op anderhalve meter bleef en hoorde hoe zij hem liet uitpraten, zoals het criterium vraagt."


@pytest.fixture
def street(new_page: Any, live_server: Any, settings: Any) -> Street:
    settings.ERKEND_PUBLIC_URL = live_server.url
    return lay_street(
        new_page, CAST, provider=("De Overkant", "de-overkant"), client=(CLIENT, "rietdam"), looks_closely=False
    )


def test_the_full_route_with_a_moderation_a_check_sent_back_and_an_appeal_that_is_granted(
    street: Street, tmp_path: Path
) -> None:
    _until_the_agreement(street)
    _the_portfolio(street)
    _the_assessment(street)
    old = _released(street)
    verifier = street.new_page()
    assert "echt, geldig en niet ingetrokken" in contesting.verdict_on(verifier, old, tmp_path / "old.json")
    portfolio.share_by_a_link(street, street.new_page())

    trajectory = Trajectory.objects.get()
    appeal = contesting.lodge(street, street.home("candidate"), trajectory, "Criterium 2 van W1")
    again = [street.people[who] for who in ("again-first", "again-second")]
    for person in again:
        make_expert(trajectory, person)
    page = contesting.look_again(
        street, appeal, officer=street.people["appeal-officer"], again=again, level="voldoende"
    )
    contesting.decide(page, "Bladzijde 3 laat het zien.", grants=True)

    own = street.home("candidate")
    own.goto(f"/appeals/{appeal.pk}")
    own.get_by_text("The appeal is granted.").first.wait_for()
    own.get_by_role("link", name="See your new outcome").click()
    own.get_by_role("link", name="Download the badge").wait_for()
    new = Badge.objects.get(revoked_at=None)
    assert "vervangen" in contesting.verdict_on(verifier, old, tmp_path / "old.json")
    assert "echt, geldig en niet ingetrokken" in contesting.verdict_on(verifier, new, tmp_path / "new.json")
    jobs.run_due()
    assert Badge.objects.count() == 2
    assert all(finding.is_whole for finding in check_all())


def _until_the_agreement(street: Street) -> None:
    planning.propose(street, route=planning.FULL)
    candidate.accept_and_tell(street)
    planning.note_what_goes_before(street)
    planning.advise(street, route=planning.FULL)
    planning.accept_for_the_client(street, CLIENT)
    # What it yields is said before anybody agrees: this standard gives no certificate.
    own = street.home("candidate")
    own.get_by_role("link", name="Read the agreement").click()
    own.get_by_text("Competence report").first.wait_for()
    candidate.agree(street)


def _the_portfolio(street: Street) -> None:
    planning.assign_everybody(street, planning.PLACES | {"assessor-2": "knows"})
    assessing.declare_no_ties(street, "first")
    assessing.refuse_the_seat(street, "knows")
    planning.assign_everybody(street, {"assessor-2": "second"})
    assessing.declare_no_ties(street, "second")
    portfolio.add_work_product(street)
    portfolio.import_log(street)
    portfolio.ask_the_witness(street)
    portfolio.witness_answers(street, street.new_page())
    portfolio.coach_comments(street)
    candidate.write_a_story(street)
    candidate.link_and_share(street, {candidate.STORY: ("W1", "W2")})
    portfolio.see_what_is_covered(street)
    candidate.hand_in(street)


def _the_assessment(street: Street) -> None:
    planning.plan_talk(street, TALKS[0], days=3)
    planning.plan_talk(street, TALKS[1], days=5)
    assessing.see_identity_and_talk(street, talks=TALKS)
    assessing.score_everything(street, "first")
    assessing.score_everything(street, "second", lower="W1-C02", level=assessing.INSUFFICIENT)
    assessing.settle_the_difference(street, "W1-C02", level=assessing.INSUFFICIENT)


def _released(street: Street) -> Badge:
    """Sent back first: both change what was named, agree again, and then it leaves the house."""
    deciding.send_back(street, because=BECAUSE)
    assert Trajectory.objects.get().state == State.ASSESSING
    for who in ("first", "second"):
        assessing.put_right_what_was_sent_back(street, who, said=BECAUSE, instead=INSTEAD)
    assessing.sign_what_was_agreed(street, "W1-C02")
    deciding.advise_on_the_gap(street, "Loop een maand mee bij het afsluiten van gesprekken.")
    deciding.check_and_release(street)
    own = street.home("candidate")
    own.get_by_role("link", name="See the outcome").click()
    own.get_by_text("Loop een maand mee").first.wait_for()
    assert_no_violations(own)
    assert list(Outcome.objects.order_by("number").values_list("state", flat=True)) == ["returned", "released"]
    return Badge.objects.get()
