"""Where does quoted text begin and end? Stretches of tokens between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.model import Article

DOUBLE = frozenset({'"', "''", "``"})
OPENING = frozenset("“„«‘`")
CLOSING = frozenset("”»")
FEWEST = 3  # words; what is shorter is a term, a title or a scare quote


class Stretch(NamedTuple):
    """Tokens `start` to `end`, half-open; the quotation marks belong to a quotation."""

    start: int
    end: int

    def covers(self, i: int) -> bool:
        return self.start <= i < self.end


def quotations(doc: Doc) -> tuple[Stretch, ...]:
    """All quoted stretches of the passage, in order; one that is never closed ends with its paragraph."""
    return tuple(_paired(doc, [t for t in doc if t.text in DOUBLE or _is_single(t)]))


def touching(quoted: tuple[Stretch, ...], start: int, end: int) -> Iterator[Stretch]:
    """The quotations that share a token with `start` to `end` or end right before it, in order."""
    for i in range(bisect_left(quoted, start, key=_end), len(quoted)):
        if quoted[i].start >= end:
            return
        yield quoted[i]


def is_quoted(quoted: tuple[Stretch, ...], i: int) -> bool:
    return any(q.covers(i) for q in touching(quoted, i, i + 1))


def is_speech(doc: Doc, quotation: Stretch) -> bool:
    """Whether the quoted words are long enough to be something said."""
    return sum(1 for t in doc[quotation.start : quotation.end] if t.is_alpha) >= FEWEST


def first_line(doc: Doc, stretch: Stretch) -> Stretch:
    """The stretch up to the end of the article's line that it begins in."""
    article: Article = doc.user_data["article"]
    begin: int = doc.user_data["begin"]
    first, last = doc[stretch.start], doc[stretch.end - 1]
    line = article.text.find("\n", begin + first.idx, begin + last.idx)
    if line < 0:
        return stretch
    end = next(i for i in range(stretch.start, stretch.end) if begin + doc[i].idx >= line)
    return Stretch(stretch.start, max(end, stretch.start + 1))


def paragraph_starts(doc: Doc) -> frozenset[int]:
    """The tokens that begin a line of the article."""
    article: Article = doc.user_data["article"]
    begin: int = doc.user_data["begin"]
    starts = set()
    last = 0
    for token in doc:
        if token.is_space:
            continue
        if "\n" in article.text[begin + last : begin + token.idx]:
            starts.add(token.i)
        last = token.idx + len(token)
    return frozenset(starts)


def _is_single(token: Token) -> bool:
    return token.text == "'" and token.tag_ in {"``", "''"}


def _paired(doc: Doc, marks: list[Token]) -> Iterator[Stretch]:
    if not marks:
        return
    starts = sorted(paragraph_starts(doc))
    opened: Token | None = None
    end = 0
    for mark in marks:
        if opened is not None and mark.i >= end:
            yield Stretch(opened.i, end)
            opened = None
        if opened is not None and _is_single(mark) != _is_single(opened):
            continue
        if opened is None:
            if _opens(mark):
                opened, end = mark, _line_end(doc, starts, mark)
        elif _opens(mark) and _closes_not(mark):
            yield Stretch(opened.i, mark.i)
            opened, end = mark, _line_end(doc, starts, mark)
        else:
            yield Stretch(opened.i, mark.i + 1)
            opened = None
    if opened is not None:
        yield Stretch(opened.i, end)


def _line_end(doc: Doc, starts: list[int], mark: Token) -> int:
    following = bisect_right(starts, mark.i)
    return starts[following] if following < len(starts) else len(doc)


def _end(quotation: Stretch) -> int:
    return quotation.end


def _raw(token: Token) -> str:
    article: Article = token.doc.user_data["article"]
    begin: int = token.doc.user_data["begin"]
    return article.text[begin + token.idx]


def _opens(mark: Token) -> bool:
    """Whether a quotation may begin here: by the mark's own form, else by the white space round it."""
    raw = _raw(mark)
    if raw in OPENING or raw in CLOSING:
        return raw in OPENING
    if _is_single(mark):
        return mark.tag_ == "``" and not mark.whitespace_
    return not mark.whitespace_ and mark.i + 1 < len(mark.doc)


def _closes_not(mark: Token) -> bool:
    """Whether the mark cannot close: a space before it and none after it."""
    return mark.i > 0 and bool(mark.nbor(-1).whitespace_ or mark.nbor(-1).is_space) and not mark.whitespace_
