"""Between which days does a time of Wikidata lie?"""

from __future__ import annotations

import calendar
import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.enrich.facts import Value
from kg.wikidata.entity import dated

DATE_TIME: Final = NamedNode(vocab.XSD + "dateTime")
DAY: Final = 11
"""Wikidata's precision of a day; 10 is a month, 9 a year."""

_DAY: Final = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T")


def from_document(time: str, precision: int, calendar_model: str) -> Value:
    """A time of the JSON form. What is known only to a decade or century has no days.

    >>> from_document("+2014-04-00T00:00:00Z", 10, "")[1:]
    ('2014-04-01', '2014-04-30')
    """
    known = dated(time, precision, calendar_model)
    if known is None:
        # Not even the year holds; what RDF shows is the year that stands in the document.
        known = dated(time, DAY - 2)
        return Value(moment(known).term if known else None)
    return moment(known)


def moment(known: str) -> Value:
    """The time of a date that is as exact as it is known: "2014-04"."""
    sign = "-" if known.startswith("-") else ""
    parts = [*known.removeprefix("-").split("-"), "01", "01"][:3]
    return Value(Literal(f"{sign}{'-'.join(parts)}T00:00:00Z", datatype=DATE_TIME), *days(known))


def from_rdf(term: Literal, precision: int | None) -> Value:
    """A time of the RDF form, which shows a year as its first day; an unknown precision leaves that open.

    >>> from_rdf(Literal("2014-01-01T00:00:00Z", datatype=DATE_TIME), None)[1:]
    ('2014-01-01', '2014-12-31')
    >>> from_rdf(Literal("2014-04-14T00:00:00Z", datatype=DATE_TIME), None)[1:]
    ('2014-04-14', '2014-04-14')
    """
    found = _DAY.match(term.value)
    if found is None:
        return Value(term)
    year, month, day = found.groups()
    if precision is None:
        precision = DAY if day != "01" else DAY - 1 if month != "01" else DAY - 2
    parts = {DAY - 2: 1, DAY - 1: 2}.get(precision, 3 if precision >= DAY else 0)
    return Value(term, *days("-".join((year, month, day)[:parts]))) if parts else Value(term)


def days(known: str) -> tuple[str, str]:
    """The first and the last day of a year, month or day of our era; of others none.

    >>> days("2016-02"), days("-0043")
    (('2016-02-01', '2016-02-29'), ('', ''))
    """
    if known.startswith("-") or len(known.partition("-")[0]) != 4:
        return "", ""
    year, month, day = (*(int(part) for part in known.split("-")), 0, 0)[:3]
    if year < 1:
        return "", ""
    last_month = month or 12
    last = day or calendar.monthrange(year, last_month)[1]
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{last_month:02}-{last:02}"
