"""What is learned from each kind of text: our own passages, their marks, and strings that are found in an article."""

from __future__ import annotations

import re

from bench.corpus.passages import passage
from bench.train.document import ARTICLES, Marked, Pointing, read
from bench.train.held import gold_spans
from bench.train.sources import own, phrases
from bench.train.sources.muc import fillers
from bench.train.sources.polnear import attributions
from kg.annotate.reader.heads import LABELLED, PAIRED
from kg.annotate.reader.words import words

BLOCK = """## sahel-999 · 2012-04-03 · wire copy · train
The [rebels]{1 ArmedGroup} may have [seized]{e1 TerritoryTransfer} [Kidal]{2 Settlement}, an
[officer]{3 Person} [said]{c1}.
[They]{1} [left]{e2 Withdrawal}.
= e1 gainer=1 place=2 by=c1 Possible
= e2 initiator=1
= c1 source=3"""


def test_a_passage_tells_of_entities_triggers_roles_and_speakers() -> None:
    one = own.document(passage(BLOCK))
    texts = [word.text for word in one.words]
    spans = gold_spans(one.answers["entities"], "entities")
    assert [(" ".join(texts[s.start : s.end]), s.type) for s in spans] == [
        ("rebels", "ArmedGroup"),
        ("Kidal", "Settlement"),
        ("officer", "Person"),
        ("They", "ArmedGroup"),
    ]
    seized, left = texts.index("seized"), texts.index("left")
    told = {i: LABELLED["trigger"][min(a)] for i, a in enumerate(one.answers["trigger"]) if a and 0 not in a}
    assert told == {seized: "TerritoryTransfer", left: "Withdrawal"}
    assert one.answers["certainty"][seized] == frozenset({LABELLED["certainty"].index("Possible")})
    assert one.answers["certainty"][texts.index("Kidal")] is None
    first, second = one.roles
    names = ("none", *PAIRED["role"][0])
    assert {texts[i]: [names[k] for k in a] for i, a in first.answers.items() if a} == {
        "rebels": ["gainer"],
        "Kidal": ["hasPlace"],
    }
    # the nearest mention has the role; of the entity's other mentions nothing is known
    assert second.answers[texts.index("They")] == frozenset({names.index("initiator")})
    assert second.answers[texts.index("rebels")] is None
    assert one.speaker == [Pointing(texts.index("said"), frozenset({texts.index("officer")}))]


def test_strings_of_the_keys_are_found_by_their_words() -> None:
    found = words("The F.M.L.N. killed two priests; priests fled.")
    gold = {"PerpOrg": [["f.m.l.n."]], "Victim": [["two priests", "priests"]], "Target": [["no such thing"]]}
    spans = gold_spans(fillers(gold, found), "fillers")
    assert [(found[s.start].text, found[s.end - 1].text, s.type) for s in spans] == [
        ("F", "N", "PerpOrg"),
        ("two", "priests", "Victim"),
        ("priests", "priests", "Victim"),
    ]


def test_an_attribution_is_learned_as_spans_and_as_what_points_to_what() -> None:
    _, found, places = read("a", "Medics said nobody died.")
    where = [{"begin": b, "end": e} for b, e in ((0, 6), (7, 11), (12, 23))]
    gold = [{"source": where[:1], "cue": where[1:2], "content": where[2:]}]
    heads = attributions(gold, places, len(found))
    assert gold_spans(heads.answers["content"], "content") == [Marked(2, 4, "Content")]
    assert heads.speaker == [Pointing(1, frozenset({0}))]
    assert heads.said == [Pointing(2, frozenset({1}))]


def test_marked_phrases_are_whole_words_without_an_article() -> None:
    for part in (False, True):
        for one in phrases.documents(test=part):
            assert not re.search(r"[\[\]]", one.text)
            spans = gold_spans(one.answers["phrases"], "phrases")
            assert spans
            assert not any(one.words[s.start].text.lower() in ARTICLES and s.end - s.start > 1 for s in spans)


def test_no_passage_is_both_learned_and_tested_on() -> None:
    learned, kept = ({one.id for one in phrases.documents(test=part)} for part in (False, True))
    assert not learned & kept
    parts = [{one.id for one in own.documents(part)} for part in ("train", "dev", "test")]
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert all(parts)
