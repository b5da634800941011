"""Who may do what over the API, and with the addresses that machines read."""

from __future__ import annotations

from typing import Any

from evc.trajectories.models import Participant
from tests.permissions.moments import ROLES, Moments
from tests.permissions.pages import ASSESSORS, INFORMED, JUDGES, MEMBERS, PARTS
from tests.permissions.rows import EVERYBODY, Answer, Row, nowhere, of, on, rows

_GUIDES = "candidate coach coordinator"
_READERS = "candidate coach first second officer"  # of what was handed in


def _paper(moments: Moments) -> Any:
    return moments.paper


def _story(moments: Moments) -> Any:
    return moments.story


def _planned(moments: Moments) -> Any:
    return moments.more["late"].pk


def _repetition(moments: Moments) -> Any:
    return moments.world.repetition


def _work_process(moments: Moments, moment: str = "assessing") -> Any:
    return moments.at[moment].standard_version.work_processes.order_by("position")[0]


def _desk(moment: str, **more: Any) -> Any:
    """Of the first assessor at this moment; each of ``more`` is found at it too."""
    return lambda moments: (
        {"pk": moments.assessment(moment).pk} | {name: find(moments, moment) for name, find in more.items()}
    )


def _criterion(moments: Moments, moment: str) -> Any:
    return _work_process(moments, moment).criteria.order_by("position")[0].pk


def _instrument(moments: Moments, moment: str) -> Any:
    return moments.at[moment].route.instruments.get(key="portfolio").pk


def _item(moments: Moments, moment: str) -> Any:
    shown = moments.paper if moment != "assessing" else moments.world.frozen_item
    return shown.pk


def _work_process_pk(moments: Moments, moment: str) -> Any:
    return _work_process(moments, moment).pk


def _frozen(moments: Moments) -> Any:
    return moments.frozen_file("checking").id


def _advice(moments: Moments) -> dict[str, Any]:
    return {"advice": "full", "because": "Past"}


def _terms(moments: Moments) -> dict[str, Any]:
    return {"hours_in_work_time": "8", "price": "650", "payer": "client"}


def _request(moments: Moments) -> dict[str, Any]:
    """For the candidate, against a standard that isn't under way yet with this provider."""
    trajectory = moments.world.trajectory
    return {
        "candidate": str(moments.candidate.pk),
        "client": str(trajectory.client_id),
        "provider": str(trajectory.provider_id),
        "standard_version": str(moments.more["unused"].pk),
        "route": trajectory.route.key,
    }


