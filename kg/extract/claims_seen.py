"""Who says what, as the learned reader sees it: cues that go, and attributions that come beside those of the rules.

Whether a word is a cue rules and reader tell together (`claims_evidence`). Who speaks is the sentence's grammar's, and
the reader's where the grammar names nobody; what is said is the grammar's, too, but for its edges (`claims_edges`). So
a verb that only the reader takes for a cue has the source and content that the rules would give it, and the same
refusals hold: nobody's word, a cue inside somebody else's quotation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.claims_acts import PUT, REACTS, SAYS, SURE, as_done, seen_act
from kg.extract.claims_contents import any_content
from kg.extract.claims_cues import is_name, own_put
from kg.extract.claims_draft import Draft
from kg.extract.claims_edges import fitted, joined
from kg.extract.claims_evidence import chance, linked
from kg.extract.claims_lexicon import Frames, Lexicon, Speech
from kg.extract.claims_quotations import Stretch, is_quoted
from kg.extract.claims_sources import EXPLETIVE, gives, is_no_one, referent, source_of
from kg.model import Seen, SeenAttribution, Veracity

# Probabilities of a cue, chosen on `polnear-dev`: of one that puts something forward as a fact, and of one that doubts
# or plans it, which the rules think likely: if that is lost, what is doubted may be left as a fact.
LEAST, LEAST_OPEN = 0.45, 0.3
HEDGE = 0.5  # of a doubt inside what another says, by the reader's probability of a cue alone
POSSIBLE = 0.15  # of a word that only the reader takes for a cue, to be weighed at all
UNKNOWN = 0.5  # the weight of a word that no lexicon has
# How such a word puts an object ("rubbished the idea that") that it seems to put forward, if the reader is not sure of
# that: it may be a mockery, so that nothing becomes a fact.
DOUBTFUL = Veracity(certainty="Probable")
OWN_CLAUSE = frozenset({"that", "quote", "clause", ""})


def weighed(
    doc: Doc, seen: Seen, drafts: Sequence[Draft], likely: Collection[int], quoted: tuple[Stretch, ...], words: Lexicon
) -> Iterator[Draft]:
    """The drafts that are claims by what the reader sees, and those that it adds, in the order of the text.

    `drafts` are as sure as the rules are of them, and `likely` the heads of those that the rules think likely. Of these
    some stand whatever the reader sees: words of the user's, denials, and whose word it is that another denies ("denied
    a report by the Observatory that"). A doubt inside what another says stands if either finds it likely, or what is
    doubted would be a fact of that other.
    """
    old: list[Draft] = []
    new: list[Draft] = []
    inside = _said(drafts)
    denied = _said([draft for draft in drafts if _is_denial(draft)])
    for draft in possible(doc, seen, drafts, quoted, words):
        sure, at = chance(draft, seen), draft.head.i
        is_likely, is_open = at in likely, not (draft.speech.put.is_asserted and draft.put.is_asserted)
        is_hedge = is_open and at in inside and (is_likely or seen.cues[at] >= HEDGE)
        is_kept = is_hedge or (is_likely and (draft.speech.is_own or _is_denial(draft) or at in denied))
        if is_kept or sure >= (LEAST_OPEN if is_likely and is_open else LEAST):
            one = _corrected(as_done(replace(draft, confidence=sure), seen), seen, quoted)
            (new if draft.kind == "seen" else old).append(one)
    kept = [*old, *(draft for draft in new if not any(_is_same(draft, one) for one in old))]
    for i, draft in sorted(enumerate(kept), key=lambda one: one[1].head.i):
        yield joined(draft, linked(draft, seen), kept[:i] + kept[i + 1 :])


def possible(
    doc: Doc, seen: Seen, drafts: Sequence[Draft], quoted: tuple[Stretch, ...], words: Lexicon
) -> Iterator[Draft]:
    """The drafts, and those of the cues that only the reader sees."""
    yield from drafts
    for one in _unmatched(seen, [draft.cue for draft in drafts]):
        if (draft := _as_seen(doc, one, seen, quoted, words)) is not None:
            yield draft


def _is_same(added: Draft, known: Draft) -> bool:
    """Whether a second cue for what is told already would make a fact of it: the "has yet" of "has yet to say that"."""
    if known.put.is_asserted or known.covers(added.head) or added.covers(known.head):
        return False
    return any(a.start < b.end and b.start < a.end for a in added.contents for b in known.contents)


def _said(drafts: Sequence[Draft]) -> set[int]:
    return {i for draft in drafts for stretch in draft.contents for i in range(*stretch)}


def _is_denial(draft: Draft) -> bool:
    return "Negated" in {draft.speech.put.polarity, draft.put.polarity}


def _corrected(draft: Draft, seen: Seen, quoted: tuple[Stretch, ...]) -> Draft:
    """The draft, with a source where only the reader sees one, and with the edges that it sees.

    A speaker whom the grammar names and the rules refuse ("the town is believed", "which has not commented") stays out.
    """
    one = linked(draft, seen)
    is_refused = draft.kind == "seen" or (draft.kind == "verb" and source_of(draft.head) is not None)
    if draft.source is None and one is not None and not is_refused:
        draft = replace(draft, source=_somebody(_source_head(draft.head.doc, one), draft.contents))
    return fitted(draft, one, seen, quoted)


def _unmatched(seen: Seen, cues: Sequence[Stretch]) -> Iterator[SeenAttribution]:
    """The attributions that no cue of the rules shares words with."""
    for one in seen.attributions:
        start, end = one.cue
        if one.score >= POSSIBLE and not any(c.start < end and start < c.end for c in cues):
            yield one


def _as_seen(doc: Doc, one: SeenAttribution, seen: Seen, quoted: tuple[Stretch, ...], words: Lexicon) -> Draft | None:
    head = doc[one.cue[0] : one.cue[1]].root
    is_verb = head.pos_ == "VERB"
    content = any_content(head, quoted) if is_verb else None
    contents = content.stretches if content is not None else tuple(Stretch(*span) for span in one.contents)
    speaker = (source_of(head) if is_verb else None) or _source_head(doc, one)
    if not contents or is_quoted(quoted, head.i) or (speaker is not None and is_no_one(referent(speaker))):
        return None
    frame = content.frame if content is not None else ""
    known = _known(head, frame, words)
    speech = known or _unknown(head, frame, seen)
    if is_verb and (is_name(head) or (speech.put.polarity == "Negated" and gives(head))):
        return None
    put = own_put(head, speech) if is_verb else speech.put
    source = _somebody(speaker, contents)
    direct = any(is_quoted(quoted, stretch.start) for stretch in contents)
    return Draft(head, Stretch(*one.cue), source, contents, direct, frame, speech, put, "seen", one.score)


def _known(head: Token, frame: str, words: Lexicon) -> Speech | None:
    """What the lexicon says of the word: in its frame, else in any."""
    frames: Frames = next((some[head.lemma_] for some in words if head.lemma_ in some), {})
    return frames.get(frame, next(iter(frames.values()), None))


def _unknown(head: Token, frame: str, seen: Seen) -> Speech:
    """What the reader says of a word that no lexicon has."""
    act, sure = seen_act(seen, head.i)
    is_doubtful = sure < SURE and (act == REACTS or (act == SAYS and frame not in OWN_CLAUSE))
    return Speech(UNKNOWN, is_doubtful or act != REACTS, DOUBTFUL if is_doubtful else PUT[act])


def _somebody(speaker: Token | None, contents: Sequence[Stretch]) -> Token | None:
    """The speaker, unless it is an empty word, nobody, or stands in what is said."""
    if speaker is None or speaker.lower_ in EXPLETIVE or is_no_one(referent(speaker)):
        return None
    return None if any(stretch.covers(speaker.i) for stretch in contents) else speaker


def _source_head(doc: Doc, one: SeenAttribution) -> Token | None:
    """The head word of the phrase that the reader takes for who speaks."""
    if one.source is None:
        return None
    root: Token = doc[one.source[0] : one.source[1]].root
    return root
