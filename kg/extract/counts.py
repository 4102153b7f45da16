"""What number does a phrase give? "at least 12", "between ten and fifteen", "several hundred", "20-30", "a dozen".

The rules that the figures rest on: "more than 20" is at least 21, "fewer than 20" at most 19, "up to" and "as many as"
at most the number; "about", "nearly", "some", a round dozen and a range are `About`; a vague quantity ("dozens",
"several") is `Several` with the least number that it can mean (24, 3) and no upper bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.data import placed_lexicon
from kg.errors import BadLexicon
from kg.extract.protocol import Settings
from kg.model import CountQualifier

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_WHOLE = re.compile(r"-?\d+")
_RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
LONGEST_QUALIFIER = 4  # words
HYPHENS = frozenset({"-", "–", "—"})


class Count(NamedTuple):
    """A number that was read, and how many words it took."""

    minimum: int | None
    maximum: int | None
    qualifier: CountQualifier
    length: int


class _Plain(NamedTuple):
    value: int
    length: int
    is_round: bool  # "a dozen": nobody counted


@dataclass(frozen=True)
class CountWords:
    numbers: Mapping[str, int]
    tens: Mapping[str, int]
    units: Mapping[str, int]
    vague: Mapping[tuple[str, ...], int]
    qualifiers: Mapping[tuple[str, ...], tuple[CountQualifier, int]]

    def starts_number(self, word: str) -> bool:
        """Whether a number can begin with this word, articles left aside."""
        return (
            word in self.numbers
            or word in self.tens
            or word in self.units
            or (word,) in self.vague
            or (word[:1].isdigit() and (_DIGITS.fullmatch(word) is not None or _RANGE.fullmatch(word) is not None))
        )


def count_words(settings: Settings) -> CountWords:
    """The shipped words of number and the user's own. Raises `BadLexicon` for a line that cannot be."""
    numbers: dict[str, dict[str, int]] = {"number": {}, "tens": {}, "unit": {}}
    vague: dict[tuple[str, ...], int] = {}
    qualifiers: dict[tuple[str, ...], tuple[CountQualifier, int]] = {}
    for where, row in placed_lexicon("counts", ("words", "sort", "value", "qualifier"), settings.lexicon):
        words, value = tuple(row["words"].split()), _value(row["value"], where)
        if row["sort"] == "vague":
            vague[words] = value
        elif row["sort"] == "qualifier":
            qualifiers[words] = (_qualifier(row["qualifier"], where), value)
        elif row["sort"] in numbers:
            numbers[row["sort"]][row["words"]] = value
        else:
            sorts = ", ".join(sorted({*numbers, "vague", "qualifier"}))
            raise BadLexicon(where, f"{row['sort']!r} is no sort of word", f"use one of {sorts}")
    return CountWords(numbers["number"], numbers["tens"], numbers["unit"], vague, qualifiers)


