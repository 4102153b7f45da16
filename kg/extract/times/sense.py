"""Which reading is meant here? Words that are a time in one context and none, or another, in the next."""

from __future__ import annotations

import re

from spacy.tokens import Token as Parsed

from kg.extract.times.tokens import Token
from kg.model import TimexType

_IN_YEAR = frozenset({"in", "since", "during"})
_MONEY = frozenset("$£€#%")
_EACH = frozenset({"an-hour", "a-unit"})
# Rules for words that are parts of names too: "Russia Today", "Bloody Sunday", "The Daily Mail".
_IN_NAMES = frozenset({"absent-today", "deictic", "freq", "night", "tonight", "current", "recent", "weekday", "now"})
_BEFORE_SOMETHING = frozenset(
    {
        "a-year-earlier",
        "fortnight-earlier",
        "units-earlier",
        "unit-earlier",
        "x-earlier",
        "the-day-before",
        "the-unit-after",
    }
)
_RELATIONS = frozenset({"before", "after", "prior", "following"})
_SHIFT = re.compile(r"ref [+-](\d+)(DE|CE|WE|[YQMWD])")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_UNCLOCKED = frozenset({"NNP", "NNPS", "NN", "NNS", "CD", "VBD", "VBN", ":", "SYM"})
_DETERMINERS = frozenset({"DT", "PRP$", "POS", "JJ", "NNP", "''"})


def sense(token: Token, parsed: Parsed, text: str) -> tuple[TimexType | None, str]:
    """The type and expression of a found token in its sentence; no type where it is no time."""
    (expression,) = token.values.values()
    kind: TimexType = token.type  # type: ignore[assignment]
    rule = token.rule
    if rule in _EACH and is_rate(token, parsed, text):
        return "SET", expression
    if rule in _BEFORE_SOMETHING and governs(token, parsed):
        return told_from(rule, expression)
    if (
        (rule == "year" and not is_year(token, parsed, text))
        or (rule in _IN_NAMES and is_name(token, parsed, text))
        or (rule == "month" and not is_month(token, parsed))
        or (rule == "season" and is_downfall(token, parsed, text))
        or (rule == "current" and parsed.lower_ == "present" and parsed.dep_ != "amod")
        or (rule == "nth" and _after(token, text)[:1].isalpha())
        or (rule in {"night", "bare-part"} and _after(token, text).startswith("of "))
        or (rule == "time" and is_verse(token, parsed, text))
        or (rule == "decade" and text[token.begin - 1 : token.begin] in _MONEY)
        or (kind == "DURATION" and is_fraction(token, text))
    ):
        return None, ""
    return kind, expression


def governs(token: Token, parsed: Parsed) -> bool:
    """Whether the "before" or "after" that ends the expression has something after it: "two days before the vote"."""
    last = parsed
    while last.i + 1 < len(last.doc) and last.nbor(1).idx < token.end:
        last = last.nbor(1)
    return last.lower_ in _RELATIONS and (last.dep_ == "mark" or any(child.i > last.i for child in last.children))


def told_from(rule: str, expression: str) -> tuple[TimexType, str]:
    """The reading of "two days before the vote", a duration, or of "the day before the vote", a day not known here."""
    m = _SHIFT.fullmatch(expression)
    return ("DURATION", f"P{m[1]}{m[2]}") if m and not rule.startswith("the-") else ("DATE", "event")


def _before(parsed: Parsed) -> Parsed | None:
    return parsed.nbor(-1) if parsed.i else None


def _after(token: Token, text: str) -> str:
    return text[token.end : token.end + 24].lstrip()


def is_year(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether a number of four digits is a year: "in 1990", "the 1990 treaty", not "$1990", "1990 men", "AK-1990"."""
    written = text[token.begin : token.end]
    before = text[max(0, token.begin - 2) : token.begin]
    if not written.isdigit():  # "nineteen ninety", but not "two thousand"
        return parsed.i > 0 and parsed.nbor(-1).lower_ in _IN_YEAR and "thousand" not in written
    if before[-1:] in _MONEY or (before[-1:] in {".", ",", ":", "/"} and before[:1].isdigit()):
        return False
    if before[-1:] == "-" and before[:1].isalpha():
        return False
    if text[token.end : token.end + 1] == "%" or text[token.end : token.end + 1].isalpha():
        return False
    last = _before(parsed)
    if last is not None and last.tag_ in _NAME_TAGS and not 1700 <= int(written) <= 2060:
        return False
    if parsed.dep_ == "nummod" and parsed.head.i > parsed.i and parsed.head.tag_ == "NNS":
        if last is None or written.endswith("00"):
            return False
        return last.tag_ in {"DT", "PRP$", "POS"} or last.lower_ in _IN_YEAR
    return True


def is_name(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether a capital letter makes the word part of a name."""
    if not text[token.begin].isupper() or parsed.is_sent_start:
        return False
    last, following = _before(parsed), _after(token, text)
    if token.rule == "weekday":
        return last is not None and (
            (last.text[:1].isupper() and last.dep_ in {"compound", "amod"} and last.head.i == parsed.i)
            or (last.lower_ == "the" and parsed.dep_ == "compound" and parsed.head.tag_ in _NAME_TAGS)
        )
    named = last is not None and last.tag_ in _NAME_TAGS and last.text[:1].isupper()
    return named or (following[:1].isupper() and parsed.tag_ in _NAME_TAGS)


def is_month(token: Token, parsed: Parsed) -> bool:
    """Whether "March" or "May" is a month, and not a march, or somebody of that name."""
    last = _before(parsed)
    if last is None or parsed.text not in {"March", "May", "April", "June", "August"}:
        return True
    if token.end - token.begin > len(parsed):
        return parsed.lower_ != "the"
    following = parsed.nbor(1) if parsed.i + 1 < len(parsed.doc) else None
    if parsed.text in {"March", "May"} and last.tag_ in _DETERMINERS:
        return last.lower_ in {"last", "next", "this", "the", "a"} and following is not None and following.tag_ == "NN"
    return last.tag_ == "IN" or following is None or following.tag_ not in _NAME_TAGS


def is_downfall(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether "the fall" is that of a city: "after the fall of Mosul", "Saigon's fall"."""
    if not text[token.begin : token.end].lower().endswith("fall"):
        return False
    last = _before(parsed)
    return _after(token, text).startswith(("of ", "-", "from ", "in ")) or (last is not None and last.tag_ == "POS")


def is_fraction(token: Token, text: str) -> bool:
    """Whether "a quarter" or "three quarters" is a share: "a quarter of the cost"."""
    words = text[token.begin : token.end]
    return "-quarters" in words or ("quarter" in words and _after(token, text).startswith(("of ", "in ")))


def is_verse(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether bare "5:11" is something else than a time by the clock: a verse, a score, the length of a film."""
    last = _before(parsed)
    return text[token.begin : token.end].replace(":", "").isdigit() and last is not None and last.tag_ in _UNCLOCKED


def is_rate(token: Token, parsed: Parsed, text: str) -> bool:
    """Whether "a day" says how often: "ten attacks a day", "$3 an hour", but not "within a day"."""
    last = _before(parsed)
    if last is None or text[token.begin : token.end].lower().startswith("one"):
        return False
    return last.tag_ in {"NNS", "CD", "NN"}
