"""Which words are pronouns for entities?

Caught: "he", "their", "we", "its"
Left:   "it" of "it is raining" and of "they denied it", "you" of "you know" in the parser's eyes (expletives)
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.claims_lexicon import has_trait
from kg.extract.entity_lexicon import Gender


class Pronoun(NamedTuple):
    """What a pronoun says about whom it means."""

    lemma: str
    cls: str
    plural: bool
    gender: Gender


_FORMS: dict[Pronoun, str] = {
    Pronoun("he", "Person", False, "male"): "he him his himself",
    Pronoun("she", "Person", False, "female"): "she her hers herself",
    Pronoun("I", "Person", False, ""): "i me my mine myself",
    Pronoun("it", "Organization", False, ""): "it its itself",
    Pronoun("they", "PersonGroup", True, ""): "they them their theirs themselves",
    Pronoun("we", "PersonGroup", True, ""): "we us our ours ourselves",
    Pronoun("you", "PersonGroup", True, ""): "you your yours",
}
PRONOUNS: dict[str, Pronoun] = {form: pronoun for pronoun, forms in _FORMS.items() for form in forms.split()}


def _is_what_was_said(token: Token) -> bool:
    """As in "the army denied it": the object of a verb of answering is a statement and nobody."""
    return token.dep_ == "dobj" and token.lower_ == "it" and has_trait(token.head, "answering")


def pronoun(token: Token) -> Pronoun | None:
    """The pronoun that this token is, unless it stands for nothing ("it is clear that")."""
    if token.pos_ != "PRON" or token.dep_ == "expl" or _is_what_was_said(token):
        return None
    return PRONOUNS.get(token.lower_)
