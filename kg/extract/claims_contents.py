"""What is said? The content of a cue: its complement, widened to the quotation that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.claims_lexicon import Frames, has_trait
from kg.extract.claims_quotations import Stretch, is_quoted, is_speech, touching
from kg.extract.claims_sources import (
    SUBJECTS,
    is_passive,
    is_trailing,
    misread_conjunct,
    misread_hearer,
    misread_speaker,
)

DOUBLE = frozenset({'"', "''", "``"})
TRIMMED = frozenset({",", ";", "-", "--", "—", "–", ":"})
LONGEST_SPEAKER = 8  # tokens of a subject that answers behind a semicolon
RELATIVE_TAGS = frozenset({"WP", "WDT", "WRB"})
# What opens a clause before its subject: "said after the raid, nobody was left"; not "said in a statement, …".
OPENING = frozenset({"after", "because", "before", "despite", "since", "under", "until", "while", "with", "without"})
CLAUSES = frozenset({"ccomp", "xcomp"})
# What follows an object and tells how it is put: "accused the army of", "described it as".
EXTENDING = frozenset({"as", "of", "for", "over"})


class Content(NamedTuple):
    """The frame that the content fills (see the lexicon `speech.tsv`) and where it stands."""

    frame: str
    stretches: tuple[Stretch, ...]
    direct: bool


def content_of(verb: Token, quoted: tuple[Stretch, ...], frames: Frames) -> Content | None:
    """The content of a verb in its sentence, in the first of its frames that the lexicon knows."""
    return next((c for c in _candidates(verb, quoted) if c.frame in frames), None)


def any_content(verb: Token, quoted: tuple[Stretch, ...]) -> Content | None:
    """The content of a verb in its sentence, in whatever frame it stands."""
    return next(_candidates(verb, quoted), None)


def _candidates(verb: Token, quoted: tuple[Stretch, ...]) -> Iterator[Content]:
    for found in (_clause(verb, quoted), _quotation(verb, quoted), _around(verb, quoted)):
        if found is not None:
            yield found
    for frame, stretches in _phrases(verb):
        if (found := _content(frame, verb, stretches, quoted)) is not None:
            yield found


# -- clauses and quotations ----------------------------------------------------------------------------------------


def _clause(verb: Token, quoted: tuple[Stretch, ...]) -> Content | None:
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _is_infinitive(c)]
    left = [c for c in clauses if c.i < verb.i]
    right = [c for c in clauses if c.i > verb.i]
    stretches = [_before(verb, left[0])] if left else []
    if right:
        stretches.append(cut(verb.doc, Stretch(_begin(verb, right[0]), right[-1].right_edge.i + 1), quoted))
    elif left and (tail := _tail(verb)):
        stretches.append(tail)
    return _content("that", verb, stretches, quoted)


def _before(verb: Token, clause: Token) -> Stretch:
    """What stands before "…, he said"."""
    start = clause.left_edge.i
    cue = [verb.i, *(c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS and clause.i < c.left_edge.i < verb.i)]
    if (speaker := misread_speaker(verb)) is not None:
        cue.append(speaker.left_edge.i)
    return Stretch(start, max(min(cue), start + 1))


def _tail(verb: Token) -> Stretch | None:
    """What goes on after "…, he said, " behind a new quotation mark."""
    doc, end = verb.doc, verb.sent.end
    last = max([verb.i, *(c.right_edge.i for c in verb.children if c.dep_ in SUBJECTS and c.i > verb.i)])
    if last + 2 < end and doc[last + 1].text == "," and doc[last + 2].text in DOUBLE:
        return Stretch(last + 2, end)
    return None


def _begin(verb: Token, clause: Token) -> int:
    """Where the clause begins, behind a hearer that the parser took for a part of it ("told Reuters soldiers …")."""
    start = clause.left_edge.i
    comma = start if verb.doc[start].text == "," else start - 1
    if comma > verb.i + 1 and verb.doc[comma].text == "," and (first := verb.nbor()).lower_ in OPENING:
        return first.i if first.head == verb and first.right_edge.i == comma - 1 else start
    return start + (misread_hearer(verb, clause) is not None)


def cut(doc: Doc, stretch: Stretch, quoted: tuple[Stretch, ...]) -> Stretch:
    """The stretch up to where something new is said: "said it had left, adding that …", "said so; they denied it"."""
    for i in range(stretch.start + 1, stretch.end - 1):
        ends = (
            (doc[i].text == "," and is_trailing(doc[i + 1]))
            or (doc[i].dep_ == "cc" and _is_outside(doc, i))
            or (doc[i].text == ";" and _says_anew(doc, i))
        )
        if ends and not is_quoted(quoted, i):
            return Stretch(stretch.start, i)
    return stretch


def _says_anew(doc: Doc, semicolon: int) -> bool:
    """Whether behind the semicolon somebody answers, as in "said they were warned; the army denied it"."""
    behind = doc[semicolon + 1 : semicolon + 1 + LONGEST_SPEAKER]
    verb = next((t.head for t in behind if t.dep_ in SUBJECTS and t.head.i > t.i), None)
    return verb is not None and verb.tag_ in {"VBD", "VBZ", "VBP"} and has_trait(verb, "answering")


def _is_outside(doc: Doc, conjunction: int) -> bool:
    """Whether the verb right behind "and" belongs with the verb of saying and not to its content."""
    behind = (t for t in doc[conjunction + 1 : conjunction + 4] if t.pos_ == "VERB")
    verb = next(behind, None)
    return verb is not None and misread_conjunct(verb) is not None


def _quotation(verb: Token, quoted: tuple[Stretch, ...]) -> Content | None:
    """A quotation that touches the cue's clause, also one that the sentence's border cut off before "he asked"."""
    sent = verb.sent
    end = sent.end + 1 if any(t.text == ":" for t in sent[-2:]) else sent.end  # "He went on:", and a line of its own
    near = [q for q in touching(quoted, sent.start, end) if _is_beside(verb, q)]
    return _content("quote", verb, near, quoted)


def _is_beside(verb: Token, quotation: Stretch) -> bool:
    """Whether nothing but marks stands between the quotation and the cue with its subject."""
    doc = verb.doc
    if quotation.end <= verb.i:
        subjects = (c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS)
        first = min([verb.i, *(i for i in subjects if quotation.end <= i)])
        return doc[quotation.end - 2].is_punct and all(not doc[i].is_alpha for i in range(quotation.end, first))
    before = doc[quotation.start - (2 if doc[quotation.start - 1].is_space else 1)]
    return quotation.start > verb.i and (before.text in {",", ":"} or before == verb) and is_speech(doc, quotation)


def _around(verb: Token, quoted: tuple[Stretch, ...]) -> Content | None:
    """The sentence round a cue that the parser hung into it: "The town, officials said, was empty."."""
    sent, first, last = verb.sent, verb.left_edge.i, verb.right_edge.i
    if verb.dep_ in {"parataxis", "dep"} or any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts):
        host = verb.head
        sides = [Stretch(host.left_edge.i, first), Stretch(last + 1, host.right_edge.i + 1)]
        return _content("that", verb, [s for s in sides if s.start < s.end], quoted)
    marked = next((t for t in sent if t.i > verb.i and t.lower_ == "that" and t.dep_ == "mark"), None)
    if marked is not None and _is_own(verb, marked) and not any(c.dep_ == "dobj" for c in verb.children):
        return _content("that", verb, [Stretch(marked.i, marked.head.right_edge.i + 1)], quoted)
    return _closing(verb, quoted)


def _is_own(verb: Token, mark: Token) -> bool:
    """Whether a "that" is in the verb's own clause and not in one joined to it: "reported shots and said that …"."""
    path = [mark, *mark.ancestors]
    return verb in path and path[path.index(verb) - 1].dep_ != "conj"


