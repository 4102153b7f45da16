"""How is an IRI written short?"""

from __future__ import annotations

import re
from typing import Final

from kg import vocab

_LOCAL: Final = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_MOST: Final = 50_000  # terms and foreign IRIs that are remembered


class Names:
    """IRIs as prefixed names, and those under the base that have none as relative references.

    A base that relative references cannot be resolved against ("urn:…") is written out in full.
    """

    def __init__(self, base: str) -> None:
        self.prefixes = dict(sorted(vocab.prefixes(base).items()))
        self.base = base if base.startswith(("http://", "https://")) and base.endswith("/") else ""
        self._instance = b"<" + base.encode()
        self._kinds = {
            space.removeprefix(base).encode(): prefix.encode() + b":"
            for prefix, space in self.prefixes.items()
            if space.startswith(base)
        }
        self._spaces = {space.encode(): prefix.encode() + b":" for prefix, space in self.prefixes.items()}
        self._known: dict[bytes, bytes] = {}

    def header(self) -> bytes:
        """The lines that Turtle and TriG begin with."""
        lines = [f"@base <{self.base}> .\n"] if self.base else []
        lines += [f"@prefix {prefix}: <{space}> .\n" for prefix, space in self.prefixes.items()]
        return "".join(lines).encode()

    def short(self, node: bytes) -> bytes:
        """The node, which is written as in N-Triples, in its shortest form for Turtle."""
        known = self._known.get(node)
        if known is not None:
            return known
        if node.startswith(self._instance):  # instances come and go, and are not worth remembering
            return self._short_instance(node)
        if len(self._known) > _MOST:
            self._known.clear()
        known = self._known[node] = self._short_term(node)
        return known

    def _short_instance(self, node: bytes) -> bytes:
        rest = node[len(self._instance) : -1]
        cut = rest.find(b"/") + 1
        prefix = self._kinds.get(rest[:cut])
        if prefix is not None and _LOCAL.fullmatch(rest, cut):
            return prefix + rest[cut:]
        return b"<" + rest + b">" if self.base and rest else node

    def _short_term(self, node: bytes) -> bytes:
        if node[:1] != b"<":
            return node
        iri = node[1:-1]
        cut = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
        prefix = self._spaces.get(iri[:cut])
        return prefix + iri[cut:] if prefix is not None and _LOCAL.fullmatch(iri, cut) else node
