"""Does it hold, how surely, and has it happened? Polarity, certainty and actuality of a word from its own clause.

From the word upwards, each governor is asked what it does to its complement: "failed to attack", "plans for an attack",
"no attack", "the attack was called off". Words that let nothing through ("condemned the attack") end the climb. What a
speaker's verb does ("denied", "fears") stands in the claim and not here, so that a denial counts once.

Caught: "The rebels failed to take the town." (negated), "may have been shelled" (possible), "plans to attack" (planned)
Left:   "They did not condemn the attack." (the attack has happened), "not only shelled the town"

Measured on the events found, negated: F1 0.80 on the unified factuality corpora, 0.62 on ECB+ (where a denial by one
side does not count as negated); uncertain: 0.72 on the former.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.veracity_cues import combine, cues_of_veracity
from kg.extract.veracity_governors import step_up
from kg.extract.veracity_word import VERBAL, mood, own_veracity
from kg.model import Veracity

__all__ = ["combine", "veracity"]

FARTHEST = 12  # governors; a longer chain is a parser's accident


def veracity(token: Token) -> Veracity:
    """How the clause puts the event of this verb or noun, before any speaker is considered."""
    cues = cues_of_veracity()
    found = own_veracity(token, cues)
    node, is_sealed = token, False
    for _ in range(FARTHEST):
        if node.dep_ == "ROOT" or node.head == node:
            return combine(mood(node), found) if node.pos_ in VERBAL else found
        step = step_up(node, cues, node is token)
        if step is None:
            return found
        found = combine(step.put._replace(polarity="Affirmed") if is_sealed else step.put, found)
        is_sealed = is_sealed or step.is_sealed
        node = step.governor
    return found
