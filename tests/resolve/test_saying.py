"""Who says what is where attributions overlap, and what is put as fact."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from kg.model import ClaimFinding, Mention, Veracity
from kg.resolve.saying import Sayings

FACT = Veracity()
DENIED = Veracity("Negated", "Certain", "Actual")


def claim(text: str, cue: str, content: str, veracity: Veracity = FACT) -> ClaimFinding:
    at, of = text.index(cue), text.index(content)
    said = Mention(of, of + len(content), content)
    return ClaimFinding(None, -1, Mention(at, at + len(cue), cue), (said,), False, "test", 0.9, veracity)


def test_outside_all_attributions_the_reporter_speaks() -> None:
    text = "Rebels fled. The army said it won."
    assert Sayings([claim(text, "said", "it won")], [text.index("fled")]).of(text.index("fled"), FACT) == [(None, FACT)]


def test_a_denial_negates_what_it_covers() -> None:
    text = "The army denied that it shelled the town."
    denial = claim(text, "denied", "that it shelled the town", DENIED)
    place = text.index("shelled")
    assert Sayings([denial], [place]).of(place, FACT) == [(denial, DENIED)]


def test_who_denies_a_report_contradicts_who_reports() -> None:
    text = "Bali denied a report by the Observatory that militants left."
    report = claim(text, "report", "that militants left")
    denial = claim(text, "denied", "a report by the Observatory that militants left", DENIED)
    place = text.index("left")
    said = Sayings([denial, report], [place]).of(place, FACT)
    assert [one.by for one in said] == [report, denial]
    assert said[0].veracity == FACT
    assert said[1].veracity.polarity == "Negated"


def test_who_passes_on_a_statement_vouches_for_less() -> None:
    text = "The agency said witnesses reported that troops fled."
    inner = claim(text, "reported", "that troops fled")
    outer = claim(text, "said", "witnesses reported that troops fled")
    place = text.index("fled")
    said = Sayings([outer, inner], [place]).of(place, FACT)
    assert [one.veracity.certainty for one in said] == ["Certain", "Probable"]


def test_a_cue_is_not_its_own_content() -> None:
    text = "He said: fighters denied."
    whole = ClaimFinding(None, -1, Mention(18, 24, "denied"), (Mention(0, 25, text),), False, "test", 0.9)
    assert Sayings([whole], [18]).of(18, FACT) == [(None, FACT)]


def test_what_a_denial_takes_for_granted_is_not_denied() -> None:
    text = "He denied that ISIS militants left."
    denial = claim(text, "denied", "that ISIS militants left", DENIED)
    place = text.index("militants")
    assert Sayings([denial], [place]).presupposed(place, FACT) == [(None, FACT)]


def test_what_is_only_wished_or_denied_to_be_said_is_no_fact() -> None:
    text = "Villagers want the army to admit that it shelled the camp."
    place = text.index("shelled")
    for rule, outer in product(
        ("claims.verb.states", "claims.seen.states"), (Veracity("Affirmed", "Possible", "Planned"), DENIED)
    ):
        inner = replace(claim(text, "admit", "that it shelled the camp"), rule=rule)
        wish = claim(text, "want", "the army to admit that it shelled the camp", outer)
        said = {one.by: one.veracity for one in Sayings([wish, inner], [place]).of(place, FACT)}
        assert not said[inner].is_asserted
    told = claim(text, "want", "the army to admit that it shelled the camp")
    assert Sayings([told, inner], [place]).of(place, FACT)[0] == (inner, FACT)
