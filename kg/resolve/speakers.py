"""Who is "I" in a quotation? The one who is quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.model import AliasFinding, ClaimFinding, EntityFinding

FIRST_PERSON = "i"  # the lemma of "I", "me", "my" as the extractor gives it, in small letters


def speakers(entities: Sequence[EntityFinding], claims: Sequence[ClaimFinding]) -> Iterator[AliasFinding]:
    """Each "I" and "my" inside quotation marks, declared the same as the speaker; the innermost quotation counts.

    Caught: "'I lost my house,' the farmer said."
    Left:   "We lost it" (who else, nobody says), a quotation whose speaker is a group
    """
    own = sorted((e.head, e) for e in entities if e.form == "pronoun" and e.name.lower() == FIRST_PERSON)
    if not own:
        return
    heads = [head for head, _ in own]
    persons = {e.head for e in entities if e.cls == "Person" and not e.plural}
    best: dict[int, tuple[int, int]] = {}
    for claim in claims:
        if not claim.direct or claim.source_head not in persons:
            continue
        for content in claim.contents:
            size = content.end - content.begin
            for i in range(bisect_left(heads, content.begin), bisect_left(heads, content.end)):
                best[i] = min(best.get(i, (size, claim.source_head)), (size, claim.source_head))
    for i, (_, speaker) in sorted(best.items()):
        if speaker != heads[i]:
            yield AliasFinding(speaker, heads[i], "speaker")
