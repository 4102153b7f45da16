"""Which words are a name, and of what? The lexicon of actors, the model's named entities, titles and head words.

Caught: "the Syrian Democratic Forces" (ArmedGroup, lexicon), "Brig. Gen. Talal Sillo" (Person, title),
        "the Badr Brigade" (ArmedGroup, head word), "Daily Courier" (MediaOrganization, head word)
Left:   "May", "the Koran", "World War II" (refused names), names of places (found before, by another extractor)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.entity_cues import NEAR, OF, cue, is_capitalised, named
from kg.extract.entity_known import Name, designation, is_title, names_who_is_described, surnames
from kg.extract.entity_lexicon import EntityLexicon

ACTOR_LABELS = frozenset({"ORG", "PERSON", "NORP", "GPE", "LOC", "FAC", "PRODUCT"})
NAME_LINKS = frozenset(
    {"al", "el", "bin", "ibn", "bint", "van", "von", "der", "den", "de", "del", "della", "la", "da", "dos", "du", "-"}
)
WHERE = frozenset({"in", "at", "near", "outside", "around"})
NOT_WHERE = frozenset(
    "work teach study look laugh shout yell fire shoot aim point swear stare serve believe trust confide interest"
    " belief confidence faith stake share invest investment result engage specialize be".split()
)
INSIDE_OF = frozenset({"of", "for", "the", "and", "to", "&", "-"})


def names(doc: Doc, known: list[Name], lexicon: EntityLexicon, taken: set[int]) -> list[Name]:
    """The names of a passage, none overlapping another, in order; `taken` are the tokens of known places and times."""
    chosen: list[Name] = []
    used: set[int] = set()
    for name in sorted(known, key=lambda n: (n.start - n.end, n.start)):
        _take(name, chosen, used)
    people = _Memory()
    for name in _modelled(doc, lexicon, taken, chosen):
        _take(name, chosen, used)
        people.learn(doc, name)
    for name in _bracketed(doc, list(chosen)):
        _take(name, chosen, used)
        people.acronyms[doc[name.start].text] = name.cls
    chosen = [people.corrected(doc, name) for name in chosen]
    chosen = [replace(name, cls="Settlement") if _is_where(doc, name, lexicon, people) else name for name in chosen]
    for name in _unmodelled(doc, lexicon, taken | used, people):
        _take(name, chosen, used)
    return sorted(chosen, key=lambda n: n.start)


def _take(name: Name, chosen: list[Name], used: set[int]) -> None:
    span = range(name.start, name.end)
    if used.isdisjoint(span):
        used.update(span)
        chosen.append(name)


class _Memory:
    """Surnames of people named in full and acronyms that were explained, so that a bare "Sillo" or "SBAH" is known."""

    def __init__(self) -> None:
        self.surnames: set[str] = set()
        self.acronyms: dict[str, str] = {}

    def corrected(self, doc: Doc, name: Name) -> Name:
        """The class that its explanation gives to an acronym, where the model only guessed an organization."""
        cls = self.acronyms.get(doc[name.start : name.end].text)
        return replace(name, cls=cls) if cls and name.rule == "name-model" else name

    def learn(self, doc: Doc, name: Name) -> None:
        if name.cls == "Person" and name.end - name.start > 1:
            self.surnames.add(doc[name.end - 1].text)


def _is_where(doc: Doc, name: Name, lexicon: EntityLexicon, people: _Memory) -> bool:
    """Whether a name that only the model knows stands where something is or happens: "a command post at Kibati".

    Left: "an analyst at Barclays", "he fired at Sillo", "in UNRWA"
    """
    start, end = name.start, name.end
    if name.rule != "name-model" or name.cls not in {"Person", "Organization"} or not start or end - start > 2:
        return False
    before, last = doc[start - 1], doc[end - 1]
    if before.lower_ not in WHERE or before.dep_ != "prep" or last.head.i != before.i or last.dep_ != "pobj":
        return False
    if last.text.isupper() or last.text in people.surnames or (end < len(doc) and doc[end].text in {"'s", "'", "-"}):
        return False
    governor = before.head
    known = lexicon.nouns.get(governor.lower_)
    return governor.lemma_ not in NOT_WHERE and (known is None or known.cls not in {"Person", "PersonGroup"})


def _modelled(doc: Doc, lexicon: EntityLexicon, taken: set[int], known: list[Name]) -> Iterator[Name]:
    """The model's named entities, their class corrected by their words."""
    inside = {i for name in known for i in range(name.start, name.end)}
    people = surnames(doc)
    for ent in doc.ents:
        if ent.label_ not in ACTOR_LABELS:
            continue
        start, end = trimmed(doc, ent.start, ent.end, lexicon)
        span = range(start, end)
        if (
            start >= end
            or (not taken.isdisjoint(span) and ent.label_ in {"GPE", "LOC", "NORP"})
            or taken.issuperset(span)
        ):
            continue
        if end - 1 in taken or not inside.isdisjoint(range(start, end)):
            continue
        if (made := named(doc, start, end, ent.label_, lexicon, people)) is None:
            continue
        if made.rule == "name-model" and made.cls == "Person":
            made = replace(made, start=_first_name(doc, start, lexicon, taken))
        if made.rule == "name-cue":
            made = widened(doc, made, lexicon, taken)
            if doc[end - 1].lower_ == "department" and start in taken:
                made = replace(made, cls="Region")  # "Huila Department"
        yield made