ONE_S_OWN: list[Row] = [
    *rows("api-me", "get patch"),
    *rows("api-my-work api-my-audit-check api-reading-log api-routes api-organisations", "get"),
    *rows("api-assessments api-moderations api-outcomes api-badges", "get"),
    *rows("api-tokens api-trajectories api-items api-repetitions", "get post"),
    *rows("api-item-from-file api-item-from-badge api-repeat api-log-as-item api-import-log", "post"),
    *rows("api-token", "delete", of(lambda moments: moments.more["token"]), "candidate"),
    *rows("api-standards", "get"),
    *rows("api-standards", "post", nowhere, "coordinator administrator stranger", EVERYBODY),
    *rows("api-standard", "get", of(lambda moments: moments.world.trajectory.standard_version)),
    *rows(
        "api-portfolio-coverage",
        "get",
        query=lambda moments: {"standard_version": moments.world.trajectory.standard_version_id},
    ),
    *rows(
        "api-ask-confirmation",
        "post",
        yes="candidate",
        nothing=EVERYBODY,
        body=lambda moments: {"repetitions": [str(moments.world.repetition.pk)]},
    ),
    *rows("api-repetition", "get patch delete", of(_repetition), "candidate"),
    # Portfolio: the paper is shared, the coach reads along; the story is not
    *rows("api-item", "get", of(_paper), "candidate coach"),
    *rows("api-item", "patch delete", of(_paper), "candidate", "coach"),
    *rows("api-item", "get patch delete", of(_story), "candidate"),
    *rows("api-restore-item", "post", of(_paper), "candidate", "coach"),
    *rows("api-item-places", "get", of(_paper), "candidate coach"),
    *rows(
        "api-item-places",
        "post",
        of(_paper),
        "candidate",
        "coach",
        body=lambda moments: {
            "work_process": str(moments.world.work_process.pk),
            "file": str(moments.paper.files.get().pk),
            "page_from": 1,
        },
    ),
    *rows("api-place", "post delete", of(lambda moments: moments.more["place"]), "candidate"),
    *rows("api-plan", "get post", on("building"), "candidate coach", PARTS),
    *rows("api-planned", "put", on("building", planned=_planned), "candidate coach", PARTS),
    *rows("api-plan-accept", "post", on("building", planned=_planned), "candidate", PARTS),
    *rows("api-plan-end", "post", on("building", planned=_planned), "candidate coach", PARTS),
    *rows(
        "api-plan-shown",
        "post",
        on("building", planned=_planned),
        "candidate",
        PARTS,
        body=lambda moments: {"item": str(moments.paper.pk)},
    ),
    *rows("api-item-links", "put", of(_paper), "candidate", "coach", body=lambda moments: {"work_processes": []}),
    *rows(
        "api-authorship",
        "put",
        of(_paper),
        "candidate",
        "coach",
        body=lambda moments: {"made_by": "alone", "tools": []},
    ),
    *rows("api-confirm-reading", "post", of(_paper), "candidate", "coach"),
    *rows("api-item-files", "post", of(_paper), "candidate", "coach", body=lambda moments: {"file": moments.upload()}),
    *rows("api-item-comments", "get post", of(_paper), "candidate coach", body=lambda moments: {"text": "Goed."}),
    *rows("api-item-comments", "get post", of(_story), "candidate", body=lambda moments: {"text": "Goed."}),
    *rows("api-evidence-file", "get", of(lambda moments: moments.paper.files.get()), "candidate coach"),
    *rows("api-evidence-file", "get", of(lambda moments: moments.world.item.files.get()), "candidate"),
]
OF_AN_ORGANISATION: list[Row] = [
    *rows("api-organisation-people", "get", of(lambda m: m.world.provider), "coordinator administrator"),
    *rows("api-organisation-people", "get", of(lambda m: m.client), "manager"),
    *rows(
        "api-organisation-invitations api-organisation-audit-check",
        "get",
        of(lambda moments: moments.world.provider),
        "administrator",
    ),
    *rows(
        "api-organisation-invitations",
        "post",
        of(lambda moments: moments.world.provider),
        "administrator",
        MEMBERS,
        body=lambda moments: {"email": "ander@example.org", "name": "Ander", "roles": ["coach"]},
    ),
    *rows(
        "api-organisation-roles",
        "post",
        of(lambda moments: moments.world.provider),
        "administrator",
        MEMBERS,
        body=lambda moments: {"person": str(moments.people["coach"].pk), "role": "assessor"},  # type: ignore[union-attr]
    ),
    *rows("api-invitation", "delete", of(lambda moments: moments.more["invitation"]), "administrator"),
    *rows("api-membership", "delete", of(lambda moments: moments.more["membership"]), "administrator", "coach"),
]
OF_A_CASE: list[Row] = [
    *rows("api-trajectories", "post", nowhere, "candidate manager coordinator", EVERYBODY, body=_request),
    *(
        row
        for moment in ("proposed", "intake", "invited", "assessing", "supplement", "moderating", "checking", "issued")
        for row in rows("api-trajectory", "get", on(moment), PARTS)
    ),
    *rows("api-start-intake", "post", on("proposed"), "candidate", PARTS),
    *rows("api-start-intake", "post", on("asked"), "coordinator", PARTS),
    *rows("api-intake", "get", on("intake"), _GUIDES, PARTS),
    *rows("api-intake", "put", on("intake"), "candidate coordinator", PARTS),
    *rows("api-units", "put", on("intake"), "candidate coordinator", PARTS, body=lambda moments: {"units": []}),
    *rows("api-self-scan", "put", on("intake"), "candidate", PARTS, body=lambda moments: {"answers": []}),
    *rows(
        "api-start-tests",
        "post",
        on("intake"),
        "coordinator",
        PARTS,
        body=lambda moments: {"subject": "dutch", "score": "7", "norm": "5.5", "taken_on": "2026-01-05"},
    ),
    *rows("api-advice", "post", on("intake"), "coordinator", PARTS, body=_advice),
    *rows("api-agreement", "get", on("advised"), "candidate manager coordinator", PARTS),
    *rows("api-agreement-terms", "post", on("counselled"), "coordinator", PARTS, body=_terms),
    *rows("api-agreement-client", "post", on("advised"), "manager", PARTS, body=lambda moments: {"number": 1}),
    *rows("api-agreement", "post", on("advised"), "candidate", PARTS, body=lambda moments: {"no_ties": True}),
    *rows("api-participants", "get", on("building"), INFORMED, PARTS),
    *rows(
        "api-participants",
        "post",
        on("building"),
        "coordinator",
        PARTS,
        body=lambda moments: {"person": str(moments.people["coach"].pk), "part": Participant.Part.COACH},  # type: ignore[union-attr]
    ),
    *rows("api-participant", "delete", of(lambda m: m.participant("building", "second")), "second coordinator", PARTS),
    *rows("api-participant", "delete", of(lambda m: m.participant("building", "coach")), _GUIDES, PARTS),
    *rows("api-participant", "delete", of(lambda m: m.participant("building", "candidate")), "", PARTS),
    *rows("api-declare-no-ties", "post", on("invited"), ASSESSORS, PARTS),
    *rows("api-refuse-assignment", "post", on("building"), "coach first second officer manager", PARTS),
    *rows("api-hours", "get", on("building"), _GUIDES, PARTS),
    *rows(
        "api-hours",
        "post",
        on("building"),
        _GUIDES,
        PARTS,
        body=lambda moments: {"phase": str(moments.more["phase"].pk), "day": "2026-01-06", "hours": "1"},
    ),
    *rows("api-hours-entry", "delete", of(lambda m: m.more["hours"]), "candidate coordinator", PARTS),
    *rows("api-hours-entry", "delete", of(lambda m: m.more["hours_of_coach"]), "coach coordinator", PARTS),
    *rows("api-coverage api-shared-items", "get", on("building"), "candidate coach", PARTS),
    *rows("api-shared-item", "put delete", on("building", item=lambda m: m.paper.pk), "candidate", PARTS),
    *rows("api-submit", "post", on("building"), "candidate", PARTS),
    *rows("api-supplement", "get", on("supplement"), "candidate coach", PARTS),
    *rows("api-submit-supplement", "post", on("supplement"), "candidate", PARTS),
    *rows(
        "api-badge-contents",
        "put",
        on("building"),
        "candidate",
        PARTS,
        body=lambda moments: {"shows_name": True, "addresses": []},
    ),
    *rows("api-withdraw", "post", on("proposed"), "candidate manager", PARTS),
    *rows("api-withdraw", "post", on("building"), "candidate", PARTS),
    *rows("api-close", "post", on("issued"), "coach coordinator", PARTS),
    # What was handed in: the first assessor did not declare yet, the manager and the coordinator never read it
    *rows("api-dossier", "get", on("building"), ""),
    *rows("api-dossier", "get", on("invited"), "candidate coach second officer"),
    *rows("api-dossier", "get", on("checking"), _READERS),
    *rows("api-dossier-file", "get", on("checking", file=_frozen), _READERS),
    *rows("api-dossier-page", "get", on("checking", file=_frozen, page=lambda moments: 1), _READERS),
    *rows("api-records", "get", on("assessing"), JUDGES, PARTS),
    *rows("api-records", "get", on("invited"), "second officer", PARTS),
    *rows(
        "api-records",
        "post",
        on("assessing"),
        ASSESSORS,
        PARTS,
        body=lambda m: {
            "instrument": str(m.world.instrument("interview").pk),
            "held_on": "2026-01-05",
            "facts": "Zag.",
        },
    ),
    *rows("api-identity-seen", "get", on("checking"), JUDGES, PARTS),
    *rows(
        "api-identity-seen",
        "post",
        on("assessing"),
        ASSESSORS,
        PARTS,
        body=lambda moments: {"document": "passport", "seen_on": "2026-01-05"},
    ),
    *rows("api-ask-supplement api-start-assessment", "post", on("assessing"), ASSESSORS, PARTS),
]


