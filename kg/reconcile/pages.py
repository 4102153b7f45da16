"""How does a thing look in a browser? One small page, with every text of the graph escaped, and nothing that runs."""

from __future__ import annotations

from html import escape
from typing import Final

from kg import vocab
from kg.reconcile.catalogue import Catalogue, is_qid
from kg.reconcile.properties import Json, properties, values
from kg.wikidata import Item

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page's Content-Security-Policy."""

_MOST: Final = 5  # values of one property
_ALIASES: Final = 8
_SHOWN: Final = frozenset({"description", "alias"})  # above the other properties
_STYLE: Final = """
body { font: 14px/1.4 system-ui, sans-serif; margin: 12px; color: #202122; background: #fff; overflow-wrap: anywhere }
h1 { font-size: 18px; margin: 0 } p { margin: 2px 0 } small { color: #54595d }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 2px 10px; margin: 8px 0 0 }
dt { color: #54595d } dd { margin: 0 }
"""


def page(catalogue: Catalogue, item: Item) -> str:
    """The page of a thing: its names, class and what is known of it."""
    title = escape(item.label or item.qid)
    names = f"<p><small>also {escape(', '.join(item.aliases[:_ALIASES]))}</small></p>" if item.aliases else ""
    said = ((each.name, values(catalogue, item, each.id)) for each in properties(catalogue) if each.id not in _SHOWN)
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_told(found)}</dd>" for name, found in said if found)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>"
        f"<p>{escape(item.description)}</p><p><small>{escape(_address(catalogue, item))}</small></p>"
        f"{names}<dl>{rows}</dl></body></html>\n"
    )


def _told(found: list[Json]) -> str:
    texts = [
        str(next(each[kind] for kind in ("name", "str", "date", "int", "float") if kind in each)) for each in found
    ]
    rest = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return escape(", ".join(texts[:_MOST]) + rest)


def _address(catalogue: Catalogue, item: Item) -> str:
    if is_qid(item.qid):
        return vocab.WD + item.qid
    return catalogue.graph.iri(item.qid) if catalogue.graph is not None else item.qid
