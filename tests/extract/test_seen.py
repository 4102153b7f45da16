"""What the extractors make of what the learned readers see; here it is made up, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.model import (
    ClaimFinding,
    EntityFinding,
    EventFinding,
    Finding,
    Seen,
    SeenAttribution,
    SeenSpan,
    SeenTrigger,
)
from kg.read import from_text


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


def found(
    annotator: Annotator,
    reader: Reader,
    text: str,
    *,
    events: Mapping[str, Mapping[str, float]] | None = None,
    roles: Mapping[str, Mapping[str, float]] | None = None,
    entities: Mapping[str, Mapping[str, float]] | None = None,
    veracity: Mapping[str, float] | None = None,
    nobody: tuple[str, ...] = (),
    cues: Mapping[str, float] | None = None,
    attributions: tuple[tuple[str, str, str], ...] = (),
    said: Mapping[str, float] | None = None,
    acts: Mapping[str, Mapping[str, float]] | None = None,
) -> tuple[Finding, ...]:
    """The findings in a text where the readers see this of its words; of entities they are sure only of `nobody`.

    What attributions have for their contents is surely said, but for words that `said` gives another probability.
    """
    ((article, (doc,)),) = annotator.docs([from_text(text)])
    at = {token.text: token.i for token in doc}

    def span(words: str) -> tuple[int, int]:
        first, *_, last = words.split() * 2
        return at[first], at[last] + 1

    told = {at[word]: classes for word, classes in (events or {}).items()}
    known = {at[word]: classes for word, classes in (entities or {}).items()}
    sure = {at[word]: chance for word, chance in (cues or {}).items()}
    contents = [span(content) for _, _, content in attributions]
    inside = {i: 0.95 for start, end in contents for i in range(start, end)}
    inside |= {at[word]: chance for word, chance in (said or {}).items()}
    doc.user_data["seen"] = Seen(
        tuple(SeenSpan(i, i + 1, max(c, key=lambda k: c[k]), max(c.values())) for i, c in sorted(known.items())),
        tuple(
            SeenTrigger(i, max(c, key=lambda k: c[k]), max(c.values()), sum(c.values()))
            for i, c in sorted(told.items())
        ),
        tuple(
            SeenAttribution(span(cue), span(source), (span(content),), sure[span(cue)[0]])
            for cue, source, content in attributions
        ),
        tuple(float(token.text in nobody) for token in doc),
        tuple(sum(told.get(i, {}).values()) for i in range(len(doc))),
        tuple(sure.get(i, 0.0) for i in range(len(doc))),
        tuple(inside.get(i, 0.0) for i in range(len(doc))),
        lambda i: known.get(i, {}),
        lambda i: told.get(i, {}),
        lambda i: (veracity or {}) if i in told else {},
        lambda i: {at[word]: chances for word, chances in (roles or {}).items()} if i in told else {},
        lambda i: (acts or {}).get(doc[i].text, {}),
    )
    return reader.read(article, [doc]).findings


def events_of(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.trigger.text, one.cls) for one in findings if isinstance(one, EventFinding)]


def test_a_trigger_that_is_surely_none_goes(annotator: Annotator, reader: Reader) -> None:
    text = "Rebels released the hostages."
    assert events_of(found(annotator, reader, text, events={"released": {"Release": 0.3}})) != []
    assert events_of(found(annotator, reader, text, events={"released": {"Release": 0.03}})) == []


def test_violence_is_not_overlooked_in_a_text_of_a_few_sentences(annotator: Annotator, reader: Reader) -> None:
    text = "Two men were killed when jets bombed the market."
    sees = {"killed": {"Killing": 0.99}}
    assert events_of(found(annotator, reader, text, events=sees)) == [("killed", "Killing"), ("bombed", "AirStrike")]
    longer = f"{text} {'Traders kept their shops closed. ' * 12}"
    assert events_of(found(annotator, reader, longer, events=sees)) == [("killed", "Killing")]
    text = "Protesters clashed with police."
    sees = {"clashed": {"Protest": 0.9}}
    assert events_of(found(annotator, reader, text, events=sees)) == [("clashed", "ArmedClash")]


def test_a_trigger_has_the_class_that_is_surely_seen(annotator: Annotator, reader: Reader) -> None:
    text = "Gunmen attacked the camp."
    seen = found(annotator, reader, text, events={"attacked": {"ArmedAttack": 0.1, "AirStrike": 0.85}})
    assert events_of(seen) == [("attacked", "AirStrike")]
    seen = found(annotator, reader, text, events={"attacked": {"ArmedAttack": 0.4, "AirStrike": 0.55}})
    assert events_of(seen) == [("attacked", "ArmedAttack")]


def test_a_word_that_no_rule_knows_tells_of_an_event(annotator: Annotator, reader: Reader) -> None:
    text = "Gunmen pestered the mayor in Lima."
    seen = found(
        annotator,
        reader,
        text,
        events={"pestered": {"Killing": 0.9}},
        roles={"mayor": {"victim": 0.9}, "Gunmen": {"initiator": 0.8}, "Lima": {"hasPlace": 0.9}},
    )
    (event,) = (one for one in seen if isinstance(one, EventFinding))
    assert (event.cls, event.rule) == ("Killing", "seen:kill:pester")
    assert {(role.type, role.filler.text) for role in event.roles} == {
        ("initiator", "Gunmen"),
        ("victim", "mayor"),
        ("hasPlace", "Lima"),
    }


def test_what_is_surely_only_planned_has_not_happened(annotator: Annotator, reader: Reader) -> None:
    text = "Gunmen attacked the camp."
    for chance, actuality in ((0.95, "Planned"), (0.4, "Actual")):
        seen = found(
            annotator,
            reader,
            text,
            events={"attacked": {"ArmedAttack": 0.9}},
            veracity={"Planned": chance, "Actual": 1 - chance},
        )
        assert [one.veracity.actuality for one in seen if isinstance(one, EventFinding)] == [actuality]


def test_of_two_close_words_of_one_class_the_likelier_is_the_trigger(annotator: Annotator, reader: Reader) -> None:
    text = "The frobbing glorp went on."
    seen = found(annotator, reader, text, events={"frobbing": {"Riot": 0.7}, "glorp": {"Riot": 0.9}})
    assert events_of(seen) == [("glorp", "Riot")]


def test_an_inferred_role_that_is_not_seen_goes_and_one_that_is_seen_comes(
    annotator: Annotator, reader: Reader
) -> None:
    text = "The raid, carried out by Boko Haram, killed a teacher. The mayor fled."
    for chance, doers in ((0.5, {("initiator", "Boko Haram", True)}), (0.0, set())):
        seen = found(
            annotator,
            reader,
            text,
            events={"killed": {"Killing": 0.95}, "raid": {"ArmedAttack": 0.9}},
            roles={"teacher": {"victim": 0.9}, "mayor": {"initiator": 0.95}, "Haram": {"initiator": chance}},
        )
        event = next(one for one in seen if isinstance(one, EventFinding) and one.cls == "Killing")
        assert {(role.type, role.filler.text, role.inferred) for role in event.roles} == doers | {
            ("victim", "teacher", False),
            ("initiator", "mayor", True),
        }


def test_a_role_of_its_own_clause_stays_and_is_less_sure(annotator: Annotator, reader: Reader) -> None:
    seen = found(annotator, reader, "Rebels killed a teacher.", events={"killed": {"Killing": 0.95}})
    (event,) = (one for one in seen if isinstance(one, EventFinding))
    assert {role.filler.text for role in event.roles} == {"Rebels", "teacher"}
    assert all(role.confidence < 0.4 for role in event.roles)


def test_a_word_of_the_users_own_is_not_overruled(annotator: Annotator, tmp_path: Path) -> None:
    heading = "lemma\tpos\tneeds\tcls\tframe\tframing\n"
    (tmp_path / "triggers.tsv").write_text(heading + "pester\tverb\tobj:any\tShelling\tattack\t\n", encoding="utf-8")
    reader = Reader(Settings(tmp_path))
    assert events_of(found(annotator, reader, "Gunmen pestered the camp.")) == [("pestered", "Shelling")]


def test_a_phrase_in_no_entity_goes_and_another_class_is_given(annotator: Annotator, reader: Reader) -> None:
    text = "The team left the column in the valley."
    seen = found(
        annotator,
        reader,
        text,
        nobody=("team",),
        entities={"column": {"Vehicle": 0.9}, "valley": {"NaturalFeature": 0.9}},
    )
    classes = {one.mention.text: one.cls for one in seen if isinstance(one, EntityFinding)}
    assert "team" not in classes
    assert classes["column"] == "Vehicle"


def test_cues_are_kept_dropped_and_added(annotator: Annotator, reader: Reader) -> None:
    text = "Medics said that nobody died. The army glorped that the road was open."
    given = ("glorped", "The army", "that the road was open")
    seen = found(annotator, reader, text, cues={"said": 0.9, "glorped": 0.8}, attributions=(given,))
    claims = [one for one in seen if isinstance(one, ClaimFinding)]
    assert [(one.cue.text, one.source.text if one.source else "") for one in claims] == [
        ("said", "Medics"),
        ("glorped", "The army"),
    ]
    assert claims[1].contents[0].text.endswith("the road was open")
    seen = found(annotator, reader, "Medics described the road as open.", cues={"described": 0.02})
    assert not any(isinstance(one, ClaimFinding) for one in seen)


def contents_of(findings: tuple[Finding, ...]) -> list[str]:
    return [content.text for one in findings if isinstance(one, ClaimFinding) for content in one.contents]


def test_what_is_said_ends_where_nobody_says_it(annotator: Annotator, reader: Reader) -> None:
    text = "Monitors said that the truce held in towns where aid trucks sat idle."
    given = ("said", "Monitors", "that the truce held in towns")
    seen = found(annotator, reader, text, cues={"said": 0.9}, attributions=(given,))
    assert contents_of(seen) == ["that the truce held in towns"]
    # what is doubted is not cut: the rest would be a fact
    given = ("feared", "Monitors", "that the truce held in towns")
    text = text.replace("said", "feared")
    seen = found(annotator, reader, text, cues={"feared": 0.9}, attributions=(given,))
    assert contents_of(seen) == ["that the truce held in towns where aid trucks sat idle"]


def test_what_is_said_goes_on_as_long_as_somebody_says_it(annotator: Annotator, reader: Reader) -> None:
    text = "The video shows him with his hands raised."
    given = ("shows", "The video", "him with his hands raised")
    seen = found(annotator, reader, text, cues={"shows": 0.9}, attributions=(given,))
    assert contents_of(seen) == ["him with his hands raised"]


def test_what_the_reader_links_to_a_cue_is_said(annotator: Annotator, reader: Reader) -> None:
    text = "“Stay out of the camp.” The envoy urged Kigali to withdraw."
    given = ("urged", "The envoy", "Kigali to withdraw")
    seen = found(annotator, reader, text, cues={"urged": 0.9}, attributions=(given,))
    assert contents_of(seen) == ["Kigali to withdraw"]
    text = "The envoy said Kigali would withdraw. It was a clear promise by two ministers."
    given = ("said", "The envoy", "It was a clear promise by two ministers")
    own = dict.fromkeys(("Kigali", "would", "withdraw"), 0.9)
    seen = found(annotator, reader, text, cues={"said": 0.9}, attributions=(given,), said=own)
    assert contents_of(seen) == ["Kigali would withdraw", "It was a clear promise by two ministers"]


def test_what_is_said_ends_with_its_line_and_is_more_than_a_word(annotator: Annotator, reader: Reader) -> None:
    text = "“Stay out.” The envoy urged Kigali to withdraw.\n\nTwo more ministers were expected."
    given = ("urged", "The envoy", "Kigali to withdraw.\n\nTwo more ministers")
    own = dict.fromkeys(("Two", "more", "ministers"), 0.0)
    seen = found(annotator, reader, text, cues={"urged": 0.9}, attributions=(given,), said=own)
    assert contents_of(seen) == ["Kigali to withdraw"]
    text = "Parents said the army had been warned; the military denied it."
    given = ("said", "Parents", "the")
    whole = dict.fromkeys(("army", "had", "been", "warned"), 0.9)
    seen = found(annotator, reader, text, cues={"said": 0.9}, attributions=(given,), said=whole)
    assert contents_of(seen)[0] == "the army had been warned"
    assert "the" not in contents_of(seen)


def test_a_denial_stays_as_the_grammar_has_it(annotator: Annotator, reader: Reader) -> None:
    text = "The army denied shelling the camp. Troops sat in barracks all week."
    given = ("denied", "The army", "Troops sat in barracks all week")
    seen = found(annotator, reader, text, cues={"denied": 0.9}, attributions=(given,))
    assert contents_of(seen) == ["shelling the camp"]
    text = text.replace("denied", "confirmed")
    given = ("confirmed", *given[1:])
    seen = found(annotator, reader, text, cues={"confirmed": 0.9}, attributions=(given,), said={"shelling": 0.9})
    assert "Troops sat in barracks all week" in contents_of(seen)


def test_what_stands_behind_a_comma_is_the_reporters(annotator: Annotator, reader: Reader) -> None:
    text = "Rebels declared the town their capital, where prisoners were beheaded."
    own = dict.fromkeys(("the", "town", "their", "capital", ",", "where", "prisoners", "were", "beheaded"), 0.9)
    given = ("declared", "Rebels", "the town their capital")
    seen = found(annotator, reader, text, cues={"declared": 0.9}, attributions=(given,), said=own)
    assert not any("beheaded" in content for content in contents_of(seen))


def cues_of(findings: tuple[Finding, ...]) -> list[str]:
    return [one.cue.text for one in findings if isinstance(one, ClaimFinding)]


def test_whose_word_another_denies_is_never_lost(annotator: Annotator, reader: Reader) -> None:
    text = "Bali originally denied a report by the Observatory that Raqqa city was now completely empty of militants."
    seen = found(annotator, reader, text, cues={"denied": 0.9, "report": 0.02}, said={"report": 0.95})
    assert "report" in cues_of(seen)


def test_a_doubt_inside_another_word_is_never_lost(annotator: Annotator, reader: Reader) -> None:
    text = "The minister said that rebels alleged that the army shelled the camp."
    own = dict.fromkeys(("rebels", "alleged"), 0.95)
    seen = found(annotator, reader, text, cues={"said": 0.9, "alleged": 0.05}, said=own)
    assert cues_of(seen) == ["said", "alleged"]
    text = text.replace("alleged", "fear")
    own = dict.fromkeys(("rebels", "fear"), 0.95)
    seen = found(annotator, reader, text, cues={"said": 0.9, "fear": 0.6}, said=own)
    assert cues_of(seen) == ["said", "fear"]
    assert all(one.confidence > 0 for one in seen if isinstance(one, ClaimFinding))


def test_a_renamed_trigger_uses_up_no_denial(annotator: Annotator, reader: Reader) -> None:
    text = "The rebels will not accept the ceasefire."
    seen = found(annotator, reader, text, events={"accept": {"Agreement": 0.8, "Rejection": 0.1}})
    (event,) = (one for one in seen if isinstance(one, EventFinding) and one.trigger.text != "ceasefire")
    assert (event.trigger.text, event.cls, event.veracity.polarity) == ("accept", "Agreement", "Negated")


def test_nobodys_word_is_not_added(annotator: Annotator, reader: Reader) -> None:
    text = "Nobody claimed that the road was open."
    given = ("claimed", "Nobody", "that the road was open")
    seen = found(annotator, reader, text, cues={"claimed": 0.9}, attributions=(given,))
    assert not any(isinstance(one, ClaimFinding) for one in seen)


def test_a_denial_is_never_lost(annotator: Annotator, reader: Reader) -> None:
    seen = found(annotator, reader, "The army denied that it had shelled the camp.", cues={"denied": 0.01})
    assert [one.veracity.polarity for one in seen if isinstance(one, ClaimFinding)] == ["Negated"]


@pytest.mark.parametrize(
    ("text", "content", "certainty"),
    [
        ("The army glorped that rebels left.", "that rebels left", "Certain"),
        (
            "The army glorped the idea that rebels had shelled the camp.",
            "the idea that rebels had shelled the camp",
            "Probable",
        ),
    ],
)
def test_an_unknown_word_with_an_object_makes_no_fact(
    annotator: Annotator, reader: Reader, text: str, content: str, certainty: str
) -> None:
    given = ("glorped", "The army", content)
    seen = found(annotator, reader, text, cues={"glorped": 0.9}, attributions=(given,))
    assert [one.veracity.certainty for one in seen if isinstance(one, ClaimFinding)] == [certainty]


@pytest.mark.parametrize(
    ("text", "cue", "acts", "put"),
    [
        # sure of another act than the lexicon's: followed
        (
            "The army warned that it would shell the camp.",
            "warned",
            {"Promises": 0.9},
            ("Affirmed", "Probable", "Planned"),
        ),
        ("The army reported that rebels left.", "reported", {"Denies": 0.85}, ("Negated", "Certain", "Actual")),
        # not sure enough, and the lexicon stays
        ("The army reported that rebels left.", "reported", {"Denies": 0.6}, ("Affirmed", "Certain", "Actual")),
        # what is doubted or denied never becomes a fact
        ("Medics believe that rebels left.", "believe", {"Says": 0.97}, ("Affirmed", "Probable", "Actual")),
        ("The army denied that it had shelled the camp.", "denied", {"Says": 0.99}, ("Negated", "Certain", "Actual")),
        # no lexicon has the word
        ("The army glorped that rebels left.", "glorped", {"Denies": 0.5}, ("Negated", "Certain", "Actual")),
    ],
)
def test_what_a_cue_does_is_seen(
    annotator: Annotator,
    reader: Reader,
    text: str,
    cue: str,
    acts: Mapping[str, float],
    put: tuple[str, str, str],
) -> None:
    subject, _, content = text.removesuffix(".").partition(f" {cue} ")
    given = (cue, subject, content)
    seen = found(annotator, reader, text, cues={cue: 0.9}, attributions=(given,), acts={cue: acts})
    assert [tuple(one.veracity) for one in seen if isinstance(one, ClaimFinding)] == [put]


@pytest.mark.parametrize(
    ("cue", "chance", "rule", "certainty"),
    [
        ("glorped", 0.9, "claims.seen.concerns", "Certain"),
        ("glorped", 0.6, "claims.seen.states", "Probable"),
        ("said", 0.9, "claims.verb.states", "Certain"),  # its speaker is not lost
    ],
)
def test_who_reacts_puts_nothing_forward(
    annotator: Annotator, reader: Reader, cue: str, chance: float, rule: str, certainty: str
) -> None:
    text = f"The minister {cue} that rebels left."
    given = (cue, "The minister", "that rebels left")
    acts = {cue: {"Reacts": chance}}
    seen = found(annotator, reader, text, cues={cue: 0.9}, attributions=(given,), acts=acts)
    claims = [one for one in seen if isinstance(one, ClaimFinding)]
    assert [(one.rule, one.veracity.certainty) for one in claims] == [(rule, certainty)]


def test_what_only_seemed_a_reaction_is_attributed(annotator: Annotator, reader: Reader) -> None:
    text = "The minister condemned the shelling of the camp."
    seen = found(annotator, reader, text, cues={"condemned": 0.9}, acts={"condemned": {"Denies": 0.9}})
    (claim,) = (one for one in seen if isinstance(one, ClaimFinding))
    assert (claim.rule, claim.veracity.polarity) == ("claims.verb.states", "Negated")


@pytest.mark.parametrize(
    ("text", "cue", "acts", "put"),
    [
        # what was not said is open, whatever the reader thinks of its word
        ("The army did not deny that it shelled the camp.", "deny", {"Denies": 0.8}, ("Possible", "Actual")),
        ("The army did not say that rebels left.", "say", {"Believes": 0.8}, ("Possible", "Hypothetical")),
        ("The army did not threaten to shell the camp.", "threaten", {"Promises": 0.8}, ("Possible", "Hypothetical")),
        # also where no lexicon has it
        ("The army never glorped that rebels left.", "glorped", {}, ("Possible", "Hypothetical")),
        ("The army might have glorped that rebels left.", "glorped", {"Says": 0.9}, ("Possible", "Actual")),
    ],
)
def test_what_a_cue_does_not_do_is_never_nearer_to_a_fact(
    annotator: Annotator,
    reader: Reader,
    text: str,
    cue: str,
    acts: Mapping[str, float],
    put: tuple[str, str],
) -> None:
    content = text.removesuffix(".").partition(f" {cue} ")[2]
    given = (cue, "The army", content)
    seen = found(annotator, reader, text, cues={cue: 0.9}, attributions=(given,), acts={cue: acts})
    assert [tuple(one.veracity) for one in seen if isinstance(one, ClaimFinding)] == [("Affirmed", *put)]


def test_a_second_cue_for_what_is_left_open_is_none(annotator: Annotator, reader: Reader) -> None:
    text = "The army has yet to say that it shelled the camp."
    given = ("has yet", "The army", "that it shelled the camp")
    seen = found(annotator, reader, text, cues={"has": 0.9, "say": 0.9}, attributions=(given,))
    claims = [one for one in seen if isinstance(one, ClaimFinding)]
    assert [(one.cue.text, one.veracity.certainty) for one in claims] == [("to say", "Possible")]


def test_a_word_of_speech_of_the_users_own_is_not_overruled(annotator: Annotator, tmp_path: Path) -> None:
    heading = "lemma\tkind\tframe\tweight\trelation\tpolarity\tcertainty\tactuality\n"
    line = "telegraph\tverb\tthat\t0.9\tstates\tAffirmed\tCertain\tActual\n"
    (tmp_path / "speech.tsv").write_text(heading + line, encoding="utf-8")
    reader = Reader(Settings(tmp_path))
    acts = {"telegraphed": {"Denies": 0.95}}
    seen = found(annotator, reader, "The army telegraphed that rebels left.", cues={"telegraphed": 0.0}, acts=acts)
    assert [one.veracity.polarity for one in seen if isinstance(one, ClaimFinding)] == ["Affirmed"]


def test_a_noun_of_the_users_own_is_not_overruled(annotator: Annotator, tmp_path: Path) -> None:
    own = "noun\tclass\tuse\nglorp\tArmedGroup\tboth\n"
    (tmp_path / "organization_nouns.tsv").write_text(own, encoding="utf-8")
    reader = Reader(Settings(tmp_path))
    for sees in ({"entities": {"glorp": {"Person": 0.9}}}, {"nobody": ("glorp",)}):
        seen = found(annotator, reader, "The glorp left the camp.", **sees)
        assert ("glorp", "ArmedGroup") in {
            (one.mention.text, one.cls) for one in seen if isinstance(one, EntityFinding)
        }


def test_a_river_only_tells_where_the_city_lies(annotator: Annotator, reader: Reader) -> None:
    chances = {"city": {"hasPlace": 0.9}, "Euphrates": {"hasPlace": 0.9}}
    sees = {"entities": {"city": {"Settlement": 0.9}}, "events": {"seized": {"TerritoryTransfer": 0.95}}}
    for text, places in (
        ("The city on the banks of the Euphrates was seized by rebels.", {"city"}),
        ("Rebels seized boats on the Euphrates.", {"Euphrates"}),
    ):
        roles = {word: chance for word, chance in chances.items() if word in text}
        known = {word: chance for word, chance in sees["entities"].items() if word in text}
        seen = found(annotator, reader, text, events=sees["events"], roles=roles, entities=known)
        (event,) = (one for one in seen if isinstance(one, EventFinding))
        assert {role.filler.text for role in event.roles if role.type == "hasPlace"} == places


def test_one_word_is_one_trigger(annotator: Annotator, reader: Reader) -> None:
    text = "France will not glorp the ban."
    seen = found(annotator, reader, text, events={"not": {"Rejection": 0.95}, "glorp": {"Sanction": 0.8}})
    assert [one.cls for one in seen if isinstance(one, EventFinding) and "ban" not in one.trigger.text] == ["Rejection"]


def test_a_state_stays_a_state(annotator: Annotator, reader: Reader) -> None:
    text = "U.S.-backed forces captured the stadium."
    seen = found(
        annotator, reader, text, entities={"U.S.-backed": {"StateForces": 0.95}, "forces": {"StateForces": 0.95}}
    )
    classes = {one.mention.text: one.cls for one in seen if isinstance(one, EntityFinding)}
    assert classes["U.S."] == "Government"


@pytest.mark.parametrize(
    ("text", "sees", "cls"),
    [
        ("Within hours Jakarta broke off contacts.", {"Jakarta": {"Government": 0.6}}, "Government"),
        ("Within hours Jakarta broke off contacts.", {"Jakarta": {"Government": 0.4}}, "Settlement"),
        ("Ships left the harbour of Haifa.", {"Haifa": {"Government": 0.9}}, "Settlement"),  # of no country the capital
    ],
)
def test_a_capital_that_is_seen_to_act_is_a_government(
    annotator: Annotator, reader: Reader, text: str, sees: Mapping[str, Mapping[str, float]], cls: str
) -> None:
    seen = found(annotator, reader, text, entities=sees)
    assert [one.cls for one in seen if isinstance(one, EntityFinding) and one.mention.text in sees] == [cls]


def test_a_number_is_no_entity(annotator: Annotator, reader: Reader) -> None:
    seen = found(annotator, reader, "The monitor said 3,250 died.", entities={"3,250": {"PersonGroup": 0.95}})
    assert "3,250" not in {one.mention.text for one in seen if isinstance(one, EntityFinding)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("France will not lift the ban.", "reject:lift"),  # the rule's own, seen at its "not"
        ("France will not glorp the ban.", "seen:reject:glorp"),
    ],
)
def test_who_will_not_refuses(annotator: Annotator, reader: Reader, text: str, rule: str) -> None:
    seen = found(annotator, reader, text, events={"not": {"Rejection": 0.95}})
    (event,) = (one for one in seen if isinstance(one, EventFinding))
    assert (event.trigger.text, event.cls, event.rule, event.veracity.polarity) == (
        "will not",
        "Rejection",
        rule,
        "Affirmed",
    )
