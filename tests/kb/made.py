"""A small world in Wikidata's forms, made for the tests: its items are invented, the roots of its classes are not."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import zstandard

from bench.kb_from_table import claim
from kg.kb.file import INDEX

Json = dict[str, Any]
GREGORIAN: Final = "http://www.wikidata.org/entity/Q1985727"
JULIAN: Final = "http://www.wikidata.org/entity/Q1985786"
COMPRESSIONS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "": lambda data: data,
    ".gz": gzip.compress,
    ".bz2": lambda data: bz2.compress(data, 1),
    ".zst": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
    ".xz": lzma.compress,
}


def is_a(*qids: str, rank: str = "normal", prop: str = "P31") -> list[Json]:
    return [{**claim(prop, qid), "rank": rank} for qid in qids]


def value(prop: str, what: object, rank: str = "normal") -> Json:
    snak = {"snaktype": "value", "property": prop, "datavalue": {"value": what, "type": "any"}, "datatype": "any"}
    return {"mainsnak": snak, "type": "statement", "rank": rank}


def time(prop: str, day: str, precision: int = 11, calendar: str = GREGORIAN, rank: str = "normal") -> Json:
    what = {"time": f"{day}T00:00:00Z", "precision": precision, "calendarmodel": calendar}
    return value(prop, what, rank)


def point(lat: float, long: float, globe: str = "Q2") -> Json:
    what = {"latitude": lat, "longitude": long, "globe": f"http://www.wikidata.org/entity/{globe}"}
    return value("P625", what)


def unknown(prop: str) -> Json:
    """A statement that there is a value, and nobody knows which."""
    return {
        "mainsnak": {"snaktype": "somevalue", "property": prop, "datatype": "any"},
        "type": "statement",
        "rank": "normal",
    }


def entity(
    qid: str,
    label: str,
    *statements: Json,
    aliases: tuple[str, ...] = (),
    links: int = 0,
    description: str = "",
    **more: Any,
) -> Json:
    """An item with an English label, in the order of Wikidata's dump."""
    claims: dict[str, list[Json]] = {}
    for one in statements:
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    return {
        "type": "item",
        "id": qid,
        "labels": _texts({"en": label} if label else {}),
        "descriptions": _texts({"en": description} if description else {}),
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else {},
        "claims": claims or [],
        "sitelinks": {f"l{number}wiki": {"site": f"l{number}wiki"} for number in range(links)} or [],
        **more,
    }


def _texts(values: dict[str, str]) -> Json | list[Json]:
    return {lang: {"language": lang, "value": text} for lang, text in values.items()} or []


def dump(entities: Iterable[Json]) -> bytes:
    """A list with an entity a line, as latest-all.json has it."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entities)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def written(path: Path, data: bytes) -> Path:
    """The data in a file whose suffix says how they are compressed."""
    path.write_bytes(COMPRESSIONS.get(path.suffix, COMPRESSIONS[""])(data))
    return path


WORLD: Final = (
    entity("Q515", "city", *is_a("Q486972", prop="P279")),
    entity("Q2001", "militia", *is_a("Q17149090", prop="P279")),
    entity("Q2002", "walled city", *is_a("Q515", prop="P279")),
    entity("Q2003", "city in a novel", *is_a("Q515", "Q14897293", prop="P279")),
    entity("Q2004", "rocket of the hills", *is_a("Q728", prop="P279"), links=2),
    entity("Q2005", "sort of song", *is_a("Q999", prop="P279")),
    entity(
        "Q3001",
        "Marsá Ḩadīd",
        *is_a("Q2002"),
        *is_a("Q88", prop="P17"),
        point(35.5, 39.25),
        value("P1566", "170001"),
        aliases=("Marsa", "Iron Harbour"),
        links=12,
        description="port in the south",
        lastrevid=77,
    ),
    entity("Q3002", "Marsa", *is_a("Q515"), links=40),
    entity("Q3003", "Marsa", *is_a("Q2003"), links=99),
    entity("Q3004", "Marsa", *is_a("Q2005"), links=99),
    entity("Q3005", "River Guard", *is_a("Q2001"), time("P571", "+2011-04-00", 10), aliases=("RG", "R.G."), links=3),
    entity("Q3006", "Ana Marsa", *is_a("Q5"), time("P569", "+1950-02-03"), time("P570", "+2020-00-00", 9)),
    entity("Q3007", "", *is_a("Q5")),
    entity("Q88", "Lida", *is_a("Q6256"), links=200, aliases=("Republic of Lida",)),
    {"type": "property", "id": "P31", "labels": {}, "claims": {}},
)
_CHANCE = random.Random(3)  # noqa: S311 - no secret is made here
MANY: Final = dump(
    [
        *WORLD,
        *(
            entity(
                f"Q{n}",
                f"Name {n}",
                *is_a("Q5" if n % 3 else "Q999"),
                links=n % 7,
                description=_CHANCE.randbytes(300).hex(),
            )
            for n in range(5000, 5300)
        ),
    ]
)
"""So much that it is read in several pieces, and cannot be compressed away."""
KEPT: Final = ("Q88", "Q2004", "Q3001", "Q3002", "Q3005", "Q3006")


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in a knowledge base, but for when it was built."""
    base = sqlite3.connect(folder / INDEX)
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {name: base.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}  # noqa: S608
    base.close()
    found["meta"] = [row for row in found["meta"] if row[0] != "built"]
    return found
