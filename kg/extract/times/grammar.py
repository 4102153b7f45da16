"""The grammar of time expressions, read from its two lexicons.

`time_words.tsv` gives words their categories and values ("Sept." is a Month, "09"). `time_rules.tsv` is a cascade: each
level rewrites sequences of tokens that it knows to one token, which the next level may use. A pattern is a row of
elements, separated by spaces:

    Month           a token of this category; its value fills {Month} in the expression
    a:Month         the same under another name, {a}
    of              the very word (or mark)
    and|to|-        one of several
    Day?            may be left out
    [ … ]           the tokens that become an expression, where that is not the whole match; two pairs of brackets make
                    two expressions, parted by " ; " in the column

At each place the longest match wins, then the rule that is first in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.data import lexicon
from kg.errors import BadLexicon

WORD_COLUMNS = ("form", "category", "value", "tag")
RULE_COLUMNS = ("level", "name", "pattern", "category", "type", "expression", "mod", "scope")
# Words so common that a row of nothing else is not looked at; each rule needs another word.
COMMON = frozenset(
    "the a an of in on to and or at by for from that this these its their one more than about , - / : '".split()
)
FIRST_CODE = 0xE000  # a private character for each kind of token

# What a token of digits may be, by its shape.
SHAPES: tuple[frozenset[str], ...] = tuple(
    frozenset(kinds.split())
    for kinds in (
        "Number",
        "Number Hour",
        "Number Hour Day",
        "Number Hour Day MonthNumber",
        "Number Day",
        "Number Short",
        "Number Short Day",
        "Number Short Day Hour",
        "Number Short Hour",
        "Number Short Day Hour MonthNumber",
        "Number Year",
        "Number Year Military",
        "Number Military",
        "Number Night",
        "Number Dotted",
        "Ordinal",
        "Ordinal Day Nth",
        "Decade",
        "Clock",
        "Written",
        "Moment",
    )
)


class Rule(NamedTuple):
    """A rule ready for use. `outputs` are the groups (first, last) of the tokens that become an expression."""

    name: str
    pattern: re.Pattern[str]
    slots: tuple[tuple[int, str, tuple[str, ...]], ...]  # group, name in the expression, categories
    outputs: tuple[tuple[int, int], ...]
    category: str
    type: str
    expressions: tuple[str, ...]
    mod: str
    scope: str


class Word(NamedTuple):
    """A form of the lexicon: its values by category, and the tags of the model under which it counts, if not all."""

    code: str
    values: dict[str, str]
    tags: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words by form, codes by set of categories, and for each level the rules by the code that they may begin with."""

    words: dict[str, Word]
    codes: dict[frozenset[str], str]
    levels: tuple[dict[str, tuple[Rule, ...]], ...]
    abbreviations: tuple[str, ...]
    idle: frozenset[str]  # codes that no expression is made of alone

    def code(self, categories: Iterable[str]) -> str:
        return self.codes[frozenset(categories)]


class _Element(NamedTuple):
    name: str
    choices: tuple[str, ...]
    optional: bool


def load(extra: Path | None = None) -> Grammar:
    """The shipped grammar, with the words and rules of the user's own folder."""
    rows = list(lexicon("time_rules", RULE_COLUMNS, extra))
    patterns = [_elements(row["pattern"]) for row in rows]
    literals = {choice for elements, _ in patterns for e in elements for choice in e.choices if _is_literal(choice)}
    forms, tags = _forms(literals, extra)
    codes = _codes(forms, tags, rows)
    words = {form: Word(codes[frozenset(values)], values, tags.get(form, {})) for form, values in forms.items()}
    levels: dict[int, dict[str, list[Rule]]] = {}
    for row, (elements, outputs) in zip(rows, patterns, strict=True):
        rule, first = _compile(row, elements, outputs, codes)
        for code in first:
            levels.setdefault(int(row["level"]), {}).setdefault(code, []).append(rule)
    tables = tuple({code: tuple(rules) for code, rules in levels[level].items()} for level in sorted(levels))
    idle = frozenset(code for kinds, code in codes.items() if all(_is_literal(c) and c in COMMON for c in kinds))
    short = tuple(sorted(form for form in forms if len(form) > 1 and form.endswith(".")))
    return Grammar(words, codes, tables, short, idle)


