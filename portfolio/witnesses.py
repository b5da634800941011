"""Who the witnesses of a practice log are, as whoever reads it sees them: a tie is shown, never hidden."""

from __future__ import annotations

from portfolio.models import EvidenceItem, EvidenceKind, Repetition, Witness


def about_witness(witness: Witness | None) -> dict[str, str] | None:
    """What a witness said of themself, a tie included; None when they did not say who they are."""
    return {key: getattr(witness, key) for key in ("function", "knows_how", "tie")} if witness else None


def witnesses_of(item: EvidenceItem) -> list[dict[str, str]]:
    """Who confirmed entries of a practice log, each once: name, function, knows_how and tie, empty where nothing was said.

    Nobody for an item of another kind.
    """
    if item.kind != EvidenceKind.PRACTICE_LOG:
        return []
    versions = {link.work_process.version_id for link in item.links.all()}
    entries = Repetition.objects.filter(
        owner=item.owner_id, log__work_process__version__in=versions, state=Repetition.State.CONFIRMED
    )
    known = {witness.email: witness for witness in Witness.objects.filter(owner=item.owner_id)}
    unsaid = {"function": "", "knows_how": "", "tie": ""}
    found: dict[str, dict[str, str]] = {}
    for email, name in entries.order_by("witness_name").values_list("witness_email", "witness_name").distinct():
        witness = known.get(email.lower())
        found[email.lower() or name] = {"name": witness.name if witness else name} | (about_witness(witness) or unsaid)
    return list(found.values())
