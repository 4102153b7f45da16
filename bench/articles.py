"""Makes the benchmark's articles: sentences of the shared corpora, sampled with a fixed seed.

    python -m bench.articles OUT.jsonl [--articles 10000] [--sentences 6]

Each article has a few sentences and a date; the same arguments give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SOURCES = ("re3d", "muc4-train-cased", "timebank", "wikiwars", "polnear-train", "lgl", "zsp", "plover", "wikievents")
SEED = 20171017


def sentences(corpora: Path) -> Iterator[str]:
    """What looks like a sentence of 5 to 60 words in the corpora's texts."""
    for name in SOURCES:
        with (corpora / name / "articles.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                text = " ".join(json.loads(line)["text"].split())
                for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text):
                    if 5 <= len(sentence.split()) <= 60 and sentence.endswith((".", "!", "?")):
                        yield sentence


def write(out: Path, articles: int, per_article: int, corpora: Path = CORPORA) -> int:
    """Write that many articles; gives back the number of words."""
    pool = list(sentences(corpora))
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    words = 0
    with out.open("w", encoding="utf-8") as lines:
        for i in range(articles):
            chosen = chance.choices(pool, k=per_article)
            day = date(2017, 1, 1) + timedelta(days=chance.randrange(2000))
            words += sum(len(sentence.split()) for sentence in chosen)
            paragraphs = "\n\n".join(" ".join(chosen[k : k + 2]) for k in range(0, per_article, 2))
            lines.write(json.dumps({"id": f"bench-{i:05d}", "date": day.isoformat(), "text": paragraphs}) + "\n")
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=6)
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder of the shared corpora")
    args = parser.parse_args()
    print(f"{write(args.out, args.articles, args.sentences, args.corpora)} words in {args.articles} articles")


if __name__ == "__main__":
    main()
