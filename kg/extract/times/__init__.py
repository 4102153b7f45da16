"""When does the text say it was? Time expressions, found by a cascade of rules over words.

`TimeFinding.expression` is a row of steps, separated by spaces, each of which works on the time that the steps before
it have reached (`kg.resolve.time` carries them out):

    1999-03-07, P3D, PAST_REF   a TIMEX3 value as it is
    XXXX-03, XXXX-WXX-2, XX9    a value with an unknown part, completed from what stands before it, or from the
                                day of publication or the story's last date, with the tense to choose
    now, ref                    the day of publication; the time last mentioned
    period, period/year         the quarter last mentioned, or the last one that is over; or the year of publication
    +2D, -1Y                    that many days, weeks (W), months (M), quarters (Q), years (Y), decades (DE) on or
                                back, as wide as the unit; -1Y@ as wide as before
    @1988                       the same in another year
    =Y                          the year (month, week, …) that holds it
    <XXXX-06, >XXXX-WXX-5       the latest such time before it, the first one after it
    TMO, T12:00                 that part, or time, of the day
    am 3:00, pm 7, clock 14:00  a time by the clock on that day
    event                       a time told from some event, which stays unknown
    bare TNI                    a part of no particular day
    overnight                   the night before, or this one where the tense is not past
    century 20, century -4      the twentieth century; the fourth before Christ
    feast easter, feast 11-4-4  a movable feast of that year; the fourth Thursday of its November;
                                hijri-10-01 the first of Shawwal
    FY1998                      a fiscal or academic year
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Token as Parsed

from kg.extract.phrases import mention_at
from kg.extract.protocol import Extractor, Settings
from kg.extract.times import grammar, tokens
from kg.extract.times.bounds import bounds
from kg.extract.times.cascade import expressions
from kg.extract.times.sense import sense
from kg.extract.times.tense import tense
from kg.extract.times.tokens import Token
from kg.model import Article, TimeFinding, TimexType

__all__ = ["times"]


def times(settings: Settings) -> Extractor:
    """Find dates, times of day, durations, sets and vague references.

    Caught: "Troops left early on [the following day]." "[Late last week] it rained for [three days]."
    Left:   "The second division may march." "It cost $1999." "Resolution 1701 was cited."

    F1 of extents (any overlap) and of values, resolved: 0.96 and 0.81 on news (`timebank`; 0.92 and 0.80 on a quarter
    of it before its errors were read), 0.97 and 0.91 on war histories (`wikiwars`; 0.95 and 0.90 on the half of it
    whose errors were never read).
    """
    rules = grammar.load(settings.lexicon)
    pattern = tokens.pattern(rules)

    def extract(doc: Doc, /) -> Iterator[TimeFinding]:
        text = doc.text
        found = list(_found(doc, text, rules, pattern))
        limits = bounds(text, [(token.begin, token.end) for token, _, _ in found])
        for (token, kind, expression), bound in zip(found, limits, strict=True):
            is_calendar = kind in {"DATE", "TIME"} and not expression.endswith("_REF")
            yield TimeFinding(
                mention_at(doc, token.begin, token.end),
                kind,
                expression,
                f"time:{token.rule}",
                bound if bound and is_calendar else token.mod,
                tense(_token_at(doc, token.begin)),
            )

    return extract


def _found(
    doc: Doc, text: str, rules: grammar.Grammar, pattern: re.Pattern[str]
) -> Iterator[tuple[Token, TimexType, str]]:
    """The expressions of a passage with their types and meanings, in order."""
    article: Article = doc.user_data["article"]
    scope = "news" if article.date else "history"
    for run in tokens.runs(text, rules, pattern, lambda begin: _token_at(doc, begin).tag_):
        for token in expressions(run, rules, scope):
            kind, expression = sense(token, _token_at(doc, token.begin), text)
            if kind:
                yield token, kind, expression


def _token_at(doc: Doc, begin: int) -> Parsed:
    """The token that covers a character: bisection over the tokens' offsets."""
    low, high = 0, len(doc)
    while high - low > 1:
        middle = (low + high) // 2
        if doc[middle].idx <= begin:
            low = middle
        else:
            high = middle
    return doc[low]
