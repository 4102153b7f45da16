"""The model card's tables, as Markdown: by source, by type, reliability, and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bench.train.corpus import digest
from bench.train.entities import Report, Test, published
from bench.train.scoring import SCORED, Counted, total


def card(report: Report, ours: Test, weights: Path | None) -> str:
    """All tables; the hashes of the weights too, where some were written."""
    parts = [_by_source(report, ours), _by_type(report), _reliable(report), _hashes(weights)]
    return "\n\n".join(parts) + "\n"


def _by_source(report: Report, ours: Test) -> str:
    rows = ["| source left out | documents | strict P / R / F | overlap P / R / F | overlap F before rounding |"]
    rows.append("|---|---|---|---|---|")
    rows += [_row(test.source, len(test.documents), test.small, test.full) for test in report.tests]
    small, full = (total([getattr(test, kind) for test in report.tests]) for kind in ("small", "full"))
    rows.append(_row("all of re3d", sum(len(test.documents) for test in report.tests), small, full))
    rows.append(_row(ours.source, len(ours.documents), ours.small, ours.full))
    return "\n".join(rows)


def _row(name: str, documents: int, small: dict[str, Counted], full: dict[str, Counted]) -> str:
    strict, overlap = (_three(small[kind]) for kind in ("strict", "overlap"))
    return f"| {name} | {documents} | {strict} | {overlap} | {full['overlap'].f1:.3f} |"


def _three(counted: Counted) -> str:
    precision, recall = (counted.right / max(1, n) for n in (counted.found, counted.there))
    return f"{precision:.3f} / {recall:.3f} / {counted.f1:.3f}"


def _by_type(report: Report) -> str:
    every = total([test.small for test in report.tests])
    rows = ["| type | gold spans | overlap P / R / F |", "|---|---|---|"]
    rows += [f"| {kind} | {every[f'overlap {kind}'].there} | {_three(every[f'overlap {kind}'])} |" for kind in SCORED]
    return "\n".join(rows)


def _reliable(report: Report) -> str:
    rows = [
        f"Temperature {report.temperature}; expected calibration error {report.error:.3f}.\n",
        "| score from | spans | mean score | share right |",
        "|---|---|---|---|",
    ]
    rows += [f"| {one.low:.1f} | {one.spans} | {one.said:.2f} | {one.right:.2f} |" for one in report.bins]
    return "\n".join(rows)


def _hashes(weights: Path | None) -> str:
    rows = ["| what | bytes | SHA-256 |", "|---|---|---|", f"| corpus, articles and gold |  | {digest()} |"]
    files: Sequence[Path] = [published() / "model.safetensors", *(sorted(weights.iterdir()) if weights else ())]
    for file in files:
        data = file.read_bytes()
        rows.append(f"| {file.name} | {len(data):,} | {hashlib.sha256(data).hexdigest()} |")
    return "\n".join(rows)
