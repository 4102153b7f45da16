"""How many of whom does a noun phrase tell of? "at least five soldiers", "a man and his son", "six of the passengers".

The phrase of a figure runs from its first qualifier, number or indefinite article to its noun; a number without a noun
stands for the noun of the number before it in the sentence ("killed five soldiers and wounded two").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.casualty_places import on_the_list
from kg.extract.counts import Count, CountWords, read_count
from kg.extract.event_kinds import kinds_of
from kg.extract.phrases import entity_at
from kg.extract.roles import partitive
from kg.model import CountQualifier, VictimStatus

REACH = 6  # words before a number that may belong to it: "no fewer than some", "between ten and"
WINDOW = 14  # words that a number with its qualifiers can take
INDEFINITE = frozenset({"a", "an", "another"})
COLLECTIVE = frozenset(
    "group crowd mob team crew number community population delegation minority majority tribe convoy gang series unit "
    "force party side patrol column company family household couple pair army mission battalion police".split()
)
CAPTIVES = frozenset({"prisoner", "hostage", "captive"})
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())  # "wounding a third"
EXTRA = frozenset({"more", "others", "other"})
# What is counted beside people: "ten metres", "four nights".
UNITS = frozenset(
    "metre meter kilometre kilometer mile yard foot acre hectare tonne ton gallon litre barrel dollar pound euro"
    " percent hour minute night day week month year time".split()
)
OWN_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
CIVIL_WORDS = frozenset({"civilian", "humanitarian", "aid"})
MODIFIERS = frozenset({"nummod", "amod", "compound", "nmod", "det", "quantmod", "advmod"})
PEOPLE = frozenset({"people", "org", "num"})
EMPTY_HEADS = frozenset({"member", "body", "remains"})  # "ten members of the army": the phrase goes on


class Figure(NamedTuple):
    """Words `start` to `end` of the document and what they count."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    qualifier: CountQualifier
    status: VictimStatus


