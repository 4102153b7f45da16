"""Weighs what speaks for a cue, on news that the reader was not taught, and writes the weights.

    python -m bench.train.cues [--out seeds/lexicon/speech_seen.tsv]

Logistic regression on every cue that rules or reader think possible in `polnear-dev`; to be run again with new weights
of the encoder. Tells how surprised it is by every fifth article when taught on the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from bench.train.document import ROOT, SHARED, records
from kg.annotate import Annotator
from kg.extract.claims import drafts_of
from kg.extract.claims_evidence import COLUMNS, evidence
from kg.extract.claims_lexicon import lexicon_of_speech
from kg.extract.claims_quotations import quotations
from kg.extract.claims_seen import possible
from kg.extract.phrases import offset, seen_in
from kg.model import Article
from kg.read import read

CORPUS = "polnear-dev"
TABLE = ROOT / "seeds" / "lexicon" / "speech_seen.tsv"
FOLDS = 5
RIDGE = 3.0  # what large weights cost, against one case each
ROUNDS = 25
Numbers = npt.NDArray[np.float64]


class Cases(NamedTuple):
    """Possible cues: the evidence for each (a row), whether it is one, and the number of its article."""

    evidence: Numbers
    is_cue: Numbers
    article: npt.NDArray[np.int64]


def cases(corpus: str = CORPUS) -> tuple[tuple[str, ...], Cases]:
    """The names of the evidence, and the possible cues of the corpus."""
    gold = {article["id"]: record["attributions"] for article, record in records(corpus)}
    articles = [one for one in read([str(SHARED / corpus / "articles.jsonl")]) if isinstance(one, Article)]
    names: tuple[str, ...] = ()
    rows, right, places = [], [], []
    for number, (article, docs) in enumerate(Annotator().docs(articles)):
        cues = [(one["begin"], one["end"]) for line in gold[article.id] for one in line["cue"]]
        for doc in docs:
            for begin, end, found in _possible(doc):
                names = tuple(found)
                rows.append(list(found.values()))
                right.append(float(any(a < end and begin < b for a, b in cues)))
                places.append(number)
    return names, Cases(np.array(rows), np.array(right), np.array(places))


def _possible(doc: Doc) -> Iterator[tuple[int, int, dict[str, float]]]:
    seen, quoted, words = seen_in(doc), quotations(doc), lexicon_of_speech(None)
    if seen is None:
        return
    drafts = [draft for draft, _ in drafts_of(doc, quoted, words)]
    for draft in possible(doc, seen, drafts, quoted, words):
        first, last = doc[draft.cue.start], doc[draft.cue.end - 1]
        yield offset(first), offset(last) + len(last), dict(evidence(draft, seen))


def fitted(rows: Numbers, right: Numbers) -> Numbers:
    """The weights that make the answers likeliest, held small (Newton's method for logistic regression)."""
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    for _ in range(ROUNDS):
        sure = chances(rows, weights)
        slope = rows.T @ (right - sure) - ridge @ weights
        bend = (rows * (sure * (1 - sure))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def chances(rows: Numbers, weights: Numbers) -> Numbers:
    """The probability of each row to be a cue."""
    made: Numbers = 1 / (1 + np.exp(-(rows @ weights)))
    return made


def surprise(sure: Numbers, right: Numbers) -> float:
    """Minus the mean logarithm of what was given to the right answer."""
    return float(-np.log(np.where(right > 0, sure, 1 - sure)).mean())


def _left_out(some: Cases) -> Numbers:
    """The chances of each case by weights that do not know its article, nor every fifth other."""
    made = np.zeros(len(some.is_cue))
    for fold in range(FOLDS):
        out = some.article % FOLDS == fold
        made[out] = chances(some.evidence[out], fitted(some.evidence[~out], some.is_cue[~out]))
    return made


def table(names: Sequence[str], weights: Numbers) -> str:
    """The lines of the lexicon, by name."""
    lines = sorted(f"{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True))
    return "\n".join(["\t".join(COLUMNS), *lines]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TABLE)
    args = parser.parse_args()
    names, some = cases()
    weights = fitted(some.evidence, some.is_cue)
    inside, outside = chances(some.evidence, weights), _left_out(some)
    print(f"{len(some.is_cue)} possible cues, {some.is_cue.mean():.3f} of them cues", file=sys.stderr)
    print(
        f"surprise {surprise(inside, some.is_cue):.3f}, left out {surprise(outside, some.is_cue):.3f}", file=sys.stderr
    )
    args.out.write_text(table(names, weights), encoding="utf-8")


if __name__ == "__main__":
    main()
