"""The data folders that ship with the package: `ontology/`, `queries/` and `seeds/`.

An installed wheel carries them inside the package; a checkout has them beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from kg.errors import BadLexicon

_HERE = Path(__file__).resolve().parent
_NUMBERS = frozenset({"lat", "long", "weight", "log_odds"})  # columns
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
FIXED = frozenset(
    "agencies anaphors dateline_cities dateline_refusals header_keys incident_types provinces".split()
    + "speech_context speech_seen speech_traits territories veracity wikidata_classes wikidata_refused".split()
)
"""The lexicons that a user's own folder cannot add to."""


def folder(name: str) -> Path:
    """The folder "ontology", "queries" or "seeds"."""
    shipped = _HERE / "_data" / name
    return shipped if shipped.is_dir() else _HERE.parent / name


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The lines of a TSV lexicon: a heading with just these columns, `#` lines and empty lines skipped.

    Raises `BadLexicon` with the line's number where a heading or a number of fields is wrong.
    """
    return (row for _, row in placed_rows(path, columns))


def placed_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The same, each with where it stands: "mine/triggers.tsv:7"."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _placed(path, lines, columns)
    except UnicodeDecodeError as error:
        raise BadLexicon(str(path), f"it is not UTF-8: {error.reason}", "save it as UTF-8") from error


def _placed(path: Path, lines: TextIO, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    heading: tuple[str, ...] = ()
    numbers = _NUMBERS.intersection(columns)
    for fields in reader:
        if not fields or fields[0].startswith("#"):
            continue
        where = f"{path}:{reader.line_num}"
        if not heading:
            heading = tuple(fields)
            if heading != columns:
                remedy = f"they must be {', '.join(columns)}, separated by tabs"
                raise BadLexicon(where, f"its columns are {', '.join(heading)}", remedy)
            continue
        if len(fields) != len(columns):
            reason = f"{len(fields)} fields instead of {len(columns)}"
            raise BadLexicon(where, reason, "separate the fields by single tabs")
        row = dict(zip(columns, fields, strict=True))
        for name in numbers:
            if row[name] and not _NUMBER.fullmatch(row[name]):
                raise BadLexicon(where, f"its {name} is {row[name]!r}", "write a number, such as 35.95")
        yield where, row


def lexicon(name: str, columns: tuple[str, ...], extra: Path | None = None) -> Iterator[dict[str, str]]:
    """The rows of `seeds/lexicon/NAME.tsv`, then those of the file of that name in a user's own folder `extra`."""
    return (row for _, row in placed_lexicon(name, columns, extra))


def placed_lexicon(
    name: str, columns: tuple[str, ...], extra: Path | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """The same, each with where it stands: "mine/triggers.tsv:7"."""
    yield from placed_rows(folder("seeds") / "lexicon" / f"{name}.tsv", columns)
    if extra is not None and (own := extra / f"{name}.tsv").is_file():
        yield from placed_rows(own, columns)


def check_own(own: Path) -> None:
    """Look at a user's own folder of lexicons. Raises `BadLexicon` for a file or folder that would do nothing."""
    if not own.is_dir():
        raise BadLexicon(str(own), "there is no such folder", "name the folder that your lexicons are in")
    names = {path.stem for path in (folder("seeds") / "lexicon").glob("*.tsv")} - FIXED
    found = sorted(own.glob("*.tsv"))
    for path in found:
        if path.stem not in names:
            near = get_close_matches(path.stem, sorted(names), n=1)
            hint = f"did you mean {near[0]}.tsv?" if near else f"name it as one of {', '.join(sorted(names))}"
            raise BadLexicon(str(path), "no lexicon of this name can be added to", hint)
    if not found:
        raise BadLexicon(
            str(own), "the folder holds no lexicon", f"a lexicon is one of {', '.join(sorted(names))}, .tsv"
        )


def classed_lexicon(
    name: str, columns: tuple[str, ...], extra: Path | None, classes: Collection[str]
) -> Iterator[dict[str, str]]:
    """The rows of `lexicon`, whose column "class" must be one of `classes`. Raises `BadLexicon` for any other name."""
    for where, row in placed_lexicon(name, columns, extra):
        if row["class"] not in classes:
            raise no_class(where, row["class"], classes)
        yield row


def no_class(where: str, name: str, classes: Collection[str], remedy: str = "") -> BadLexicon:
    """That a lexicon names a class that cannot stand there; the remedy begins with names that are much like it."""
    near = get_close_matches(name, sorted(classes), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else ""
    remedy = remedy or f"use one of {', '.join(sorted(classes))}"
    return BadLexicon(where, f"{name!r} is no class that may stand here", " ".join(filter(None, (hint, remedy))))
