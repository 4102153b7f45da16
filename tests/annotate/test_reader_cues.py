"""The weights of what speaks for a cue: fitted, and written as a lexicon."""

from __future__ import annotations

import numpy as np

from bench.train.cues import chances, fitted, surprise, table
from kg.data import lexicon
from kg.extract.claims_evidence import COLUMNS


def test_weights_are_those_that_made_the_answers() -> None:
    chosen = np.random.default_rng(3)
    rows = np.concatenate([np.ones((4000, 1)), chosen.normal(size=(4000, 2))], 1)
    real = np.array([-0.5, 1.5, -1.0])
    right = (chosen.random(4000) < chances(rows, real)).astype(float)
    found = fitted(rows, right)
    assert np.abs(found - real).max() < 0.15
    assert surprise(chances(rows, found), right) < surprise(np.full(4000, right.mean()), right)


def test_evidence_that_tells_all_does_not_get_out_of_hand() -> None:
    rows = np.array([[1.0, 1.0], [1.0, 0.0]] * 20)
    weights = fitted(rows, rows[:, 1])
    assert np.abs(weights).max() < 10


def test_the_table_is_the_lexicon_that_kg_reads() -> None:
    names = [row["evidence"] for row in lexicon("speech_seen", COLUMNS)]
    lines = table(list(reversed(names)), np.zeros(len(names))).splitlines()
    assert lines == ["\t".join(COLUMNS), *(f"{name}\t0.00" for name in names)]
