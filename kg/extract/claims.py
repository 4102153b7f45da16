"""Who says what, and with which word? Attributed speech, thought and intention, with source, cue and content.

Each cue in the reporter's own words gives one finding; a quotation that goes on after an indirect one gives another
with the same cue. The rule's name ends in "concerns" where the speaker reacts to the content ("condemned the raid") and
does not put it forward.

Caught: "The army denied on Monday that it had shelled the camp.", "According to medics, two people died.",
        "'We will stay,' the commander said. 'This is our land.'", "It was reported that the town had fallen."
Left:   "That said, the road stayed open.", a cue inside somebody else's quotation

Measured on PolNeAR's development part, by rules alone: cue F1 0.76, source of a found cue 0.96, all
three together 0.66.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.claims_contents import Content, content_of, trimmed, widened, without_relatives
from kg.extract.claims_context import confidence, features_of
from kg.extract.claims_continued import Turn, continued
from kg.extract.claims_cues import cue_stretch, is_name, is_quoted_as, own_put
from kg.extract.claims_draft import Draft
from kg.extract.claims_lexicon import Lexicon, Speech, has_trait, lexicon_of_speech
from kg.extract.claims_nouns import (
    according_source,
    adjective_content,
    named_speaker,
    noun_content,
    noun_source,
    rest_of_sentence,
)
from kg.extract.claims_quotations import Stretch, is_quoted, quotations
from kg.extract.claims_seen import weighed
from kg.extract.claims_sources import (
    EXPLETIVE,
    SUBJECTS,
    addressee,
    gives,
    is_no_one,
    is_passive,
    referent,
    source_of,
    source_stretch,
    subject,
)
from kg.extract.phrases import mention, offset, seen_in
from kg.extract.protocol import Extractor, Settings
from kg.model import ClaimFinding, Finding, Veracity

LIKELY, LIKELY_LINK = 0.45, 0.7  # the first maximises F1 on annotated news
LINKS = frozenset({"that", "quote"})
LONGEST_CUE = 6  # tokens
DENIED = Veracity("Negated")
CONTINUING = 0.6  # how sure a speaker is who is carried over from the sentence before


def claims(settings: Settings) -> Extractor:
    """The extractor of claims, with the shipped words of speech and those of the user."""
    words = lexicon_of_speech(settings.lexicon)

    def extractor(doc: Doc) -> Iterator[Finding]:
        quoted = quotations(doc)
        every = list(drafts_of(doc, quoted, words))
        drafts = [draft for draft, is_likely in every if is_likely]
        if (seen := seen_in(doc)) is not None:
            likely = {draft.head.i for draft in drafts}
            drafts = list(weighed(doc, seen, [draft for draft, _ in every], likely, quoted, words))
        more: dict[int, list[Stretch]] = {}
        for head, quotation in continued(doc, quoted, [Turn(d.head.i, d.contents, _speaks(d)) for d in drafts]):
            more.setdefault(head, []).append(quotation)
        for draft in drafts:
            yield from _findings(doc, draft, tuple(more.get(draft.head.i, ())))

    return extractor


def _speaks(draft: Draft) -> bool:
    """Whether what comes next in quotation marks may belong to the same speaker."""
    return draft.speech.states and draft.source is not None and (draft.kind == "phrase" or draft.frame in LINKS)


def drafts_of(doc: Doc, quoted: tuple[Stretch, ...], words: Lexicon) -> Iterator[tuple[Draft, bool]]:
    """All that may be claims, each as sure as the rules are of it, and whether it is likely enough where it stands.

    The links of a chain ("he said they expect …") need be likely only by themselves, as annotators of news leave them
    out.
    """
    drafts = list(_drafts(doc, quoted, words))
    inside = {i for draft in drafts for s in draft.contents for i in range(*s)}
    for draft in drafts:
        is_nested = draft.head.i in inside
        if draft.kind != "verb":
            yield draft, not is_nested or draft.frame in LINKS or draft.kind == "phrase"
            continue
        alone = _confidence(draft, is_nested=False)
        is_link = is_nested and draft.speech.states and draft.frame in LINKS and alone >= LIKELY_LINK
        sure = alone if is_link or not is_nested else _confidence(draft, is_nested=True)
        yield replace(draft, confidence=sure), is_link or sure >= LIKELY


def _confidence(draft: Draft, *, is_nested: bool) -> float:
    size = sum(s.end - s.start for s in draft.contents)
    features = features_of(draft.head, draft.frame, draft.speech.states, draft.source, size, is_nested)
    return confidence(draft.speech.weight, features)


def _drafts(doc: Doc, quoted: tuple[Stretch, ...], words: Lexicon) -> Iterator[Draft]:
    verbs, nouns, adverbs = words.verbs, words.nouns, words.adverbs
    inside = {i for q in quoted for i in range(*q)}
    for token in doc:
        lemma = token.lemma_
        if token.i in inside:
            continue
        if lemma in verbs and token.pos_ == "VERB":
            draft = _by_verb(token, quoted, words)
        elif lemma in nouns and token.pos_ == "NOUN":
            draft = _by_noun(token, words)
        elif token.lower_ == "according":
            draft = _by_phrase(token, quoted, words)
        elif lemma in adverbs and token.pos_ == "ADV":
            draft = _by_adverb(token, words)
        elif lemma in words.adjectives and token.dep_ == "acomp":
            draft = _by_adjective(token, words)
        elif lemma == ":":
            draft = _by_colon(token, quoted, words)
        else:
            continue
        if draft is not None:
            yield draft


def _by_verb(verb: Token, quoted: tuple[Stretch, ...], words: Lexicon) -> Draft | None:
    content = content_of(verb, quoted, words.verbs[verb.lemma_])
    if content is None or is_name(verb) or (content.frame == "passive" and _is_double(verb)):
        return None
    speech = _speech(verb, content.frame, words)
    if speech.put.polarity == "Negated" and gives(verb):  # "denied him a visa"
        return None
    if speech.put.polarity == "Negated" or (not speech.put.is_asserted and content.frame in {"obj", "of"}):
        content = without_relatives(verb.doc, content)
    source = source_of(verb)
    if source is not None and _is_inside(source, content):
        source = _speaker_outside(verb, content)  # the parser took a word of the quotation for the subject
    if source is not None and is_no_one(referent(source)):
        return None
    if source is not None and _is_nobody(verb, source):
        source = None
    cue = cue_stretch(verb, content.frame)
    return Draft(
        verb,
        cue,
        source,
        content.stretches,
        content.direct,
        content.frame,
        speech,
        own_put(verb, speech),
        "verb",
        speech.weight,
        addressee(verb),
    )


def _is_double(verb: Token) -> bool:
    """Whether "was quoted" only leads to "as saying", which is the cue."""
    return any(is_quoted_as(below) for c in verb.rights if c.lower_ == "as" for below in c.children)


def _speech(verb: Token, frame: str, words: Lexicon) -> Speech:
    """The lexicon's value; who dismisses a report denies what it says."""
    speech = words.verbs[verb.lemma_][frame]
    about = (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    if has_trait(verb, "dismissing") and any(c.lemma_ in words.nouns for c in about):
        return speech._replace(states=True, put=DENIED)
    return speech


def _is_nobody(verb: Token, source: Token) -> bool:
    """Whether the subject is not the speaker: "it was reported", "the town is believed", "we were told"."""
    if source.dep_ == "nsubjpass" and is_passive(verb):
        return True
    return source.lower_ in EXPLETIVE and source.lower_ != "it" and verb.dep_ != "relcl"


def _speaker_outside(verb: Token, content: Content) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS and not _is_inside(c, content)), None)


