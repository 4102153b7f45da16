"""What a denial takes up: the statement that somebody else made right before."""

from __future__ import annotations

import pytest

from kg.model import ClaimFinding, Mention, Veracity
from kg.resolve.answers import NEAR, answers

SPOKEN = Veracity()
DENIED = Veracity("Negated", "Certain", "Actual")
SAID = "that troops burned Bara, a town that rebels hold"


def claim(text: str, speaker: str, cue: str, content: str, veracity: Veracity = SPOKEN) -> ClaimFinding:
    begin = text.rindex(cue)
    of = text.index(content, begin)
    said = Mention(of, of + len(content), content)
    head = text.index(speaker)
    source = Mention(head, head + len(speaker), speaker)
    return ClaimFinding(source, head, Mention(begin, begin + len(cue), cue), (said,), False, "test", 0.9, veracity)


def answered(denial: str, content: str, speaker: str = "army", between: str = "") -> list[str]:
    text = f"Medics said {SAID}. {between}The army {denial} {content}."
    who = {text.index("Medics"): "medics", text.index("army"): "army"}
    made = [
        claim(text, "Medics", "said", SAID),
        claim(text, speaker, denial, content, DENIED),
    ]
    return [mention.text for found in answers(made, who).values() for mention in found]


@pytest.mark.parametrize("content", ["it", "such accusations", "all these reports"])
def test_a_denial_takes_up_what_was_said(content: str) -> None:
    assert answered("denied", content) == ["that troops burned Bara"]


def test_a_denial_with_a_content_of_its_own_takes_up_nothing() -> None:
    assert answered("denied", "the rebels a victory") == []


def test_nobody_denies_what_they_said_themselves() -> None:
    assert answered("denied", "it", speaker="Medics") == []


def test_a_statement_far_before_is_not_meant() -> None:
    assert answered("denied", "it", between="It rained. " * (NEAR // 10)) == []
