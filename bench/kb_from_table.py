"""Makes Wikidata's JSON from a table of known items, for a knowledge base to score with where no dump is.

    python -m bench.kb_from_table [TABLE] > items.json && kg kb build items.json -o kb

The table has the columns qid, label, surfaces, types and sources; lists are separated by " | " and ", ". What it does
not tell is not there: no coordinates, dates or countries. Each type becomes the broadest class of Wikidata that it can
be, so that such a knowledge base is broader in kinds than one that was built from a dump. The sources that name an item
stand in for its sitelinks, as the measure of its popularity.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path("../shared/wikidata/qids.tsv")
CLASSES: Final = {
    "person": "Q5",
    "organization": "Q43229",
    "place": "Q2221906",
    "population": "Q41710",
    "religious identity": "Q9174",
    "event": "Q180684",
}
"""Type -> the class that its items are said to be instances of; other types (works, products, awards) have none."""
_ANY: Final = ("person", "organization", "place")  # what an item without any type may be


def claim(prop: str, qid: str) -> dict[str, Any]:
    """A statement whose value is an item, as Wikidata writes it."""
    value = {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}
    snak = {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"value": value, "type": "wikibase-entityid"},
        "datatype": "wikibase-item",
    }
    return {"mainsnak": snak, "type": "statement", "rank": "normal"}


def documents(table: Path) -> Iterator[dict[str, Any]]:
    """An entity for each row, in the form of the dump."""
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            types = list(filter(None, row["types"].split(", "))) or _ANY
            names = [name for name in row["surfaces"].split(" | ") if name and name != row["label"]]
            yield {
                "type": "item",
                "id": row["qid"],
                "labels": {"en": {"language": "en", "value": row["label"]}},
                "descriptions": {},
                "aliases": {"en": [{"language": "en", "value": name} for name in names]},
                "claims": {"P31": [claim("P31", CLASSES[one]) for one in types if one in CLASSES]},
                "sitelinks": {f"{one}wiki": {} for one in row["sources"].split(", ") if one},
            }


def write(entities: Iterable[dict[str, Any]], out: Path) -> None:
    """Write entities as Wikidata's dump has them: a list, one entity a line."""
    with out.open("w", encoding="utf-8") as lines:
        lines.write("[\n")
        for place, entity in enumerate(entities):
            lines.write((",\n" if place else "") + json.dumps(entity, ensure_ascii=False, separators=(",", ":")))
        lines.write("\n]\n")


def main() -> None:
    write(documents(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE), Path("/dev/stdout"))


if __name__ == "__main__":
    main()
