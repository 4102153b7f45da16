"""What both sides speak of: characters that stand somewhere, and how somebody puts a thing."""

from __future__ import annotations

from typing import Literal, NamedTuple

Polarity = Literal["Affirmed", "Negated"]
Certainty = Literal["Certain", "Probable", "Possible"]
Actuality = Literal["Actual", "Planned", "Hypothetical"]
Harm = Literal["Killed", "Injured", "Missing", "Displaced", "Captured"]
VictimStatus = Literal["Combatant", "Civilian", "Unknown"]
CountQualifier = Literal["Exactly", "About", "AtLeast", "AtMost", "Several"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Form = Literal["name", "nominal", "pronoun"]
DateSource = Literal["given", "dateline", "markup", "none"]


class Mention(NamedTuple):
    """Characters `begin` to `end` of an article, and what stands there."""

    begin: int
    end: int
    text: str


class Veracity(NamedTuple):
    """How somebody puts an event or relation: whether it holds, how surely, and whether it has happened."""

    polarity: Polarity = "Affirmed"
    certainty: Certainty = "Certain"
    actuality: Actuality = "Actual"

    @property
    def is_asserted(self) -> bool:
        """Whether it is put as a fact, so that a direct edge may be written."""
        return self == ("Affirmed", "Certain", "Actual")
