"""Which serialisations of RDF are spoken, and how is one recognised by a file's name?"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import RdfFormat

from kg.errors import BadInput, BadOutput


class Format(NamedTuple):
    """A serialisation: its suffix, Oxigraph's name for it, and whether it keeps the named graphs."""

    suffix: str
    rdf: RdfFormat
    has_graphs: bool


FORMATS: Final = (
    Format(".ttl", RdfFormat.TURTLE, False),
    Format(".trig", RdfFormat.TRIG, True),
    Format(".nt", RdfFormat.N_TRIPLES, False),
    Format(".nq", RdfFormat.N_QUADS, True),
    Format(".jsonld", RdfFormat.JSON_LD, True),
    Format(".rdf", RdfFormat.RDF_XML, False),
)
_BY_SUFFIX: Final = {form.suffix: form for form in FORMATS}
_NAMES: Final = {
    **{form.suffix[1:]: form for form in FORMATS},
    "turtle": _BY_SUFFIX[".ttl"],
    "ntriples": _BY_SUFFIX[".nt"],
    "nquads": _BY_SUFFIX[".nq"],
    "json-ld": _BY_SUFFIX[".jsonld"],
    "xml": _BY_SUFFIX[".rdf"],
}
SUFFIXES: Final = ", ".join(_BY_SUFFIX)


def output_format(path: Path, name: str | None = None) -> Format:
    """The format that is asked for by name ("turtle", "nq"), else by the suffix of a file to write."""
    if name is not None:
        return named_format(name)
    if path.suffix.lower() in _BY_SUFFIX:
        return _BY_SUFFIX[path.suffix.lower()]
    raise BadOutput(str(path), "its suffix names no format", f"let it end in one of {SUFFIXES}")


def named_format(name: str) -> Format:
    """The format of that name, "turtle" or "ttl". Raises `BadOutput`."""
    if name.lower() in _NAMES:
        return _NAMES[name.lower()]
    raise BadOutput("the graph", f"it cannot be written as {name!r}", f"use one of {', '.join(_NAMES)}")


def input_format(path: Path) -> Format:
    """The format of a file to read, by its suffix; ".gz" after it is passed over."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    if suffixes and suffixes[-1] in _BY_SUFFIX:
        return _BY_SUFFIX[suffixes[-1]]
    raise BadInput(
        str(path), "its suffix names no RDF format", f"let it end in one of {SUFFIXES}, or in .gz after that"
    )
