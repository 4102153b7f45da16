"""The model card's tables, as Markdown: what was left out, our own passages, reliability, and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.train import held
from bench.train.calibration import calibration_error, reliability
from bench.train.course import published
from bench.train.document import digest
from bench.train.plot import reliability_plot
from bench.train.scoring import SCORED, Counted, total
from bench.train.sources import own
from kg.annotate.reader.encoder import Encoder

CORPORA = tuple("re3d polnear-train wikievents plover zsp muc4-train-cased lgl news-fair-v2 wikiwars timebank".split())


class LeftOut(NamedTuple):
    """Counts of `re3d`'s phrases by publisher, each read by an encoder that was not taught on it, and other rows."""

    phrases: Mapping[str, Mapping[str, Counted]]
    halves: Mapping[str, str]


def three(counted: Counted) -> str:
    """Precision, recall and F1."""
    precision, recall = (counted.right / max(1, n) for n in (counted.found, counted.there))
    return f"{precision:.3f} / {recall:.3f} / {counted.f1:.3f}"


def left_out(found: LeftOut) -> str:
    """What was read without having been taught."""
    every = total([dict(one) for one in found.phrases.values()])
    rows = ["| not taught on | strict P / R / F | overlap P / R / F |", "|---|---|---|"]
    for publisher, counted in (*found.phrases.items(), ("all of `re3d`", every)):
        rows.append(f"| {publisher} | {three(counted['strict'])} | {three(counted['overlap'])} |")
    rows += ["", "| type | gold spans | overlap P / R / F |", "|---|---|---|"]
    rows += [f"| {kind} | {every[f'overlap {kind}'].there} | {three(every[f'overlap {kind}'])} |" for kind in SCORED]
    rows += ["", "| half that was not taught | |", "|---|---|"]
    rows += [f"| {name} | {value} |" for name, value in found.halves.items()]
    return "\n".join(rows)


def own_passages(encoder: Encoder, heats: Mapping[str, float]) -> Iterator[str]:
    """Our own passages for testing: entities, triggers and roles, and how sure the reader is of them."""
    test = list(own.documents("test"))
    counted = held.entities(encoder, test)
    events, seen = held.triggers(encoder, test)
    parts, played = held.roles(encoder, test)
    rows = ["| our passages for testing | gold | P / R / F |", "|---|---|---|"]
    others = {"roles of given triggers and entities": parts, "what given cues do": held.acts(encoder, test)}
    for name, one in (*counted.items(), *events.items(), *others.items()):
        rows.append(f"| {name} | {one.there} | {three(one)} |")
    yield "\n".join(rows)
    yield "Temperatures: " + ", ".join(f"{head} {heat}" for head, heat in heats.items()) + "."
    yield _reliable("triggers with their type", seen)
    yield _reliable("roles", played)


def plotted(encoder: Encoder) -> str:
    """The reliability of triggers and roles in our own passages for testing, as a picture."""
    test = list(own.documents("test"))
    seen = {"triggers with their type": held.triggers(encoder, test)[1], "roles": held.roles(encoder, test)[1]}
    return reliability_plot(
        {name: reliability([one.score for one in some], [one.right for one in some]) for name, some in seen.items()}
    )


def _reliable(what: str, seen: Sequence[held.Seen]) -> str:
    bins = reliability([one.score for one in seen], [one.right for one in seen])
    rows = [
        f"How sure of {what}: expected calibration error {calibration_error(bins):.3f}.\n",
        "| score from | cases | mean score | share right |",
        "|---|---|---|---|",
    ]
    rows += [f"| {one.low:.1f} | {one.spans} | {one.said:.2f} | {one.right:.2f} |" for one in bins]
    return "\n".join(rows)


def hashes(weights: Path | None) -> str:
    """SHA-256 of the corpora, the published encoder and the weights."""
    rows = ["| what | bytes | SHA-256 |", "|---|---|---|"]
    rows += [f"| `{corpus}`, articles and gold | | {digest(corpus)} |" for corpus in CORPORA]
    files: Sequence[Path] = [published() / "model.safetensors", *(sorted(weights.iterdir()) if weights else ())]
    for file in files:
        data = file.read_bytes()
        rows.append(f"| {file.name} | {len(data):,} | {hashlib.sha256(data).hexdigest()} |")
    return "\n".join(rows)
