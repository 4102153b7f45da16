"""The accuracy gate: scores the shared corpora and compares each row with its floor.

    python -m bench.gate [--kg kg] [--update] [--only re3d,lgl]

`bench/floors.json` holds, for each corpus, a fingerprint of its files and a floor for each row that is gated. A row
below its floor fails the gate; `--update` raises floors to what was reached (less `SLACK`) and never lowers one.
A floor that has to be lowered by hand is told of, with its reason, in a decision.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.json"
SLACK = 0.005  # numbers of another processor may differ in the last digit
Floors = dict[str, dict[str, Any]]


def fingerprint(corpus: Path) -> str:
    """Twelve hexadecimal digits for the corpus's files."""
    found = hashlib.sha256()
    for name in ("articles.jsonl", "gold.jsonl", "tasks.json"):
        found.update((corpus / name).read_bytes())
    return found.hexdigest()[:12]


def scores(kg: str, only: list[str]) -> dict[str, dict[str, float]]:
    """Corpus -> row -> F or value, by the shared scorer."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "scores.json"
        command = [sys.executable, str(SHARED / "score" / "run.py"), "--kg", kg, "--json", str(out)]
        subprocess.run([*command, "--only", ",".join(only)], check=True)
        results = json.loads(out.read_text(encoding="utf-8"))
    return {
        corpus: {
            name: row.get("f", row.get("value"))
            for rows in result["tasks"].values()
            for name, row in rows.items()
            if not name.endswith(", km")  # a distance: less is better
        }
        for corpus, result in results.items()
    }


def judged(floors: Floors, found: dict[str, dict[str, float]], only: list[str]) -> list[str]:
    """What is wrong with the corpora that were to be scored, a line each."""
    wrong = [f"{corpus}: it was not scored" for corpus in only if corpus not in found]
    for corpus, rows in found.items():
        known = floors[corpus]
        if known["fingerprint"] != fingerprint(SHARED / "corpora" / corpus):
            wrong.append(f"{corpus}: its files are not those that the floors were set on")
        for name, floor in known["floors"].items():
            if rows.get(name, 0.0) < floor:
                wrong.append(f"{corpus}: {name} is {rows.get(name, 0.0):.3f}, its floor {floor:.3f}")
    return wrong


def raised(floors: Floors, found: dict[str, dict[str, float]]) -> Floors:
    """The floors, none lower than before, each row that is gated at what was reached less the slack."""
    for corpus, rows in found.items():
        known = floors[corpus]
        known["fingerprint"] = fingerprint(SHARED / "corpora" / corpus)
        for name, floor in known["floors"].items():
            reached = math.floor((rows.get(name, 0.0) - SLACK) * 1000) / 1000
            known["floors"][name] = max(floor, reached)
    return floors


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kg", default="kg", help="command that has the sub-command build")
    parser.add_argument("--only", default="", help="names of corpora, by commas")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    args = parser.parse_args()
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    only = [name for name in args.only.split(",") if name] or sorted(floors)
    found = scores(args.kg, only)
    wrong = judged(floors, found, only)
    if args.update:
        FLOORS.write_text(json.dumps(raised(floors, found), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(wrong) or "every row is at or above its floor")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
