"""Which sort of organization do the words before a head noun make of it?"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.entity_lexicon import EntityLexicon, Noun

# Nouns that say little by themselves and take their class from a modifier: "aid group", "terrorist organization".
OPEN = frozenset(
    "group organization organisation movement network faction cell unit force forces wing fighter army agency service"
    " party side troop council commission committee team center centre office body association squad alliance".split()
)
REBEL_SIGNS = ("-backed", "-led", "-aligned", "-affiliated", "-allied")


def organization_class(noun: Noun, modifiers: Iterable[str], lexicon: EntityLexicon, *, is_name: bool) -> str:
    """The class of an organization from its head noun and the words before it.

    Forces of no state are an armed group: "rebel army" and "Army of Islam" against "Syrian army".
    """
    words = [word.lower() for word in modifiers]
    says = [lexicon.modifiers[word] for word in words if word in lexicon.modifiers]
    last = noun.lemma.rpartition(" ")[2]
    if noun.cls == "StateForces":
        if "ArmedGroup" in says or any(sign in word for word in words for sign in REBEL_SIGNS):
            return "ArmedGroup"
        if "Coalition" in says or "coalition" in words:
            return "Coalition"
        if any(word in lexicon.nations for word in modifiers) or says:
            return "StateForces"
        if last == "force" and noun.lemma == last:
            return "Organization"  # "the forces": whose, nobody says
        return "ArmedGroup" if is_name and words else "StateForces"
    if last in OPEN and says:
        return says[-1]
    return noun.cls
