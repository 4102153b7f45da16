"""Writes a dump in the form of Wikidata's latest-all.json, of any size, the same one for the same seed.

    python -m bench.kb_dump OUT.json[.gz] [--entities 500000] [--share 0.3] [--size 13000]

`share` of the entities are of kinds that a knowledge base keeps: people, organizations, places, weapons, conflicts;
some 3 in 100 are classes in a tree; the others are articles, stars, taxa, categories. The entities have some `size`
bytes in the mean, as in the full dump (about 1.5 TB for 115 million), half of them fewer: statements with hashes,
qualifiers and references, labels and descriptions in many languages, and up to sixty aliases.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

import orjson

from bench.kb_from_table import claim

SYLLABLES: Final = (
    "al bar dan ka mar šu rã o tel ghū na vi zor khan le ser bi mo ha ʿa tü ger pol wes ton ibn sar mi que lo ay dé"
).split()
LANGUAGES: Final = "en de fr es ru ar uk fa tr zh ja pt it nl pl sv he id ko cs".split()
KEPT: Final = (("Q5", 40), ("Q486972", 22), ("Q43229", 14), ("Q41176", 10), ("Q8502", 8), ("Q180684", 3), ("Q728", 3))
OTHER: Final = (("Q13442814", 50), ("Q523", 14), ("Q16521", 10), ("Q7187", 10), ("Q4167836", 10), ("Q11424", 6))
TREE: Final = 0.03  # share of classes
_SPECIAL: Final = 2_000_000_000  # QIDs from here on are classes of the made tree
_FILLERS: Final = 400


def name(chance: random.Random, words: int) -> str:
    """A name of so many words; the few short ones come again and again, as names do."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))).title() for _ in range(words))


def text(chance: random.Random, languages: int, words: int) -> dict[str, dict[str, str]]:
    """A label or description in so many languages."""
    value = name(chance, words)
    return {lang: {"language": lang, "value": value} for lang in LANGUAGES[:languages]}


def reference(chance: random.Random) -> dict[str, Any]:
    """Where a statement comes from: an item and a day, with hashes."""
    stated, retrieved = claim("P248", f"Q{chance.randrange(1, 10**8)}")["mainsnak"], time("P813", "+2019-03-01", 11)
    mainsnak = retrieved["mainsnak"]
    snaks = {"P248": [_hashed(chance, stated)], "P813": [_hashed(chance, mainsnak)]}
    return {"hash": _hash(chance), "snaks": snaks, "snaks-order": ["P248", "P813"]}


def time(prop: str, day: str, precision: int) -> dict[str, Any]:
    """A statement whose value is a time."""
    value = {
        "time": f"{day}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }
    return _statement(prop, value, "time", "time")


def point(lat: float, long: float) -> dict[str, Any]:
    """A statement with coordinates on the Earth."""
    value = {
        "latitude": lat,
        "longitude": long,
        "altitude": None,
        "precision": 0.0001,
        "globe": "http://www.wikidata.org/entity/Q2",
    }
    return _statement("P625", value, "globecoordinate", "globe-coordinate")


def identifier(prop: str, value: str) -> dict[str, Any]:
    """A statement whose value is a string."""
    return _statement(prop, value, "string", "external-id")


def _statement(prop: str, value: object, kind: str, datatype: str) -> dict[str, Any]:
    snak = {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"value": value, "type": kind},
        "datatype": datatype,
    }
    return {"mainsnak": snak, "type": "statement", "rank": "normal"}


def _hash(chance: random.Random) -> str:
    return f"{chance.getrandbits(160):040x}"


def _hashed(chance: random.Random, snak: dict[str, Any]) -> dict[str, Any]:
    return {"snaktype": snak["snaktype"], "property": snak["property"], "hash": _hash(chance), **snak}


def filler(chance: random.Random, place: int) -> bytes:
    """Statements of one property that a knowledge base does not read, as a member of `claims`."""
    prop = f"P{5000 + place}"
    statements = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        statement = claim(prop, f"Q{chance.randrange(1, 10**8)}")
        statement["id"] = f"Q1${chance.getrandbits(128):032x}"
        statement["references"] = [reference(chance) for _ in range(chance.choice((0, 1, 1, 2)))]
        qualifier = _hashed(chance, identifier("P1545", str(chance.randrange(99)))["mainsnak"])
        statement["qualifiers"], statement["qualifiers-order"] = {"P1545": [qualifier]}, ["P1545"]
        statements.append(statement)
    return orjson.dumps({prop: statements})[1:-1]


