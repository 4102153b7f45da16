"""Names made from content: the one place where the local parts of IRIs come from.

The same content gives the same name on every machine and in any order, so that a second reading changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/conflict-kg/id/"
_SLUG_LENGTH = 40


def digest(*content: str) -> str:
    """Sixteen hexadecimal digits for the parts; their borders count ("ab", "c" differs from "a", "bc").

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    joined = "\x1f".join(part.replace("\x1f", "\x1f\x1f") for part in content)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slug(text: str) -> str:
    """The text in lower-case ASCII letters, digits and hyphens, to make a name readable; may be empty.

    >>> slug("Khan Shaykhūn")
    'khan-shaykhun'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_SLUG_LENGTH].rstrip("-")


def mint(kind: str, *content: str, hint: str = "") -> str:
    """The local part of an IRI: "entity/islamic-state-0a1b…" for kind "entity" and a hint.

    >>> mint("article", "raqqa-1")
    'article/e1238e5b8d6b4205'
    """
    readable = slug(hint)
    return f"{kind}/{readable}-{digest(*content)}" if readable else f"{kind}/{digest(*content)}"


def span(article: str, begin: int, end: int) -> str:
    """The local part of a mention's IRI, after RFC 5147: "article/2b95…#char=29,38"."""
    return f"{article}#char={begin},{end}"
