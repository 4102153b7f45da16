"""An HTML file is one article: the text that trafilatura takes out of the page, and the page's own metadata.

Nothing is fetched, and nothing depends on today's date.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import BadInput
from kg.model import Article
from kg.read.articles import NO_ARTICLE, Metadata, article
from kg.read.dates import to_day
from kg.read.encodings import Decoded, decode
from kg.read.headers import leading_date
from kg.read.plain import contents

if TYPE_CHECKING:
    from trafilatura.settings import Document

_HEAD = 4096  # bytes in which a page declares its encoding
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang\s*=\s*["']?\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)""", re.IGNORECASE)
_LATIN = frozenset({"ascii", "iso8859-1"})  # what pages call so is Windows-1252, as the WHATWG's Encoding Standard says
# Only the markup is asked, never the prose; any day will do, so that the clock plays no part.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2999-12-31"}


def articles(stream: BinaryIO, origin: str, name: str | None) -> Iterator[Article]:
    """The article of a page."""
    html, encoding = _decoded(contents(stream, origin))
    if not html.strip():
        raise BadInput(origin, "it is empty", NO_ARTICLE)
    page = _extracted(html, origin)
    if page is None or not page.text:
        raise BadInput(origin, "no article was found in this HTML", "give its text as a .txt file")
    text = page.text
    declared = _LANGUAGE.search(html[:_HEAD])
    known = Metadata(
        title=page.title,
        url=page.url,
        publisher=page.sitename,
        language=page.language or (declared[1] if declared else None),
    )
    yield article(
        text,
        origin,
        given=known,
        header=leading_date(text),
        name=name or page.url,
        markup_date=to_day(page.date).iso if page.date else None,
        encoding=encoding,
    )


def _extracted(html: str, origin: str) -> Document | None:
    import trafilatura  # slow to import, and most runs read no HTML

    try:
        page = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, favor_precision=True, date_extraction_params=_DATES
        )
    except Exception as error:  # a page can break its parser in any way, and must not stop the run
        reason = f"this HTML cannot be taken apart: {type(error).__name__} {error}".rstrip()
        raise BadInput(origin, reason, "give its text as a .txt file") from error
    return None if isinstance(page, dict) else page  # a dict is only given where it is asked for


def _decoded(data: bytes) -> Decoded:
    """By the byte order mark, else as the page declares if its bytes agree, else as for any text."""
    declared = _CHARSET.search(data[:_HEAD])
    codec = _codec(declared[1].decode("ascii")) if declared else None
    if (
        codec is None
        or codec == "utf-8"
        or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        return decode(data)
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError:
        return decode(data)


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if codec in _LATIN else codec
