"""The parts of an Open Badge 3.0 that come in lists: results, alignments, evidence, related achievements.

Read as ``lenient`` reads: nothing raises, what has an odd shape is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from credentials.core.claim import InstrumentClaim, LevelClaim, UnitClaim
from credentials.core.lenient import id_of, items_of, object_of, objects_of, text_of, texts_in
from credentials.core.wording import KIND_PREFIX, TYPE_CORE_TASK, TYPE_WORK_PROCESS, origin_of, verdict_of

_LEVEL_FRAMEWORKS = ("NLQF", "EQF")
_EVIDENCE_TYPE = "Evidence"


class OtherResult(NamedTuple):
    """A result that isn't one of our three verdicts: a grade, a percentage, a rubric level of another issuer."""

    name: str
    value: str
    """What was achieved in one text: the value, else the level's name, else the status."""
    kind: str = ""
    """The ResultType: LetterGrade, Percent, RubricCriterionLevel, Status …, or the issuer's own without ``ext:``."""
    status: str = ""
    level: str = ""
    """The name of the rubric's level that was achieved."""
    points: str = ""
    """Of that level."""
    lowest: str = ""
    highest: str = ""
    required: str = ""
    """The value, or the name of the level, that is needed to pass."""


class AlignmentClaim(NamedTuple):
    """What the achievement is said to be in line with: an item of a framework, a course, a qualification."""

    name: str
    url: str
    code: str = ""
    framework: str = ""
    kind: str = ""
    description: str = ""


class EvidenceClaim(NamedTuple):
    """One piece of evidence that the badge names, by at least a name, an address or a text. Nothing is fetched."""

    name: str = ""
    url: str = ""
    narrative: str = ""
    description: str = ""
    genre: str = ""
    audience: str = ""
    kinds: tuple[str, ...] = ()
    """Types beside ``Evidence``."""


class RelatedClaim(NamedTuple):
    """Another version or translation of the same achievement."""

    achievement_id: str
    language: str = ""
    version: str = ""


def results_of(
    subject: Mapping[str, Any], achievement: Mapping[str, Any]
) -> tuple[tuple[UnitClaim, ...], tuple[OtherResult, ...]]:
    """Our own verdicts, and what any other issuer states."""
    descriptions = {text_of(item.get("id")): item for item in objects_of(achievement.get("resultDescription"))}
    units: list[UnitClaim] = []
    others: list[OtherResult] = []
    for result in objects_of(subject.get("result")):
        description = descriptions.get(text_of(result.get("resultDescription")), {})
        if unit := _unit(result, description, text_of(achievement.get("id"))):
            units.append(unit)
        elif other := _other_result(result, description):
            others.append(other)
    return tuple(units), tuple(others)


def _unit(result: Mapping[str, Any], description: Mapping[str, Any], achievement_id: str) -> UnitClaim | None:
    alignments = list(objects_of(description.get("alignment")))
    work_process = of_type(alignments, TYPE_WORK_PROCESS)
    group = of_type(alignments, TYPE_CORE_TASK)
    verdict = verdict_of(text_of(result.get("value")))
    if verdict is None or not work_process:
        return None
    target_url = text_of(work_process.get("targetUrl"))
    return UnitClaim(
        code=text_of(work_process.get("targetCode")),
        title=text_of(work_process.get("targetName")),
        group_code=text_of(group.get("targetCode")),
        group_title=text_of(group.get("targetName")),
        verdict=verdict,
        target_url="" if target_url == achievement_id else target_url,
        origin=origin_of(text_of(work_process.get("targetDescription"))),
    )


def _other_result(result: Mapping[str, Any], description: Mapping[str, Any]) -> OtherResult | None:
    levels = {id_of(level): level for level in objects_of(description.get("rubricCriterionLevel"))}
    achieved = levels.get(text_of(result.get("achievedLevel")), {})
    required = levels.get(text_of(description.get("requiredLevel")), {})
    level, status = _level_name(achieved), text_of(result.get("status"))
    value = text_of(result.get("value")) or level or status
    if not value:
        return None
    return OtherResult(
        name=text_of(description.get("name")),
        value=value,
        kind=text_of(description.get("resultType")).removeprefix(KIND_PREFIX),
        status=status,
        level=level,
        points=text_of(achieved.get("points")),
        lowest=text_of(description.get("valueMin")),
        highest=text_of(description.get("valueMax")),
        required=text_of(description.get("requiredValue")) or _level_name(required),
    )


def _level_name(level: Mapping[str, Any]) -> str:
    return text_of(level.get("name")) or text_of(level.get("level"))


def levels_of(alignments: Iterable[Mapping[str, Any]], achievement_id: str) -> tuple[LevelClaim, ...]:
    levels: list[LevelClaim] = []
    for framework in _LEVEL_FRAMEWORKS:
        alignment = of_type(alignments, KIND_PREFIX + framework)
        if code := text_of(alignment.get("targetCode")):
            url = text_of(alignment.get("targetUrl"))
            levels.append(LevelClaim(framework=framework, level=code, url="" if url == achievement_id else url))
    return tuple(levels)


def alignment_claim(alignment: Mapping[str, Any]) -> AlignmentClaim:
    """Of either edition: their members have the same names, but for ``targetType``, which 2.0 does not have."""
    return AlignmentClaim(
        name=text_of(alignment.get("targetName")),
        url=text_of(alignment.get("targetUrl")),
        code=text_of(alignment.get("targetCode")),
        framework=text_of(alignment.get("targetFramework")),
        kind=text_of(alignment.get("targetType")).removeprefix(KIND_PREFIX),
        description=text_of(alignment.get("targetDescription")),
    )


def evidence_of(value: Any) -> tuple[EvidenceClaim, ...]:
    """Evidence in every form: an address, an object, or a list of these; one that says nothing is passed over."""
    claims = (
        EvidenceClaim(url=item) if isinstance(item, str) else _evidence_claim(object_of(item))
        for item in items_of(value)
    )
    return tuple(claim for claim in claims if claim.name or claim.url or claim.narrative or claim.description)


def _evidence_claim(item: Mapping[str, Any]) -> EvidenceClaim:
    return EvidenceClaim(
        name=text_of(item.get("name")),
        url=text_of(item.get("id")),
        narrative=text_of(item.get("narrative")),
        description=text_of(item.get("description")),
        genre=text_of(item.get("genre")),
        audience=text_of(item.get("audience")),
        kinds=tuple(kind for kind in texts_in(item.get("type")) if kind != _EVIDENCE_TYPE),
    )


def instruments_of(evidence: Iterable[EvidenceClaim]) -> tuple[InstrumentClaim, ...]:
    """The ways in which it was assessed: named evidence, of which one genre is one instrument."""
    instruments: dict[str, InstrumentClaim] = {}
    for item in evidence:
        key = item.genre or item.name
        if item.name and key not in instruments:
            description = item.description or item.narrative
            instruments[key] = InstrumentClaim(key=item.genre, name=item.name, description=description)
    return tuple(instruments.values())


def related_of(achievement: Mapping[str, Any]) -> tuple[RelatedClaim, ...]:
    return tuple(
        RelatedClaim(
            achievement_id=id_of(item),
            language=text_of(item.get("inLanguage")) or text_of(item.get("@language")),
            version=text_of(item.get("version")),
        )
        for item in objects_of(achievement.get("related"))
        if id_of(item)
    )


def of_type(alignments: Iterable[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    """The first alignment of this ``targetType``; an empty object where there is none."""
    return next((alignment for alignment in alignments if alignment.get("targetType") == kind), {})
