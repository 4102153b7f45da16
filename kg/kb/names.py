"""When are two names the same to a knowledge base?"""

from __future__ import annotations

from kg.gazetteer.names import plain_words


def key(name: str) -> str:
    """What names that differ in case, accents, points, apostrophes, hyphens or a leading "the" have in common.

    Lower-case letters are taken apart and their marks dropped (Unicode NFKD), letters that Unicode does not take apart
    are written plain ("ł", "ø", "ß", "æ"), points, quotation marks and apostrophes go without a trace, "&" is "and",
    and all else that is no letter or digit is one space. Scripts are not transliterated. Empty if nothing is left.

    >>> key("Khān-Shaykhūn"), key("U.N."), key("The  Taliban"), key("Ayn al-ʿArab"), key("The")
    ('khan shaykhun', 'un', 'taliban', 'ayn al arab', 'the')
    """
    words = plain_words(name.replace("&", " and ") if "&" in name else name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
