"""How well does kg read our own passages? Measured as the agreement of two readers is, kg being the second.

    python -m bench.corpus.score [PART]      train, dev or test (the default)

What is written for the corpus is not read while rules are made: of the test part only these numbers are looked at.
"""

from __future__ import annotations

import sys

from bench.corpus.agreement import agreement, table
from bench.corpus.passages import corpus
from bench.corpus.reading import read


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "test"
    gold = [one for one in corpus() if one.part == part]
    print(f"{len(gold)} passages of the part {part}")
    print(table(agreement(list(zip(gold, read(gold), strict=True)))))


if __name__ == "__main__":
    main()
