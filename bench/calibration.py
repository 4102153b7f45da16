"""Are things as sure as the graph says? Stated confidences against how often they are right on the shared corpora.

    python shared/score/run.py --only wikievents,plover,zsp,re3d,polnear-train --graphs DIR
    python -m bench.calibration DIR

prints a line for each kind and stated confidence (how many cases, how many right, that share drawn towards the kind's
mean as `SHRINK` more cases would, and the gap), then the expected calibration error of each kind in ten bins. An event
is right by class at its trigger (wikievents) or by the root of its sentence (plover, zsp); a role if it overlaps an
argument of its event; a relation if both ends do; a claim if its cue is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

SHARED = Path(__file__).resolve().parents[2] / "shared"
SHRINK = 20  # cases at the kind's mean that are added to each line, so that small lines do not decide
DOING = frozenset({"initiator", "participant", "gainer"})
DONE_TO = frozenset({"target", "victim", "loser", "participant"})
Gold = dict[str, Any]


class Case(NamedTuple):
    """One thing that the graph states, how surely, by which rule, and whether it is right."""

    kind: str
    rule: str
    stated: float
    is_right: bool


class Line(NamedTuple):
    """All cases of one kind and stated confidence."""

    kind: str
    stated: float
    cases: int
    right: int
    observed: float  # shrunk


def lines(cases: Iterable[Case]) -> list[Line]:
    """The reliability table.

    >>> lines([Case("role", "subj", 0.8, True)] * 60 + [Case("role", "subj", 0.8, False)] * 40)
    [Line(kind='role', stated=0.8, cases=100, right=60, observed=0.6)]
    """
    found: dict[str, dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        found[case.kind][round(case.stated, 2)].append(case.is_right)
    table = []
    for kind, by_stated in sorted(found.items()):
        mean = _mean([right for some in by_stated.values() for right in some])
        for stated, some in sorted(by_stated.items()):
            observed = (sum(some) + SHRINK * mean) / (len(some) + SHRINK)
            table.append(Line(kind, stated, len(some), sum(some), round(observed, 3)))
    return table


def error(cases: Iterable[Case]) -> float:
    """The expected calibration error: the mean gap between stated and observed, over ten bins weighted by cases.

    >>> error([Case("role", "subj", 0.8, True)] * 60 + [Case("role", "subj", 0.8, False)] * 40)
    0.2
    """
    bins: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        bins[min(9, int(case.stated * 10 + 1e-9))].append(case)
    total = sum(map(len, bins.values()))
    gaps = (len(b) * abs(_mean([c.stated for c in b]) - _mean([c.is_right for c in b])) for b in bins.values())
    return round(sum(gaps) / total, 3) if total else 0.0


def _mean(numbers: list[Any]) -> float:
    return float(sum(numbers)) / len(numbers)


class Judge:
    """The graph of one corpus beside its gold; both as the shared scorer reads them."""

    def __init__(self, graph: Any, gold: Gold) -> None:
        self._graph = graph
        self._gold = gold

    def cases(self) -> Iterator[Case]:
        """Everything in the graph that the gold can judge."""
        for article, record in self._gold.items():
            if "events" in record:
                yield from self._events(article, record)
            if "root" in record:
                yield from self._sentence(article, record)
            if "relations" in record:
                yield from self._relations(article, record)
            if "attributions" in record:
                yield from self._claims(article, record)

    def _case(self, kind: str, iri: str, is_right: bool) -> Case:
        ckg = "https://w3id.org/conflict-kg/ontology#"
        return Case(
            kind, self._graph.value(iri, ckg + "rule") or "", self._graph.number(iri, ckg + "confidence"), is_right
        )

    def _events(self, article: str, record: Gold) -> Iterator[Case]:
        types = json.loads((SHARED / "score" / "tables" / "kairos.json").read_text(encoding="utf-8"))["types"]
        known = {cls for fitting in types.values() for cls in fitting}
        for event in self._graph.events_in(article):
            spans = [(m.begin, m.end) for m in event.mentions(article)]
            at = [g for g in record["events"] if any(_meet(span, g["trigger"]) for span in spans)]
            if event.leaf not in known or any(g["type"] not in types for g in at):
                continue
            right = [g for g in at if event.leaf in types[g["type"]]]
            yield self._case("event", event.iri, bool(right))
            arguments = [a["span"] for g in right for a in g["arguments"]]
            for role in event.roles if right else ():
                if role.type != "hasTime":
                    yield self._case("role", role.iri, self._is_at(role, article, arguments))

    def _sentence(self, article: str, record: Gold) -> Iterator[Case]:
        table = json.loads((SHARED / "score" / "tables" / "plover.json").read_text(encoding="utf-8"))
        root = table["labels"].get(record["root"], record["root"])
        events = [e for e in self._graph.events_in(article) if e.leaf in table["classes"]]
        if not events:
            return
        fits = {event.iri: self._fit(event, article, record) for event in events}
        best = max(events, key=lambda event: (fits[event.iri], -min(m.begin for m in event.mentions(article))))
        yield self._case("event", best.iri, root in table["classes"][best.leaf])
        for role in best.roles:
            sides = [name for types, name in ((DOING, "source"), (DONE_TO, "target")) if role.type in types]
            if spans := [span for name in sides for span in record[name]]:
                yield self._case("role", role.iri, self._is_at(role, article, spans))

    def _fit(self, event: Any, article: str, record: Gold) -> int:
        return sum(
            any(role.type in types and self._is_at(role, article, record[name]) for role in event.roles)
            for types, name in ((DOING | {"loser"}, "source"), (DONE_TO | {"gainer", "hasPlace"}, "target"))
        )

    def _is_at(self, role: Any, article: str, spans: list[list[int]]) -> bool:
        return any(_meet((m.begin, m.end), span) for m in role.spans(article) for span in spans)

    def _relations(self, article: str, record: Gold) -> Iterator[Case]:
        scorer = import_module("relations")
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        for claim in self._graph.claims_in(article):
            for iri in claim.about if claim.asserted else ():
                name = (self._graph.value(iri, rdf + "predicate") or "").rpartition("#")[2]
                if name not in scorer.TYPES:
                    continue
                ends = [self._graph.value(iri, rdf + part) for part in ("subject", "object")]
                one, other = ([(m.begin, m.end) for m in self._graph.entity_spans(e, article)] for e in ends)
                kind = scorer.TYPES[name]
                pairs = [(g["source"], g["target"], g["confidence"]) for g in record["relations"] if g["type"] == kind]
                pairs += [(b, a, sure) for a, b, sure in pairs] if kind in scorer.SYMMETRIC else []
                hits = [sure for a, b, sure in pairs if _any(one, a) and _any(other, b)]
                if one and other and (not hits or max(hits) > 0):
                    yield self._case("relation", iri, bool(hits))

    def _claims(self, article: str, record: Gold) -> Iterator[Case]:
        cues = [(c["begin"], c["end"]) for a in record["attributions"] for c in a["cue"]]
        seen = set()
        for claim in self._graph.claims_in(article):
            spans = tuple((m.begin, m.end) for m in claim.cue_mentions)
            # A claim about an event is as sure as both; without one, it is as sure as the attribution alone.
            if spans and not claim.about and spans not in seen:
                seen.add(spans)
                yield self._case("claim", claim.iri, any(_meet(span, cue) for span in spans for cue in cues))


def _meet(one: Any, other: Any) -> bool:
    return bool(one[0] < other[1] and other[0] < one[1])


def _any(spans: list[tuple[int, int]], other: Any) -> bool:
    return any(_meet(span, other) for span in spans)


def judged(graphs: Path) -> Iterator[Case]:
    """The cases of all corpora of which the folder has a graph."""
    sys.path.insert(0, str(SHARED / "score"))
    load = import_module("graph").load
    for corpus in sorted((SHARED / "corpora").iterdir()):
        if (path := graphs / f"{corpus.name}.nq").is_file():
            records = map(json.loads, (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines())
            yield from Judge(load(path), {record["id"]: record for record in records}).cases()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graphs", type=Path, help="a folder with CORPUS.nq of some shared corpora")
    parser.add_argument("--rules", action="store_true", help="a line for each rule, too")
    options = parser.parse_args()
    cases = list(judged(options.graphs))
    print(f"{'kind':10} {'stated':>6} {'cases':>6} {'right':>6} {'shrunk':>7} {'gap':>6}")
    if options.rules:
        cases += [case._replace(kind=f"{case.kind} {case.rule}") for case in cases]
    for line in lines(cases):
        gap = line.observed - line.stated
        print(f"{line.kind:10} {line.stated:6.2f} {line.cases:6} {line.right:6} {line.observed:7.3f} {gap:+6.2f}")
    for kind in sorted({case.kind for case in cases}):
        some = [case for case in cases if case.kind == kind]
        print(f"ECE of {kind}: {error(some):.3f} on {len(some)}")


if __name__ == "__main__":
    main()
