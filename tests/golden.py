"""The graphs of the articles in `seeds/articles`, kept to be read and compared.

python -m tests.golden        writes them anew; read the difference before you commit it
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "seeds" / "articles"
GOLDEN = ROOT / "tests" / "golden"
# Who read an article changes with every rule, and says nothing about what was read.
_READER = re.compile(r'(?<=ckg:readBy )"[^"]*"')


def graph(article: Path, scratch: Path) -> str:
    """The Turtle of one file of articles, its reader left open."""
    out = scratch / f"{article.stem}.ttl"
    build([str(article)], out=out)
    return _READER.sub('"…"', out.read_text(encoding="utf-8"))


def main() -> None:
    import tempfile

    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for article in sorted(ARTICLES.iterdir()):
            (GOLDEN / f"{article.stem}.ttl").write_text(graph(article, Path(scratch)), encoding="utf-8")


if __name__ == "__main__":
    main()
