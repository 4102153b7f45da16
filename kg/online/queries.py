"""How are Wikidata's items asked for in SPARQL 1.1, in the form that every store of its data understands?

Nothing of one server's own (`SERVICE wikibase:label`, `bd:`, `hint:`). Names and QIDs are written as RDF writes terms,
in VALUES clauses, never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from kg import vocab
from kg.wikidata.entity import ANY_LANGUAGE, BEGINS, COUNTRIES, ENDS

SCHEMA: Final = "http://schema.org/"  # as Wikidata writes it; our own graphs have https
_PSV: Final = "http://www.wikidata.org/prop/statement/value/"
_PREFIXES: Final = {
    "owl": vocab.OWL,
    "rdfs": vocab.RDFS,
    "skos": vocab.SKOS,
    "schema": SCHEMA,
    "wikibase": vocab.WIKIBASE,
    "wd": vocab.WD,
    "wdt": vocab.WDT,
    "p": vocab.P,
    "ps": vocab.PS,
    "psv": _PSV,
}
_USED: Final = re.compile(r"\b([a-z]+):\w")
_QID: Final = re.compile(r"Q[1-9]\d{0,17}")
TIMES: Final = tuple(dict.fromkeys((*BEGINS, *ENDS)))
_PLAIN: Final = ("P31", "P279", *COUNTRIES, "P625", "P1566", *TIMES)


def is_qid(text: str) -> bool:
    """Whether a text is the id of an item."""
    return _QID.fullmatch(text) is not None


def qid_of(term: object) -> str | None:
    """The QID of an item's IRI; None for all else, such as a property or a lexeme."""
    text = term.value if isinstance(term, ox.NamedNode) else ""
    local = text.removeprefix(vocab.WD)
    return local if local != text and is_qid(local) else None


def local_name(term: ox.NamedNode) -> str:
    """The end of an IRI: "P31", "label"."""
    return term.value.rpartition("#")[2].rpartition("/")[2]


def spoken(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages, and the tag of names for all languages."""
    return tuple(dict.fromkeys((*languages, ANY_LANGUAGE)))


def items_named(texts: Iterable[str], languages: Sequence[str]) -> str:
    """The items with one of these texts as a label or an alias: ?name ?item, and ?sitelinks or ?links.

    Wikidata's own endpoint has the number of sitelinks at the item, its dumps have it at the document about the item.
    """
    names = " ".join(str(ox.Literal(text, language=each)) for text in texts for each in spoken(languages))
    return declared(f"""SELECT DISTINCT ?name ?item ?sitelinks ?links WHERE {{
  VALUES ?name {{ {names} }}
  {{ ?item rdfs:label ?name }} UNION {{ ?item skos:altLabel ?name }}
  OPTIONAL {{ ?item wikibase:sitelinks ?sitelinks }}
  OPTIONAL {{ ?document schema:about ?item ; wikibase:sitelinks ?links }}
}}""")


def items_of_geonames(ids: Iterable[str]) -> str:
    """The items with these GeoNames ids: ?id ?item."""
    values = " ".join(str(ox.Literal(each)) for each in ids)
    return declared(f"SELECT ?id ?item WHERE {{ VALUES ?id {{ {values} }} ?item wdt:P1566 ?id }}")


def texts_of(qids: Iterable[str], languages: Sequence[str]) -> str:
    """The names and descriptions of items: ?item ?property ?text."""
    tags = ", ".join(str(ox.Literal(each)) for each in spoken(languages))
    return declared(f"""SELECT ?item ?property ?text WHERE {{
  VALUES ?item {{ {_items(qids)} }}
  VALUES ?property {{ rdfs:label skos:altLabel schema:description }}
  ?item ?property ?text .
  FILTER(LANG(?text) IN ({tags}))
}}""")


def values_of(qids: Sequence[str]) -> str:
    """What else an `Item` holds: ?item ?property ?value, and of times ?precision where the server has statements."""
    plain = " ".join(f"wdt:{name}" for name in _PLAIN)
    times = " ".join(f"(wdt:{name} p:{name} psv:{name})" for name in TIMES)
    return declared(f"""SELECT ?item ?property ?value ?precision WHERE {{
  {{
    VALUES ?item {{ {_items(qids)} }}
    VALUES ?property {{ wikibase:sitelinks {plain} }}
    ?item ?property ?value .
  }} UNION {{
    VALUES ?item {{ {_items(qids)} }}
    VALUES ?property {{ wikibase:sitelinks }}
    ?document schema:about ?item ; ?property ?value .
  }} UNION {{
    VALUES ?item {{ {_items(qids)} }}
    VALUES (?property ?statements ?full) {{ {times} }}
    ?item ?statements ?statement .
    ?statement ?full ?time .
    ?time wikibase:timeValue ?value ; wikibase:timePrecision ?precision .
  }}
}}""")


def merged_into(qids: Iterable[str]) -> str:
    """The items that these were merged into: ?item ?target."""
    return declared(f"SELECT ?item ?target WHERE {{ VALUES ?item {{ {_items(qids)} }} ?item owl:sameAs ?target }}")


def classes_above(qids: Iterable[str]) -> str:
    """Each step from these classes up to the topmost ones: ?class ?parent."""
    return declared(f"""SELECT DISTINCT ?class ?parent WHERE {{
  VALUES ?begin {{ {_items(qids)} }}
  ?begin wdt:P279* ?class .
  ?class wdt:P279 ?parent .
}}""")


def declared(text: str) -> str:
    """The query with the prefixes that it uses."""
    used = set(_USED.findall(re.sub(r'"(?:[^"\\]|\\.)*"', "", text)))
    lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in _PREFIXES.items() if name in used]
    return "".join(lines) + text


def _items(qids: Iterable[str]) -> str:
    """The terms of QIDs, in a form that is checked. Raises `ValueError` for what is none."""
    checked = list(qids)
    for each in checked:
        if not is_qid(each):
            raise ValueError(each)
    return " ".join(f"wd:{each}" for each in checked)
