"""Tokens rewritten by the grammar, level by level, until expressions are left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.extract.times.grammar import Grammar, Rule
from kg.extract.times.tokens import Token

SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


def expressions(run: list[Token], grammar: Grammar, scope: str) -> list[Token]:
    """The time expressions in a run of known tokens; `scope` names the rules for some articles only."""
    if all(token.code in grammar.idle for token in run):
        return []
    tokens = numbers(run, grammar)
    for level in grammar.levels:
        tokens = _rewrite(tokens, level, grammar, scope)
    return [token for token in tokens if token.type]


def numbers(run: list[Token], grammar: Grammar) -> list[Token]:
    """The run with numbers in words made one token: "two", "hundred", "and", "ten" is 210."""
    if not any("Cardinal" in token.values for token in run):
        return run
    done: list[Token] = []
    at = 0
    while at < len(run):
        end = _number_end(run, at)
        if end > at:
            value = _value([token.values["Cardinal"] for token in run[at:end] if "Cardinal" in token.values])
            kinds = {"Number": str(value)} | ({"Year": str(value)} if 1100 <= value <= 2100 else {})
            done.append(Token(run[at].begin, run[end - 1].end, grammar.code(kinds), kinds))
            at = end
        else:
            done.append(run[at])
            at += 1
    return done


def _number_end(run: list[Token], at: int) -> int:
    """The end of the number in words that begins here; `at` if none does. "and" and "-" need a number after them."""
    end = at
    here = at
    while here < len(run):
        if "Cardinal" in run[here].values:
            if end > at and not _joins(run[end - 1], run[here], here - end):
                break
            here += 1
            end = here
        elif end > at and ("and" in run[here].values or "-" in run[here].values) and here == end:
            here += 1
        else:
            break
    return end


def _joins(before: Token, token: Token, gap: int) -> bool:
    """Whether two words for numbers are one: "twenty four", "hundred and ten", but not "two and three"."""
    left, right = int(before.values["Cardinal"]), int(token.values["Cardinal"])
    if right >= 100:
        return gap == 0 and left < right
    if 13 <= left <= 20 and right >= 10:  # "nineteen seventy" is a year
        return gap == 0
    if left >= 100:
        return True
    return left >= 20 and left % 10 == 0 and right < 10


def _value(parts: list[str]) -> int:
    total = current = 0
    for part in map(int, parts):
        if part >= 1000:
            total += max(current, 1) * part
            current = 0
        elif part == 100:
            current = max(current, 1) * 100
        elif 13 <= current <= 20 and part >= 10:
            current = current * 100 + part
        else:
            current += part
    return total + current


def _rewrite(tokens: list[Token], level: dict[str, tuple[Rule, ...]], grammar: Grammar, scope: str) -> list[Token]:
    codes = "".join(token.code for token in tokens)
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        best = _best(codes, at, level.get(codes[at], ()), scope)
        if best is None:
            done.append(tokens[at])
            at += 1
            continue
        rule, found = best
        end = at
        for token, stop in _outputs(rule, found, tokens, grammar):
            start = next(i for i in range(end, stop) if tokens[i].begin == token.begin)
            done.extend(tokens[end:start])
            done.append(token)
            end = stop
        at = end
    return done


def _best(codes: str, at: int, rules: Iterable[Rule], scope: str) -> tuple[Rule, re.Match[str]] | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in rules:
        if rule.scope and rule.scope != scope:
            continue
        found = rule.pattern.match(codes, at)
        if found and (best is None or found.end() > best[1].end()):
            best = rule, found
    return best


def _outputs(rule: Rule, found: re.Match[str], tokens: list[Token], grammar: Grammar) -> Iterable[tuple[Token, int]]:
    """The new tokens, each with the index after the last token that it replaces."""
    values: defaultdict[str, str] = defaultdict(str)
    for group, name, choices in rule.slots:
        if found.group(group) is not None:
            held = tokens[found.start(group)]
            values[name] = next(held.values[c] for c in choices if c in held.values)
    for (first, last), expression in zip(rule.outputs, rule.expressions, strict=True):
        groups = [g for g in range(first, last + 1) if found.group(g) is not None]
        start, stop = found.start(groups[0]), found.end(groups[-1])
        mod = rule.mod.format_map(values) or next((token.mod for token in tokens[start:stop] if token.mod), "")
        value = {rule.category: expression.format_map(values)}
        yield (
            Token(tokens[start].begin, tokens[stop - 1].end, grammar.code(value), value, rule.type, mod, rule.name),
            stop,
        )
