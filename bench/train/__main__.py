"""Trains the reader of entities anew: leaving out a source at a time for the model card, then on all for the weights.

    python -m bench.train [--out DIR] [--card FILE] [--layers 4] [--silver 2] [--gold 4] [--seed 1]

First on what the rules say of much news ("silver"), then on documents that people marked up. Needs the extra `train`,
and the corpora in `../shared`. Without --out, nothing is taught on all sources.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from bench.train import own
from bench.train.card import card
from bench.train.corpus import documents
from bench.train.entities import Course, first, keep, leave_one_out, report, second, tested


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="the folder for the weights")
    parser.add_argument("--card", type=Path, help="a Markdown file for the model card's tables, else standard output")
    parser.add_argument("--layers", type=int, default=4, help="how many of the encoder's layers are kept, from below")
    parser.add_argument("--silver", type=int, default=2, help="epochs on what the rules say")
    parser.add_argument("--gold", type=int, default=4, help="epochs on what people said")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    course = Course(args.layers, args.silver, args.gold, args.seed, torch.device(args.device))
    every = list(documents())
    print("on silver", flush=True)
    model = first(course)
    found = report(list(leave_one_out(model, every, course)))
    print("all sources", flush=True)
    taught = second(model, every, course)
    ours = tested(taught, "our own passages for testing", list(own.documents(test=True)), course)
    if args.out:
        keep(taught, course.layers, found.temperature, args.out)
    tables = card(found, ours, args.out)
    if args.card:
        args.card.write_text(tables, encoding="utf-8")
    else:
        sys.stdout.write(tables)


if __name__ == "__main__":
    main()
