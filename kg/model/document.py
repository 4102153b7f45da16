"""The document side: articles, and what extractors find in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from kg.model.values import CountQualifier, DateSource, Form, Harm, Mention, TimexType, Veracity, VictimStatus


@dataclass(frozen=True, slots=True)
class Dateline:
    """A phrase such as "RAQQA, Syria (Reuters), Oct. 17 - " taken apart; each part where it stood, if it did.

    `place` is the name of the first place alone ("RAQQA"), `places` are all names in order, the first and the larger
    places that hold it included ("RAQQA", "Syria"); `agency` is without its brackets. `day` is what `date` means, ISO
    8601; without a year there, it is that day's last occurrence not after the article's own date, else None.
    """

    place: Mention | None = None
    agency: Mention | None = None
    date: Mention | None = None
    places: tuple[Mention, ...] = ()
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was given.

    `date` is the day of publication, ISO 8601 ("2017-10-17"), and `date_source` tells where it was found. `body` holds
    the spans of `text` that are prose, in order; what lies outside (header lines, datelines) is metadata and never
    part of a sentence. `origin` names the input for messages ("reports/a.txt", "feed.jsonl:7"), and `notes` say what of
    it was not understood ("date 'yesterday' is not a date and was ignored").
    """

    id: str
    text: str
    body: tuple[tuple[int, int], ...]
    origin: str
    date: str | None = None
    date_source: DateSource = "none"
    dateline: Dateline = Dateline()
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or a record of one, that could not be read: which, why, what mends it, and its id if it has one."""

    origin: str
    reason: str
    remedy: str = ""
    id: str | None = None


class OwnClass(NamedTuple):
    """A class of events from a user's own ontology: its local name, its IRI, and the IRIs of all classes above it."""

    name: str
    iri: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user adds to the shipped data: a folder of lexicons, and more ontology files.

    `classes` are the classes of events in these files, which `kg.pipeline` looks up for the rooms that read no RDF.
    """

    lexicon: Path | None = None
    ontology: tuple[Path, ...] = ()
    classes: tuple[OwnClass, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityFinding:
    """A noun phrase that names or describes an entity.

    `mention` is the phrase without its leading article, without a title before a name (which stands in `title`), and
    without post-modifiers but "of" ("members of the army"). `head` is the offset of its head word and identifies it:
    roles, claims and relations refer to an entity by the head of the phrase. `name` is the bare name ("Talal Sillo" of
    "Brig. Gen. Talal Sillo") or, for a nominal, its head lemma ("commander"). `entry` is the key of its line in the
    lexicon of actors, if it has one.
    """

    mention: Mention
    head: int
    cls: str
    form: Form
    name: str
    plural: bool
    rule: str
    confidence: float
    definite: bool = False  # "the group", "its capital"
    gender: Literal["male", "female", ""] = ""
    title: str = ""  # "Brig. Gen."
    nation: str = ""  # ISO 3166 code of a country that modifies it: "SY" of "Syrian troops"
    entry: str = ""


@dataclass(frozen=True, slots=True)
class TimeFinding:
    """A time expression, its meaning still relative to an anchor.

    `expression` is in the small language of `kg.extract.times` and is turned into a TIMEX3 value by `kg.resolve.time`;
    `tense` is that of the governing verb.
    """

    mention: Mention
    type: TimexType
    expression: str
    rule: str
    mod: str = ""
    tense: Literal["past", "present", "future", ""] = ""


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """One filler of a role of an event: the phrase, and the offset of its head word (see `EntityFinding`).

    `expects` names the classes that the role admits, best first; a phrase that no entity extractor knew is taken for
    the first of them, and an empty tuple means that only known entities will do. `type` may be "hasPlace" or "hasTime";
    the head of a time is the begin of its mention. `veracity` is what holds of the role besides that of the event: who
    is charged with a murder that was committed may not have committed it.
    """

    type: str
    filler: Mention
    head: int
    rule: str
    confidence: float
    expects: tuple[str, ...] = ()
    inferred: bool = False
    veracity: Veracity = Veracity()


@dataclass(frozen=True, slots=True)
class EventFinding:
    """An event at its trigger word, with what its own clause says about it.

    `veracity` is that of the clause ("did not attack", "plans to attack"), before any speaker is considered.
    """

    trigger: Mention
    cls: str
    roles: tuple[RoleFinding, ...]
    rule: str
    confidence: float
    veracity: Veracity = Veracity()
    nominal: bool = False  # "the capture of", not "captured"
    definite: bool = False  # "the attack": may be one told before
    framing: str = ""  # the lemma of the trigger if that is a loaded word ("liberate")


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """A number of people harmed, with the trigger of the event that it belongs to."""

    mention: Mention
    trigger: Mention
    harm: Harm
    status: VictimStatus
    minimum: int | None
    maximum: int | None
    qualifier: CountQualifier
    rule: str
    confidence: float
    is_total: bool = False  # "bringing the toll to 40"


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """Somebody says something: source, cue word and content, each where it stands.

    `source_head` is the head offset of the source phrase, -1 without a source ("it was reported"). `veracity` is what
    the cue does to its content: "denied" negates, "fears" makes possible, "plans" makes planned.
    """

    source: Mention | None
    source_head: int
    cue: Mention
    contents: tuple[Mention, ...]
    direct: bool
    rule: str
    confidence: float
    veracity: Veracity = Veracity()
    addressee_head: int = -1


@dataclass(frozen=True, slots=True)
class RelationFinding:
    """A lasting relation between two entities, given by the heads of their phrases; `mention` is the evidence."""

    subject: int
    predicate: str
    object: int
    mention: Mention
    rule: str
    confidence: float
    veracity: Veracity = Veracity()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class AliasFinding:
    """Two phrases that the text itself declares to be the same, given by their heads: "X, known as Y", "X (XYZ)"."""

    head: int
    other: int
    rule: str


@dataclass(frozen=True, slots=True)
class GapFinding:
    """A word that looks as if it mattered and that no rule knew; `lemma` is its form in a lexicon."""

    mention: Mention
    kind: Literal["verb", "noun"]
    lemma: str


Finding = (
    EntityFinding
    | TimeFinding
    | EventFinding
    | FigureFinding
    | ClaimFinding
    | RelationFinding
    | AliasFinding
    | GapFinding
)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article, in the order of the text, with the spans of its sentences."""

    article: Article
    sentences: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...]
