"""How is an article cut for the language model, and where must a sentence begin or go on?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Article

LONGEST = 20_000  # characters of one passage: the parser's memory grows with them, its speed does not
_CUT = re.compile(r"\n\s*\n|[.!?][\"'”’)]*\s+|\s+")
# Characters that the model does not know, each replaced by one that it does, so that offsets stay.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u2007\u202f\u2009\u200a\u3000", " "),
        **dict.fromkeys(
            "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad", " "
        ),
        **dict.fromkeys((chr(c) for c in (*range(9), *range(14, 28), 31, 127)), " "),
        **dict.fromkeys("‘’‛ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        "\u2010": "-",
        "\u2011": "-",
    }
)
_BREAK = re.compile(
    r"\n[^\S\n]*\n\s*"  # an empty line
    r"|(?<=[.!?:\"'”’)\]])[^\S\n]*\n\s*(?=[\"'“‘(A-Z0-9•*-])"  # a line that ends a sentence
    r"|(?<=[.!?\"'”’)])[^\S\n]{3,}(?=\S)"  # wire copy that marks paragraphs by spaces
)
_HEADLINE = re.compile(r"(?:\A|\n[^\S\n]*\n)[^\S\n]*([^\n]{1,90})(?<![,;-])\n(?=([A-Z\"“][^\n]*))")
_SHORT = 0.75  # of the line after it: lines that are wrapped are nearly as long as each other, headlines are not


class Passage(NamedTuple):
    """A piece of an article's body: where it begins, its text in the model's alphabet, where sentences must begin."""

    begin: int
    text: str
    starts: frozenset[int]  # offsets in `text`


def passages(article: Article) -> Iterator[Passage]:
    """The article's body, whole, in pieces of at most `LONGEST` characters, cut at a paragraph, sentence or space."""
    for begin, end in article.body:
        for b, e in _pieces(article.text, begin, end):
            raw = article.text[b:e]
            if not raw.isspace() and raw:
                yield Passage(b, raw.translate(_PLAIN), _starts(raw))


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        cut = _best_cut(text, begin + LONGEST // 2, begin + LONGEST)
        yield begin, cut
        begin = cut
    yield begin, end


def _best_cut(text: str, low: int, high: int) -> int:
    """The end of the last empty line in the window, else of the last sentence, else of the last white space."""
    best = (0, high)
    for m in _CUT.finditer(text, low, high):
        found = m.group()
        rank = 3 if found.count("\n") > 1 else 2 if found[0] in ".!?" else 1
        best = max(best, (rank, m.end()))
    return best[1] if best[0] else high


def _starts(raw: str) -> frozenset[int]:
    headlines = {m.end() for m in _HEADLINE.finditer(raw) if len(m[1]) < _SHORT * len(m[2])}
    return frozenset(headlines | {m.end() for m in _BREAK.finditer(raw)})
