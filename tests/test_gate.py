"""The accuracy gate fails on what is worse, on what is missing, and never lowers a floor."""

from __future__ import annotations

import pytest

from bench import gate

ROWS = {"names": 0.8, "places": 0.6}


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch) -> gate.Floors:
    monkeypatch.setattr(gate, "fingerprint", lambda corpus: "0" if corpus.name == "a" else "1")
    return {"a": {"fingerprint": "0", "floors": {"names": 0.7, "places": 0.65}}}


def test_a_row_below_its_floor_is_told(floors: gate.Floors) -> None:
    assert gate.judged(floors, {"a": ROWS}, ["a"]) == ["a: places is 0.600, its floor 0.650"]
    assert gate.judged(floors, {"a": {**ROWS, "places": 0.65}}, ["a"]) == []


def test_what_was_not_scored_is_told(floors: gate.Floors) -> None:
    assert gate.judged(floors, {}, ["a"]) == ["a: it was not scored"]
    assert gate.judged(floors, {"a": {"names": 0.9}}, ["a"]) == ["a: places is 0.000, its floor 0.650"]


def test_files_that_changed_are_told(floors: gate.Floors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "fingerprint", lambda _: "2")
    (wrong,) = gate.judged(floors, {"a": {"names": 1.0, "places": 1.0}}, ["a"])
    assert "not those that the floors were set on" in wrong


def test_floors_only_rise(floors: gate.Floors) -> None:
    assert gate.raised(floors, {"a": ROWS})["a"]["floors"] == {"names": 0.795, "places": 0.65}
