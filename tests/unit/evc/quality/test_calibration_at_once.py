"""Calibration when two do something at the same moment: a dossier is never open without consent, and no score changes later."""

from __future__ import annotations

import pytest

from evc.quality.models import CalibrationRound
from evc.quality.models.calibration import RoundState
from evc.quality.services import calibrating, calibration_consent, calibration_scoring
from evc.quality.services.calibration_scoring import Given
from foundation.audit.chain import check_all
from foundation.errors import WrongState
from portfolio.services.covered_dossiers import offered_items
from tests.factories.calibration import agreed, asked, assessors_of, fresh, opened, readers, scored
from tests.factories.outcomes import released
from tests.factories.quality import officer_of
from tests.racing import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_dossier_that_is_opened_while_consent_is_taken_back_can_be_read_by_nobody() -> None:
    found = agreed()
    candidate = found.trajectory.candidate

    all_at_once(
        lambda: calibrating.open_round(found.pk, by=found.asked_by),
        lambda: calibration_consent.withdraw_calibration(found.pk, by=candidate),
    )

    after = fresh(found)
    assert (after.consent.holds, after.consent.document, after.dossier_can_be_read) == (False, "", False)
    assert after.state in {RoundState.STOPPED, RoundState.OPEN}
    assert all(finding.is_whole for finding in check_all())


def test_yes_and_no_at_once_is_one_of_the_two() -> None:
    found = asked()
    candidate = found.trajectory.candidate
    item = offered_items(found.manifest)[0].item.id

    answers = all_at_once(
        lambda: calibration_consent.agree_calibration(found.pk, items=[item], by=candidate),
        lambda: calibration_consent.refuse_calibration(found.pk, by=candidate),
    )

    assert sorted(answers) == ["", "answered-already"]
    assert fresh(found).state == (RoundState.AGREED if answers[0] == "" else RoundState.REFUSED)


def test_two_officers_who_ask_for_one_dossier_at_once_make_one_round() -> None:
    outcome = released()
    organisation = outcome.trajectory.provider
    assessors = assessors_of(organisation)
    officers = [officer_of(organisation) for _number in range(2)]

    answers = all_at_once(*[lambda by=by: asked(outcome, assessors=assessors, by=by) for by in officers])

    assert sorted(bool(answer) for answer in answers) == [False, True]
    assert CalibrationRound.objects.count() == 1


def test_a_score_that_comes_while_the_round_is_closed_is_in_time_or_refused() -> None:
    found = opened(agreed(asked(outcome := released(), assessors=assessors_of(outcome.trajectory.provider, 3))))
    one, other, third = readers(found)
    for person in (one, other):
        scored(found, person)
    scored(found, third, final=False)

    answers = all_at_once(
        lambda: calibrating.close_round(found.pk, by=found.asked_by),
        lambda: calibration_scoring.finalise_calibration(found.pk, by=third),
    )

    after = fresh(found)
    participant = after.participants.get(assessor=third)
    assert after.closed_at is not None
    if answers[1]:
        assert (answers[1], participant.final_at) == ("round-not-open", None)
    else:
        assert participant.final_at is not None
        assert participant.final_at <= after.closed_at
    with pytest.raises(WrongState):
        calibration_scoring.save_calibration_scores(found.pk, [Given(after.pk, None)], by=third)
