"""Which stretches of a text may be names of places? Generous: `kg.extract.toponym_evidence` decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.data import lexicon
from kg.extract.toponym_refusals import Refusals, refusals
from kg.gazetteer import Candidate, Gazetteer, best_known

WORDS = ("word", "side", "class")
ABBREVIATIONS = ("abbreviation", "name", "country")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
_ARTICLES = frozenset({"a", "an", "the"})
_ARABIC_ARTICLES = frozenset("al el an ar as ash at az ad".split())
DIRECTIONS = frozenset(
    "north south east west central northern southern eastern western upper lower federal northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern downtown".split()
)
_DASHES = frozenset({"-", "--", "–", "—"})
KINDS = frozenset(
    "area camp canton capital city county department district enclave governorate hamlet municipality neighborhood"
    " neighbourhood oblast port province region state suburb town township village".split()
)
_OF = frozenset("city town village county borough township state republic kingdom".split())
LARGE = 50_000  # inhabitants
LONGEST = 5  # tokens of a name in the gazetteer
# Small words and marks inside names: "Isle of Palms", "Deir al-Zor", "Stoke-on-Trent".
_LINKS = frozenset("of de del la las los el al an ar as ash at az ez es le les on upon the du da do dos - ' -".split())


class Stretch(NamedTuple):
    """Tokens `start` to `end` (half-open) that may name a place.

    `name` is what to look up ("Illinois" for "Ill."), `found` the places of that name, and `kind` where it comes from:
    "gazetteer", "entity" (a span of the model), "word" ("Neches River"), "building" ("Reid Hospital"), "number"
    ("Highway 82") or "abbreviation".
    `cls` is the class by its own word or by the model's label, "" where nothing tells.
    """

    start: int
    end: int
    name: str
    kind: str
    cls: str
    found: tuple[Candidate, ...]


class Words(NamedTuple):
    """Words that stand in names of places, each with the class that it gives, by where they stand."""

    after: dict[str, str]
    before: dict[str, str]
    building: dict[str, str]
    number: dict[str, str]
    abbreviations: dict[str, str]
    refused: Refusals


def words(extra: Path | None) -> Words:
    sides: dict[str, dict[str, str]] = {"after": {}, "before": {}, "building": {}, "number": {}}
    for row in lexicon("toponym_words", WORDS, extra):
        sides[row["side"]][row["word"].lower()] = row["class"]
    short = {row["abbreviation"]: row["name"] for row in lexicon("place_abbreviations", ABBREVIATIONS, extra)}
    return Words(sides["after"], sides["before"], sides["building"], sides["number"], short, refusals(extra))


def stretch_at(doc: Doc, at: int, gazetteer: Gazetteer, known: Words) -> Stretch | None:
    """The longest candidate that begins at this token."""
    token = doc[at]
    if (short := _abbreviation(doc, at, known)) is not None:
        end, name = short
        return Stretch(at, end, name, "abbreviation", "Region", gazetteer.find(name))
    listed = _listed(doc, at, known, gazetteer)
    if listed is not None and listed.end == at + 1 and token.lower_ in DIRECTIONS:
        listed = None
    others = (_worded(doc, at, known, gazetteer), _labelled(doc, at, known, gazetteer))
    return max(filter(None, (listed, *others)), key=lambda one: _preference(one, listed), default=None)


def _preference(one: Stretch, listed: Stretch | None) -> tuple[bool, int]:
    """The longest goes first, but "Hartford" before "Hartford Hospital": a known name before what is made with it."""
    return listed is None or bool(one.found) or not _is_made_with(one, listed), one.end


def _is_made_with(one: Stretch, listed: Stretch) -> bool:
    if one.kind == "entity":
        place = best_known(listed.found).place
        return one.cls == "" and (place.level < 2 or (place.level == 3 and place.population >= LARGE))
    return one.kind == "building" or (one.kind == "word" and one.cls == "Settlement")


def may_begin(token: Token) -> bool:
    """Whether the name of a place or of an actor may begin here."""
    text = token.text
    if text in _ARABIC_ARTICLES:  # "al-Bab", which is three tokens
        return token.i + 2 < len(token.doc) and token.nbor().text == "-" and token.nbor(2).text[0].isupper()
    if not (text[0].isupper() or text[0].isdigit()) or token.lower_ in _ARTICLES or _is_of(token):
        return False
    if "-" in text and text.rpartition("-")[2].islower():  # "U.S.-led"
        return False
    if text[0].isdigit():
        return token.ent_type_ == "FAC" and token.ent_iob_ == "B"
    return token.tag_ in NAME_TAGS or token.ent_type_ in PLACE_LABELS


def _is_of(token: Token) -> bool:
    """Whether it is the "City" of "City of Paris"."""
    return token.lower_ in _OF and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of"


def _abbreviation(doc: Doc, at: int, known: Words) -> tuple[int, str] | None:
    text = doc[at].text
    if at and doc[at - 1].text[0].isdigit():  # "575 B.C."
        return None
    if text in known.abbreviations:
        name = known.abbreviations[text]
        if name == text:
            return None
        if len(text) == 2 and text.isupper() and not (at and doc[at - 1].text == ","):  # "OR" and "IN" are words too
            return None
        return at + 1, name
    if at + 1 < len(doc) and doc[at + 1].text == "." and doc[at + 1].idx == doc[at].idx + len(text):
        name = known.abbreviations.get(text + ".", "")
        return (at + 2, name) if name else None
    return None


def _listed(doc: Doc, at: int, known: Words, gazetteer: Gazetteer) -> Stretch | None:
    """The longest name in the gazetteer that begins here."""
    ends = list(_ends(doc, at))
    for end in reversed(ends):
        name = text(doc, at, end)
        if name not in known.refused.never and (found := gazetteer.find(name)):
            return Stretch(at, end, name, "gazetteer", "", found)
    return None


def _ends(doc: Doc, at: int) -> Iterator[int]:
    """Where a name that begins here may end."""
    for i in range(at, min(at + LONGEST, len(doc))):
        token = doc[i]
        if i > at and token.is_sent_start:
            return
        if token.text[0].isupper() or (i > at and token.text[0].isdigit()):
            yield i + 1
        elif token.lower_ not in _LINKS:
            return


def _worded(doc: Doc, at: int, known: Words, gazetteer: Gazetteer) -> Stretch | None:
    """A name made with a word for its kind: "Neches River", "Mount Sinjar", "Highway 82", "Main Street"."""
    lower = doc[at].lower_
    following = doc[at + 1] if at + 1 < len(doc) else None
    if following is not None and lower in known.number and following.text[0].isdigit() and not following.is_sent_start:
        return Stretch(at, at + 2, text(doc, at, at + 2), "number", known.number[lower], ())
    best: Stretch | None = None
    for end in _ends(doc, at):
        if end - at < 2 or not _is_capital(doc[end - 2]):
            continue
        last = doc[end - 1]
        cls = known.after.get(last.lower_)
        if last.lower_ in known.building and _is_capital(last):
            name = text(doc, at, end)
            best = Stretch(at, end, name, "building", known.building[last.lower_], gazetteer.find(name))
            continue
        if known.after.get(doc[end - 2].lower_) == "Region" and cls == "Facility":  # "Freestone County Road 360"
            continue
        if cls and _is_capital(last):
            name = text(doc, at, end)
            found = gazetteer.find(name)
            if found or last.lower_ != "state":  # "Michigan State" is a university
                best = Stretch(at, end, name, "word", cls, found)
        elif lower in known.before and end - at == 2:
            name = text(doc, at, end)
            best = Stretch(at, end, name, "word", known.before[lower], gazetteer.find(name))
    return best


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _labelled(doc: Doc, at: int, known: Words, gazetteer: Gazetteer) -> Stretch | None:
    """What the model takes for a place, without article and genitive."""
    token = doc[at]
    if token.ent_type_ not in PLACE_LABELS or not (token.ent_iob_ == "B" or _follows_article(doc, at)):
        return None
    end = at + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    while end - 1 > at and not (_is_capital(doc[end - 1]) or doc[end - 1].text[0].isdigit()):
        end -= 1
    end = next((i for i in range(at + 1, end) if doc[i].text in _DASHES and doc[i - 1].whitespace_), end)
    name = text(doc, at, end)
    found = gazetteer.find(name)
    if name in known.refused.never or (
        not found and token.lower_ in DIRECTIONS
    ):  # "Eastern Ukraine" is part of Ukraine
        return None
    return Stretch(
        at,
        end,
        name,
        "building" if doc[end - 1].lower_ in known.building and end > at + 1 else "entity",
        {"FAC": "Facility", "LOC": "NaturalFeature"}.get(token.ent_type_, ""),
        found,
    )


def _follows_article(doc: Doc, at: int) -> bool:
    return at > 0 and doc[at].ent_iob_ == "I" and not doc[at - 1].text[0].isupper() and doc[at - 1].ent_iob_ == "B"


def text(doc: Doc, start: int, end: int) -> str:
    """The tokens as they stand in the text."""
    return "".join([doc[i].text_with_ws for i in range(start, end)]).rstrip()
