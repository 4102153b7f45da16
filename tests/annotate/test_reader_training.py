"""Counting, calibration and the corpus that readers are taught on; what needs torch is not run here."""

from __future__ import annotations

import numpy as np
import pytest

from bench.train.calibration import calibration_error, reliability, temperature
from bench.train.document import Marked, Places, flat
from bench.train.plot import reliability_plot
from bench.train.scoring import count, total
from kg.annotate.reader.words import words


def test_spans_are_counted_strictly_and_by_overlap() -> None:
    gold = [Marked(0, 2, "Person"), Marked(4, 6, "Location"), Marked(8, 9, "Weapon")]
    found = [Marked(0, 2, "Person"), Marked(5, 7, "Location"), Marked(8, 9, "Vehicle")]
    counted = total([count(found, gold), count([], gold)])
    assert counted["strict"] == (1, 3, 6)
    assert counted["overlap"] == (2, 3, 6)
    assert counted["overlap Location"].f1 == pytest.approx(2 / 3)


def test_a_gold_span_is_found_once() -> None:
    assert count([Marked(0, 1, "Person"), Marked(1, 2, "Person")], [Marked(0, 2, "Person")])["overlap"] == (1, 2, 1)


def test_the_longest_of_nested_phrases_stays() -> None:
    assert list(flat([Marked(3, 4, "Location"), Marked(0, 4, "Person"), Marked(5, 6, "Person")])) == [
        Marked(0, 4, "Person"),
        Marked(5, 6, "Person"),
    ]


def test_phrases_are_words_without_an_article() -> None:
    places = Places(words("The army's men left."))
    assert places.marked(0, 8, "Organisation") == Marked(1, 2, "Organisation")
    assert places.marked(3, 4, "Organisation") is None
    assert places.span(0, 8) == (0, 2)


def test_a_temperature_mends_scores_that_are_too_sure() -> None:
    chance = np.random.default_rng(2)
    true = chance.integers(0, 2, 4000)
    said = np.where(chance.random(4000) < 0.8, true, 1 - true)  # right in four of five
    scores = np.eye(2, dtype="float32")[said] * np.float32(2 * np.log(4))  # as sure as 16 to 1
    assert temperature([scores], [true]) == pytest.approx(2, abs=0.2)


def test_reliability_is_the_share_of_right_by_score() -> None:
    bins = reliability([0.95, 0.95, 0.25, 1.0], [True, False, False, True])
    assert [(one.low, one.spans) for one in bins] == [(0.2, 1), (0.9, 3)]
    assert bins[1].right == pytest.approx(2 / 3)
    assert calibration_error(bins) == pytest.approx((0.25 + 3 * abs(2.9 / 3 - 2 / 3)) / 4)


def test_the_picture_of_reliability_has_a_dot_for_each_bin() -> None:
    bins = reliability([0.95, 0.95, 0.25], [True, True, False])
    plot = reliability_plot({"triggers": bins})
    assert plot.count("<circle") == 2
    assert 'cx="330.0" cy="45.0"' in plot
