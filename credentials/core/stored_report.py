"""A report that was kept as JSON, read back: what was found then can be shown in words again, in any language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from credentials.core.claim import InstrumentClaim, LevelClaim, UnitClaim, Verdict
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report
from credentials.core.summary import Summary
from credentials.core.summary_parts import AlignmentClaim, EvidenceClaim, OtherResult, RelatedClaim

_PRESENTED = "holder.presented"  # the check of a holder that only a presentation has


def report_from_json(found: Mapping[str, Any]) -> Report:
    """The report that ``Report.as_json`` gave. What it leaves out is empty."""
    checks = tuple(
        Check(CheckName(check["name"]), Finding(check["finding"]), check["code"], check["facts"])
        for check in found["checks"]
    )
    issuer, credential = found["issuer"], found["credential"]
    known = None
    if issuer.get("known"):
        known = KnownIssuer(issuer["id"], issuer["name"], is_domain_proven=issuer["domain_proven"])
    return Report(
        checks,
        read=partial(_summary, credential, issuer) if credential else None,
        known_issuer=known,
        inner=tuple(report_from_json(each) for each in found["inner"]),
        endorsements=tuple(report_from_json(each) for each in found["endorsements"]),
        is_presentation=any(check.code == _PRESENTED for check in checks),
    )


def _summary(kept: Mapping[str, Any], issuer: Mapping[str, Any]) -> Summary:
    route, standard = kept["route"], kept["standard"]
    return Summary(
        title=kept["title"],
        description=kept["description"],
        language=kept["language"],
        kind=kept["kind"],
        issuer_did=issuer["id"],
        issuer_name=issuer["name"],
        issuer_url=issuer["url"],
        route_key=route["key"],
        route_label=route["label"],
        route_name=route["name"],
        hours_text=route["hours"],
        levels=tuple(LevelClaim(level["framework"], level["level"], "") for level in kept["levels"]),
        units=tuple(UnitClaim(**{**unit, "verdict": Verdict(unit["verdict"])}) for unit in kept["results"]),
        other_results=tuple(OtherResult(**result) for result in kept["other_results"]),
        instruments=tuple(InstrumentClaim(each["key"], each["name"], "") for each in kept["instruments"]),
        standard_title=standard["title"],
        standard_uri=standard["uri"],
        standard_version=standard["version"],
        standard_code=standard["code"],
        standard_code_system=standard["code_system"],
        standard_owner=standard["owner"],
        assessed_on=date.fromisoformat(kept["assessed_on"]) if kept["assessed_on"] else None,
        valid_from=parse_timestamp(kept["valid_from"]),
        valid_until=parse_timestamp(kept["valid_until"]),
        achievement_id=kept["achievement"],
        credential_id=kept["id"],
        criteria_narrative=kept["criteria"],
        narrative=kept["narrative"],
        holder_name=kept["holder_name"],
        identity_count=kept["addresses"],
        is_example=kept["is_example"],
        image_url="",
        alignments=tuple(AlignmentClaim(**each) for each in kept["alignments"]),
        evidence=tuple(EvidenceClaim(**{**each, "kinds": tuple(each["kinds"])}) for each in kept["evidence"]),
        related=tuple(RelatedClaim(each["achievement"], each["language"], each["version"]) for each in kept["related"]),
        identity_types=tuple(kept["identity_types"]),
        comment=kept["comment"],
    )