class Phrases:
    """Reads the numbers of noun phrases."""

    def __init__(self, numbers: CountWords, kinds: Mapping[str, frozenset[str]]) -> None:
        self._numbers = numbers
        self._kinds = kinds

    def figures(self, token: Token) -> Iterator[Figure]:
        """The figures of a noun or number and of those joined to it."""
        own = self._one(token)
        joined = list(on_the_list(token))
        if own is not None and len(joined) == 1 and own.maximum == own.minimum and self._belongs(joined[0]):
            yield self._together(own, joined[0])
            return
        if own is not None:
            yield own
        for other in joined:
            if self._may_suffer(other):
                yield from self.figures(other)

    def _may_suffer(self, noun: Token) -> bool:
        """Whether what is joined to people is people too, not "ten of his sheep"."""
        counted = self._counted(noun, noun.i + 1) if noun.pos_ == "NUM" else noun
        return counted is None or counted.pos_ != "NOUN" or bool(kinds_of(counted, self._kinds) & PEOPLE)

    def are_people(self, noun: Token) -> bool:
        """Whether the noun itself is a word for people, or "others"."""
        return noun.lower_ in EXTRA or bool(kinds_of(noun, self._kinds) & PEOPLE)

    def _belongs(self, noun: Token) -> bool:
        return _is_relative_of(noun) and self._may_suffer(noun)

    def _together(self, first: Figure, other: Token) -> Figure:
        """One figure of three for "a man and his two sons"."""
        second = self._one(other)
        count = (second.minimum or 0) if second is not None else 1
        status = first.status if partitive(other).lemma_ == "man" else self.status(other)
        total = (first.minimum or 0) + count
        end = max(other.i + 1, second.end if second is not None else 0)
        return Figure(first.start, end, total, total, "Exactly", first.status if status == first.status else "Unknown")

    def _one(self, token: Token) -> Figure | None:
        if token.lemma_.lower() == "family" and (family := self._family(token)):
            return family
        if token.lower_ == "total":
            token = partitive(token)
        number = self._number_word(token)
        if number is not None:
            return self._around(token, number)
        return self._single(token)

    def number(self, token: Token) -> Figure | None:
        """The figure of a token that must bear a number, as in a toll."""
        number = self._number_word(token)
        return self._around(token, number) if number is not None else None

    def counted_noun(self, noun: Token) -> Figure | None:
        """The number on the event noun itself: "12 deaths", "two civilian fatalities"."""
        number = self._number_word(noun)
        if number is None or number.i == noun.i:
            return None
        figure = self._around(noun, number)
        civilian = any(c.lower_ == "civilian" for c in noun.lefts)
        return figure._replace(status="Civilian" if civilian else "Unknown") if figure else None

    def _number_word(self, token: Token) -> Token | None:
        """The number of a noun: itself, or one that modifies it."""
        if self._numbers.starts_number(token.lower_) and token.lower_ not in {"score"}:
            return token
        for child in token.lefts:
            if child.dep_ in MODIFIERS and self._numbers.starts_number(child.lower_):
                return child
        return None

    def _around(self, token: Token, number: Token) -> Figure | None:
        """The figure whose number word this is, with its qualifiers and the noun that it counts."""
        doc = token.doc
        for start in range(max(token.sent.start, number.i - REACH), number.i + 1):
            words = [t.lower_ for t in doc[start : start + WINDOW]]
            count = read_count(words, self._numbers)
            if count is not None and start + count.length > number.i:
                return self._complete(doc, start, start + count.length, token, count)
        return None

    def _complete(self, doc: Doc, start: int, end: int, token: Token, count: Count) -> Figure | None:
        noun = token if token.i >= end else self._counted(token, end)
        if noun is not None and noun.lemma_ in CAPTIVES and noun.tag_ == "NN" and count.minimum != 1:
            noun = self._captive(noun)  # "took nine prisoner", "took nine drivers hostage"
        if (noun is not None and noun.lemma_ in UNITS) or _is_no_number(doc, start, end):
            return None
        while end < len(doc) and doc[end].lower_ in EXTRA:
            end += 1
        last = max(end, _last(noun) + 1) if noun is not None else end
        status = self.status(noun) if noun is not None else self._carried_over(doc, start)
        return Figure(start, last, count.minimum, count.maximum, count.qualifier, status)

    def _captive(self, noun: Token) -> Token | None:
        """The people that the parser made a compound of "hostage"."""
        people = [c for c in noun.lefts if c.dep_ == "compound" and kinds_of(c, self._kinds) & {"people"}]
        return people[-1] if people else None

    def _counted(self, number: Token, end: int) -> Token | None:
        """What a number in its own right counts: "six of the passengers", "dozens of people"."""
        for token in (number, number.doc[end - 1]):
            for child in token.rights:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.rights:
                        if inner.dep_ == "pobj" and inner.tag_ != "PRP":
                            return inner
        head = number.head
        return head if number.dep_ in MODIFIERS and head.i >= end and head.pos_ in {"NOUN", "PROPN"} else None

    def _carried_over(self, doc: Doc, start: int) -> VictimStatus:
        """The status of the noun that the last number before this one in the sentence counts."""
        if any(token.lower_ in {"other", "others"} for token in doc[start : start + 4]):
            return "Unknown"
        sent = doc[start].sent
        for i in range(start - 1, sent.start - 1, -1):
            token = doc[i]
            if token.pos_ in {"NOUN", "PROPN"} and self._number_word(token) not in (None, token):
                return self.status(token)
        return "Unknown"

    def _single(self, token: Token) -> Figure | None:
        """One for "a policeman", "a third", "another"; none for "the mayor" or a group."""
        if token.lower_ == "another" and not any(token.children) and token.head.pos_ == "VERB":
            return Figure(token.i, token.i + 1, 1, 1, "Exactly", self._carried_over(token.doc, token.i))
        if (
            token.pos_ not in {"NOUN", "PROPN", "ADJ"}
            or token.lemma_.lower() in COLLECTIVE
            or token.tag_ in {"NNS", "NNPS"}
        ):
            return None
        article = next((c for c in token.lefts if c.dep_ == "det" and c.lower_ in INDEFINITE), None)
        if article is None:
            return None
        if token.lower_ in ORDINALS:
            return Figure(article.i, token.i + 1, 1, 1, "Exactly", self._carried_over(token.doc, article.i))
        if token.pos_ == "ADJ" or "people" in kinds_of(token, self._kinds) or _is_person(token):
            return Figure(article.i, token.i + 1, 1, 1, "Exactly", self.status(token))
        return None

    def _family(self, token: Token) -> Figure | None:
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.rights:
                    count = read_count([inner.lower_], self._numbers)
                    if count is not None and count.minimum is not None:
                        start = token.left_edge.i
                        return Figure(start, inner.i + 1, count.minimum, count.maximum, "Exactly", "Civilian")
        return None

    def from_here(self, doc: Doc, start: int) -> Iterator[Figure]:
        """The figures of the noun phrase that begins here."""
        for token in doc[start : start + 4]:
            if token.pos_ in {"NOUN", "PROPN", "NUM"} and token.left_edge.i <= start:
                while token.dep_ in {"nummod", "compound", "quantmod"} and token.head.i > token.i:
                    token = token.head
                yield from self.figures(token)
                return

    def of_them(self, doc: Doc, of: int) -> Figure | None:
        """The figure before "of": "ten of them", "two of whom women"."""
        before = doc[of - 1]
        figure = self.number(before)
        if figure is None:
            return None
        following = doc[of + 2] if of + 2 < len(doc) else None
        status = self.status(following) if following is not None and following.pos_ == "NOUN" else "Unknown"
        return figure._replace(end=of + 2, status=status)

    def starting_at(self, doc: Doc, start: int) -> Figure | None:
        """A number with its noun that begins just here."""
        words = [t.lower_ for t in doc[start : start + WINDOW]]
        count = read_count(words, self._numbers)
        if count is None:
            return None
        end = start + count.length
        head = doc[end - 1]
        noun = next((t for t in doc[end : end + 4] if t.pos_ == "NOUN" and t.i >= end), None)
        if noun is not None and "people" in kinds_of(noun, self._kinds):
            return self._complete(doc, start, end, noun, count)
        return self._complete(doc, start, end, head, count)

    def ending_at(self, doc: Doc, end: int) -> Figure | None:
        """A bare number or a number with its noun just before the word."""
        before = doc[end - 1] if end else None
        return self.number(before) if before is not None else None

    def status(self, noun: Token) -> VictimStatus:
        """Whether those that the noun names fight: by its own kind, what modifies it, what it is a member of."""
        kinds = kinds_of(noun, self._kinds)
        if "armed" in kinds:
            return "Combatant"
        if "civilian" in kinds:
            return "Civilian"
        for child in noun.children:
            if child.dep_ in OWN_MODIFIERS:
                if child.lower_ in CIVIL_WORDS:
                    return "Civilian"
                if child.lower_ == "armed" or self._is_armed(child):
                    return "Combatant"
            elif child.dep_ == "prep" and child.lower_ in {"of", "from"} and any(map(self._is_armed, child.rights)):
                return "Combatant"
        return "Unknown"

    def _is_armed(self, token: Token) -> bool:
        return "armed" in kinds_of(token, self._kinds)


def _is_no_number(doc: Doc, start: int, end: int) -> bool:
    """As in "not one soldier", "no one", "one by one"."""
    if start and doc[start - 1].lower_ in {"no", "not"}:
        return True
    return end + 1 < len(doc) and doc[end].lower_ == "by" and doc[end + 1].lower_ == doc[end - 1].lower_


def _last(noun: Token) -> int:
    """The last word of the counted phrase."""
    if noun.lemma_ in EMPTY_HEADS:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return max((inner.i for inner in child.rights if inner.dep_ == "pobj"), default=noun.i)
    return noun.i


def _is_person(token: Token) -> bool:
    entity = entity_at(token)
    return entity is not None and entity.cls == "Person"


def _is_relative_of(token: Token) -> bool:
    """Whether it is told with the one before: "his son", "four of his guards"."""
    if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in token.lefts):
        return True
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.rights:
                if any(c.tag_ == "PRP$" for c in inner.lefts):
                    return True
    return False
