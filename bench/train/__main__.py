"""Trains the learned readers anew, tells how they read what they were not taught, and writes the weights.

    python -m bench.train [--out DIR] [--card FILE] [--layers 6] [--silver 2] [--gold 8,4] [--seed 1] [--device cpu]

First on what the rules say of much news ("silver"), then on what people marked up, leaving out each publisher of `re3d`
in turn. The last is taught all tasks, but for half of the small corpora, and is the one that ships: one that was taught
these halves, too, read our own passages worse. Needs the extra `train`, and the corpora in `../shared`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from bench.train import card, course, held
from bench.train.calibration import temperature
from bench.train.course import Course, Held
from bench.train.document import Document
from bench.train.encoder import Encoder
from bench.train.keep import keep
from bench.train.scoring import Counted, count, total
from bench.train.sources import own, plover, polnear, re3d, silver, wikievents
from kg.annotate.reader import encoder as shipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="the folder for the weights")
    parser.add_argument("--card", type=Path, help="a Markdown file for the model card's tables, else standard output")
    parser.add_argument("--layers", type=int, default=6, help="how many of the encoder's layers are kept, from below")
    parser.add_argument("--silver", type=int, default=2, help="epochs on what the rules say")
    parser.add_argument(
        "--gold",
        type=_rounds,
        nargs="+",
        default=[(8, 4)],
        help="epochs on what people said: runs, each with rounds by commas; the mean of all their ends is taken",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    how = Course(args.layers, args.silver, tuple(args.gold), args.seed, args.device)
    news = list(silver.documents(args.seed))
    _tell("silver")
    begun = course.first(how, news, _tell)
    found, taught = _left_out(begun, news, how)
    tables = [card.left_out(found)]
    if args.out:
        heats = temperatures(taught)
        keep(taught, heats, args.out)
        reader = shipped.Encoder(args.out)
        tables += card.own_passages(reader, heats)
        if args.card:
            args.card.with_name("reliability.svg").write_text(card.plotted(reader), encoding="utf-8")
    tables.append(card.hashes(args.out))
    text = "\n\n".join(tables) + "\n"
    if args.card:
        args.card.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _rounds(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _left_out(begun: Encoder, news: list[Document], how: Course) -> tuple[card.LeftOut, Encoder]:
    """Each publisher of `re3d` read by an encoder that was not taught on it, and the halves of the small corpora.

    The last, which was taught all tasks, is the encoder that ships.
    """
    publishers = sorted({one.source for one in re3d.documents()})
    phrases: dict[str, dict[str, Counted]] = {}
    halves: dict[str, str] = {}
    for publisher in publishers:
        is_last = publisher == publishers[-1]
        _tell(f"without {publisher}")
        taught = course.second(begun, news, how, Held(publisher, halves=is_last, all_tasks=is_last), _tell)
        with TemporaryDirectory() as scratch:
            keep(taught, {}, Path(scratch))
            reader = shipped.Encoder(Path(scratch))
            phrases[publisher] = _phrases(reader, publisher)
            if is_last:
                halves = _halves(reader)
    return card.LeftOut(phrases, halves), taught


def _phrases(reader: shipped.Encoder, publisher: str) -> dict[str, Counted]:
    made = []
    for one in re3d.documents():
        if one.source == publisher:
            found = [span for span, _ in held.found_spans(reader.scores(one.words), "phrases")]
            made.append(count(found, held.gold_spans(one.answers["phrases"], "phrases")))
    return total(made)


def _halves(reader: shipped.Encoder) -> dict[str, str]:
    rows = {}
    for corpus in ("zsp", "plover"):
        accuracy, average = held.roots(reader, corpus, course.tested(plover.documents(corpus)))
        rows[f"`{corpus}`, kind of act of a sentence"] = f"accuracy {accuracy:.3f}, macro-F1 {average:.3f}"
    counted, _ = held.triggers(reader, course.tested(wikievents.documents()))
    rows["`wikievents`, triggers"] = card.three(counted["triggers"])
    rows["… with type"] = card.three(counted["with type"])
    return rows


def temperatures(taught: Encoder) -> dict[str, float]:
    """What each head's scores are to be divided by: found on passages and articles that are not learned."""
    with TemporaryDirectory() as scratch:
        keep(taught, {}, Path(scratch))
        reader = shipped.Encoder(Path(scratch))
    dev, said = list(own.documents("dev")), list(polnear.documents("polnear-dev"))
    given = {head: held.tag_answers(reader, dev, head) for head in ("entities", "trigger", "act")}
    given |= {head: held.tag_answers(reader, said, head) for head in ("source", "cue", "content")}
    given["role"] = held.role_answers(reader, dev)
    return {head: temperature([one.scores], [one.right]) for head, one in given.items()}


if __name__ == "__main__":
    main()
