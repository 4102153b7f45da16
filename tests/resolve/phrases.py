"""Entity findings from a marked-up text, so that a case reads as what it is about.

"[Musafa Bali]{Person} spoke. [The spokesman]{Person nominal definite} left. [He]{Person pronoun male} came back."
"""

from __future__ import annotations

import re

from kg.model import EntityFinding, Mention

_MARK = re.compile(r"\[([^\]]+)\]\{(\w+)([^}]*)\}")


def phrases(marked: str) -> tuple[str, list[EntityFinding], list[tuple[int, int]]]:
    """The text without marks, its findings, and its sentences (cut after full stops)."""
    text, found, last = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[last : m.start()]
        begin = len(text)
        text += m[1]
        words = set(m[3].split())
        form = "pronoun" if "pronoun" in words else "nominal" if "nominal" in words else "name"
        bare = re.sub(r"^(?:the|The|a|A) ", "", m[1])
        name = bare.split()[-1].lower() if form == "nominal" else bare
        head = len(text) - len(bare.split()[-1])
        found.append(
            EntityFinding(
                Mention(begin + len(m[1]) - len(bare), len(text), bare),
                head,
                m[2],
                form,  # type: ignore[arg-type]
                name,
                "plural" in words,
                "test",
                0.9,
                definite="definite" in words,
                gender="male" if "male" in words else "female" if "female" in words else "",
                entry=next((word.removeprefix("entry=") for word in words if word.startswith("entry=")), ""),
            )
        )
        last = m.end()
    text += marked[last:]
    sentences = [(m.start(), m.end()) for m in re.finditer(r"[^.]+\.?\s*", text)]
    return text, found, sentences
