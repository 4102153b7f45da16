"""What tests share: the language model, loaded once, without the learned readers, so that they test the rules."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.version import RULES


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator(readers=RULES)
