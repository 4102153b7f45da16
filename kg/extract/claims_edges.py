"""Where does what is said begin and end? The grammar's stretches, with the edges that the learned reader sees.

A stretch goes on as long as the reader sees more of what is said ("showed him | with his hands in the air"), and stops
where it sees another speaker ("said it was over, | and aid groups warned …"). Where the reader links other words of the
sentence to the cue, and none of the grammar's, these are taken, and so is what it links to the cue right behind.

Left: what begins with a quotation is not cut, nor what is doubted or planned, lest what is cut off become a fact; what
is denied stays as it is, lest more or less be denied than was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.claims_contents import trimmed
from kg.extract.claims_draft import Draft
from kg.extract.claims_quotations import Stretch, first_line, is_quoted, is_speech
from kg.model import Seen, SeenAttribution

# Probabilities of a word to be said, chosen on every second article of `polnear-dev`.
OUTSIDE, INSIDE = 0.1, 0.6
CLEAR = 0.5  # of the likeliest word of what is left
ANOTHER = 0.3  # probability of a word to be in a cue
FEWEST = 2  # words outside in a row that end a stretch
TELLING = frozenset({"NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM"})
REACH = 15  # tokens behind cue and content in which more is said


def fitted(draft: Draft, one: SeenAttribution | None, seen: Seen, quoted: tuple[Stretch, ...]) -> Draft:
    """The draft with its contents as far as the reader sees them; `one` is what the reader links to its cue."""
    if _is_closed(draft):
        return draft
    doc, kept = draft.head.doc, []
    for stretch in _linked_instead(draft, one) or draft.contents:
        is_whole = not draft.put.is_asserted or is_quoted(quoted, stretch.start)
        kept.append(_grown(stretch if is_whole else _cut(doc, stretch, seen.contents), draft, seen))
    direct = any(is_quoted(quoted, stretch.start) for stretch in kept)
    return replace(draft, contents=tuple(sorted(set(kept))), direct=direct)


def joined(draft: Draft, one: SeenAttribution | None, others: Sequence[Draft]) -> Draft:
    """The draft with what the reader links to its cue right behind it, unless another says that."""
    if _is_closed(draft):
        return draft
    doc = draft.head.doc
    taken = [stretch for other in (draft, *others) for stretch in other.contents]
    kept = list(draft.contents)
    end = max(draft.cue.end, *(stretch.end for stretch in kept))
    for more in _linked(doc, one):
        is_near = end <= more.start <= end + REACH and is_speech(doc, more)
        if is_near and not any(_overlap(more, stretch) for stretch in taken):
            kept.append(more)
            end = more.end
    return replace(draft, contents=tuple(sorted(kept)))


def _is_closed(draft: Draft) -> bool:
    return draft.speech.is_own or draft.put.polarity == "Negated"


def _linked(doc: Doc, one: SeenAttribution | None) -> list[Stretch]:
    """What the reader links to the cue, each up to the end of its line, of which the encoder sees nothing."""
    spans = [trimmed(doc, first_line(doc, Stretch(*span))) for span in one.contents] if one is not None else []
    return sorted(span for span in spans if any(doc[i].pos_ in TELLING for i in range(*span)))


def _linked_instead(draft: Draft, one: SeenAttribution | None) -> list[Stretch]:
    """What the reader links to the cue in its sentence, if it links nothing of what the grammar gives.

    What the sentence itself doubts or plans stays: without its claim it would be a fact.
    """
    spans, own = _linked(draft.head.doc, one), draft.head.sent
    is_own = any(own.start <= stretch.start < own.end for stretch in draft.contents)
    if is_own and not draft.put.is_asserted:
        return []
    if any(_overlap(span, stretch) for span in spans for stretch in draft.contents):
        return []
    return [span for span in spans if own.start <= span.start < own.end]


def _overlap(a: Stretch, b: Stretch) -> bool:
    return a.start < b.end and b.start < a.end


def _is_word(token: Token) -> bool:
    return not token.is_punct and not token.is_space


def _cut(doc: Doc, stretch: Stretch, inside: Sequence[float]) -> Stretch:
    """The stretch between runs of words that nobody says, if any other is clear."""
    words = [i for i in range(*stretch) if _is_word(doc[i])]
    clear = next((k for k, i in enumerate(words) if inside[i] > CLEAR), None)
    if clear is None:
        return stretch
    start, end = stretch
    before = sum(1 for _ in takewhile(lambda i: inside[i] < OUTSIDE, words))
    if before >= FEWEST:
        start = words[before]
    for k in range(clear, len(words) - FEWEST + 1):
        if all(inside[i] < OUTSIDE for i in words[k : k + FEWEST]):
            end = words[k]
            break
    return trimmed(doc, Stretch(start, end))


def _grown(stretch: Stretch, draft: Draft, seen: Seen) -> Stretch:
    """The stretch with the words on both sides that somebody says, up to the next cue, comma or end of the sentence.

    What comes behind a comma is often the reporter's: "declared it the capital, where opponents were beheaded".
    """
    doc = draft.head.doc

    def goes_on(i: int) -> bool:
        is_said = seen.contents[i] > INSIDE and seen.cues[i] < ANOTHER
        return is_said and doc[i].text not in {",", ";"} and not draft.cue.covers(i)

    start, end = stretch
    if any(token.text in {",", ";"} for token in doc[max(end - 2, start) : end]):  # also before a closing mark: '… ,"'
        return stretch
    while end < len(doc) and not doc[end].is_sent_start and goes_on(end):
        end += 1
    while start > 0 and not doc[start].is_sent_start and goes_on(start - 1):
        start -= 1
    grown = trimmed(doc, Stretch(start, end))
    return grown if grown.start < grown.end else stretch
