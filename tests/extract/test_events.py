"""Which words are events: every class told once at least, figurative and foreign uses refused, the lexicon sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.data import folder, lexicon
from kg.errors import BadLexicon
from kg.extract import Reader, Settings
from kg.extract.event_lexicon import conditions, event_lexicon
from kg.model import Article, EventFinding, Finding, GapFinding
from tests.extract.marked import Case, cases

HERE = Path(__file__).parent / "events"
TOLD = tuple(cases(HERE / "told.txt"))
REFUSED = tuple(cases(HERE / "refused.txt"))
LEXICONS = ("triggers", "frames", "figurative", "kinds", "light_verbs", "plain_verbs", "counts")
COLUMNS = {"triggers": ("lemma", "pos", "needs", "cls", "frame", "framing")}
Read = Callable[[str], tuple[Finding, ...]]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Read:
    reader = Reader(Settings())

    def findings(text: str) -> tuple[Finding, ...]:
        article = Article(id="a", text=text, body=((0, len(text)),), origin="test")
        return tuple(f for one, docs in annotator.docs([article]) for f in reader.read(one, docs).findings)

    return findings


def told(case: Case) -> set[tuple[str, ...]]:
    """The events that the marks name: trigger, class, and "Negated" or "Planned"."""
    return {(case.text[m.begin : m.end], *m.label) for m in case.marks if m.label[0][0].isupper()}


def found(findings: tuple[Finding, ...]) -> set[tuple[str, ...]]:
    return {(f.trigger.text, f.cls, *_put(f)) for f in findings if isinstance(f, EventFinding)}


def _put(event: EventFinding) -> Iterator[str]:
    if event.veracity.polarity == "Negated":
        yield "Negated"
    if event.veracity.actuality != "Actual":
        yield event.veracity.actuality


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.text)
def test_told(case: Case, read: Read) -> None:
    assert found(read(case.text)) == told(case)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.text)
def test_refused(case: Case, read: Read) -> None:
    assert found(read(case.text)) == set()


def test_every_class_is_told() -> None:
    known = {row["cls"] for row in lexicon("triggers", COLUMNS["triggers"])}
    assert known - {mark.label[0] for case in TOLD for mark in case.marks} == set()


@pytest.mark.parametrize(
    ("text", "framing"),
    [
        ("Troops liberated the city from the rebels.", "liberate"),
        ("The city fell to the rebels.", "fall"),
        ("The rebels captured the city.", "capture"),
        ("The army lost the town to the rebels.", "lose"),
        ("Troops cleared the town of rebels.", "clear"),
        ("The militia massacred 20 villagers.", "massacre"),
        ("The rebels shelled the city.", ""),
    ],
)
def test_the_loaded_word_is_kept(text: str, framing: str, read: Read) -> None:
    assert next(f.framing for f in read(text) if isinstance(f, EventFinding)) == framing


def test_one_clause_does_not_lend_its_words_to_the_next(read: Read) -> None:
    findings = read("The rebels shelled Aleppo. The army opened fire on a bus in Homs.")
    events = [f for f in findings if isinstance(f, EventFinding)]
    assert [{r.filler.text for r in f.roles} for f in events] == [{"rebels", "Aleppo"}, {"army", "bus", "Homs"}]


def test_an_unknown_verb_between_two_actors_is_a_gap(read: Read) -> None:
    gaps = [f.lemma for f in read("Hezbollah outfoxed Israel. Russia said nothing.") if isinstance(f, GapFinding)]
    assert gaps == ["outfox"]


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicons_are_sorted_and_unique(name: str) -> None:
    path = folder("seeds") / "lexicon" / f"{name}.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    assert rows == sorted(rows)
    assert len(lines) == len(set(lines))


def test_every_class_is_a_term_of_the_ontology() -> None:
    terms = (folder("ontology") / "conflict.ttl").read_text(encoding="utf-8")
    for row in lexicon("triggers", COLUMNS["triggers"]):
        assert f"ckg:{row['cls']} a owl:Class" in terms


@pytest.mark.parametrize("needs", ["obj", "obj:", ":place", "obj place"])
def test_a_broken_condition_is_refused(needs: str) -> None:
    with pytest.raises(BadLexicon):
        conditions(needs, "triggers.tsv")


def test_a_user_adds_a_trigger_by_a_line(tmp_path: Path, annotator: Annotator) -> None:
    header = "\t".join(COLUMNS["triggers"])
    (tmp_path / "triggers.tsv").write_text(f"{header}\noutfox\tverb\t\tArmedAttack\tattack\t\n", encoding="utf-8")
    text = "Hezbollah outfoxed Israel."
    article = Article(id="a", text=text, body=((0, len(text)),), origin="test")
    reader = Reader(Settings(lexicon=tmp_path))
    findings = [f for one, docs in annotator.docs([article]) for f in reader.read(one, docs).findings]
    assert [f.cls for f in findings if isinstance(f, EventFinding)] == ["ArmedAttack"]


def test_a_frame_that_is_not_there_is_named(tmp_path: Path) -> None:
    header = "\t".join(COLUMNS["triggers"])
    (tmp_path / "triggers.tsv").write_text(f"{header}\noutfox\tverb\t\tArmedAttack\tno-frame\t\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="no-frame"):
        event_lexicon(Settings(lexicon=tmp_path))


def test_a_refusal_is_its_will_not_and_what_is_refused_has_not_happened(read: Read) -> None:
    assert found(read("Iran will not accept the deal.")) == {("will not", "Rejection")}


def test_who_did_not_sign_may_have_had_no_chance_to(read: Read) -> None:
    assert found(read("Iran did not sign the agreement.")) >= {("sign", "Agreement", "Negated")}


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Four people were killed in Homs and six in Hama.", {"six", "Hama"}),
        ("The army killed two soldiers in Homs and three civilians in Hama.", {"army", "three civilians", "Hama"}),
        ("Five soldiers were killed in Homs on Friday and three others in Hama.", {"three others", "Hama", "Friday"}),
    ],
)
def test_what_is_left_out_is_an_event_of_its_own(text: str, again: set[str], read: Read) -> None:
    first, gap = (f for f in read(text) if isinstance(f, EventFinding))
    assert {role.filler.text for role in gap.roles} == again
    assert (gap.cls, gap.rule) == ("Killing", "kill:kill:gap")
    assert {role.filler.text for role in first.roles if role.type == "hasPlace"} == {"Homs"}


def test_who_is_shot_dead_is_killed_though_the_parser_takes_dead_for_an_adjective(read: Read) -> None:
    assert found(read("Police shot dead 12 people in Lagos.")) == {("shot", "Killing")}
