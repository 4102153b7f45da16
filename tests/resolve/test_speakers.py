"""Who "I" is in a quotation."""

from __future__ import annotations

import pytest

from kg.model import ClaimFinding, Mention
from kg.resolve.speakers import speakers
from tests.resolve.phrases import phrases


def said(text: str, source: int, content: str, *, direct: bool = True) -> ClaimFinding:
    begin, cue = text.index(content), text.index("said")
    quoted = Mention(begin, begin + len(content), content)
    return ClaimFinding(
        Mention(source, source + 1, text[source]), source, Mention(cue, cue + 4, "said"), (quoted,), direct, "test", 0.9
    )


@pytest.mark.parametrize(("direct", "number"), [(True, 1), (False, 0)])
def test_i_is_the_one_who_is_quoted(direct: bool, number: int) -> None:
    text, found, _ = phrases('"[I]{Person pronoun} lost it," [Omar Said]{Person} said. [I]{Person pronoun} saw him.')
    speaker = next(f for f in found if f.form == "name")
    pairs = list(speakers(found, [said(text, speaker.head, '"I lost it,"', direct=direct)]))
    assert [(alias.head, alias.other) for alias in pairs] == [(speaker.head, 1)][:number]


def test_a_group_that_is_quoted_is_no_i() -> None:
    text, found, _ = phrases('"[I]{Person pronoun} lost it," [residents]{PersonGroup nominal plural} said.')
    assert list(speakers(found, [said(text, found[1].head, '"I lost it,"')])) == []
