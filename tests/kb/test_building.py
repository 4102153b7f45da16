"""Building a knowledge base: from every form of dump, compressed in every way."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.kb import KnowledgeBase, Step, build, class_lines, work
from kg.kb import dump as dumps
from kg.kb.file import INDEX
from tests.kb import made
from tests.kb.made import COMPRESSIONS, KEPT, WORLD, Json, entity, is_a, rows, written
from tests.kb.test_ntriples import ALIAS, ENTITY, LABEL, direct, item


def kept(folder: Path) -> set[str]:
    with KnowledgeBase(folder) as base:
        return set(base.by_qid([f"Q{n}" for n in range(6000)]))


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_a_dump_of_any_compression_is_built(tmp_path: Path, suffix: str) -> None:
    summary = build([str(written(tmp_path / f"d.json{suffix}", made.dump(WORLD)))], tmp_path / "kb")
    assert kept(tmp_path / "kb") == set(KEPT)
    assert (summary.facts["item"], summary.facts["entities"], summary.facts["nameless"]) == ("6", "15", "1")
    assert not summary.is_resumed
    assert [path.name for path in (tmp_path / "kb").iterdir()] == [INDEX]


def test_documents_of_special_entitydata_are_built(tmp_path: Path) -> None:
    whole = {"entities": {one["id"]: one for one in WORLD}}
    halves = [{"entities": {one["id"]: one for one in part}} for part in (WORLD[:7], WORLD[7:])]
    for name, data in {
        "line": json.dumps(whole),
        "pretty": json.dumps(whole, indent=2),
        "list": json.dumps(halves),
        "pretty list": json.dumps(halves, indent=1),
        "lines": "\n".join(map(json.dumps, halves)),
    }.items():
        path = tmp_path / f"{name}.json"
        path.write_text(data)
        build([str(path)], tmp_path / name)
        assert kept(tmp_path / name) == set(KEPT), name
    paths = []
    for number, one in enumerate(WORLD):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps({"entities": {one["id"]: one}}))
    build(list(map(str, paths)), tmp_path / "files")
    assert kept(tmp_path / "files") == set(KEPT)


def test_triples_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 5000)
    blocks = [item("Q2001", (direct("P279"), ENTITY.format("Q17149090")), (LABEL, '"militia"@en'))]
    guard = (direct("P31"), ENTITY.format("Q2001"))
    blocks += (item(f"Q{n}", guard, (LABEL, f'"G {n}"@en'), (ALIAS, '"G"@en')) for n in range(3000, 3200))
    path = written(tmp_path / "d.nt.gz", "".join(blocks).encode())
    build([str(path)], tmp_path / "kb")
    with KnowledgeBase(tmp_path / "kb") as base:
        assert len(base.by_name(["g"], 1000)["g"]) == 200
        assert base.by_name(["G 3100"])["G 3100"][0].kinds == ("ArmedGroup",)


def test_triples_of_an_item_in_two_places_are_told(tmp_path: Path) -> None:
    block = item("Q3000", (direct("P31"), ENTITY.format("Q5")), (LABEL, '"A"@en'))
    path = written(tmp_path / "d.nt", (block + block.replace("Q3000", "Q3001") + block).encode())
    with pytest.raises(BadInput, match="the triples of an item stand in two places; sort it"):
        build([str(path)], tmp_path / "kb")


def test_what_is_no_instance_of_a_wanted_class_is_left_out(tmp_path: Path) -> None:
    build([str(written(tmp_path / "d.json", made.dump(WORLD)))], tmp_path / "kb")
    with KnowledgeBase(tmp_path / "kb") as base:
        assert [one.qid for one in base.by_name(["Marsa"])["Marsa"]] == ["Q3002", "Q3001"]
        assert base.by_qid(["Q3001"])["Q3001"].kinds[0] == "Settlement"
        assert base.by_qid(["Q2004"])["Q2004"].kinds == ("Weapon",)


def test_the_last_of_two_versions_counts(tmp_path: Path) -> None:
    old = written(tmp_path / "old.json", made.dump(WORLD))
    new = written(tmp_path / "new.json.gz", made.dump([entity("Q3002", "New Marsa", *is_a("Q515"), links=41)]))
    build([str(old), str(new)], tmp_path / "kb")
    with KnowledgeBase(tmp_path / "kb") as base:
        assert [one.qid for one in base.by_name(["Marsa"])["Marsa"]] == ["Q3001"]
        assert base.by_name(["New Marsa"])["New Marsa"][0].sitelinks == 41


def test_names_are_kept_in_the_languages_asked_for(tmp_path: Path) -> None:
    one: Json = entity("Q1", "Aleppo", *is_a("Q486972"))
    one["labels"]["ar"] = {"language": "ar", "value": "حلب"}
    path = str(written(tmp_path / "d.json", made.dump([one])))
    for languages, label, other in ((("en", "mul"), "Aleppo", "حلب"), (("ar",), "حلب", "Aleppo")):
        build([path], tmp_path / "kb", languages=languages)
        with KnowledgeBase(tmp_path / "kb") as base:
            assert base.by_name([label])[label][0].label == label
            assert not base.by_name([other])
    assert build([path], tmp_path / "kb", languages=("uk",)).facts["nameless"] == "1"


def test_classes_that_are_given_save_a_pass(tmp_path: Path) -> None:
    path = str(written(tmp_path / "d.json", made.dump(WORLD)))
    build([path], tmp_path / "one")
    (tmp_path / "classes.tsv").write_text("\n".join(class_lines(tmp_path / "one")) + "\n")
    steps: list[Step] = []
    build([path], tmp_path / "two", classes_file=tmp_path / "classes.tsv", progress=steps.append)
    assert {step.stage for step in steps} == {"items", "index"}
    assert rows(tmp_path / "one") == rows(tmp_path / "two")
    (tmp_path / "classes.tsv").write_text("qid\tkinds\nQ5\tPerson\n")
    build([path], tmp_path / "two", classes_file=tmp_path / "classes.tsv")
    assert kept(tmp_path / "two") == {"Q3006"}


def test_standard_input_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="standard input and pipes can be read only once"):
        build(["-"], tmp_path / "kb")
    (tmp_path / "classes.tsv").write_text("qid\tkinds\nQ5\tPerson\n")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="can be read only once"):
        build([str(tmp_path / "pipe")], tmp_path / "kb")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.dump(WORLD))))
    build(["-"], tmp_path / "kb", classes_file=tmp_path / "classes.tsv")
    assert kept(tmp_path / "kb") == {"Q3006"}


def test_malformed_lines_are_counted_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "NAMED_PROBLEMS", 2)
    lines = made.dump(WORLD).split(b"\n")
    lines[3:3] = [b'{"type":"item","id":"Q77",', b"oops,", b"{]"]
    summary = build([str(written(tmp_path / "d.json", b"\n".join(lines)))], tmp_path / "kb")
    assert kept(tmp_path / "kb") == set(KEPT)
    assert summary.facts["problems"] == "3"
    named = json.loads(summary.facts["first_problems"])
    assert [place for place, _ in named] == [f"{tmp_path}/d.json:4", f"{tmp_path}/d.json:5"]


def test_redirects_lead_to_the_item(tmp_path: Path) -> None:
    document = {"entities": {"Q9999": WORLD[6], "Q9998": WORLD[-1], "Q3002": WORLD[7]}}
    classes = written(tmp_path / "classes.json", made.dump(WORLD[:6]))
    path = written(tmp_path / "d.json", json.dumps(document).encode())
    build([str(classes), str(path)], tmp_path / "kb")
    with KnowledgeBase(tmp_path / "kb") as base:
        found = base.by_qid(["Q9999", "Q3001", "Q9998", "Q3002"])
    assert {asked: one.qid for asked, one in found.items()} == {"Q9999": "Q3001", "Q3001": "Q3001", "Q3002": "Q3002"}
