"""How fast do the learned readers read? One thread, one process, the texts of a corpus.

python -m bench.train.speed [DIR] [--corpus polnear-dev] [--articles 40] [--device cpu]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.train.document import SHARED
from kg.annotate import Annotator
from kg.annotate.annotator import WEIGHTS
from kg.annotate.reader import LearnedReader
from kg.annotate.reader.encoder import Encoder
from kg.annotate.reader.words import words
from kg.model import Article
from kg.read import read
from kg.version import RULES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="?", default=WEIGHTS)
    parser.add_argument("--corpus", default="polnear-dev")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    args = parser.parse_args()
    begin = time.perf_counter()
    encoder = Encoder(args.weights, args.device)
    print(f"loaded in {time.perf_counter() - begin:.2f} s")
    path = SHARED / args.corpus / "articles.jsonl"
    articles = [one for one in read([str(path)]) if isinstance(one, Article)][: args.articles]
    docs = [doc for _, some in Annotator(readers=RULES).docs(articles) for doc in some]
    sentences = sum(len(list(doc.sents)) for doc in docs)
    encoder.scores(words(docs[0].text))
    counts = [len(words(doc.text)) for doc in docs]
    reader = LearnedReader(args.weights, args.device)
    for name, step in (
        ("encoder alone", lambda doc: encoder.scores(words(doc.text))),
        ("with all that is seen", reader),
    ):
        begin = time.perf_counter()
        for doc in docs:
            step(doc)
        seconds = time.perf_counter() - begin
        per_word = seconds / sum(counts)
        print(
            f"{name}: {1 / per_word:.0f} words/s, {sentences / seconds:.0f} sentences/s, {per_word * 1e6:.0f} µs a word"
        )


if __name__ == "__main__":
    main()