class Writer:
    """Makes entities one after the other from one seed."""

    def __init__(self, seed: int, share: float, size: int, classes: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret is made here
        self.share, self.size = share, size
        self.fillers = [filler(self.chance, place) for place in range(_FILLERS)]
        self.filler_size = sum(map(len, self.fillers)) / len(self.fillers)
        roots = [qid for qid, _ in (*KEPT, *OTHER)]
        self.parents = {f"Q{_SPECIAL + n}": self._parent(n, roots) for n in range(classes)}
        self.below: dict[str, list[str]] = {root: [root] for root in roots}
        for one in self.parents:
            self.below[self._root(one)].append(one)

    def _parent(self, n: int, roots: list[str]) -> str:
        return self.chance.choice(roots) if n < 2 * len(roots) else f"Q{_SPECIAL + self.chance.randrange(n)}"

    def _root(self, one: str) -> str:
        while one in self.parents:
            one = self.parents[one]
        return one

    def entity(self, number: int) -> bytes:
        """An item, or a class of the tree."""
        if classes := self.parents.get(f"Q{_SPECIAL + number // 32}") if number % 32 == 0 else None:
            return self._written(f"Q{_SPECIAL + number // 32}", {"P279": [claim("P279", classes)]}, 1)
        is_kept = self.chance.random() < self.share
        kinds, weights = zip(*(KEPT if is_kept else OTHER), strict=True)
        root = self.chance.choices(kinds, weights)[0]
        claims = {"P31": [self._referred(claim("P31", self.chance.choice(self.below[root])))]}
        if is_kept:
            claims |= self._facts(root)
        return self._written(f"Q{number + 100_000_000}", claims, 3 if is_kept else 1)

    def _referred(self, statement: dict[str, Any]) -> dict[str, Any]:
        return {**statement, "references": [reference(self.chance)]}

    def _facts(self, root: str) -> dict[str, list[dict[str, Any]]]:
        chance = self.chance
        country = claim("P27" if root == "Q5" else "P17", f"Q{chance.randrange(1, 200)}")
        claims = {country["mainsnak"]["property"]: [self._referred(country)]}
        day = f"+{chance.randrange(1800, 2020)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        if root == "Q5":
            claims["P569"] = [time("P569", day, 11)]
        elif root in {"Q486972", "Q8502", "Q41176"}:
            claims["P625"] = [point(round(chance.uniform(-90, 90), 5), round(chance.uniform(-180, 180), 5))]
            claims["P1566"] = [identifier("P1566", str(chance.randrange(10**7)))]
        else:
            claims["P571"] = [time("P571", f"{day[:5]}-00-00", 9)]
        return claims

    def _written(self, qid: str, claims: dict[str, list[dict[str, Any]]], words: int) -> bytes:
        chance = self.chance
        languages = min(len(LANGUAGES), 1 + int(chance.expovariate(1 / 5)))
        aliases = [name(chance, words) for _ in range(min(60, int(chance.paretovariate(1.2)) - 1))]
        head = {
            "type": "item",
            "id": qid,
            "labels": text(chance, languages, min(words, 2)),
            "descriptions": text(chance, languages, 5),
            "aliases": {"en": [{"language": "en", "value": one} for one in aliases]} if aliases else {},
            "claims": claims,
        }
        links = int(chance.paretovariate(0.9)) - 1
        tail = {
            "sitelinks": {
                f"{lang}wiki": {"site": f"{lang}wiki", "title": qid, "badges": []} for lang in LANGUAGES[:links]
            },
            "pageid": int(qid[1:]),
            "ns": 0,
            "title": qid,
            "lastrevid": chance.randrange(2 * 10**9),
            "modified": "2024-11-02T10:11:12Z",
        }
        most = int(chance.paretovariate(1.6) * 0.35 * self.size / self.filler_size)
        fillers = chance.sample(self.fillers, min(most, _FILLERS))
        front = orjson.dumps(head)[:-2]
        return b"".join((front, *(b"," + one for one in fillers), b"},", orjson.dumps(tail)[1:]))


def entities(count: int, *, seed: int = 1, share: float = 0.3, size: int = 13_000) -> Iterator[bytes]:
    """So many entities, a line each, without the comma."""
    writer = Writer(seed, share, size, int(count * TREE))
    return (writer.entity(number) for number in range(count))


def write(out: Path, lines: Iterator[bytes]) -> int:
    """Write a dump; the bytes of its text."""
    size = 0
    with cast("IO[bytes]", gzip.open(out, "wb", compresslevel=1) if out.suffix == ".gz" else out.open("wb")) as file:
        file.write(b"[\n")
        for place, line in enumerate(lines):
            file.write(b",\n" + line if place else line)
            size += len(line) + 2
        file.write(b"\n]\n")
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--entities", type=int, default=500_000)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--size", type=int, default=13_000)
    args = parser.parse_args()
    print(f"{write(args.out, entities(args.entities, share=args.share, size=args.size)):,} bytes of text")


if __name__ == "__main__":
    main()