def _closing(verb: Token, quoted: tuple[Stretch, ...]) -> Content | None:
    """The sentence before a cue that closes it, whatever the parser made of it: "…, the groups say."."""
    doc, sent = verb.doc, verb.sent
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.tag_ not in RELATIVE_TAGS]
    if not subjects or any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.rights):
        return None
    first = min(verb.i, subjects[-1].left_edge.i)
    end = max(verb.right_edge.i, subjects[-1].right_edge.i) + 1
    is_last = all(not doc[i].is_alpha for i in range(end, sent.end))
    if not is_last or first - sent.start < 2 or doc[first - 1].text != ",":
        return None
    return _content("that", verb, [Stretch(sent.start, first)], quoted)


# -- phrases -------------------------------------------------------------------------------------------------------


def _phrases(verb: Token) -> Iterator[tuple[str, list[Stretch]]]:
    prepositions = [c for c in verb.rights if c.dep_ == "prep"]
    for child in verb.rights:
        if child.dep_ in CLAUSES:
            frame = "inf" if _is_infinitive(child) else "ing" if child.tag_ == "VBG" else "small"
            yield frame, _with_object(verb, child)
            if frame == "ing":
                yield "obj", [cut(verb.doc, subtree(child), ())]  # "reported shelling near the airport"
    if is_passive(verb):
        rest = [subtree(p) for p in prepositions if p.lower_ in EXTENDING]
        rest += [subtree(c) for c in verb.rights if c.dep_ in {"xcomp", "oprd", "ccomp"}]
        about = [_without_aside(verb.doc, subtree(c)) for c in verb.lefts if c.dep_ == "nsubjpass"]
        yield "passive", about + rest
    for child in verb.rights:
        if child.dep_ in {"dobj", "oprd"} and not (
            child.dep_ == "dobj" and has_trait(verb, "hearer") and child.pos_ == "PRON"
        ):
            ends = [p.right_edge.i for p in prepositions if p.lower_ in EXTENDING and p.i > child.i]
            ends += [c.right_edge.i for c in verb.rights if c.dep_ == "oprd"]
            whole = cut(verb.doc, Stretch(child.left_edge.i, max([child.right_edge.i, *ends]) + 1), ())
            yield "obj", [_without_aside(verb.doc, whole), *_said_of_it(verb)]
    for child in prepositions:
        for below in child.children:
            if below.dep_ in {"pobj", "pcomp"} and below.ent_type_ not in {"DATE", "TIME"}:
                yield child.lower_, [subtree(below)]


