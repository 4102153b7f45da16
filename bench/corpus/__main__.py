"""Checks our corpus of passages and counts what is there; exit status 1 where something is not in order.

python -m bench.corpus [FILE…]
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.corpus.check import counts, faults
from bench.corpus.passages import BadPassage, corpus, of_file


def main() -> int:
    try:
        passages = [one for path in sys.argv[1:] for one in of_file(Path(path))] or list(corpus())
    except BadPassage as error:
        print(error)
        return 1
    found = list(faults(passages))
    print("\n".join(found))
    for key, count in counts(passages).items():
        print(f"{key}: " + ", ".join(f"{name} {n}" for name, n in count.most_common()))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
