"""Who stands in "U.S.-backed", "Turkish-led" and "Kurdish-run"? The state or people inside a compound adjective.

Caught: "U.S.-backed forces" (Government "United States"), "Iranian-led" (Government), "Kurdish-run" (Population)
Left:   "English-language", "home-made"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.entity_lexicon import EntityLexicon
from kg.extract.phrases import mention_at, offset
from kg.model import EntityFinding


def backers(
    doc: Doc, lexicon: EntityLexicon, participles: frozenset[str], country: Callable[[str], str]
) -> Iterator[tuple[int, EntityFinding]]:
    """The token of each such state or people, with its finding; `country` gives the name of an ISO 3166 code."""
    for token in _hyphened(doc):
        prefix = _prefix(token, participles)
        if not prefix:
            continue
        code = lexicon.nations.get(prefix, lexicon.nations.get(prefix.replace(".", "")))
        if code is None:
            continue
        yield (
            token.i,
            EntityFinding(
                mention=mention_at(doc, token.idx, token.idx + len(prefix)),
                head=offset(token),
                cls="Government" if code else "Population",
                form="name",
                name=country(code) if code else prefix,
                plural=not code,
                rule="backer",
                confidence=0.8,
                definite=True,
                nation=code,
            ),
        )


def _hyphened(doc: Doc) -> list[Token]:
    """The tokens that hold a hyphen or stand right before one."""
    text = doc.text
    found: list[Token] = []
    at = text.find("-")
    while at >= 0:
        span = doc.char_span(max(at - 1, 0), at + 1, alignment_mode="expand")
        if span is not None:
            found.append(span[0])
        at = text.find("-", at + 1)
    return found


def _prefix(token: Token, participles: frozenset[str]) -> str:
    """The "U.S." of the one word "U.S.-backed", the "Kurdish" of the three "Kurdish - led"; "" for any other token."""
    text = token.text
    if "-" in text:
        first, _, last = text.rpartition("-")
        return first if last.lower() in participles else ""
    following = token.doc[token.i + 1 : token.i + 3]
    if text[:1].isupper() and len(following) == 2 and following[0].text == "-" and following[1].lower_ in participles:
        return text
    return ""
