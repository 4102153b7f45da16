"""What the encoder tells of each word: one row of scores, cut into heads.

`TAGGED` heads mark spans (begin, inside and outside of each type), `LABELLED` heads give each word one of their labels,
and `PAIRED` heads tell whether two words belong together: each word has a query and a key for every label, whose
product, with what their distance adds, is the score of the pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg import vocab
from kg.annotate.reader.tags import tag_names
from kg.model.seen import ACTS

NOTHING: Final = "-"  # the trigger label of a word that tells of no event
FARTHEST: Final = 8  # distances in words by powers of two: 0, 1, 2-3, 4-7, …, 128 and more
DISTANCES: Final = 2 * FARTHEST + 1

TAGGED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # spaCy's own names, so that its tagger of names need not run
        "names": tuple(
            "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME"
            " WORK_OF_ART".split()
        ),
        # the classes of the contract, on the spans of `seeds/corpus/passages`
        "entities": tuple(sorted(vocab.ENTITY_CLASSES - {"Actor", "Entity"})),
        # the types of re3d, on its wider spans: learned for what else it teaches, and not read
        "phrases": ("Person", "Organisation", "Nationality", "Location", "Weapon", "Vehicle", "Temporal", "Quantity"),
        "source": ("Source",),
        "cue": ("Cue",),
        "content": ("Content",),
        # who and what has a part in an attack, as MUC-4 asks of whole articles: learned, and not read
        "fillers": ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"),
    }
)
LABELLED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "trigger": (NOTHING, *sorted(vocab.EVENT_CLASSES)),
        "polarity": vocab.POLARITIES,
        "certainty": vocab.CERTAINTIES,
        "actuality": vocab.ACTUALITIES,
        # what the speaker does with the content, of the words of a cue
        "act": ACTS,
    }
)
OF_EVENTS: Final = ("trigger", "polarity", "certainty", "actuality")  # labelled heads of a word that tells of an event
PAIRED: Final[Mapping[str, tuple[tuple[str, ...], int]]] = MappingProxyType(
    {
        "role": (tuple(sorted(vocab.ROLE_TYPES)), 16),  # trigger and a word of what fills a role of its event
        "speaker": (("source",), 32),  # cue and the words of who speaks
        "said": (("cue",), 32),  # first word of what is said, and its cue
    }
)
POINTERS: Final = ("speaker", "said")  # paired heads that choose one word, or nobody


def labels(head: str) -> tuple[str, ...]:
    """The labels of a tagged or labelled head, in the order of its scores."""
    return tag_names(TAGGED[head]) if head in TAGGED else LABELLED[head]


def layout() -> dict[str, slice]:
    """Where each head's scores stand in a word's row; `head.query` and `head.key` of paired ones, `head.none` of
    pointers.
    """
    sizes: dict[str, int] = {head: len(labels(head)) for head in (*TAGGED, *LABELLED)}
    for head, (own, width) in PAIRED.items():
        sizes[f"{head}.query"] = sizes[f"{head}.key"] = len(own) * width
        if head in POINTERS:
            sizes[f"{head}.none"] = 1
    found, at = {}, 0
    for name, size in sizes.items():
        found[name] = slice(at, at + size)
        at += size
    return found


LAYOUT: Final[Mapping[str, slice]] = MappingProxyType(layout())
WIDTH: Final = max(part.stop for part in LAYOUT.values())


def distance(of: int, to: int) -> int:
    """The index, 0 to `DISTANCES` - 1, of how far and on which side word `to` stands of word `of`.

    >>> [distance(5, to) for to in (5, 6, 4, 7, 8, 500)]
    [8, 9, 7, 10, 10, 16]
    """
    step = min(abs(to - of).bit_length(), FARTHEST)
    return FARTHEST + (step if to > of else -step)
