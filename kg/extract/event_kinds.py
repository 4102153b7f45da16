"""What kinds of thing does a word stand for? From its entity's class, and from `kinds.tsv` for the bare noun.

Kinds are what conditions ask for: "armed" (may fight), "people", "org", "state", "place", "territory", "facility",
"weapon", "vehicle", "event", "abstract", "num" (a bare number), "pron" (it, they), "other", "plural".
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.phrases import entity_at

CLASS_KINDS: Mapping[str, frozenset[str]] = {
    "Person": frozenset({"people"}),
    "PersonGroup": frozenset({"people"}),
    "Population": frozenset({"people", "state"}),
    "Organization": frozenset({"org"}),
    "ArmedGroup": frozenset({"org", "armed"}),
    "StateForces": frozenset({"org", "armed"}),
    "Coalition": frozenset({"org", "armed"}),
    "Government": frozenset({"org", "state"}),
    "PoliticalParty": frozenset({"org"}),
    "IntergovernmentalOrganization": frozenset({"org", "state"}),
    "MediaOrganization": frozenset({"org", "media"}),
    "CivilSocietyOrganization": frozenset({"org"}),
    "Country": frozenset({"place", "state", "org"}),
    "Region": frozenset({"place"}),
    "Settlement": frozenset({"place"}),
    "Facility": frozenset({"facility"}),
    "NaturalFeature": frozenset({"place"}),
    "Weapon": frozenset({"weapon"}),
    "Vehicle": frozenset({"vehicle"}),
}
THINGS = frozenset({"Weapon", "Vehicle"})
SITES = frozenset({"facility", "place", "territory"})
PERSONS = frozenset({"armed", "civilian", "person"})
GROUP_PRONOUNS = frozenset({"they", "them", "we", "us"})
THING_PRONOUNS = frozenset({"it", "which", "that", "this"})
HUMAN_PRONOUNS = frozenset(
    {"he", "him", "she", "her", "i", "me", "you", "who", "whom", "himself", "herself", "themselves"}
)
ALWAYS_PLURAL = frozenset({"people", "police", "men", "women", "troops", "dozens", "hundreds", "thousands"})
MILITARY_NAMES = frozenset({"marine", "marines", "gurkha", "gurkhas", "taliban", "rangers", "seals", "legionnaires"})
NONE: frozenset[str] = frozenset()


def is_plural(token: Token) -> bool:
    """Whether the noun is plural by form or by nature, or one of several that are joined."""
    return (
        token.tag_ in {"NNS", "NNPS"}
        or token.lower_ in ALWAYS_PLURAL | GROUP_PRONOUNS
        or any(child.dep_ == "conj" for child in token.rights)
    )


def kinds_of(token: Token, lexicon: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """All kinds that the word has where it stands."""
    word = token.lower_
    if token.tag_ in {"PRP", "WP", "WDT", "DT"}:
        return _pronoun(word)
    entity = entity_at(token)
    found = CLASS_KINDS.get(entity.cls, NONE) if entity is not None else NONE
    if entity is None or entity.form != "name":
        bare = lexicon.get(token.lemma_.lower()) or lexicon.get(word) or lexicon.get(_singular(word)) or NONE
        if entity is not None and entity.cls in THINGS:
            bare -= SITES  # the "mines" that are cleared are no coal mines
        found |= bare | {"people"} if bare & PERSONS else bare
    elif word in MILITARY_NAMES:
        found |= {"armed", "people"}
    if any(child.dep_ == "nummod" for child in token.lefts):
        found |= {"counted"}
    if token.tag_ == "CD" or token.pos_ == "NUM":
        found |= {"num"}
    if word in {"others", "other"}:
        found |= {"other", "people"}
    return found | {"plural"} if is_plural(token) else found


def _singular(word: str) -> str:
    """The singular that the model's lemma missed: "schoolchildren", "tribesmen", "Marines"."""
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-3] if word.endswith("children") else word[:-1] if word.endswith("s") else word


def _pronoun(word: str) -> frozenset[str]:
    if word in HUMAN_PRONOUNS:
        return frozenset({"people", "human"})
    if word in GROUP_PRONOUNS:
        return frozenset({"people", "pron", "plural"})
    return frozenset({"pron"}) if word in THING_PRONOUNS else NONE
