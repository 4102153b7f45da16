"""Which country does "Syrian" mean? The lexicon of demonyms, `seeds/lexicon/demonyms.tsv`.

A demonym is an adjective ("Syrian", "Kurdish") or a noun, singular ("Kurd") or plural ("Kurds"). Peoples, faiths and
continents stand in it too, with no country.
"""

from __future__ import annotations

from pathlib import Path

from kg.data import lexicon

COLUMNS = ("form", "country", "kind")
ADJECTIVE, SINGULAR, PLURAL = "adjective", "singular", "plural"


def demonyms(kind: str | None = None, extra: Path | None = None) -> dict[str, str]:
    """Each form as it is written, with the ISO 3166 code of its country or "" for a people without a state.

    `kind` is one of `ADJECTIVE`, `SINGULAR` and `PLURAL`, or None for all; `extra` is the user's folder of lexicons.

    >>> demonyms()["Syrian"], demonyms("plural")["Syrians"], demonyms()["Kurdish"]
    ('SY', 'SY', '')
    """
    rows = lexicon("demonyms", COLUMNS, extra)
    return {row["form"]: row["country"] for row in rows if kind is None or row["kind"] == kind}
