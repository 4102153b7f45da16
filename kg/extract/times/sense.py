"""Which reading is meant here? Words that are a time in one context and none, or another, in the next."""

from __future__ import annotations

from spacy.tokens import Token as Parsed

from kg.extract.times.tokens import Token
from kg.model import TimexType

_MONEY = frozenset("$£€#%")
_EACH = frozenset({"an-hour", "a-unit"})


def sense(token: Token, parsed: Parsed, text: str) -> tuple[TimexType | None, str]:
    """The type and expression of a found token in its sentence; no type where it is no time."""
    (expression,) = token.values.values()
    kind: TimexType = token.type  # type: ignore[assignment]
    if token.rule == "year":
        return (kind, expression) if is_year(token, parsed, text) else (None, "")
    if token.rule in _EACH and is_rate(token, parsed, text):
        return "SET", expression
    return kind, expression


def is_year(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether a number of four digits is a year: "in 1990", "the 1990 treaty", not "$1990" or "1990 men"."""
    before = text[token.begin - 1 : token.begin]
    if before in _MONEY or (before in ".,:-/" and text[token.begin - 2 : token.begin - 1].isdigit() and before != "-"):
        return False
    if text[token.end : token.end + 1] == "%":
        return False
    if parsed.dep_ == "nummod" and parsed.head.i > parsed.i and parsed.head.tag_ == "NNS":
        return parsed.i > 0 and parsed.nbor(-1).lower_ in {"the", "in", "since", "during", "of", "for"}
    return True


def is_rate(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether "a day" says how often: "ten attacks a day", "$3 an hour", but not "within a day"."""
    if parsed.i == 0 or text[token.begin : token.end].lower().startswith("one"):
        return False
    before = parsed.nbor(-1)
    return before.tag_ in {"NNS", "CD", "NN"} and before.pos_ != "VERB"
