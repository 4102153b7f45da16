"""Where does a phrase begin and end? Mentions from tokens, and the extent of a noun phrase round its head.

Every extractor makes its mentions here, so that the same head always stands for the same phrase.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.model import Article, EntityFinding, Mention, Seen, TimeFinding

# What stands before the head and belongs to the phrase.
PRE_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "quantmod", "punct", "case", "npadvmod", "det", "predet"}
)
# What may stand at the left edge of the words before a head without belonging to the phrase.
OUTSIDE = frozenset(
    "a an the no any some each every another other more many most several various -"
    " alleged suspected presumed supposed whose".split()
)
COMPARED = frozenset({"more", "fewer", "less"})
BREAKS = frozenset({"(", ")", "[", "]", "--", ";", ":"})


def mention(doc: Doc, start: int, end: int) -> Mention:
    """The characters of tokens `start` to `end` (half-open) as they stand in the article."""
    first, last = doc[start], doc[end - 1]
    return mention_at(doc, first.idx, last.idx + len(last))


def mention_at(doc: Doc, begin: int, end: int) -> Mention:
    """The characters `begin` to `end` of the passage as they stand in the article."""
    article: Article = doc.user_data["article"]
    base: int = doc.user_data["begin"]
    return Mention(base + begin, base + end, article.text[base + begin : base + end])


def mention_of(span: Span) -> Mention:
    return mention(span.doc, span.start, span.end)


def offset(token: Token) -> int:
    """The token's first character in the article; as a phrase's head it names the phrase."""
    return int(token.doc.user_data["begin"]) + token.idx


def noun_phrase(head: Token, *, counted: bool = False) -> Span:
    """The phrase round a noun: its pre-modifiers and itself, without article, quotation mark or post-modifiers.

    "this terrorist group" and "our Coalition partners" keep their determiner: it tells who is meant. A number belongs
    to the phrase only if it is `counted`: "three farmers".
    """
    doc = head.doc
    left = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in PRE_MODIFIERS and not (counted and child.dep_ == "nummod"):
            break
        if child.dep_ == "compound" and child.i and doc[child.i - 1].lemma_ == "tell":
            break  # "told Reuters soldiers had left"
        left = min(left, child.left_edge.i)
    left = _after_break(doc, left, head.i)
    left = max((i + 1 for i in range(left, head.i) if _is_dated(doc[i])), default=left)
    if counted and doc[left].lower_ in COMPARED and doc[left + 1].lower_ == "than":
        return doc[left : head.i + 1]  # "more than 200 farmers"
    while left < head.i and (doc[left].lower_ in OUTSIDE or doc[left].is_punct or doc[left].is_space):
        left += 1
    return doc[left : head.i + 1]


def _is_dated(token: Token) -> bool:
    """Whether the token is part of a calendar date, which no phrase has: "on 3 May 2020 rebels seized"."""
    time = time_at(token)
    return time is not None and time.type == "DATE" and any(c.isdigit() for c in time.mention.text)


def _after_break(doc: Doc, left: int, head: int) -> int:
    """Where the phrase begins if the parser drew it over a bracket, a dash or a comma between nouns."""
    for i in range(head - 1, left - 1, -1):
        text = doc[i].text
        if text in BREAKS or (text == '"' and sum(t.text == '"' for t in doc[left:head]) == 1):
            return i + 1
        if text == "," and i > left and doc[i - 1].pos_ in {"NOUN", "PROPN"}:
            is_list = any(token.dep_ == "cc" for token in doc[left:head])
            return left if is_list else i + 1
    return left


def seen_in(doc: Doc) -> Seen | None:
    """What the learned readers see in the document, if they read."""
    found: Seen | None = doc.user_data.get("seen")
    return found


def entity_at(token: Token) -> EntityFinding | None:
    """The entity whose phrase has this token as its head, if the entity extractors found one."""
    found: dict[int, EntityFinding] = token.doc.user_data.get("entities", {})
    return found.get(token.i)


def time_at(token: Token) -> TimeFinding | None:
    """The time expression that covers this token, if the time extractor found one."""
    found: dict[int, TimeFinding] = token.doc.user_data.get("times", {})
    return found.get(token.i)
