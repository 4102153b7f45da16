"""Relation findings become relations between entities, and who claims them."""

from __future__ import annotations

from kg import ids
from kg.model import Entity, Relation, RelationFinding
from kg.resolve.claims import Claims
from kg.resolve.known import Known, sentence


def relations(known: Known, claims: Claims) -> list[Relation]:
    """The relations of the article; who says them is added to `claims`."""
    made: dict[str, Relation] = {}
    for finding in known.reading.findings:
        if not isinstance(finding, RelationFinding):
            continue
        subject, value = known.entity_at.get(finding.subject), known.entity_at.get(finding.object)
        if subject is None or value is None or subject == value or _is_of_a_seat(finding, known.entities[subject]):
            continue
        key = ids.mint("relation", known.article, subject, finding.predicate, value, hint=finding.predicate)
        before = made.get(key)
        mentions = {finding.mention, *(before.mentions if before else ())}
        made[key] = Relation(
            key, subject, finding.predicate, value, tuple(sorted(mentions)), before.rule if before else finding.rule,
            max(finding.confidence, before.confidence if before else 0.0),
            finding.inferred and (before is None or before.inferred), False,
        )  # fmt: skip
        ask = known.sayings.of if "verb" in finding.rule or "clause" in finding.rule else known.sayings.presupposed
        for said in ask(finding.mention.end - 1, finding.veracity):
            claims.add(said.by, key, said.veracity, finding.confidence, sentence=sentence(known, finding.mention))
    return list(made.values())


def _is_of_a_seat(finding: RelationFinding, subject: Entity) -> bool:
    """Whether only the city lies there that stands for a government: "Kabul, Afghanistan, condemned the raid"."""
    return finding.predicate == "locatedIn" and subject.cls == "Government" and finding.rule.startswith("toponym-")
