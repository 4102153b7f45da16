"""Which places does the text name? Toponyms, with what the words around them say of where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.demonyms import ADJECTIVE, demonyms
from kg.extract.phrases import mention, offset, seen_in
from kg.extract.protocol import Extractor, Settings
from kg.extract.toponym_candidates import Stretch, may_begin, stretch_at, words
from kg.extract.toponym_evidence import Usage, features, probability, usage, weights
from kg.extract.toponym_neighbours import context
from kg.extract.toponym_refusals import ActorNames, actor_names
from kg.extract.toponym_whereabouts import containment, may_lie_in, nation
from kg.gazetteer import Gazetteer, best_known
from kg.model import EntityFinding, Finding

DIVISIONS = frozenset("district governorate oblast province region state".split())
THRESHOLD = 0.42  # the best F1 on half of the local news that the weights were not fitted to
DOUBTFUL, SURE = 0.2, 0.9
CONTAINED = 0.8  # how sure "Chibok" of "Chibok, Borno" is, by what lies where alone
METONYM = 0.5  # a capital that the learned reader takes for a government; in our passages for development all 11 are


def toponyms(settings: Settings) -> Extractor:
    """Names of places, and `locatedIn` where the text itself says it.

    Caught: "Clashes broke out near Khan Sheikhoun, Syria." "The barge sank in the Neches River."
    Left:   "the Washington Post", "Paris Hilton", "Moscow said" (a government)

    F1 0.889 on the half of `lgl` that the weights were not fitted to (0.885 precision, 0.894 recall).
    """
    gazetteer = Gazetteer(settings.lexicon)
    actors = actor_names(settings.lexicon)
    known, beside, weight = words(settings.lexicon), context(settings.lexicon), weights(settings.lexicon)
    nations = demonyms(ADJECTIVE, settings.lexicon)

    def found(doc: Doc) -> Iterator[Finding]:
        last: tuple[Stretch, EntityFinding] | None = None
        for stretch, sure in _chosen(doc, sure_of, lambda at: stretch_at(doc, at, gazetteer, known), actors):
            country = nation(doc, stretch, nations, gazetteer)
            finding = _finding(doc, stretch, round(sure, 2), country, beside.verb)
            yield finding
            if last is not None and (relation := containment(doc, last, (stretch, finding))) is not None:
                yield relation
            last = (stretch, finding)

    def sure_of(doc: Doc, stretch: Stretch, use: Usage, last: int) -> float:
        return probability(features(doc, stretch, use, beside, known.refused.nouns, last), weight)

    return found


def _chosen(
    doc: Doc,
    sure_of: Callable[[Doc, Stretch, Usage, int], float],
    stretch_from: Callable[[int], Stretch | None],
    actors: ActorNames,
) -> list[tuple[Stretch, float]]:
    """The stretches that name places, from left to right, without overlap.

    A doubtful one counts too where the same name surely is a place elsewhere in the passage.
    """
    use = usage(doc)
    chosen: list[tuple[Stretch, float]] = []
    doubtful: list[tuple[Stretch, float]] = []
    done = last = 0
    for token in doc:
        if token.i < done or not may_begin(token):
            continue
        if end := actors.end(doc, token.i):
            done = end
            continue
        stretch = stretch_from(token.i)
        sure = sure_of(doc, stretch, use, last) if stretch is not None else 0.0
        if stretch is not None and sure < THRESHOLD and _lies_in_next(doc, stretch, stretch_from):
            sure = CONTAINED
        if stretch is not None and sure >= THRESHOLD:
            chosen.append((stretch, sure))
            done = last = stretch.end
        elif stretch is not None and sure >= DOUBTFUL:
            doubtful.append((stretch, sure))
    sure_names = {stretch.name for stretch, sure in chosen if sure >= SURE}
    taken = {i for stretch, _ in chosen for i in range(stretch.start, stretch.end)}
    for stretch, sure in doubtful:
        if stretch.name in sure_names and taken.isdisjoint(range(stretch.start, stretch.end)):
            chosen.append((stretch, sure))
    return sorted(chosen, key=lambda pair: pair[0].start)


def _lies_in_next(doc: Doc, stretch: Stretch, stretch_from: Callable[[int], Stretch | None]) -> bool:
    """Whether a comma and the name of what it lies in follow."""
    at = stretch.end + 1
    if (
        not stretch.found
        or at >= len(doc)
        or doc[at - 1].text != ","
        or doc[at].is_sent_start
        or not may_begin(doc[at])
    ):
        return False
    outer = stretch_from(at)
    return outer is not None and bool(outer.found) and may_lie_in(stretch, outer)


def _finding(doc: Doc, stretch: Stretch, sure: float, country: str, verbs: dict[str, str]) -> EntityFinding:
    head = doc[stretch.start : stretch.end].root
    division = _division(doc, stretch)
    cls = "Region" if division else "Government" if _is_metonym(head, stretch, verbs) else _cls(stretch)
    return EntityFinding(
        mention=mention(doc, stretch.start, stretch.end),
        head=offset(head),
        cls=cls,
        form="name",
        name=f"{stretch.name} {division}" if division else stretch.name,
        plural=False,
        rule=f"toponym-{stretch.kind}",
        confidence=sure,
        nation=country,
    )


def _division(doc: Doc, stretch: Stretch) -> str:
    """The "region" of "the Donetsk region", which is not the city; "" where no such division is known."""
    if stretch.end >= len(doc) or doc[stretch.end].text not in DIVISIONS or doc[stretch.end].is_sent_start:
        return ""
    return doc[stretch.end].text if any(one.place.level in {1, 2} for one in stretch.found) else ""


def _cls(stretch: Stretch) -> str:
    """The class by the word in the name, else that of the best known place of the name, else by the model's label."""
    if stretch.kind == "number" or (stretch.cls and not stretch.found):
        return stretch.cls
    if not stretch.found:
        return stretch.cls or "Settlement"
    return str(best_known(stretch.found).place.cls)


def _is_metonym(head: Token, stretch: Stretch, verbs: dict[str, str]) -> bool:
    """Whether a country or capital stands for its government: it does what only governments do, or a reader sees it.

    By its verb alone where there is no reader; of countries the reader is not asked, for they are read as states where
    they act (`entity_states`).
    """
    if not stretch.found:
        return False
    place = best_known(stretch.found).place
    is_capital = place.is_capital and place.population > 0
    if not is_capital and place.level:
        return False
    seen = seen_in(head.doc)
    if is_capital and seen is not None and seen.entity_classes(head.i).get("Government", 0.0) >= METONYM:
        return True
    verb = head.head
    return head.dep_ == "nsubj" and not _is_quoted(head) and (verb.lemma_ in verbs or _is_demanded(verb))


def _is_demanded(verb: Token) -> bool:
    """Whether somebody is to do it: "demanded that Moscow stop the war"."""
    is_clause = verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    return is_clause and verb.tag_ == "VB" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts)


def _is_quoted(token: Token) -> bool:
    """Whether a quotation begins or ends beside it: then the verb is somebody else's."""
    return any(side.text in {'"', "''", "``"} for side in token.doc[max(0, token.i - 2) : token.i + 3])
