"""How does one ask a store which of its nodes break a shape?

SHACL says of one node what it must keep to; here each constraint of `ontology/shapes.ttl` becomes one SPARQL query for
all the nodes that break it, so that a store of any size is asked some hundred questions and never copied. The parts of
SHACL that our shapes use are known, and any other raises; tests hold the answers against pySHACL's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, NamedNode, Store

from kg.data import folder
from kg.errors import BadLexicon
from kg.validate.lookup import Term, objects, predicates, solutions, subjects
from kg.vocab import RDF, RDFS, SHAPE, XSD

SH: Final = "http://www.w3.org/ns/shacl#"
_TYPE: Final = RDF + "type"
# A literal of these types is well formed where a cast to its own type succeeds.
_CAST: Final = frozenset(XSD + name for name in ("boolean", "date", "decimal", "integer"))
_COMPARED: Final = {"minInclusive": ">=", "maxInclusive": "<=", "lessThan": "<", "lessThanOrEquals": "<="}
_NO_DEMAND: Final = frozenset(
    {
        *("path", "property", "sparql", "message", "severity", "minCount", "maxCount", "hasValue"),
        *("targetClass", "targetSubjectsOf", "targetNode"),
    }
)
_COUNTS: Final = {
    ("minCount", "1"): "SELECT ?this WHERE {{ {target} FILTER NOT EXISTS {{ ?this {path} ?any }} }}",
    ("maxCount", "0"): "SELECT DISTINCT ?this ?value WHERE {{ {target} ?this {path} ?value }}",
    ("maxCount", "1"): (
        "SELECT ?this WHERE {{ {target} ?this {path} ?any }} GROUP BY ?this HAVING (COUNT(DISTINCT ?any) > 1)"
    ),
}
# A statement comes as often as there are graphs that hold it; so nodes and values are made distinct before a join.
_EACH: Final = (
    "SELECT ?this ?value WHERE {{ {{ SELECT DISTINCT ?this ?value WHERE {{ {target} ?this {path} ?value }} }} {test} }}"
)
_ABOVE: Final = re.compile(r"(\?\w+) rdfs:subClassOf\+ (\?\w+|(\w+):(\w+)) \.|(\?\w+) rdfs:subClassOf\+ (\?\w+)")


class Check(NamedTuple):
    """A query for the nodes that break one constraint, bound to ?this; with ?path and ?value where these are known."""

    constraint: str  # IRI of the shape or SPARQL constraint
    path: str  # IRI of the property, "^" before it if turned round; "" where the constraint is on the node itself
    message: str
    severity: str  # "Violation", "Warning" or "Info"
    query: str


@lru_cache(maxsize=4)
def checks(ontology: tuple[Path, ...] = ()) -> tuple[Check, ...]:
    """The checks of all shapes; `ontology` holds a user's own files, for the classes below ours.

    Raises `BadLexicon` for a shape that uses a part of SHACL that is not known here.
    """
    shapes, classes = Store(), Store()
    shapes.load(path=folder("ontology") / "shapes.ttl")
    for path in (folder("ontology") / "conflict.ttl", folder("ontology") / "codes.ttl", *ontology):
        classes.load(path=path)
    return tuple(_Compiler(shapes, classes).checks())


class _Compiler:
    """Holds a graph of shapes, and the classes below each class."""

    def __init__(self, shapes: Store, classes: Store) -> None:
        self._shapes = shapes
        self._classes = classes
        self._pairs = _pairs(classes)
        self._prefixes = self._declared()
        self._numbers = count()

    def checks(self) -> Iterator[Check]:
        for shape in subjects(self._shapes, RDF + "type", NamedNode(SH + "NodeShape")):
            yield from self._node_shape(shape)

    def _node_shape(self, shape: Term) -> Iterator[Check]:
        target = self._target(shape)
        if demand := self._demands(shape, "?this"):
            yield self._check(shape, "", f"SELECT ?this WHERE {{ {target} {_fails(demand)} }}")
        for part in self._values(shape, "property"):
            yield from self._property_shape(part, target)
        for part in self._values(shape, "sparql"):
            yield self._check(part, "", self._select(part, target))

    def _property_shape(self, shape: Term, target: str) -> Iterator[Check]:
        path = self._path(shape)
        for name in ("minCount", "maxCount"):
            for bound in self._values(shape, name):
                if (name, bound.value) not in _COUNTS:
                    raise _unknown(f"{name} {bound.value}")
                yield self._check(shape, path, _COUNTS[name, bound.value].format(target=target, path=path))
        if demand := self._demands(shape, "?value"):
            yield self._check(shape, path, _EACH.format(target=target, path=path, test=_fails(demand)))

    def _check(self, shape: Term, path: str, query: str) -> Check:
        severity = self._text(shape, "severity") or SH + "Violation"
        path = re.sub("[<>]", "", path)
        return Check(shape.value, path, self._text(shape, "message"), severity.removeprefix(SH), query)

    # -- targets, paths, queries -----------------------------------------------------------------------------------

    def _target(self, shape: Term) -> str:
        return f"{{ SELECT DISTINCT ?this WHERE {{ {self._targeted(shape)} }} }}"

    def _targeted(self, shape: Term) -> str:
        if classes := self._values(shape, "targetClass"):
            return f"VALUES ?type {{ {' '.join(self._below(classes[0]))} }} ?this <{_TYPE}> ?type ."
        if subjects := self._values(shape, "targetSubjectsOf"):
            return f"?this {'|'.join(map(str, subjects))} ?target ."
        if nodes := self._values(shape, "targetNode"):
            return f"VALUES ?this {{ {' '.join(map(str, nodes))} }}"
        raise _unknown(f"{shape} without a target")

    def _path(self, shape: Term) -> str:
        path = self._values(shape, "path")[0]
        if isinstance(path, BlankNode):
            return f"^{self._values(path, 'inversePath')[0]}"
        return str(path)

    def _select(self, constraint: Term, target: str) -> str:
        """The query of a SPARQL constraint, for all target nodes at once, with the tree of classes written into it."""
        text = _ABOVE.sub(self._tree, self._text(constraint, "select").replace("$this", "?this"))
        return self._prefixes + text.replace("WHERE {", f"WHERE {{ {target}", 1)

    def _tree(self, found: re.Match[str]) -> str:
        lower, upper, prefix, local = found[1] or found[5], found[2] or found[6], found[3], found[4]
        if prefix is None:
            return f"VALUES ({lower} {upper}) {{ {' '.join(f'(<{a}> <{b}>)' for a, b in self._pairs)} }}"
        space = re.search(rf"PREFIX {prefix}: <([^>]*)>", self._prefixes)
        if space is None:
            raise _unknown(f"prefix {prefix}")
        return f"VALUES {lower} {{ {' '.join(f'<{a}>' for a, b in self._pairs if b == space[1] + local)} }}"

    # -- what a value must keep to ---------------------------------------------------------------------------------

    def _demands(self, shape: Term, value: str) -> str:
        """An expression that is true of a value that conforms; "" if the shape demands nothing of single values."""
        named = [name.removeprefix(SH) for name in predicates(self._shapes, shape) if name.startswith(SH)]
        return " && ".join(
            self._demand(name, wanted, value)
            for name in named
            if name not in _NO_DEMAND
            for wanted in self._values(shape, name)
        )

    def _demand(self, name: str, wanted: Term, value: str) -> str:
        if name == "class":
            return self._is_a(wanted, value)
        if name == "datatype":
            cast = f" && {wanted}({value}) = {value}" if wanted.value in _CAST else ""
            return f"datatype({value}) = {wanted}{cast}"
        if name == "in":
            return f"{value} IN ({', '.join(map(str, self._list(wanted)))})"
        if name == "nodeKind" and wanted.value == SH + "IRI":
            return f"isIRI({value})"
        if name == "pattern":
            return f"REGEX(STR({value}), {wanted})"
        if name == "minLength":
            return f"STRLEN(STR({value})) >= {wanted}"
        if name in ("minInclusive", "maxInclusive"):
            return f"{value} {_COMPARED[name]} {wanted}"
        if name in ("lessThan", "lessThanOrEquals"):
            other = self._fresh()
            return f"NOT EXISTS {{ ?this {wanted} {other} . {_fails(f'{value} {_COMPARED[name]} {other}')} }}"
        if name == "or":
            return f"({' || '.join(f'({self._conforms(one, value)})' for one in self._list(wanted))})"
        raise _unknown(f"sh:{name}")

    def _conforms(self, shape: Term, node: str) -> str:
        """An expression that is true of a node that conforms to a shape within another."""
        parts = [self._demands(shape, node)]
        parts += [self._property_conforms(part, node) for part in self._values(shape, "property")]
        return " && ".join(filter(None, parts))

    def _property_conforms(self, shape: Term, node: str) -> str:
        path, value = self._path(shape), self._fresh()
        parts = [f"EXISTS {{ {node} {path} {wanted} }}" for wanted in self._values(shape, "hasValue")]
        parts += [f"EXISTS {{ {node} {path} {value} }}" for _ in self._values(shape, "minCount")]
        parts += [f"NOT EXISTS {{ {node} {path} {value} }}" for n in self._values(shape, "maxCount") if n.value == "0"]
        if demand := self._demands(shape, value):
            parts.append(f"NOT EXISTS {{ {node} {path} {value} . {_fails(demand)} }}")
        return " && ".join(parts)

    def _is_a(self, cls: Term, value: str) -> str:
        below, kind = self._below(cls), self._fresh()
        known = sorted({str(one) for name in below for one in subjects(self._classes, _TYPE, NamedNode(name[1:-1]))})
        found = f"EXISTS {{ {value} <{_TYPE}> {kind} . FILTER({kind} IN ({', '.join(below)})) }}"
        return f"({value} IN ({', '.join(known)}) || {found})" if known else found

    def _below(self, cls: Term) -> list[str]:
        return [str(cls), *(f"<{lower}>" for lower, upper in self._pairs if upper == cls.value)]

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"

    # -- the graph of shapes ---------------------------------------------------------------------------------------

    def _values(self, node: Term, name: str) -> list[Term]:
        return objects(self._shapes, node, SH + name)

    def _text(self, node: Term, name: str) -> str:
        return next((value.value for value in self._values(node, name)), "")

    def _list(self, node: Term) -> Iterator[Term]:
        while node.value != RDF + "nil":
            yield objects(self._shapes, node, RDF + "first")[0]
            node = objects(self._shapes, node, RDF + "rest")[0]

    def _declared(self) -> str:
        nodes = self._values(NamedNode(SHAPE[:-1]), "declare")
        pairs = sorted((self._text(node, "prefix"), self._text(node, "namespace")) for node in nodes)
        return "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in pairs)


def _fails(expression: str) -> str:
    """A filter for what makes an expression false, or an error."""
    return f"FILTER(!COALESCE({expression}, false))"


def _unknown(what: str) -> BadLexicon:
    return BadLexicon("shapes.ttl", f"{what} is not understood here", "see kg/validate/shapes.py for what is")


def _pairs(classes: Store) -> list[tuple[str, str]]:
    """Each class with each class above it, sorted."""
    query = f"SELECT ?a ?b WHERE {{ ?a <{RDFS}subClassOf>+ ?b . FILTER(isIRI(?a) && isIRI(?b) && ?a != ?b) }}"
    return sorted((row["a"].value, row["b"].value) for row in solutions(classes, query))