def _first_name(doc: Doc, start: int, lexicon: EntityLexicon, taken: set[int]) -> int:
    """Where a person's name begins of which the model saw only the end: "Getachew" of "Getachew Reda"."""
    while start and start - 1 not in taken:
        token = doc[start - 1]
        is_part = token.dep_ == "compound" and token.tag_ == "NNP" and token.text.istitle()
        is_part = is_part and token.ent_type_ in {"", "GPE", "LOC"}
        is_word = token.lower_ in lexicon.nouns or token.text in lexicon.nations or is_title(token, lexicon)
        if not is_part or is_word or not token.text.isalpha():
            break
        start -= 1
    return start


def widened(doc: Doc, name: Name, lexicon: EntityLexicon, taken: set[int]) -> Name:
    """The name of an organization with the "Iraqi" before it and the "of Antiquities and Heritage" after it."""
    start, end = name.start, name.end
    if start and doc[start - 1].text in lexicon.nations and start - 1 not in taken and not doc[start].is_sent_start:
        start -= 1
    while end + 1 < len(doc) and doc[end].lower_ in {"of", "for", "and", "&"}:
        after = end + 1 + (doc[end + 1].lower_ == "the")
        if after >= len(doc) or after in taken or doc[after].pos_ != "PROPN" or not is_capitalised(doc[after]):
            break
        if doc[end].lower_ in {"and", "&"} and not any(doc[i].lower_ in OF for i in range(start, end)):
            break
        end = after + 1
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and is_capitalised(doc[end]):
            end += 1
    return replace(name, start=start, end=end)


def trimmed(doc: Doc, start: int, end: int, lexicon: EntityLexicon) -> tuple[int, int]:
    """The name without article, title, possessive, quotation marks and other words in small letters at its edges."""
    while start < end and (
        (doc[start].text[:1].islower() and doc[start].lower_ not in NAME_LINKS)
        or doc[start].is_punct
        or doc[start].is_space
        or (doc[start].pos_ in {"ADP", "DET", "CCONJ", "SCONJ", "PRON"} and doc[start].lower_ not in NAME_LINKS)
        or is_title(doc[start], lexicon)
        or (doc[start].lower_ in NEAR and end - start > 1)
    ):
        start += 1
    while start < end and (
        doc[end - 1].lower_ in {"'s", "'", "of", "the", "and", "for", "to", "in"}
        or (doc[end - 1].is_punct and doc[end - 1].text != ")")
        or doc[end - 1].is_space
        or (doc[end - 1].pos_ in {"VERB", "AUX", "ADP", "ADV"} and doc[end - 1].text[:1].islower())
    ):
        end -= 1
    for i in range(start, end):  # a line break or a dash between two names
        if doc[i].is_space or doc[i].text in {"--", ";", ":"}:
            return start, i
    return start, end


def _unmodelled(doc: Doc, lexicon: EntityLexicon, taken: set[int], people: _Memory) -> Iterator[Name]:
    """Runs of proper nouns that the model left: after a title, with a head word, or a surname told before."""
    done = 0
    for i in [token.i for token in doc if token.pos_ == "PROPN"]:
        if i < done or i in taken or not is_capitalised(doc[i]):
            continue
        j = i + 1
        while j < len(doc) and j not in taken and not doc[j].is_sent_start and _goes_on(doc, j):
            j += 1
        start, end = trimmed(doc, i, j, lexicon)
        if start < end and (made := _run(doc, start, end, lexicon, people)):
            yield made
        done = j


def _is_label(doc: Doc, end: int) -> bool:
    """As in "ANSWER:", "KIRBY:": who speaks next in a transcript, or no name at all."""
    return doc[end - 1].text.isupper() and end < len(doc) and doc[end].text == ":"


def _bracketed(doc: Doc, names_found: list[Name]) -> Iterator[Name]:
    """As in "State Board of Antiquities (SBA)": the letters are of the same class as the name."""
    for name in names_found:
        i = name.end
        if i + 2 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")":
            text = doc[i + 1].text
            if 2 <= len(text) <= 8 and text[0].isupper() and sum(c.isupper() for c in text) * 2 > len(text):
                yield Name(i + 1, i + 2, name.cls, "name-bracket", 0.85, name.actor)


def _goes_on(doc: Doc, j: int) -> bool:
    token = doc[j]
    if token.pos_ == "PROPN" and is_capitalised(token):
        return True
    return token.lower_ in NAME_LINKS and j + 1 < len(doc) and doc[j + 1].pos_ == "PROPN" and not doc[j - 1].is_punct


def _run(doc: Doc, start: int, end: int, lexicon: EntityLexicon, people: _Memory) -> Name | None:
    text = doc[start:end].text
    if text in lexicon.refused or text in lexicon.nations or text in lexicon.peoples or _is_label(doc, end):
        return None
    if doc[end - 1].lower_ in lexicon.refused_heads:
        return None
    before = doc[start - 1] if start else None
    if before is not None and is_title(before, lexicon):
        return Name(start, end, "Person", "name-title", 0.85)
    if end - start == 2 and names_who_is_described(doc, end, lexicon):
        return Name(start, end, "Person", "name-apposition", 0.75)
    if doc[end - 1].text in people.surnames:
        return Name(start, end, "Person", "name-known", 0.85)
    if cls := designation(doc[end - 1].text, lexicon):
        return Name(start, end, cls, "name-shape", 0.7)
    if text in people.acronyms:
        return Name(start, end, people.acronyms[text], "name-known", 0.85)
    if end - start > 1 and (cls := cue(doc, start, end, "", lexicon)) and cls != "-":
        return Name(start, end, cls, "name-cue", 0.75)
    if end - start == 1 and text.isupper() and 2 < len(text) < 8 and text.isalpha() and doc[start].ent_type_ == "":
        return Name(start, end, "Organization", "name-acronym", 0.5)
    return None
