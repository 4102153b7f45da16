"""Which class do a name's own words give it, and is it a name at all?

Caught: "Badr Brigade" (ArmedGroup), "Ministry of Culture" (Government), "Daily Courier" (MediaOrganization)
Left:   "Foreign Ministry" (a description), "Treaty of Lausanne", "N14.3billion", "Defence" of "Defence Secretary",
        "U.S.-led" of "U.S.-led coalition"
"""

from __future__ import annotations

import re
from collections.abc import Container

from spacy.tokens import Doc, Token

from kg.extract.entity_class import organization_class
from kg.extract.entity_known import Name, designation
from kg.extract.entity_lexicon import REFUSED, EntityLexicon, Noun

_SUM = re.compile(r"^[A-Z]{0,3}[$£€]?[\d.,]+(?:[a-z]*)$|^\W*$")
_BACKED = re.compile(r"\S+-(?:[a-z]+ed|run)")
NEAR = frozenset({"near", "outside", "inside"})  # nobody is in these; a place is
PLACES = frozenset({"Facility", "Settlement", "Region", "NaturalFeature"})
OF = frozenset({"of", "for"})
MODELLED = {"PERSON": "Person", "ORG": "Organization", "FAC": "Facility"}
FIRST_WORDS = {"camp": "Facility", "hotel": "Facility", "fort": "Facility", "radio": "MediaOrganization"}


def named(doc: Doc, start: int, end: int, label: str, lexicon: EntityLexicon, people: Container[str]) -> Name | None:
    """The name with its class, or None where it names no entity or is a description; `people` are known surnames."""
    text = doc[start:end].text
    last = doc[end - 1]
    if cls := designation(last.text, lexicon):
        return Name(start, end, cls, "name-shape", 0.7)
    if text in lexicon.refused or last.lower_ in lexicon.refused_heads or _SUM.match(text):
        return None
    if is_description(doc, start, end, lexicon):
        return None
    if end - start == 1 and text in people:
        return Name(start, end, "Person", "name-known", 0.8)
    if cls := cue(doc, start, end, label, lexicon):
        return Name(start, end, cls, "name-cue", 0.85) if cls != "-" else None
    if label not in MODELLED or not has_capital(text):
        return None
    if label == "ORG" and (_is_portfolio(last, lexicon) or _BACKED.fullmatch(text)):
        return None
    if label == "PERSON" and start and doc[start - 1].lower_ in NEAR and not doc[end : end + 1].text.startswith("'"):
        return Name(start, end, "Settlement", "name-near", 0.5)
    if label == "PERSON" and (not is_capitalised(last) or _names_a_place(last, lexicon)):
        return None
    return Name(start, end, MODELLED[label], "name-model", 0.8 if label == "PERSON" else 0.6)


def _names_a_place(token: Token, lexicon: EntityLexicon) -> bool:
    """As in "the Lachin corridor": a single name before a common noun for a place."""
    following = lexicon.nouns.get(token.head.lower_)
    is_before = token.dep_ == "compound" and token.head.i == token.i + 1 and token.head.tag_ == "NN"
    return is_before and token.left_edge == token and following is not None and following.cls in PLACES


def is_description(doc: Doc, start: int, end: int, lexicon: EntityLexicon) -> bool:
    """Whether the words are common nouns in capitals ("Coalition", "Foreign Ministry") or a demonym."""
    text, last = doc[start:end].text, doc[end - 1].lower_
    if end - start == 1:
        return last in lexicon.nouns or text in lexicon.nations or text in lexicon.peoples
    return text.lower() in lexicon.phrases.get(last, {})


def _is_portfolio(token: Token, lexicon: EntityLexicon) -> bool:
    """As in "Defence" of "Defence Secretary": a field of office and no organization."""
    if token.i + 1 >= len(token.doc) or token.text.isupper():
        return False
    following = lexicon.nouns.get(token.nbor().lower_)
    return following is not None and following.cls == "Person"


def cue(doc: Doc, start: int, end: int, label: str, lexicon: EntityLexicon) -> str:
    """The class that a head word gives a name; "" without such a word, "-" where the words describe somebody."""
    pivot = next((i for i in range(start + 1, end) if doc[i].lower_ in OF), end)
    head = doc[pivot - 1].lower_
    noun = longest_noun(doc, start, pivot, lexicon)
    if (noun is None or " " not in noun.lemma) and pivot - start > 1:
        noun = lexicon.in_names.get(head, noun)
    if noun is None or noun.cls == REFUSED:
        return FIRST_WORDS.get(doc[start].lower_, "")
    if noun.cls in {"Person", "PersonGroup"}:
        return "-" if label != "PERSON" or head in {"people", "minister", "president"} else ""
    if label == "PERSON" and noun.use != "name" and noun.cls not in {"ArmedGroup", "StateForces"}:
        return ""
    if noun.cls in {"Weapon", "Vehicle", "Settlement", "Region", "Country"}:
        return "" if label in {"PERSON", "ORG"} else "-"
    modifiers = [doc[i].text for i in range(start, pivot - 1)]
    return organization_class(noun, modifiers, lexicon, is_name=True)


def longest_noun(doc: Doc, start: int, end: int, lexicon: EntityLexicon) -> Noun | None:
    """The noun of the lexicon, of up to four words, that ends the tokens `start` to `end`."""
    last = doc[end - 1].lower_
    forms = lexicon.phrases.get(last)
    if forms:
        for begin in range(max(start, end - 4), end - 1):
            if found := forms.get(doc[begin:end].text.lower()):
                return found
    return lexicon.nouns.get(last)


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() or ("-" in token.text and has_capital(token.text))


def has_capital(text: str) -> bool:
    return any(c.isupper() for c in text)