def _is_inside(source: Token, content: Content) -> bool:
    return any(s.covers(source.i) for s in content.stretches)


def _by_noun(noun: Token, words: Lexicon) -> Draft | None:
    frames = words.nouns[noun.lemma_]
    content = noun_content(noun, frames)
    if content is None:
        return None
    source = noun_source(noun)
    if source is None and content.frame != "that":
        return None
    cue = Stretch(noun.i, noun.i + 1)
    return Draft(
        noun,
        cue,
        source,
        content.stretches,
        False,
        content.frame,
        frames[content.frame],
        frames[content.frame].put,
        "noun",
        frames[content.frame].weight,
    )


def _by_adjective(word: Token, words: Lexicon) -> Draft | None:
    frames = words.adjectives[word.lemma_]
    content = adjective_content(word, frames)
    source = subject(word.head)
    if content is None or source is None or source.lower_ in EXPLETIVE:
        return None
    speech = frames[content.frame]
    cue = Stretch(cue_stretch(word.head, "").start, word.i + 1)
    cue = cue if cue.end - cue.start < LONGEST_CUE else Stretch(word.i, word.i + 1)
    return Draft(
        word, cue, source, content.stretches, False, content.frame, speech, speech.put, "adjective", speech.weight
    )


def _by_colon(colon: Token, quoted: tuple[Stretch, ...], words: Lexicon) -> Draft | None:
    source, speech = named_speaker(colon), words.phrases.get(":", {}).get("clause")
    if source is None or speech is None:
        return None
    content = trimmed(colon.doc, widened(colon, Stretch(colon.i + 1, colon.sent.end), quoted))
    if content.end <= content.start:
        return None
    direct, cue = is_quoted(quoted, content.start), Stretch(colon.i, colon.i + 1)
    return Draft(colon, cue, source, (content,), direct, "clause", speech, speech.put, "phrase", speech.weight)


