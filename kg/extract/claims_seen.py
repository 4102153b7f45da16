"""Who says what, as the learned reader sees it: cues that go, and attributions that come beside those of the rules.

Whether a word is a cue the reader knows better; who speaks and what is said the sentence's grammar does (measured on
every second article of `polnear-dev`: sources right in 95 of a hundred against 85, contents in 89 against 70). So a
verb that only the reader takes for a cue has the source and content that the rules would give it, and the same refusals
hold: nobody's word, a cue inside somebody else's quotation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.claims_acts import PUT, REACTS, SAYS, SURE, as_done, seen_act
from kg.extract.claims_contents import any_content
from kg.extract.claims_cues import is_name, own_put
from kg.extract.claims_draft import Draft
from kg.extract.claims_lexicon import Frames, Lexicon, Speech
from kg.extract.claims_quotations import Stretch, is_quoted
from kg.extract.claims_sources import EXPLETIVE, gives, is_no_one, referent, source_of
from kg.model import Seen, SeenAttribution, Veracity

# Chosen on every second article of `polnear-dev`: the probabilities of a cue that the rules think likely, that they
# think unlikely, and that only the reader sees.
LIKELY, UNLIKELY, ADDED = 0.3, 0.5, 0.55
LEAST = 0.05  # how sure a denial is told that stands however improbable the reader finds its cue
UNKNOWN = 0.5  # the weight of a word that no lexicon has
# How such a word puts an object ("rubbished the idea that") that it seems to put forward, if the reader is not sure of
# that: it may be a mockery, so that nothing becomes a fact.
DOUBTFUL = Veracity(certainty="Probable")
OWN_CLAUSE = frozenset({"that", "quote", "clause", ""})


def weighed(
    doc: Doc, seen: Seen, drafts: Sequence[Draft], likely: Collection[int], quoted: tuple[Stretch, ...], words: Lexicon
) -> Iterator[Draft]:
    """The drafts that are claims by what the reader sees, and those that it adds, in the order of the text.

    `likely` are the heads of the drafts that the rules think likely.
    """
    kept = [_corrected(draft, seen) for draft in drafts if _is_claim(draft, seen, draft.head.i in likely)]
    more = (_as_seen(doc, one, seen, quoted, words) for one in _unmatched(seen, [draft.cue for draft in kept]))
    new = (draft for draft in more if draft is not None and not any(_is_same(draft, one) for one in kept))
    yield from sorted([*kept, *new], key=lambda draft: draft.head.i)


def _is_same(added: Draft, known: Draft) -> bool:
    """Whether a second cue for what is told already would make a fact of it: the "has yet" of "has yet to say that"."""
    if known.put.is_asserted or known.covers(added.head) or added.covers(known.head):
        return False
    return any(a.start < b.end and b.start < a.end for a in added.contents for b in known.contents)


def _is_claim(draft: Draft, seen: Seen, is_likely: bool) -> bool:
    """Whether the cue is one; a denial or doubt that the rules think likely is never lost, nor a word of the user's."""
    if is_likely and (draft.speech.is_own or not draft.speech.put.is_asserted):
        return True
    return _chance(draft.cue, seen) >= (LIKELY if is_likely else UNLIKELY)


def _chance(cue: Stretch, seen: Seen) -> float:
    return max(seen.cues[cue.start : cue.end], default=0.0)


def _corrected(draft: Draft, seen: Seen) -> Draft:
    """The draft, with a source where only the reader sees one; as sure as the reader is of its cue."""
    source = draft.source
    if source is None and draft.kind != "verb":
        start, end = draft.cue
        one = next((one for one in seen.attributions if one.cue[0] < end and start < one.cue[1]), None)
        source = None if one is None else _somebody(_source_head(draft.head.doc, one), draft.contents)
    return as_done(replace(draft, source=source, confidence=max(_chance(draft.cue, seen), LEAST)), seen)


def _unmatched(seen: Seen, cues: Sequence[Stretch]) -> Iterator[SeenAttribution]:
    """The attributions that no cue of the rules shares words with."""
    for one in seen.attributions:
        start, end = one.cue
        if one.score >= ADDED and not any(c.start < end and start < c.end for c in cues):
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
    draft = Draft(head, Stretch(*one.cue), source, contents, direct, frame, speech, put, "seen", one.score)
    return as_done(draft, seen)


def _known(head: Token, frame: str, words: Lexicon) -> Speech | None:
    """What the lexicon says of the word: in its frame, else in any."""
    frames: Frames = next((some[head.lemma_] for some in words if head.lemma_ in some), {})
    return frames.get(frame, next(iter(frames.values()), None))


def _unknown(head: Token, frame: str, seen: Seen) -> Speech:
    """What the reader says of a word that no lexicon has."""
    act, chance = seen_act(seen, head.i)
    is_doubtful = chance < SURE and (act == REACTS or (act == SAYS and frame not in OWN_CLAUSE))
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
