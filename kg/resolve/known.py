"""What is known of an article once its things are: entities and times by the offsets of their phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.gazetteer import GeoName
from kg.model import Entity, Mention, Reading, Time
from kg.resolve.saying import Sayings


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before events are looked at: things by the offsets of their phrases."""

    article: str  # its key
    reading: Reading
    entity_at: Mapping[int, str]  # head offset -> key
    time_at: Mapping[int, str]  # begin offset -> key
    entities: Mapping[str, Entity]
    times: Mapping[str, Time]
    places: Mapping[str, GeoName]  # by the key of the entity
    sayings: Sayings
    lexicon: Path | None  # the user's own


def sentence(known: Known, mention: Mention) -> Mention | None:
    """The sentence round a mention, without the white space at its ends; None outside all sentences."""
    sentences = known.reading.sentences
    i = bisect_right(sentences, (mention.begin, len(known.reading.article.text))) - 1
    if i < 0:
        return None
    text, (begin, end) = known.reading.article.text, sentences[i]
    while end > begin and text[end - 1].isspace():
        end -= 1
    while begin < end and text[begin].isspace():
        begin += 1
    return Mention(begin, end, text[begin:end])
