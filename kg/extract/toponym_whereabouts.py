"""What do the words around a toponym say of where it lies? "Homs, Syria", "the Syrian city of Raqqa"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.phrases import mention
from kg.extract.toponym_candidates import DIRECTIONS, KINDS, Stretch
from kg.gazetteer import Gazetteer, GeoName, best_known
from kg.model import EntityFinding, RelationFinding

_FARTHEST = 4  # tokens between the two names: ", in the northern"
_BETWEEN = frozenset({",", "in", "the", "("}) | DIRECTIONS | KINDS
Found = tuple[Stretch, EntityFinding]


def nation(doc: Doc, stretch: Stretch, nations: dict[str, str], gazetteer: Gazetteer) -> str:
    """The country that the words before the name tell: "the Syrian city of Raqqa", "Syria's Raqqa"."""
    at = stretch.start - 1
    if at < 1 or doc[stretch.start].is_sent_start:
        return ""
    if doc[at].text in {"'s", "’s"}:
        holder = gazetteer.find(doc[at - 1].text) if doc[at - 1].text[0].isupper() else ()
        return holder[0].place.country if holder and holder[0].place.level == 0 else ""
    at -= doc[at].lower_ == "of"
    if at < 1 or doc[at].lower_ not in KINDS:
        return ""
    return next((nations[doc[i].text] for i in range(at - 1, max(-1, at - 4), -1) if nations.get(doc[i].text)), "")


def containment(doc: Doc, inner: Found, outer: Found) -> RelationFinding | None:
    """`locatedIn`, where the text says "Homs, Syria" or "Palmyra in central Syria", and some Homs lies in Syria."""
    start, end = inner[0].end, outer[0].start
    if not 1 <= end - start <= _FARTHEST or not inner[0].found or not outer[0].found:
        return None
    between = [doc[i].lower_ for i in range(start, end)]
    if not ("," in between or "in" in between or "(" in between) or any(word not in _BETWEEN for word in between):
        return None
    if not may_lie_in(inner[0], outer[0]):
        return None
    comma = between == [","]
    return RelationFinding(
        subject=inner[1].head,
        predicate="locatedIn",
        object=outer[1].head,
        mention=mention(doc, inner[0].start, outer[0].end),
        rule="toponym-comma" if comma else "toponym-in",
        confidence=0.95 if comma else 0.85,
    )


def may_lie_in(inner: Stretch, outer: Stretch) -> bool:
    if best_known(inner.found).place.level == 0:
        return False
    holders = [one.place for one in outer.found if one.place.level < 3]
    return any(_lies_in(one.place, holder) for one in inner.found for holder in holders)


def _lies_in(place: GeoName, holder: GeoName) -> bool:
    if place.id == holder.id or holder.level >= place.level:
        return False
    return holder.country == place.country if holder.level == 0 else holder.id in {place.admin1, place.admin2}