def _own_scores(moment: str, no: str) -> list[Row]:
    """Everything on the desk of the first assessor, theirs alone to change."""
    score = _desk(moment, criterion=_criterion, instrument=_instrument)
    process = _desk(moment, work_process=_work_process_pk)
    related = _desk(moment, item=_item, work_process=_work_process_pk)
    return [
        *rows("api-score", "put", score, "first", no, body=lambda moments: {"level": "goed"}),
        *rows("api-score", "delete", score, "first", no),
        *rows("api-item-judgement", "put", _desk(moment, item=_item), "first", no, body=lambda m: {"authentic": "yes"}),
        *rows("api-relevance", "put", related, "first", no, body=lambda moments: {"relevant": "yes"}),
        *rows("api-work-process-judgement api-substantiation", "put", process, "first", no),
        *rows("api-supplement-request", "put", process, "first", no, body=lambda moments: {"text": "Een foto."}),
        *rows("api-finalise", "post", _desk(moment), "first", no),
    ]


_PROPOSED, _RELEASED = of(lambda moments: moments.outcome("checking")), of(lambda moments: moments.outcome("issued"))
_AGREED = of(Moments.moderation, criterion=lambda moments: _criterion(moments, "moderating"))
OF_SCORES: list[Row] = [
    # Blind until all are final: then the others read it, and nobody but its assessor writes
    *rows("api-assessment api-desk api-what-is-left", "get", _desk("assessing"), "first"),
    *rows("api-assessment api-desk api-what-is-left", "get", _desk("checking"), JUDGES),
    *_own_scores("assessing", ""),
    *_own_scores("checking", JUDGES),
    *rows("api-moderation", "get", of(Moments.moderation), JUDGES),
    *rows(
        "api-agreed-level",
        "put",
        _AGREED,
        ASSESSORS,
        JUDGES,
        body=lambda moments: {"level": "goed", "because": "Samen gekeken."},
    ),
    *rows("api-sign-moderation", "post", of(Moments.moderation), ASSESSORS, JUDGES),
    # An outcome: for its judges alone before it is released, and for the manager never
    *rows("api-outcome api-report", "get", _PROPOSED, JUDGES),
    *rows("api-outcome api-report", "get", _RELEASED, INFORMED),
    *rows("api-findings", "get", _PROPOSED, "officer", JUDGES),
    *rows(
        "api-gap-advice",
        "put",
        of(lambda m: m.outcome("checking"), work_process=lambda m: m.outcome("checking").gaps.get().work_process_id),
        JUDGES,
        body=lambda moments: {"advice": "Loop mee met een collega."},
    ),
    *rows("api-check-list", "get", _PROPOSED, "officer", JUDGES),
    *rows(
        "api-check-point",
        "put",
        of(lambda m: m.outcome("checking"), key=lambda m: "seen-or-heard"),
        "officer",
        JUDGES,
        body=lambda moments: {"answer": "yes"},
    ),
    *rows("api-release", "post", _PROPOSED, "officer", JUDGES),
    *rows("api-send-back", "post", _PROPOSED, "officer", JUDGES, body=lambda moments: {"because": "Kijk nog eens."}),
    *rows("api-release", "post", _RELEASED, "officer", INFORMED),
    *rows("api-send-back", "post", _RELEASED, "officer", INFORMED, body=lambda moments: {"because": "Kijk nog eens."}),
    *rows("api-badge", "get", of(Moments.badge), "candidate officer coordinator"),
    *rows(
        "api-badge-page",
        "put",
        of(Moments.badge),
        "candidate",
        "officer coordinator",
        body=lambda moments: {"is_public": True, "shows_results": True, "shows_name": False},
    ),
    *rows(
        "api-revoke-badge",
        "post",
        of(Moments.badge),
        "officer",
        "candidate coordinator",
        body=lambda moments: {"because": "Ingetrokken na bezwaar."},
    ),
    *rows(
        "api-suspend-badge",
        "post",
        of(Moments.badge),
        "officer",
        "candidate coordinator",
        body=lambda moments: {"because": "Er loopt een bezwaar."},
    ),
    *rows("api-lift-suspension", "post", of(Moments.badge), "officer", "candidate coordinator"),
    # The holder closed the page: nobody else gets the file here, signed in or not
    *rows(
        "badge-file",
        "get",
        of(Moments.badge, form=lambda moments: "json"),
        "candidate",
        visitor=Answer.GONE,
    ),
]
# The VC-API looks at tokens alone (tests/unit/api/vc/test_product.py): being signed in opens nothing
BY_TOKEN: list[Row] = [
    Row(route, method, nowhere, dict.fromkeys(ROLES, Answer.SIGN_IN))
    for route, method in (
        ("api-vc-issue", "post"),
        ("api-vc-verify", "post"),
        ("api-vc-verify-presentation", "post"),
        ("api-vc-did", "get"),
    )
]
API: list[Row] = [*ONE_S_OWN, *OF_AN_ORGANISATION, *OF_A_CASE, *OF_SCORES, *BY_TOKEN]