def _said_of_it(verb: Token) -> list[Stretch]:
    """What the object is said to be, however far behind: "declared the town, which it had taken, to be its capital"."""
    return [
        subtree(child)
        for child in verb.rights
        if child.lemma_ == "be" and child.dep_ in {"advcl", "xcomp"} and _is_infinitive(child)
    ]


def _without_aside(doc: Doc, stretch: Stretch) -> Stretch:
    """The stretch up to what the reporter adds about it: "denounced the group, which seized the town in May"."""
    for i in range(stretch.start + 1, stretch.end - 1):
        if doc[i].text == "," and doc[i + 1].tag_ in RELATIVE_TAGS:
            return Stretch(stretch.start, i)
    return stretch


def _with_object(verb: Token, clause: Token) -> list[Stretch]:
    """An infinitive as it stands; a passive's subject belongs to it ("22 people are believed to have died")."""
    if is_passive(verb) and not has_trait(verb, "hearer"):
        return [*(subtree(c) for c in verb.lefts if c.dep_ == "nsubjpass"), subtree(clause)]
    return [subtree(clause)]


def subtree(token: Token) -> Stretch:
    return Stretch(token.left_edge.i, token.right_edge.i + 1)


def _is_infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.lefts)


# -- extents -------------------------------------------------------------------------------------------------------


def _content(frame: str, verb: Token, stretches: Iterable[Stretch], quoted: tuple[Stretch, ...]) -> Content | None:
    """The stretches widened to the quotations that they share words with, without commas at their ends."""
    doc, kept, direct = verb.doc, [], False
    for stretch in stretches:
        wide = trimmed(doc, widened(verb, stretch, quoted))
        if wide.start < wide.end and not wide.covers(verb.i):
            kept.append(wide)
            direct = direct or is_quoted(quoted, wide.start)
    if not kept:
        return None
    return Content("quote" if direct and frame == "that" else frame, tuple(sorted(set(kept))), direct)


def without_relatives(doc: Doc, content: Content) -> Content:
    """The content without its relatives: who denies that "the camp that was shelled is empty" denies no shelling."""
    kept = []
    for stretch in content.stretches:
        start = stretch.start
        for token in doc[stretch.start : stretch.end]:
            is_relative = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"})
            left, right = token.left_edge.i, token.right_edge.i + 1
            if is_relative and start < left and right <= stretch.end:
                kept.append(trimmed(doc, Stretch(start, left)))
                start = right
        kept.append(trimmed(doc, Stretch(start, stretch.end)))
    return content._replace(stretches=tuple(s for s in kept if s.start < s.end))


def widened(verb: Token, stretch: Stretch, quoted: tuple[Stretch, ...]) -> Stretch:
    """The stretch with the whole of each quotation that it touches, as long as the cue stays outside."""
    wide = stretch
    for q in touching(quoted, *stretch):
        if q.end > stretch.start:
            wider = Stretch(min(wide.start, q.start), max(wide.end, q.end))
            wide = wide if wider.covers(verb.i) else wider
    return wide


def trimmed(doc: Doc, stretch: Stretch) -> Stretch:
    """The stretch without white space, commas and stops at its ends."""
    start, end = stretch
    while start < end and (doc[start].is_space or doc[start].text in TRIMMED):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in TRIMMED or doc[end - 1].text == "."):
        end -= 1
    return Stretch(start, end)
