"""Open cases as a table for people, and their decisions back: SSSOM's TSV, a header of metadata and known columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final, NamedTuple

from kg import vocab
from kg.errors import BadInput, NoSuchInput
from kg.link.entities import OPEN, Decision, Ruling
from kg.link.statements import GRAPH
from kg.version import package_version

SSSOM: Final = "https://w3id.org/sssom/"
NOTHING: Final = "sssom:NoTermFound"
MATCH: Final = "skos:exactMatch"
COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
    "review",
)
_NEEDED: Final = ("subject_id", "object_id")
_QID: Final = re.compile(r"Q[1-9]\d*")
_MARKUP: Final = str.maketrans("\t\n\r", "   ")
_REVIEWED: Final = frozenset({"semapv:ManualMappingCuration", vocab.SEMAPV + "ManualMappingCuration"})
_HELP: Final = "write accept, reject, or the QID of another item into the column review"


class _Row(NamedTuple):
    """A line of the table that says something, and where it stands."""

    where: str
    subject: str
    qid: str
    verdict: str
    comment: str


def header(base: str) -> str:
    """The metadata of a table: what its CURIEs stand for, and which column is ours."""
    curies = {
        "ckg": vocab.CKG,
        "entity": f"{base}entity/",
        "semapv": vocab.SEMAPV,
        "skos": vocab.SKOS,
        "sssom": SSSOM,
        "wd": vocab.WD,
    }
    return "".join(
        f"#{line}\n"
        for line in (
            "curie_map:",
            *(f"  {prefix}: {space}" for prefix, space in curies.items()),
            "extension_definitions:",
            "  - slot_name: review",
            f"    property: {vocab.CKG}reason",
            f"    type_hint: {vocab.XSD}string",
            "license: https://creativecommons.org/publicdomain/zero/1.0/",
            f"mapping_set_id: {base}{GRAPH}review",
            f"mapping_set_description: Entities without an accepted item of Wikidata. To decide, {_HELP}.",
            "mapping_tool: conflict-kg",
            f"mapping_tool_version: {package_version()}",
            "object_source: wd:Q2013",
        )
    )


def rows(decision: Decision) -> Iterator[tuple[str, ...]]:
    """The lines of one open case: each candidate, or that there is none."""
    if decision.reason not in OPEN:
        return
    subject = (f"entity:{decision.key.removeprefix('entity/')}", decision.label, f"ckg:{decision.cls}", MATCH, "")
    for one in decision.candidates:
        why = "; ".join(filter(None, (one.verdict or decision.reason, one.item.description)))
        found = (f"wd:{one.item.qid}", one.item.label, "semapv:CompositeMatching", f"{one.score:.3f}", why)
        yield tuple(value.translate(_MARKUP) for value in (*subject, *found, ""))
    if not decision.candidates:
        found = (NOTHING, "", "semapv:CompositeMatching", "", decision.reason)
        yield tuple(value.translate(_MARKUP) for value in (*subject, *found, ""))


def noted(decisions: Iterable[Decision], out: IO[str], base: str) -> Iterator[Decision]:
    """The decisions, of which the open ones are written to a table as they pass."""
    out.write(header(base) + "\t".join(COLUMNS) + "\n")
    for decision in decisions:
        out.writelines("\t".join(row) + "\n" for row in rows(decision))
        yield decision


def read(path: Path, base: str) -> dict[str, Ruling]:
    """What people decided in a table, by the keys of the entities. Raises `NoSuchInput` or `BadInput`.

    The column review counts; in a table without it, rows that are justified as made by people count, and the predicate
    modifier "Not" rejects.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() ends some in the middle of a label
    except FileNotFoundError as error:
        raise NoSuchInput(str(path), "there is no such file", "write one with: kg link --review FILE.tsv") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"it cannot be read: {error}", "save it as tab-separated UTF-8") from error
    return _ruled(_said(path, lines, base))


def _said(path: Path, lines: list[str], base: str) -> Iterator[_Row]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise BadInput(str(path), "it holds no table", "write one with: kg link --review FILE.tsv")
    heading = numbered[0][1].split("\t")
    if missing := [name for name in _NEEDED if name not in heading]:
        raise BadInput(str(path), f"it has no column {missing[0]}", "keep the heading that --review wrote")
    if twice := [name for name in heading if name and heading.count(name) > 1]:
        raise BadInput(str(path), f"it has the column {twice[0]} twice", "keep the heading that --review wrote")
    spaces = _spaces(lines, base)
    for number, line in numbered[1:]:
        where = f"{path}:{number}"
        fields = line.split("\t")
        if len(fields) > len(heading):
            raise BadInput(where, f"{len(fields)} fields instead of {len(heading)}", "separate the fields by tabs")
        row = dict(zip(heading, [*fields, *[""] * (len(heading) - len(fields))], strict=True))
        if verdict := _verdict(row):
            subject = _iri(row["subject_id"], spaces).removeprefix(base)
            qid = _iri(row["object_id"], spaces).removeprefix(vocab.WD)
            yield _Row(where, subject, qid, verdict, row.get("comment", "") if "review" not in row else "")


def _spaces(lines: list[str], base: str) -> dict[str, str]:
    """What the prefixes stand for: as the table's own metadata says, or as we write them."""
    found = re.findall(r"^#\s+(\w+):\s+(https?://\S+)$", "\n".join(lines), re.MULTILINE)
    return {"entity": f"{base}entity/", "wd": vocab.WD, "sssom": SSSOM, **dict(found)}


def _iri(name: str, spaces: Mapping[str, str]) -> str:
    prefix, _, local = name.strip().strip("<>").partition(":")
    return f"{spaces[prefix]}{local}" if prefix in spaces else name.strip().strip("<>")


def _verdict(row: Mapping[str, str]) -> str:
    """What a row says: "accept", "reject", a QID, or "" for nothing."""
    if "review" in row:
        text = row["review"].strip().removeprefix("wd:").removeprefix(vocab.WD)
        return text if _QID.fullmatch(text) else text.lower()
    if row.get("mapping_justification", "") not in _REVIEWED:
        return ""
    return "reject" if row.get("predicate_modifier", "").lower() == "not" else "accept"


def _ruled(said: Iterable[_Row]) -> dict[str, Ruling]:
    accepted: dict[str, str] = {}
    rejected: dict[str, set[str]] = {}
    comments: dict[str, str] = {}
    for row in said:
        qid = row.verdict if _QID.fullmatch(row.verdict) else row.qid
        if row.verdict not in ("accept", "reject", qid):
            raise BadInput(row.where, f"{row.verdict!r} is no decision", _HELP)
        if not _QID.fullmatch(qid):
            raise BadInput(row.where, f"there is no item to {row.verdict}", "write the QID of one, such as Q60")
        if not row.subject.startswith("entity/"):
            raise BadInput(row.where, f"{row.subject!r} is no entity", "keep the subjects that --review wrote")
        if row.verdict == "reject":
            rejected.setdefault(row.subject, set()).add(qid)
        elif accepted.setdefault(row.subject, qid) != qid:
            raise BadInput(row.where, f"{accepted[row.subject]} was accepted for it above", "accept one item only")
        if accepted.get(row.subject) in rejected.get(row.subject, ()):
            raise BadInput(row.where, f"{qid} is accepted in one line and rejected in another", "decide on one of them")
        if row.comment:
            comments[row.subject] = row.comment
    keys = sorted(accepted.keys() | rejected.keys())
    return {
        key: Ruling(key, accepted.get(key), frozenset(rejected.get(key, set())), comments.get(key, "")) for key in keys
    }
