"""News marked up by the package's own rules and by spaCy's tagger of names: what an encoder learns before it sees gold.

The student does better than its teacher on text that neither has seen: it weighs the words around a phrase, where a
rule asks for a word of the lexicon. Where a corpus has gold of who says what, or of who fills a role, that is learned
in the rules' stead.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from bench.train.document import (
    SHARED,
    Answer,
    Document,
    Marked,
    Pairing,
    Places,
    flat,
    records,
    tagged,
)
from bench.train.sources import muc, polnear
from kg.annotate import Annotator
from kg.annotate.reader.heads import LABELLED, OF_EVENTS, PAIRED, TAGGED
from kg.annotate.reader.words import Word, words
from kg.extract import Reader
from kg.model import Article, ClaimFinding, EntityFinding, EventFinding, Finding, Settings, TimeFinding
from kg.read import read
from kg.version import RULES

# Corpora of news, and how many words of each.
CORPORA = (
    ("muc4-train-cased", 150_000),
    ("polnear-train", 90_000),
    ("lgl", 70_000),
    ("news-fair-v2", 40_000),
    ("wikiwars", 25_000),
    ("timebank", 17_000),
    ("wikievents", 11_000),
    ("re3d", 15_000),
    ("plover", 8_000),
    ("zsp", 26_000),
)
KINDS = {
    "Person": "Person",
    "Population": "Nationality",
    "Weapon": "Weapon",
    "Vehicle": "Vehicle",
    **dict.fromkeys(("Place", "Country", "Region", "Settlement", "Facility", "NaturalFeature"), "Location"),
}
LONGEST_TITLE = 6  # characters between a title and the name after it, as in 'Gen. "Tex" Coe'
ROLES = PAIRED["role"][0]


def documents(seed: int) -> Iterator[Document]:
    """Passages of each corpus in an order of chance, until there are words enough."""
    chosen = random.Random(seed)  # noqa: S311  # an order, no secret
    annotator, reader = Annotator(readers=RULES), Reader(Settings())
    for corpus, most in CORPORA:
        gold = {record["id"]: record for _, record in records(corpus)}
        articles = [one for one in read([str(SHARED / corpus / "articles.jsonl")]) if isinstance(one, Article)]
        chosen.shuffle(articles)
        got = 0
        for article, docs in annotator.docs(articles):
            for doc in docs:
                made = _document(corpus, article, doc, reader.read(article, [doc]).findings, gold[article.id])
                got += len(made.words)
                yield made
            if got >= most:
                break


def _document(corpus: str, article: Article, doc: Doc, findings: Sequence[Finding], gold: Mapping) -> Document:
    base: int = doc.user_data["begin"]
    found = tuple(words(doc.text))
    places = Places(found)
    answers: dict[str, list[Answer]] = {
        "names": _names(doc, found, places),
        "entities": _entities(doc.text, findings, base, found),
    }
    if corpus != "re3d":
        answers["phrases"] = _phrases(doc.text, findings, base, found)
    events = [one for one in findings if isinstance(one, EventFinding)]
    # of the sentences of these corpora the kind of act is known, and the rules' opinion would be in its way
    roles = [] if corpus in {"zsp", "plover"} else list(_roles(events, base, places))
    if corpus not in {"zsp", "plover"}:
        answers |= _triggers(events, base, len(found), places)
    if "fillers" in gold:
        answers["fillers"] = muc.fillers(gold["fillers"], found)
    if "attributions" in gold:
        said = polnear.attributions(gold["attributions"], places, len(found), base)
    else:
        said = _attributions(findings, base, places, len(found))
    return Document(
        f"{corpus}/{article.id}",
        "silver",
        doc.text,
        found,
        answers | dict(said.answers),
        roles=roles,
        speaker=said.speaker,
        said=said.said,
    )


def _names(doc: Doc, found: Sequence[Word], places: Places) -> list[Answer]:
    spans = [(ent, places.span(ent.start_char, ent.end_char)) for ent in doc.ents if ent.label_ in TAGGED["names"]]
    return tagged(len(found), flat(Marked(*span, ent.label_) for ent, span in spans if span), "names")


def _entities(text: str, findings: Sequence[Finding], base: int, found: Sequence[Word]) -> list[Answer]:
    begins = [word.begin for word in found]
    spans = [
        _titled(text, one, base, found, begins, one.cls if one.cls in TAGGED["entities"] else "Organization")
        for one in findings
        if isinstance(one, EntityFinding)
    ]
    return tagged(len(found), flat(spans), "entities")


def _phrases(text: str, findings: Sequence[Finding], base: int, found: Sequence[Word]) -> list[Answer]:
    begins = [word.begin for word in found]
    spans = [
        _titled(text, one, base, found, begins, _kind(one))
        for one in findings
        if isinstance(one, (EntityFinding, TimeFinding))
    ]
    return tagged(len(found), flat(spans), "phrases")


def _titled(
    text: str,
    one: EntityFinding | TimeFinding,
    base: int,
    found: Sequence[Word],
    begins: Sequence[int],
    kind: str,
) -> Marked | None:
    """The finding in words, with the title before a name and without an article, as in the gold."""
    begin, end = one.mention.begin - base, one.mention.end - base
    if isinstance(one, EntityFinding) and one.title and one.form == "name":
        title = text.rfind(one.title, max(0, begin - len(one.title) - LONGEST_TITLE), begin)
        begin = title if title >= 0 else begin
    start = max(0, bisect_right(begins, begin) - 1)
    last = start
    while last < len(found) and found[last].begin < end:
        last += 1
    if last - start > 1 and found[start].text.lower() in {"the", "a", "an"}:
        start += 1
    return Marked(start, last, kind) if start < last else None


def _kind(one: EntityFinding | TimeFinding) -> str:
    if isinstance(one, TimeFinding):
        return "Temporal"
    kind = KINDS.get(one.cls, "Organisation")
    return "Organisation" if kind == "Nationality" and one.form == "nominal" else kind


def _triggers(
    events: Sequence[EventFinding], base: int, count: int, places: Places
) -> Iterator[tuple[str, list[Answer]]]:
    given: dict[str, list[Answer]] = {head: [None] * count for head in OF_EVENTS}
    given["trigger"] = [frozenset({0})] * count
    for event in events:
        span = places.span(event.trigger.begin - base, event.trigger.end - base)
        if span is None:
            continue
        put = {"trigger": event.cls, **event.veracity._asdict()}
        for head, label in put.items():
            given[head][span[0]] = frozenset({LABELLED[head].index(label)})
    yield from given.items()


def _roles(events: Sequence[EventFinding], base: int, places: Places) -> Iterator[Pairing]:
    for event in events:
        trigger = places.span(event.trigger.begin - base, event.trigger.end - base)
        if trigger is None:
            continue
        answers: dict[int, set[int]] = {}
        for role in event.roles:
            span = places.span(role.filler.begin - base, role.filler.end - base)
            for i in range(*span) if span else ():
                answers.setdefault(i, set()).add(ROLES.index(role.type) + 1)
        yield Pairing(trigger[0], {i: frozenset(some) for i, some in answers.items()})


def _attributions(findings: Sequence[Finding], base: int, places: Places, count: int) -> polnear.Attributions:
    def where(mentions: Sequence) -> list[dict]:
        return [{"begin": m.begin, "end": m.end} for m in mentions]

    claims = [one for one in findings if isinstance(one, ClaimFinding)]
    gold = [
        {
            "source": where([one.source] if one.source else []),
            "cue": where([one.cue]),
            "content": where(one.contents),
        }
        for one in claims
    ]
    return polnear.attributions(gold, places, count, base)
