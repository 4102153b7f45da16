"""What tests share: the language model, loaded once."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()
