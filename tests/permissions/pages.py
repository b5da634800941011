"""Who may do what on the pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.permissions.courses import COURSES
from tests.permissions.moments import Moments
from tests.permissions.reports import REPORTS
from tests.permissions.rows import EVERYBODY, Row, nowhere, of, on, rows

PARTS = "candidate coach first second officer manager coordinator"  # everybody around a trajectory
ASSESSORS = "first second"
JUDGES = "first second officer"
INFORMED = "candidate coach first second officer coordinator"  # of an outcome, once it is released
MEMBERS = "coach first second officer coordinator administrator"  # of the provider


def _slug(moments: Moments) -> Any:
    return moments.world.provider.slug


def _paper(moments: Moments) -> Any:
    return moments.paper


def _upload(moments: Moments) -> Any:
    return {"pk": moments.more["upload"].pk}


def _story(moments: Moments) -> Any:
    return moments.story


def _file(moments: Moments) -> Any:
    return moments.paper.files.get()


def _address(moments: Moments) -> Any:
    return moments.candidate.emailaddress_set.get()


def _work_process(moments: Moments) -> Any:
    return moments.world.work_process.pk


def _building_work_process(moments: Moments) -> Any:
    return moments.at["building"].standard_version.work_processes.order_by("position")[0].pk


def _version(moments: Moments) -> Any:
    return moments.world.trajectory.standard_version_id


def _building(moments: Moments) -> Any:
    return moments.at["building"].pk


def _planned(moments: Moments) -> Any:
    return moments.more["late"].pk


def _frozen(moments: Moments) -> Any:
    return moments.frozen_file("checking").id


def _gap(moments: Moments) -> Any:
    return moments.outcome("checking").gaps.get().work_process_id


def _paper_key(moments: Moments) -> Any:
    return moments.paper.pk


def _link(moments: Moments) -> Any:
    return moments.more["link"]


_first_desk = of(lambda moments: moments.assessment("assessing"))
_open_desk = of(lambda moments: moments.assessment("checking"))
_proposed, _released = of(lambda moments: moments.outcome("checking")), of(lambda moments: moments.outcome("issued"))

ONE_S_OWN: list[Row] = [
    *rows("home portfolio item-add practice readings", "get"),
    *rows("item-add-photo item-add-files practice-note practice-ask practice-import trajectory-new", "get post"),
    *rows("item-add-kind", "get post", lambda moments: {"kind": "certificate"}),
    *rows("item-add-story item-add-draft item-add-shared", "post"),
    *rows("uploads", "get post"),
    *rows("upload-known", "get"),
    *rows("upload", "get", _upload, "candidate"),
    *rows("upload-keep", "post", _upload, "candidate"),
    *rows("news candidates", "get"),
    *rows("mail-choice", "get post"),
    *rows("account account_change_password addresses tokens", "get post"),
    *rows("address-mail-again address-primary", "post", of(_address), "candidate"),
    *rows("address-remove", "get post", of(_address), "candidate"),
    *rows("take-along shared-with-me", "get"),
    *rows("take-along-ask take-in", "post"),
    *rows("take-along-file", "get", of(lambda moments: moments.more["export"]), "candidate"),
    *rows("erase", "get post"),
    *rows("item-share-with", "get post", of(_paper), "candidate"),
    *rows("item-reader-end", "post", of(lambda moments: moments.more["reader"], item=_paper_key), "candidate"),
    *rows("link-new", "get post"),
    *rows("link", "get", of(_link), "candidate"),
    *rows("link-put link-address link-revoke", "post", of(_link), "candidate"),
    *rows("link-move", "post", of(lambda moments: moments.more["shown"]), "candidate"),
    *rows("token-revoke", "post", of(lambda moments: moments.more["token"]), "candidate"),
    # Portfolio: the paper is shared, the coach reads along; the story is not
    *rows("item", "get", of(_paper), "candidate coach"),
    *rows("item", "get", of(_story), "candidate"),
    *rows("item-comment", "get post", of(_paper), "candidate coach"),
    *rows("item-comment", "get post", of(_story), "candidate"),
    *rows("item-edit item-links item-confirm item-file", "get post", of(_paper), "candidate"),
    *rows("item-story", "get post", of(_story), "candidate"),
    *rows("item-story-save", "post", of(_story), "candidate"),
    *rows("item-edit-save", "post", of(_paper), "candidate"),
    *rows("item-remove item-restore", "post", of(_paper), "candidate"),
    *rows(
        "item-file-version", "get post", of(_paper, line=lambda moments: moments.paper.files.get().line), "candidate"
    ),
    *rows("item-add-badge", "get post"),
    *rows("working-life", "get"),
    *rows("item-badge-check", "post", of(lambda moments: moments.more["badge"]), "candidate"),
    *rows("item-authorship", "get post", of(_paper), "candidate"),
    *rows("item-authorship-confirm", "post", of(_paper), "candidate"),
    *rows("file-page", "get", of(_file, number=lambda moments: 1), "candidate coach"),
    *rows("file-page", "post", of(_file, number=lambda moments: 1), "candidate"),
    *rows("file-page-picture", "get", of(_file, number=lambda moments: 1), "candidate coach"),
    *rows("file-play", "get post", of(lambda moments: moments.more["told"].file), "candidate"),
    *rows("file-cover", "get post", of(_file), "candidate"),
    *rows("file-uncover", "post", of(_file), "candidate"),
    *rows("place-confirm place-remove", "post", of(lambda moments: moments.more["place"]), "candidate"),
    *rows("item-story-part", "get post", of(_story, part=lambda moments: "task"), "candidate"),
    *rows("recording-text recording-remove", "post", of(lambda moments: moments.more["told"]), "candidate"),
    *rows("item-share item-share-end", "post", of(_paper, trajectory=_building), "candidate"),
    *rows("file", "get", of(_file), "candidate coach"),
    *rows("file", "get", of(lambda moments: moments.world.item.files.get()), "candidate"),
    # Practice log
    *rows("practice-witnesses confirmations testimonies", "get"),
    *rows("testimony-ask", "get post"),
    *rows("testimony-revoke", "post", of(lambda moments: moments.more["testimony"]), "candidate"),
    *rows("witness-code", "get post"),
    *rows("witness-code-show", "get", of(lambda moments: moments.more["code"]), "candidate"),
    *rows("confirmation-revoke", "post", of(lambda moments: moments.more["asked"]), "candidate"),
    *rows("confirmation", "get post", of(lambda moments: moments.more["asked"]), "manager"),
    *rows(
        "practice-entry practice-entry-correct", "get post", of(lambda moments: moments.world.repetition), "candidate"
    ),
    *rows("practice-entry-photo", "post", of(lambda moments: moments.world.repetition), "candidate"),
    *rows("practice-sync", "post"),
    *rows(  # whoever removes what isn't there (any more) is told that it is gone
        "practice-entry-remove",
        "post",
        of(lambda moments: moments.world.repetition),
        "candidate",
        nothing=EVERYBODY,
    ),
    *rows("practice-log", "get post", lambda moments: {"work_process": _work_process(moments)}, "candidate"),
    *rows("practice-plus-one", "post", lambda moments: {"work_process": _work_process(moments)}, "candidate"),
    *rows("practice-evidence", "post", lambda moments: {"version": _version(moments)}, "candidate"),
    *rows(  # corrects nothing that was stored: for another's standard it leads back to the import
        "practice-import-correct",
        "post",
        lambda moments: {"version": _version(moments)},
        "candidate",
        nothing=EVERYBODY,
    ),
    *rows("badge-page", "get post", of(lambda moments: moments.badge()), "candidate"),
]
OF_THE_CANDIDATE: list[Row] = [
    *rows("trajectory-accept", "post", on("proposed"), "candidate"),
    *rows("intake self-scan trajectory-units", "get post", on("intake"), "candidate"),
    *rows("intake-save self-scan-save", "post", on("intake"), "candidate"),
    *rows("coverage", "get", on("building"), "candidate"),
    *rows("covered", "get", on("building", work_process=_building_work_process), "candidate"),
    *rows("share submit hours withdraw coach-end badge-contents", "get post", on("building"), "candidate"),
    *rows("hours-remove", "post", on("building", hours=lambda moments: moments.more["hours"].pk), "candidate"),
    *rows("supplement", "get post", on("supplement"), "candidate"),
    # Together with the coach
    *rows("plan", "get", on("building"), "candidate coach"),
    *rows("plan-new", "get post", on("building"), "candidate coach"),
    *rows("plan-change plan-end", "get post", on("building", planned=_planned), "candidate coach"),
    *rows("plan-accept", "post", on("building", planned=_planned), "candidate", "coach"),
    *rows(  # it lists what may not be shared
        "plan-fulfil",
        "get post",
        on("building", planned=_planned),
        "candidate",
        body=lambda moments: {"item": str(moments.paper.pk)},
    ),
    *rows("handed-in", "get", on("invited"), "candidate coach"),
    *rows("dossier-take-out", "get post", on("invited", item=lambda moments: moments.paper.pk), "candidate"),
    *rows("evidence-ask", "get post", on("building"), "coach"),
    *rows("request-done", "post", of(lambda moments: moments.more["request"]), "candidate", "coach"),
    *rows("request-withdraw", "post", of(lambda moments: moments.more["request"]), "coach", "candidate"),
    *rows("result", "get", on("checking"), ""),  # not before it is released
    *rows("result", "get", on("issued"), "candidate"),
]
OF_A_CASE: list[Row] = [
    *(
        row
        for moment in ("proposed", "intake", "invited", "assessing", "supplement", "moderating", "checking", "issued")
        for row in rows("trajectory", "get", on(moment), PARTS)
    ),
    *rows("board", "get", nowhere, "coordinator stranger"),  # each of their own provider
    *rows("trajectory-propose", "get post", nowhere, "manager coordinator stranger"),
    *rows("trajectory-start", "post", on("asked"), "coordinator", PARTS),
    *rows("trajectory-start", "post", on("proposed"), "candidate", PARTS),
    *rows("trajectory-take-back", "post", on("proposed"), "candidate manager", PARTS),
    *rows("trajectory-take-back", "post", on("asked"), "candidate", PARTS),
    *rows("trajectory-advice trajectory-tests trajectory-parts", "get post", on("intake"), "coordinator", PARTS),
    *rows("trajectory-people", "get post", on("building"), "coordinator", PARTS),
    *rows(
        "participant-end",
        "get post",
        on("building", participant=lambda moments: moments.participant("building", "second").pk),
        "coordinator",
        PARTS,
    ),
    *rows("part-give-back", "get post", on("building"), "coach first second officer manager", PARTS),
    *rows("no-ties", "get post", on("invited"), ASSESSORS, PARTS),
    *rows("trajectory-hours", "get post", on("building"), "candidate coach coordinator", PARTS),
    *rows("record", "get post", on("assessing", instrument=lambda moments: "interview"), ASSESSORS, PARTS),
    *rows("identity-seen", "get post", on("assessing"), ASSESSORS, PARTS),
    *rows("trajectory-close", "get post", on("issued"), "coach coordinator", PARTS),
]
OF_SCORES: list[Row] = [
    # Blind until all are final: the other assessor's desk is not there; then it is there, and not theirs to change
    *rows("desk-start", "post", on("assessing"), ASSESSORS, PARTS),
    *rows("desk desk-finalise desk-supplement", "get post", _first_desk, "first"),
    *rows("desk-autosave desk-request", "post", _first_desk, "first"),
    *rows("desk", "get", _open_desk, "first", JUDGES),
    *rows("desk desk-autosave desk-finalise desk-request desk-supplement", "post", _open_desk, "first", JUDGES),
    *rows("desk-file", "get", of(lambda moments: moments.assessment("checking"), file_pk=_frozen), "first", JUDGES),
    *rows("desk-look", "get", of(lambda moments: moments.assessment("checking"), file_pk=_frozen), "first", JUDGES),
    *rows(
        "desk-page desk-page-picture desk-page-text",
        "get",
        of(lambda moments: moments.assessment("checking"), file_pk=_frozen, number=lambda moments: 1),
        "first",
        JUDGES,
    ),
    *rows("moderation", "get", of(Moments.moderation), JUDGES),
    *rows("moderation", "post", of(Moments.moderation), ASSESSORS, JUDGES, body=lambda moments: {"sign": "1"}),
    # An outcome: for its judges alone before it is released, and for the manager never
    *rows("quality", "get", nowhere, "officer"),
    *rows("quality-check", "get", _proposed, JUDGES),
    *rows("quality-check", "get", _released, INFORMED),
    *rows("quality-release quality-send-back", "get post", _proposed, "officer", JUDGES),
    *rows("quality-release quality-send-back", "post", _released, "officer", INFORMED),
    *rows(
        "gap-advice",
        "get post",
        of(lambda moments: moments.outcome("checking"), work_process=_gap),
        JUDGES,
    ),
    *rows("report", "get", on("checking"), ""),
    *rows("report", "get", on("issued"), INFORMED),
    *rows("badge-revoke badge-suspend badge-lift", "get post", of(Moments.badge), "officer", "candidate coordinator"),
]


def _this_year(_moments: Moments) -> int:
    return timezone.localdate().year


def _at_provider(**more: Any) -> Any:
    return lambda moments: {"slug": _slug(moments)} | {name: find(moments) for name, find in more.items()}


OF_AN_ORGANISATION: list[Row] = [
    *rows("organisation", "get", _at_provider(), "officer coordinator administrator"),
    *rows("organisation-figures", "get", _at_provider(), "officer coordinator administrator"),
    *rows("figures-xlsx", "get", _at_provider(year=_this_year), "officer coordinator administrator"),
    *rows(
        "figures-csv",
        "get",
        _at_provider(year=_this_year, key=lambda _moments: "outcomes"),
        "officer coordinator administrator",
    ),
    *rows("figures-csv", "get", _at_provider(year=_this_year, key=lambda _moments: "agreement-pairs"), "officer"),
    *rows("organisation-people", "get", _at_provider(), "administrator", MEMBERS),
    *rows(
        "organisation-invite organisation-audit organisation-keys organisation-keys-rotate",
        "get post",
        _at_provider(),
        "administrator",
        MEMBERS,
    ),
    *rows(
        "organisation-give-role",
        "get post",
        _at_provider(pk=lambda moments: moments.people["coach"].pk),  # type: ignore[union-attr]
        "administrator",
        MEMBERS,
    ),
    *rows(
        "member-team",
        "get post",
        _at_provider(pk=lambda moments: moments.people["coach"].pk),  # type: ignore[union-attr]
        "administrator",
        MEMBERS,
    ),
    *rows(
        "organisation-end-role",
        "get post",
        _at_provider(pk=lambda moments: moments.more["membership"].pk),
        "administrator",
        MEMBERS,
    ),
    *rows(
        "organisation-key-revoke",
        "get post",
        _at_provider(pk=lambda moments: moments.badge().signing_key_id),
        "administrator",
        MEMBERS,
    ),
    *rows(
        "invitation-withdraw",
        "post",
        _at_provider(pk=lambda moments: moments.more["invitation"].pk),
        "administrator",
        MEMBERS,
    ),
]
PAGES: list[Row] = [*ONE_S_OWN, *COURSES, *OF_THE_CANDIDATE, *OF_A_CASE, *OF_SCORES, *OF_AN_ORGANISATION, *REPORTS]
