"""Trains the reader of entities anew: one left out at a time for the model card, then on all for the weights.

    python -m bench.train [--out DIR] [--card FILE] [--epochs 10] [--layers 6] [--seed 1] [--device cpu]

Needs the extra `train`, and the corpus in `../shared`. Without --out, nothing is taught on all sources.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from bench.train.card import card
from bench.train.corpus import documents
from bench.train.entities import Course, keep, leave_one_out, report, train
from bench.train.fit import Recipe


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="the folder for the weights")
    parser.add_argument("--card", type=Path, help="a Markdown file for the model card's tables, else standard output")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--layers", type=int, default=6, help="how many of the encoder's layers are kept, from below")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    course = Course(Recipe(epochs=args.epochs, seed=args.seed), args.layers, torch.device(args.device))
    every = list(documents())
    found = report(list(leave_one_out(every, course)))
    if args.out:
        print("all sources", flush=True)
        keep(train(every, course), course.layers, found.temperature, args.out)
    tables = card(found, args.out)
    if args.card:
        args.card.write_text(tables, encoding="utf-8")
    else:
        sys.stdout.write(tables)


if __name__ == "__main__":
    main()