def _forms(
    literals: set[str], extra: Path | None
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, frozenset[str]]]]:
    """The values of each form by category, the literal words of the rules among them, and the tags that they need."""
    forms: dict[str, dict[str, str]] = {}
    tags: dict[str, dict[str, frozenset[str]]] = {}
    for row in lexicon("time_words", WORD_COLUMNS, extra):
        forms.setdefault(row["form"], {})[row["category"]] = row["value"]
        if row["tag"]:
            tags.setdefault(row["form"], {})[row["category"]] = frozenset(row["tag"].split())
    for literal in sorted(literals):
        for form in [form for form in forms if form.lower() == literal] or [literal]:
            forms.setdefault(form, {})[literal] = literal
    return forms, tags


def _is_literal(choice: str) -> bool:
    return not choice[:1].isupper()


def _codes(
    forms: dict[str, dict[str, str]], tags: dict[str, dict[str, frozenset[str]]], rows: list[dict[str, str]]
) -> dict[frozenset[str], str]:
    """A character for each set of categories that a token can have, after tags have taken some away."""
    kinds = {frozenset(values) for values in forms.values()}
    kinds |= {frozenset(values) - frozenset(tags[form]) for form, values in forms.items() if form in tags}
    kinds |= {frozenset({row["category"]}) for row in rows if row["category"]}
    kinds |= {frozenset({"Number"}), frozenset({"Ordinal"}), frozenset({"Number", "Year"}), *SHAPES}
    return {kind: chr(FIRST_CODE + i) for i, kind in enumerate(sorted(kinds, key=sorted))}


def _elements(pattern: str) -> tuple[tuple[_Element, ...], tuple[tuple[int, int], ...]]:
    elements: list[_Element] = []
    outputs: list[tuple[int, int]] = []
    start = 0
    for word in pattern.split():
        if word == "[":
            start = len(elements)
        elif word == "]":
            outputs.append((start + 1, len(elements)))
        else:
            optional = len(word) > 1 and word.endswith("?")
            name, _, choices = word.removesuffix("?" if optional else "").rpartition(":")
            elements.append(_Element(name, tuple((choices or ":").split("|")), optional))
    return tuple(elements), tuple(outputs) or ((1, len(elements)),)


def _compile(
    row: dict[str, str],
    elements: tuple[_Element, ...],
    outputs: tuple[tuple[int, int], ...],
    codes: dict[frozenset[str], str],
) -> tuple[Rule, str]:
    """The rule, and the codes that its first token may have."""
    classes = [_class(element, codes) for element in elements]
    is_common = all(element.optional or COMMON.issuperset(element.choices) for element in elements)
    if is_common or not all(classes) or len(row["expression"].split(" ; ")) != len(outputs):
        raise BadLexicon("time_rules.tsv", f"the rule {row['name']} cannot be read", "see kg.extract.times.grammar")
    pattern = "".join(f"([{c}]){'?' if e.optional else ''}" for c, e in zip(classes, elements, strict=True))
    needed = next(i for i, element in enumerate(elements) if not element.optional)
    rule = Rule(
        name=row["name"],
        pattern=re.compile(pattern),
        slots=tuple(_slots(elements)),
        outputs=outputs,
        category=row["category"],
        type=row["type"],
        expressions=tuple(row["expression"].split(" ; ")),
        mod=row["mod"],
        scope=row["scope"],
    )
    return rule, "".join(sorted(set("".join(classes[: needed + 1]))))


def _class(element: _Element, codes: dict[frozenset[str], str]) -> str:
    return "".join(sorted({code for kinds, code in codes.items() if not kinds.isdisjoint(element.choices)}))


def _slots(elements: tuple[_Element, ...]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for group, element in enumerate(elements, 1):
        if element.name or not all(_is_literal(choice) for choice in element.choices):
            yield group, element.name or element.choices[0], element.choices