def _value(text: str, where: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise BadLexicon(where, f"its value is {text!r}", "write a whole number, such as 12")
    return int(text)


def _qualifier(name: str, where: str) -> CountQualifier:
    known: tuple[CountQualifier, ...] = ("Exactly", "About", "AtLeast", "AtMost", "Several")
    found = next((q for q in known if q == name), None)
    if found is None:
        raise BadLexicon(where, f"{name!r} is no qualifier", f"use one of {', '.join(known)}")
    return found


def read_count(words: Sequence[str], known: CountWords) -> Count | None:
    """The number that begins with the first of the words (lower case), its qualifiers included, or None.

    >>> from kg.extract.protocol import Settings
    >>> read_count("more than two dozen rebels".split(), count_words(Settings()))
    Count(minimum=25, maximum=None, qualifier='AtLeast', length=4)
    """
    at, shift, said = 0, 0, False
    qualifier: CountQualifier = "Exactly"
    while (found := _longest(words[at:], known)) is not None:
        (qualifier, shift), length = found
        at, said = at + length, True
    between = words[at : at + 1] in (["between"], ["from"])
    ranged = _range(words[at + between :], known, joined=("and", "to") if between else ("to", "or"))
    if ranged is not None:
        low, high, length = ranged
        return Count(low, high, "About", at + between + length)
    if between:
        return None
    vague = _vague(words[at:], known)
    if vague is not None:
        return Count(vague[0], None, "Several", at + vague[1])
    plain = _plain(words[at:], known)
    if plain is None:
        return None
    if not said and plain.is_round:
        qualifier = "About"
    return _bounded(plain.value, qualifier, shift, at + plain.length)


def _bounded(value: int, qualifier: CountQualifier, shift: int, length: int) -> Count:
    if qualifier == "AtLeast":
        return Count(value + shift, None, qualifier, length)
    if qualifier == "AtMost":
        return Count(None, value + shift, qualifier, length)
    return Count(value, value, qualifier, length)


def _longest(words: Sequence[str], known: CountWords) -> tuple[tuple[CountQualifier, int], int] | None:
    for length in range(min(LONGEST_QUALIFIER, len(words)), 0, -1):
        found = known.qualifiers.get(tuple(words[:length]))
        if found is not None:
            return found, length
    return None


def _vague(words: Sequence[str], known: CountWords) -> tuple[int, int] | None:
    for length in range(min(3, len(words)), 0, -1):
        found = known.vague.get(tuple(words[:length]))
        if found is not None:
            return found, length
    return None


def _range(words: Sequence[str], known: CountWords, joined: tuple[str, ...]) -> tuple[int, int, int] | None:
    if words and (one := _RANGE.fullmatch(words[0])):
        low, high = (int(part.replace(",", "")) for part in one.groups())
        return (low, high, 1) if low < high else None
    first = _plain(words, known)
    if first is None or len(words) <= first.length:
        return None
    joint = words[first.length]
    if joint not in joined and joint not in HYPHENS:
        return None
    second = _plain(words[first.length + 1 :], known)
    if second is None or second.value <= first.value:
        return None
    low = first.value * _shared_unit(first.value, second.value)
    return low, second.value, first.length + 1 + second.length


def _shared_unit(low: int, high: int) -> int:
    """The unit of the second number counts for the first as well: "two to three hundred" is 200 to 300."""
    for unit in (1_000_000, 1000, 100):
        if high >= unit and high % unit == 0 and low < 20 and low < high // unit + 1 and low * unit < high:
            return unit
    return 1


def _plain(words: Sequence[str], known: CountWords) -> _Plain | None:
    """A single number: "1,340", "1.2 million", "twenty-three", "two hundred and five", "a dozen", "half a dozen"."""
    if not words:
        return None
    if list(words[:2]) in (["half", "a"], ["a", "half"]) and words[2:3] and words[2] in known.units:
        return _Plain(known.units[words[2]] // 2, 3, is_round=True)
    at, value = 0, 0
    if words[0] in {"a", "an"}:
        if len(words) < 2 or words[1] not in known.units:
            return None
        at, value = 1, 1
    while at < len(words):
        step = _digit_or_word(words, at, known)
        if step is None:
            break
        value, at = step[0] if step[1] is None else value + step[0], at + (step[1] or 1)
        break
    if at == 0 and words[0] not in known.units:
        return None
    return _with_units(words, at, value or 1, known)


def _digit_or_word(words: Sequence[str], at: int, known: CountWords) -> tuple[int, int] | None:
    """A number below a hundred, or in digits, and the words that it takes."""
    word = words[at]
    if _DIGITS.fullmatch(word):
        scale = known.units.get(words[at + 1], 1) if "." in word and at + 1 < len(words) else 1
        number = float(word.replace(",", "")) * scale
        return (round(number), 2 if scale > 1 else 1) if number == round(number) else None
    if word in known.tens:
        rest = at + 2 if words[at + 1 : at + 2] and words[at + 1] in HYPHENS else at + 1
        if rest < len(words) and 0 < known.numbers.get(words[rest], 0) < 10:
            return known.tens[word] + known.numbers[words[rest]], rest - at + 1
        return known.tens[word], 1
    if "-" in word:
        ten, _, one = word.partition("-")
        if ten in known.tens and one in known.numbers:
            return known.tens[ten] + known.numbers[one], 1
    return (known.numbers[word], 1) if word in known.numbers else None


def _with_units(words: Sequence[str], at: int, value: int, known: CountWords) -> _Plain:
    """The units after the number, each once and falling: "two thousand three hundred and five"."""
    total, is_round = 0, False
    while at < len(words) and words[at] in known.units:
        unit = known.units[words[at]]
        is_round = is_round or unit == 12
        value, at = value * unit, at + 1
        if unit < 1000:
            follow = at + 1 if words[at : at + 1] == ["and"] and unit == 100 else at
            more = _digit_or_word(words, follow, known) if unit == 100 and follow < len(words) else None
            if more is not None and more[0] < 100 and not words[follow][:1].isdigit():
                value, at = value + more[0], follow + more[1]
            continue
        total, value = total + value, 0
        more = _digit_or_word(words, at, known) if at < len(words) and not words[at][:1].isdigit() else None
        if more is not None:
            value, at = more[0], at + more[1]
    return _Plain(total + value, at, is_round)
