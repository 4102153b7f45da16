"""Which places does the text name? Toponyms, with what the words around them say of where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.demonyms import ADJECTIVE, demonyms
from kg.extract.phrases import mention, offset
from kg.extract.protocol import Extractor, Settings
from kg.extract.toponym_candidates import Stretch, stretch_at, words
from kg.extract.toponym_evidence import Usage, context, features, probability, usage, weights
from kg.extract.toponym_refusals import ActorNames, actor_names
from kg.gazetteer import Candidate, Gazetteer
from kg.model import EntityFinding, Finding, RelationFinding

THRESHOLD = 0.42  # the best F1 on half of the local news that the weights were not fitted to
DOUBTFUL, SURE = 0.2, 0.9
_LEVELS = {0: "Country", 1: "Region", 2: "Region", 3: "Settlement"}
_KINDS = frozenset(
    "city town village district suburb province capital port camp region area state governorate enclave".split()
)


def toponyms(settings: Settings) -> Extractor:
    """Names of places, and `locatedIn` where the text itself says it.

    Caught: "Clashes broke out near Khan Sheikhoun, Syria." "The Neches River rose." "police closed Highway 82"
    Left:   "the Washington Post", "Paris Hilton", "Moscow said" (a government)
    """
    gazetteer = Gazetteer(settings.lexicon)
    actors = actor_names(settings.lexicon)
    known, beside, weight = words(settings.lexicon), context(settings.lexicon), weights(settings.lexicon)
    nations = demonyms(ADJECTIVE, settings.lexicon)

    def found(doc: Doc) -> Iterator[Finding]:
        last: tuple[Stretch, EntityFinding] | None = None
        for stretch, sure in _chosen(doc, sure_of, lambda at: stretch_at(doc, at, gazetteer, known), actors):
            nation = _nation(doc, stretch, nations, gazetteer)
            finding = _finding(doc, stretch, round(sure, 2), nation, beside.verb)
            yield finding
            if last is not None and _is_within(doc, last[0], stretch):
                yield _containment(doc, last, (stretch, finding))
            last = (stretch, finding)

    def sure_of(doc: Doc, stretch: Stretch, use: Usage) -> float:
        return probability(features(doc, stretch, use, beside), weight)

    return found


def _chosen(
    doc: Doc,
    sure_of: Callable[[Doc, Stretch, Usage], float],
    stretch_from: Callable[[int], Stretch | None],
    actors: ActorNames,
) -> list[tuple[Stretch, float]]:
    """The stretches that name places, from left to right, without overlap.

    A doubtful one counts too where the same name surely is a place elsewhere in the passage.
    """
    use = usage(doc)
    chosen: list[tuple[Stretch, float]] = []
    doubtful: list[tuple[Stretch, float]] = []
    at = 0
    while at < len(doc):
        if end := actors.end(doc, at):
            at = end
            continue
        stretch = stretch_from(at)
        sure = sure_of(doc, stretch, use) if stretch is not None else 0.0
        if stretch is not None and sure >= THRESHOLD:
            chosen.append((stretch, sure))
            at = stretch.end
            continue
        if stretch is not None and sure >= DOUBTFUL:
            doubtful.append((stretch, sure))
        at += 1
    sure_names = {stretch.name for stretch, sure in chosen if sure >= SURE}
    taken = {i for stretch, _ in chosen for i in range(stretch.start, stretch.end)}
    for stretch, sure in doubtful:
        if stretch.name in sure_names and taken.isdisjoint(range(stretch.start, stretch.end)):
            chosen.append((stretch, sure))
    return sorted(chosen, key=lambda pair: pair[0].start)


def _finding(doc: Doc, stretch: Stretch, sure: float, nation: str, verbs: dict[str, str]) -> EntityFinding:
    head = doc[stretch.start : stretch.end].root
    return EntityFinding(
        mention=mention(doc, stretch.start, stretch.end),
        head=offset(head),
        cls="Government" if _is_metonym(head, stretch, verbs) else _cls(stretch),
        form="name",
        name=stretch.name,
        plural=False,
        rule=f"toponym-{stretch.kind}",
        confidence=sure,
        nation=nation,
    )


def _cls(stretch: Stretch) -> str:
    """The class by the word in the name, else that of the best known place of the name, else by the model's label."""
    if stretch.kind == "number" or (stretch.cls and not stretch.found):
        return stretch.cls
    if not stretch.found:
        return stretch.cls or "Settlement"
    return str(best(stretch.found).place.cls)


def best(found: tuple[Candidate, ...]) -> Candidate:
    """The place that a bare name means without any context: cities go before the divisions named after them."""
    return max(found, key=lambda one: (one.is_official, _fame(one), -one.place.id))


def _fame(one: Candidate) -> float:
    return one.place.population * _FAME[one.place.level] * (10 if one.place.is_capital else 1)


_FAME = (100, 3, 0.02, 10, 3)  # by level


def _is_metonym(head: Token, stretch: Stretch, verbs: dict[str, str]) -> bool:
    """Whether a country or capital stands for its government: the subject of what only governments do."""
    if head.dep_ != "nsubj" or head.head.lemma_ not in verbs or not stretch.found or _is_quoted(head):
        return False
    place = best(stretch.found).place
    return place.level == 0 or (place.is_capital and place.population > 0)


def _is_quoted(token: Token) -> bool:
    """Whether a quotation begins or ends beside it: then the verb is somebody else's."""
    return any(side.text in {'"', "''", "``"} for side in token.doc[max(0, token.i - 2) : token.i + 3])


def _nation(doc: Doc, stretch: Stretch, nations: dict[str, str], gazetteer: Gazetteer) -> str:
    """The country that the words before the name tell: "the Syrian city of Raqqa", "Syria's Raqqa"."""
    at = stretch.start - 1
    if at < 1 or doc[stretch.start].is_sent_start:
        return ""
    if doc[at].text in {"'s", "’s"}:
        holder = gazetteer.find(doc[at - 1].text) if doc[at - 1].text[0].isupper() else ()
        return holder[0].place.country if holder and holder[0].place.level == 0 else ""
    at -= doc[at].lower_ == "of"
    if at < 1 or doc[at].lower_ not in _KINDS:
        return ""
    return next((nations[doc[i].text] for i in range(at - 1, max(-1, at - 4), -1) if nations.get(doc[i].text)), "")


def _is_within(doc: Doc, smaller: Stretch, outer: Stretch) -> bool:
    """Whether the text says "Homs, Syria", and some Homs does lie in Syria."""
    if not 1 <= outer.start - smaller.end <= 2 or doc[smaller.end].text != "," or not smaller.found or not outer.found:
        return False
    if outer.start - smaller.end == 2 and doc[smaller.end + 1].lower_ != "in":
        return False
    if best(smaller.found).place.level == 0:
        return False
    holders = [one.place for one in outer.found if one.place.level < 3]
    return any(
        one.place.id != holder.id
        and holder.level < one.place.level
        and (
            holder.country == one.place.country
            if holder.level == 0
            else holder.id in {one.place.admin1, one.place.admin2}
        )
        for one in smaller.found
        for holder in holders
    )


def _containment(
    doc: Doc, inner: tuple[Stretch, EntityFinding], outer: tuple[Stretch, EntityFinding]
) -> RelationFinding:
    return RelationFinding(
        subject=inner[1].head,
        predicate="locatedIn",
        object=outer[1].head,
        mention=mention(doc, inner[0].start, outer[0].end),
        rule="toponym-comma",
        confidence=0.95,
    )
