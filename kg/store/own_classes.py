"""Which classes of events does a user's own ontology add?

Caught: `my:CyberAttack rdfs:subClassOf ckg:Violence`, and `my:Ransom rdfs:subClassOf my:CyberAttack`.
Left:   a class that is not below `ckg:Event` by any way, and what is said about our own classes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kg import vocab
from kg.errors import BadLexicon
from kg.model import OwnClass
from kg.store.entailment import trees

_EVENT: Final = vocab.CKG + "Event"
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.*?([^#/:]+)$")


def own_classes(ontology: tuple[Path, ...]) -> tuple[OwnClass, ...]:
    """The classes of events in these files that are not ours, sorted by their local names.

    A lexicon and the graph's labels go by local names, so each must be one class only. Raises `BadLexicon` where two
    have the same one, and for a file that is no RDF.
    """
    if not ontology:
        return ()
    ours = trees().classes
    found: dict[str, OwnClass] = {}
    for iri, above in sorted(trees(ontology).classes.items()):
        if iri in ours or _EVENT not in above or (name := _IRI.fullmatch(iri)) is None:
            continue
        _check(OwnClass(name[1], iri, above), found)
        found[name[1]] = OwnClass(name[1], iri, above)
    return tuple(found[name] for name in sorted(found))


def _check(own: OwnClass, found: dict[str, OwnClass]) -> None:
    other = found[own.name].iri if own.name in found else vocab.CKG + own.name
    if own.name in found or own.name in vocab.CLASSES:
        raise BadLexicon(
            f"<{own.iri}>", f"its name is that of <{other}> too", "give it a name of its own, for lexicons go by names"
        )
