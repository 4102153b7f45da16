"""How fast does a trained reader read? One thread, one process, the texts of a corpus.

python -m bench.train.speed DIR [--corpus polnear-dev] [--articles 40]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.train.corpus import SHARED
from kg.annotate import Annotator
from kg.annotate.reader.encoder import Encoder
from kg.annotate.reader.words import words
from kg.model import Article
from kg.read import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--corpus", default="polnear-dev")
    parser.add_argument("--articles", type=int, default=40)
    args = parser.parse_args()
    begin = time.perf_counter()
    encoder = Encoder(args.weights)
    loaded = time.perf_counter() - begin
    path = SHARED / args.corpus / "articles.jsonl"
    articles = [one for one in read([str(path)]) if isinstance(one, Article)][: args.articles]
    docs = [doc for _, some in Annotator().docs(articles) for doc in some]
    sentences = sum(len(list(doc.sents)) for doc in docs)
    encoder.read(words(docs[0].text))
    begin = time.process_time()
    count = 0
    for doc in docs:
        found = words(doc.text)
        encoder.read(found)
        count += len(found)
    seconds = time.process_time() - begin
    print(f"loaded in {loaded:.2f} s; {count} words, {sentences} sentences in {seconds:.2f} s of processor time")
    print(
        f"{count / seconds:.0f} words/s, {sentences / seconds:.0f} sentences/s, {seconds / count * 1e6:.0f} µs a word"
    )


if __name__ == "__main__":
    main()
