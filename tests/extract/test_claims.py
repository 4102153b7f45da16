"""Who says what: source, cue, content and how it is put, in sentences of every form of attribution."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.data import folder
from kg.errors import BadLexicon
from kg.extract.claims import claims
from kg.extract.claims_lexicon import COLUMNS, lexicon_of_speech
from kg.extract.protocol import Settings
from kg.extract.veracity_cues import cues_of_veracity
from kg.model import Article, ClaimFinding

KEYS = {"speech": 3, "speech_context": 1, "speech_traits": 2, "veracity": 3}  # columns that identify a line
Reader = Callable[[str], list[ClaimFinding]]

# text, source, cue, contents
FORMS = [
    (
        "Two towns are empty, according to Save the Children.",
        "Save the Children",
        "according to",
        ["Two towns are empty"],
    ),
    (
        "The group declared the town, which it took in May, to be its capital.",
        "The group",
        "declared",
        ["the town, which it took in May, to be its capital"],
    ),
    (
        "A shell hit a house, wounding four people, including a child, the local governor, Oleh Kovalenko, said.",
        "the local governor, Oleh Kovalenko",
        "said",
        ["A shell hit a house, wounding four people, including a child"],
    ),
    ("The army said it had left the town.", "The army", "said", ["it had left the town"]),
    ("The town was empty, two residents said.", "two residents", "said", ["The town was empty"]),
    ("The town, officials said, was empty.", "officials", "said", ["The town", "was empty"]),
    (
        "General Omar Hadi told The Associated Press that the siege was over.",
        "General Omar Hadi",
        "told",
        ["that the siege was over"],
    ),
    ('"We will stay," the commander said.', "the commander", "said", ['"We will stay,"']),
    (
        '"We will stay," said Omar Hadi, a commander. "This is our land."',
        "Omar Hadi, a commander",
        "said",
        ['"We will stay,"', '"This is our land."'],
    ),
    (
        '"They came at night. They took everything," she said.',
        "she",
        "said",
        ['"They came at night. They took everything,"'],
    ),
    (
        'The mayor said the raid was "a crime against peace" and a mistake.',
        "The mayor",
        "said",
        ['the raid was "a crime against peace" and a mistake'],
    ),
    (
        "The agency said with the capture of the hospital, the last flag had been taken down.",
        "The agency",
        "said",
        ["with the capture of the hospital, the last flag had been taken down"],
    ),
    ("According to medics, two people died.", "medics", "According to", ["two people died"]),
    ("Two people died, according to medics.", "medics", "according to", ["Two people died"]),
    ("It was reported that the town had fallen.", None, "was reported", ["that the town had fallen"]),
    (
        "Officials were quoted as saying that the army had withdrawn.",
        "Officials",
        "were quoted as saying",
        ["that the army had withdrawn"],
    ),
    ("The group claimed responsibility for the blast.", "The group", "claimed", ["responsibility for the blast"]),
    ("The militia vowed to avenge the killing.", "The militia", "vowed", ["to avenge the killing"]),
    (
        "The ministry accused the rebels of shelling the market.",
        "The ministry",
        "accused",
        ["the rebels of shelling the market"],
    ),
    ("Residents fear that hundreds were killed.", "Residents", "fear", ["that hundreds were killed"]),
    (
        "The minister, who said the talks had failed, left the city.",
        "who",
        "said",
        ["the talks had failed"],
    ),
    (
        "Another commander told Reuters soldiers had found weapons.",
        "Another commander",
        "told",
        ["soldiers had found weapons"],
    ),
    (
        "The governor is confident that the rebels will leave.",
        "The governor",
        "is confident",
        ["that the rebels will leave"],
    ),
]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Reader:
    extractor = claims(Settings())

    def findings(text: str) -> list[ClaimFinding]:
        article = Article(id="case", text=text, body=((0, len(text)),), origin="test")
        found = (f for _, docs in annotator.docs([article]) for doc in docs for f in extractor(doc))
        return [f for f in found if isinstance(f, ClaimFinding)]

    return findings


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The mayor said they had been told; the police denied it.", "said", "they had been told"),
        ("Miners reported shooting near the river and said it was loud.", "reported", "shooting near the river"),
    ],
)
def test_a_content_ends_where_somebody_says_something_new(read: Reader, text: str, cue: str, content: str) -> None:
    assert [[c.text for c in f.contents] for f in read(text) if f.cue.text == cue] == [[content]]


@pytest.mark.parametrize(("text", "source", "cue", "contents"), FORMS)
def test_forms(read: Reader, text: str, source: str | None, cue: str, contents: list[str]) -> None:
    found = read(text)
    assert [(f.source and f.source.text, f.cue.text, [c.text for c in f.contents]) for f in found] == [
        (source, cue, contents)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied that it had shelled the camp.", ("Negated", "Certain", "Actual")),
        ("The army denied shelling the camp.", ("Negated", "Certain", "Actual")),
        ("The army denied the attack.", ("Negated", "Certain", "Actual")),
        ("The army did not deny that it had shelled the camp.", ("Affirmed", "Possible", "Actual")),
        ("The ministry dismissed reports that the town had fallen.", ("Negated", "Certain", "Actual")),
        ("Residents fear that hundreds were killed.", ("Affirmed", "Possible", "Actual")),
        ("The militia vowed to avenge the killing.", ("Affirmed", "Probable", "Planned")),
        ("Officers believe that the road was mined.", ("Affirmed", "Probable", "Actual")),
        ("They expect that the group has laid mines.", ("Affirmed", "Probable", "Actual")),
        ("The president demanded that the rebels withdraw.", ("Affirmed", "Possible", "Planned")),
        ("The spokesman did not say that the raid had failed.", ("Affirmed", "Possible", "Hypothetical")),
    ],
)
def test_how_the_speaker_puts_it(read: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert tuple(read(text)[0].veracity) == expected


def test_a_chain_of_speakers_keeps_each_link(read: Reader) -> None:
    found = read("The agency cited a spokesman as saying witnesses had seen tanks.")
    assert [(f.source and f.source.text, f.contents[0].text) for f in found] == [
        ("The agency", "a spokesman as saying witnesses had seen tanks"),
        ("a spokesman", "witnesses had seen tanks"),
    ]


def test_a_denied_report_is_two_claims_and_the_speaker_goes_on(read: Reader) -> None:
    found = read(
        "Hadi denied a report by the Observatory that the city was empty, "
        "telling the agency there were still fighters inside."
    )
    assert [(f.source and f.source.text, f.cue.text, f.veracity.polarity) for f in found] == [
        ("Hadi", "denied", "Negated"),
        ("the Observatory", "report", "Affirmed"),
        ("Hadi", "telling", "Affirmed"),
    ]
    assert found[1].contents[0].text == "that the city was empty"


def test_a_quotation_without_a_cue_goes_on_from_the_speaker_before(read: Reader) -> None:
    found = read('Hadi told reporters that fighters were still inside.\n\n"The building is huge and has many tunnels."')
    assert [(f.source and f.source.text, f.direct, f.rule) for f in found] == [
        ("Hadi", False, "claims.verb.states"),
        ("Hadi", True, "claims.continued"),
    ]


def test_a_quotation_behind_a_sentence_of_the_reporter_has_no_speaker(read: Reader) -> None:
    found = read('Hadi said the road was open. Snow fell in the hills. "The building is huge and has many tunnels."')
    assert all("tunnels" not in c.text for f in found for c in f.contents)


def test_a_quotation_over_two_paragraphs_is_one_content_each(read: Reader) -> None:
    found = read('"They came at night," said Hadi.\n\n"They took our sheep."\n\nSnow fell.')
    assert [c.text for c in found[0].contents] == ['"They came at night,"', '"They took our sheep."']


def test_a_denial_is_counted_once_either_by_the_claim_or_by_the_clause() -> None:
    clause = cues_of_veracity().governors
    denying = {
        ("verb", lemma, frame)
        for lemma, frames in lexicon_of_speech(None).verbs.items()
        for frame, speech in frames.items()
        if speech.put.polarity == "Negated"
    }
    assert denying
    assert not [key for key in denying if key in clause and clause[key].put.polarity == "Negated"]


def test_who_denies_a_statement_does_not_deny_its_relative_clauses(read: Reader) -> None:
    found = read("The army denied claims that fighters were in the school that was bombed on Monday.")
    denial = next(f for f in found if f.cue.text == "denied")
    assert all("bombed" not in c.text for c in denial.contents)


def test_the_head_of_a_relative_is_its_antecedent_and_the_hearer_is_known(read: Reader) -> None:
    text = "The minister, who told the agency that talks had failed, left."
    found = read(text)
    assert text[found[0].source_head :].startswith("minister")
    assert text[found[0].addressee_head :].startswith("agency")


def test_who_reacts_does_not_put_it_forward(read: Reader) -> None:
    assert [f.rule for f in read("The secretary condemned the raid on the camp.")] == ["claims.verb.concerns"]


def test_a_name_that_looks_like_a_cue_and_cues_inside_quotations_are_left(read: Reader) -> None:
    assert read("Rami Said was killed near the bridge.") == []
    assert [f.cue.text for f in read('"He told me that they had left," she said.')] == ["said"]


@pytest.mark.parametrize("name", ["speech", "speech_context", "speech_traits", "veracity"])
def test_the_lexicons_are_sorted_and_say_nothing_twice(name: str) -> None:
    lines = (folder("seeds") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = [tuple(line.split("\t")) for line in lines]
    keys = [row[: KEYS[name]] for row in fields]
    assert fields == sorted(fields)
    assert len(set(keys)) == len(keys)


def test_a_wrong_line_of_the_user_is_refused(tmp_path: Path) -> None:
    heading = "\t".join(COLUMNS)
    (tmp_path / "speech.tsv").write_text(f"{heading}\tx\n", encoding="utf-8")
    with pytest.raises(BadLexicon):
        lexicon_of_speech(tmp_path)
    line = "mumble\tverb\tthat\t7\tstates\tAffirmed\tCertain\tActual"
    (tmp_path / "speech.tsv").write_text(f"{heading}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="mumble"):
        lexicon_of_speech(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized the town on Monday.",
        "The army released two prisoners in the north.",
        "Troops attacked the base and delivered supplies.",
        "The militia hit a convoy on the road.",
    ],
)
def test_deeds_are_no_words(read: Reader, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["No group has claimed the attack.", "They jailed anyone who opposed their rule."])
def test_nobody_says_nothing(read: Reader, text: str) -> None:
    assert read(text) == []