def _by_phrase(word: Token, quoted: tuple[Stretch, ...], words: Lexicon) -> Draft | None:
    source = according_source(word)
    speech = words.phrases.get("according to", {}).get("clause")
    if source is None or speech is None:
        return None
    phrase = Stretch(word.i, source_stretch(source).end)
    contents = rest_of_sentence(word, phrase, quoted)
    direct = any(is_quoted(quoted, s.start) for s in contents)
    cue = Stretch(word.i, word.i + 2)
    if not contents:
        return None
    return Draft(word, cue, source, contents, direct, "clause", speech, speech.put, "phrase", speech.weight)


def _by_adverb(word: Token, words: Lexicon) -> Draft | None:
    speech = words.adverbs[word.lemma_].get("clause")
    if speech is None or word.head == word:
        return None
    head = word.head
    contents = (Stretch(head.left_edge.i, word.i), Stretch(word.i + 1, head.right_edge.i + 1))
    kept = tuple(s for s in contents if s.start < s.end)
    cue = Stretch(word.i, word.i + 1)
    return Draft(word, cue, None, kept, False, "clause", speech, speech.put, "adverb", speech.weight)


def _findings(doc: Doc, draft: Draft, more: tuple[Stretch, ...]) -> Iterator[ClaimFinding]:
    """The finding, and where an indirect speech goes on in quotation marks, that as a second one."""
    contents = (*draft.contents, *more) if draft.direct else draft.contents
    finding = _finding(doc, draft, contents)
    yield finding
    if more and not draft.direct:
        spoken = tuple(mention(doc, *s) for s in more)
        sure = min(finding.confidence, CONTINUING)
        yield replace(finding, contents=spoken, direct=True, confidence=sure, rule="claims.continued")


def _finding(doc: Doc, draft: Draft, contents: tuple[Stretch, ...]) -> ClaimFinding:
    source = draft.source
    return ClaimFinding(
        source=None if source is None else mention(doc, *source_stretch(source)),
        source_head=-1 if source is None else offset(referent(source)),
        cue=mention(doc, *draft.cue),
        contents=tuple(mention(doc, *s) for s in contents),
        direct=draft.direct,
        rule=f"claims.{draft.kind}.{'states' if draft.speech.states else 'concerns'}",
        confidence=round(draft.confidence, 2),
        veracity=draft.put,
        addressee_head=-1 if draft.told is None else offset(draft.told),
    )
