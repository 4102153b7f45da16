"""Which places does the text name? Toponyms, with what the words around them say of where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.demonyms import ADJECTIVE, demonyms
from kg.extract.phrases import mention, offset
from kg.extract.protocol import Extractor, Settings
from kg.extract.toponym_candidates import Stretch, may_begin, stretch_at, words
from kg.extract.toponym_evidence import Usage, features, probability, usage, weights
from kg.extract.toponym_neighbours import context
from kg.extract.toponym_refusals import ActorNames, actor_names
from kg.extract.toponym_whereabouts import containment, nation
from kg.gazetteer import Gazetteer, best_known
from kg.model import EntityFinding, Finding

THRESHOLD = 0.42  # the best F1 on half of the local news that the weights were not fitted to
DOUBTFUL, SURE = 0.2, 0.9


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


def _finding(doc: Doc, stretch: Stretch, sure: float, country: str, verbs: dict[str, str]) -> EntityFinding:
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
        nation=country,
    )


def _cls(stretch: Stretch) -> str:
    """The class by the word in the name, else that of the best known place of the name, else by the model's label."""
    if stretch.kind == "number" or (stretch.cls and not stretch.found):
        return stretch.cls
    if not stretch.found:
        return stretch.cls or "Settlement"
    return str(best_known(stretch.found).place.cls)


def _is_metonym(head: Token, stretch: Stretch, verbs: dict[str, str]) -> bool:
    """Whether a country or capital stands for its government: the subject of what only governments do."""
    if head.dep_ != "nsubj" or head.head.lemma_ not in verbs or not stretch.found or _is_quoted(head):
        return False
    place = best_known(stretch.found).place
    return place.level == 0 or (place.is_capital and place.population > 0)


def _is_quoted(token: Token) -> bool:
    """Whether a quotation begins or ends beside it: then the verb is somebody else's."""
    return any(side.text in {'"', "''", "``"} for side in token.doc[max(0, token.i - 2) : token.i + 3])
