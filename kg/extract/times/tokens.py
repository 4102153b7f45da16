"""The words of a passage that the grammar knows, in unbroken runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.extract.times.grammar import Grammar, Word

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"'?(\d{1,3})0'?s")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):?(\d\d))?")
_GROUP = re.compile(r"(\d\d)(\d\d)(\d\d)[A-Z]([A-Za-z]{3})(\d\d)?(\d\d)?")
_DOTTED = re.compile(r"(1?\d)\.([0-5]\d)")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}|\d\d)")
_NUMBER = r"""(?<!\w)(?:\d{4}-\d\d-\d\d(?:T\d\d:?\d\d)?|\d{6}[A-Z][A-Za-z]{3}\d{0,4}\b|\d\d?/\d\d?/(?:\d{4}|\d\d)\b
|\d\d?:\d\d(?::\d\d)?|\d{1,3}0'?s\b|\d+(?i:st|nd|rd|th)\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)"""
PIVOT = 50  # two digits of a year below it are of this century


class Token(NamedTuple):
    """A word or an expression made of several; `code` tells the grammar which categories it has."""

    begin: int
    end: int
    code: str
    values: dict[str, str]
    type: str = ""
    mod: str = ""
    rule: str = ""


def pattern(grammar: Grammar) -> re.Pattern[str]:
    """What counts as one token: a number of any shape, an abbreviation of the lexicon, a word, a mark."""
    short = "|".join(re.escape(form) for form in sorted(grammar.abbreviations, key=len, reverse=True))
    return re.compile(rf"{_NUMBER}|\b(?:{short})|'s\b|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?|[^\w\s]", re.VERBOSE)


def runs(text: str, grammar: Grammar, tokens: re.Pattern[str], tag: Callable[[int], str]) -> Iterator[list[Token]]:
    """The longest rows of known tokens; `tag` gives the model's tag of the word at an offset, and is rarely asked."""
    words = grammar.words
    run: list[Token] = []
    for found in tokens.finditer(text):
        form = found.group()
        word = words.get(form)
        if word is None:
            first = form[0]
            if first.isdigit() or (first == "'" and len(form) > 2):
                run.append(numeral(form, found.start(), grammar))
                continue
            if first.isupper():
                word = words.get(form.lower()) or (words.get(form.capitalize()) if form.isupper() else None)
        if word is not None:
            run.append(_known(word, found, tag, grammar))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _known(word: Word, found: re.Match[str], tag: Callable[[int], str], grammar: Grammar) -> Token:
    if not word.tags:
        return Token(found.start(), found.end(), word.code, word.values)
    seen = tag(found.start())
    values = {c: v for c, v in word.values.items() if c not in word.tags or seen in word.tags[c]}
    return Token(found.start(), found.end(), grammar.code(values), values)


def numeral(form: str, begin: int, grammar: Grammar) -> Token:
    """A token of digits with all that its shape lets it be."""
    values = _values(form)
    return Token(begin, begin + len(form), grammar.code(values), values)


def _values(form: str) -> dict[str, str]:
    if form.isdecimal():
        return _plain(form)
    if m := _ORDINAL.fullmatch(form):
        number = int(m[1])
        day = f"{number:02}"
        return {"Ordinal": str(number)} | ({"Day": day, "Nth": day} if 1 <= number <= 31 else {})
    if m := _DECADE.fullmatch(form):
        return {"Decade": f"XX{m[1]}" if len(m[1]) == 1 else m[1].zfill(3)}
    if m := _CLOCK.fullmatch(form):
        return {"Clock": f"{int(m[1]):02}:{m[2]}"}
    if m := _ISO.fullmatch(form):
        day = f"{m[1]}-{m[2]}-{m[3]}"
        return {"Moment": f"{day}T{m[4]}:{m[5]}"} if m[4] else {"Written": day}
    return _written(form)


def _written(form: str) -> dict[str, str]:
    """The rarer shapes: a military date-time group, a date with slashes, a number with commas or a fraction."""
    if m := _GROUP.fullmatch(form):
        month = MONTHS.get(m[4].lower())
        year = "XXXX" if not m[5] else m[5] + m[6] if m[6] else century(m[5])
        return {"Moment": f"{year}-{month}-{m[1]}T{m[2]}:{m[3]}"} if month else {"Number": form}
    if m := _SLASHED.fullmatch(form):
        return {"Written": _slashed(int(m[1]), int(m[2]), m[3] if len(m[3]) == 4 else century(m[3]))}
    if m := _DOTTED.fullmatch(form):
        return {"Number": form, "Dotted": f"{int(m[1]):02}:{m[2]}"}
    return {"Number": form.replace(",", "")}


def _slashed(first: int, second: int, year: str) -> str:
    """Only the year where day and month might be either way round: "5/10/2017" is May in Boston and October in London.

    >>> _slashed(10, 17, "2017"), _slashed(5, 10, "2017")
    ('2017-10-17', '2017')
    """
    if first == second or second > 12 >= first:
        return f"{year}-{first:02}-{second:02}"
    return f"{year}-{second:02}-{first:02}" if first > 12 >= second else year


def _plain(form: str) -> dict[str, str]:
    number = int(form)
    values = {"Number": str(number)}
    if len(form) <= 2:
        if number <= 24:
            values["Hour"] = f"{number:02}"
        if 1 <= number <= 31:
            values["Day"] = f"{number:02}"
        if 1 <= number <= 12:
            values["MonthNumber"] = f"{number:02}"
        if len(form) == 2:
            values["Short"] = form
    if len(form) == 4:
        if 1000 <= number <= 2100:
            values["Year"] = form
        if number < 2400 and number % 100 < 60:
            values["Night" if form[0] == "0" else "Military"] = f"{form[:2]}:{form[2:]}"
    return values


def century(short: str) -> str:
    """Two digits of a year in full.

    >>> century("17"), century("89")
    ('2017', '1989')
    """
    return ("20" if int(short) < PIVOT else "19") + short


MONTHS = {name: f"{i:02}" for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
