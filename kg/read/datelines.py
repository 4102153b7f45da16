"""Does the prose open with a dateline, and what does it say? "RAQQA, Syria (Reuters), Oct. 17 - " and its kin.

The lexicons `agencies`, `dateline_cities` (cities that stand alone, so that also "Beirut - " and "BEIRUT: " are
believed) and `dateline_refusals` (what is written like a dateline and is none: "BREAKING - ") decide the doubtful ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from kg.data import lexicon
from kg.model import Dateline, Mention
from kg.read.dates import DAY_AND_MONTH, MONTH, WEEKDAY, Day, from_named, last_not_after, to_day

LINES = 10  # lines of headline, byline and the like before which a dateline is looked for
_LONG_LINE = 250  # characters: such a line is prose, and no dateline comes after it
_SHORT_LINE = 60  # characters: a shorter line with a dash in it is a headline
_HEADLINE_LINE = 500  # characters of a first line in which a dateline may follow the headline's full stop
_ABBREVIATED = 4  # characters of "ST." and "FLA.", stop included
_PARTICLES = "al ad as ash an az el de del da do dos di du des of la las los the e y sur am on in der und".split()
_PARTICLE = "|".join(_PARTICLES)
_NAME_WORD = r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?"
_NAME = re.compile(
    rf"(?!(?i:{MONTH}|{WEEKDAY})){_NAME_WORD}(?: (?:(?:{_PARTICLE}) )*(?!and\b|(?i:{MONTH}) ?\d){_NAME_WORD}){{0,4}}"
)
_DATE = re.compile(rf"(?:{DAY_AND_MONTH}|(?P<iso>\d{{4}}-\d\d-\d\d))(?!\w)", re.IGNORECASE)
_SPACE = r"[^\S\n]{0,3}"  # bounded, so that a megabyte of spaces costs nothing
_BRACKETS = re.compile(rf"{_SPACE}[.,]?{_SPACE}(?:\((?P<round>[^()\n]{{2,60}})\)|/(?P<slashes>[A-Z][\w .-]{{2,30}})/)")
_BARE_AGENCY = re.compile(r"[^\W\d_][\w./-]*(?: [A-Z][\w.-]*){0,3}")
_COMMA = re.compile(rf"{_SPACE},{_SPACE}")
_GAP = re.compile(rf"{_SPACE}[.,]?{_SPACE}")
_JOINT = re.compile(rf"{_SPACE}[/;]{_SPACE}|,? and ")
# The dash that ends it, whatever was made of it on the way: "--", "—", "_", a hyphen or colon before a space.
_END = re.compile(
    rf"(?P<dash>{_SPACE}(?:--+|—|―|\x97)|[^\S\n]{{1,3}}(?:–|\x96|_+)|{_SPACE}(?:–|\x96|_+|-(?!\s\w{{1,2}}\s-))(?=\s)"
    r"|(?<=[)/])_+|(?<=/)\.)\s*|(?P<colon>:)\s+"
)
_TAGS = re.compile(r"(?:\[[^\]\n]{1,100}\]\s*)*")
_OPENING = re.compile(r"[\"'“‘(\[]*")
_INLINE = re.compile(r"(?<=[.!?\"'”’)])[^\S\n]+(?=[A-Z][\w.'’-]*)")
_SPEAKER = re.compile(r"^[A-Z][A-Z .'’-]{2,}:\s", re.MULTILINE)


class Found(NamedTuple):
    """A dateline, the span of the text that it takes up with its dash and white space, and its date if a full one."""

    dateline: Dateline
    begin: int
    end: int
    date: str | None


@dataclass(slots=True)
class _Parts:
    """What has been understood so far of a candidate; `end` is where the next part would begin."""

    end: int
    places: list[Mention] = field(default_factory=list)
    first_is_capitals: bool = False
    agency: Mention | None = None
    is_known_agency: bool = False
    date: Mention | None = None
    day: Day | None = None


def find(text: str, begin: int, anchor: str | None) -> Found | None:
    """The dateline at `begin`, or at the head of a line after a few short ones, or after a headline in the first line.

    `anchor` is the article's own date, from which a date without a year takes it.
    """
    for start in _candidates(text, begin):
        parts = _parts(text, start)
        if parts and (end := _end(text, start, parts)):
            return Found(_dateline(parts, anchor), start, end, parts.day.iso if parts.day else None)
    return None


def _candidates(text: str, begin: int) -> Iterator[int]:
    seen = 0
    while begin < len(text) and seen < LINES:
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        start = begin + len(text[begin : begin + 80]) - len(text[begin : begin + 80].lstrip())
        if start < end:
            yield start
            if seen == 0:  # a headline and the story may share the first line
                yield from (m.end() for m in _INLINE.finditer(text, begin, min(end, begin + _HEADLINE_LINE)))
            seen += 1
            if end - begin > _LONG_LINE:
                return
        begin = end + 1


def _parts(text: str, start: int) -> _Parts | None:
    """Places, then date and agency in either order; None where nothing of the kind stands there."""
    parts = _Parts(start)
    if not (_read_date(text, parts) or _read_agency(text, parts)):
        _read_places(text, parts)
    for _ in range(3):
        if not (_read_date(text, parts) or _read_agency(text, parts)):
            break
    return parts if parts.end > start else None


def _read_places(text: str, parts: _Parts) -> None:
    while found := _NAME.match(text, parts.end):
        place = _without_stop(found)
        if not parts.places:
            parts.first_is_capitals = _is_capitals(place.text)
        elif not place.text[0].isupper():
            return
        parts.places.append(place)
        parts.end = place.end
        joint = _JOINT.match(text, parts.end) or _COMMA.match(text, parts.end)
        if not joint or len(parts.places) > 5 or _DATE.match(text, joint.end()) or _is_agency(text, joint.end()):
            return
        if _NAME.match(text, joint.end()):
            parts.end = joint.end()


def _without_stop(found: re.Match[str]) -> Mention:
    """The name without the full stop that a few agencies put after it: "KYIV. Jan 5 (Interfax-Ukraine)"."""
    name = found[0]
    last = name.split(" ")[-1]
    if last.endswith(".") and len(last) > _ABBREVIATED and last.isupper() and "." not in last[:-1]:
        name = name[:-1]
    return Mention(found.start(), found.start() + len(name), name)


def _read_date(text: str, parts: _Parts) -> bool:
    gap = _GAP.match(text, parts.end)
    at = gap.end() if gap and parts.end > 0 else parts.end
    found = _DATE.match(text, at)
    if parts.date or not found:
        return False
    parts.date, parts.day, parts.end = Mention(found.start(), found.end(), found[0]), _day(found), found.end()
    return True


def _read_agency(text: str, parts: _Parts) -> bool:
    if parts.agency:
        return False
    if found := _BRACKETS.match(text, parts.end):
        return _read_brackets(text, parts, found)
    gap = _GAP.match(text, parts.end)
    found = _BARE_AGENCY.match(text, gap.end() if gap else parts.end)
    if not found or found[0] not in _agencies():
        return False
    parts.agency, parts.is_known_agency, parts.end = Mention(found.start(), found.end(), found[0]), True, found.end()
    return True


def _read_brackets(text: str, parts: _Parts, found: re.Match[str]) -> bool:
    """As in "(Reuters)", "(AFP, AP)", "(AP, Oct. 17)", "/PRNewswire/"."""
    name = "round" if found["round"] else "slashes"
    begin, end = found.span(name)
    if date := _DATE.search(text, begin, end):
        parts.date, parts.day = Mention(date.start(), date.end(), date[0]), _day(date)
        end = date.start()
    agency = text[begin:end].rstrip(" ,")
    if agency and not (agency[0].isupper() and not any(c.isdigit() for c in agency)):
        return False
    if agency:
        parts.agency = Mention(begin, begin + len(agency), agency)
        parts.is_known_agency = any(
            part.strip().lower() in _agencies_in_lower_case() for part in re.split("[,/]", agency)
        )
    parts.end = found.end()
    return True


def _end(text: str, start: int, parts: _Parts) -> int | None:
    """Where the prose begins, if the parts make a dateline and what follows opens a sentence."""
    found = _END.match(text, parts.end)
    if not _is_believed(text, start, parts, found):
        return None
    end = found.end() if found else parts.end + 1  # the space after "CAIRO (AP)"
    tags = _TAGS.match(text, end)
    return tags.end() if tags else end


def _is_believed(text: str, start: int, parts: _Parts, end: re.Match[str] | None) -> bool:
    if parts.places and not _is_city(parts) and parts.places[0].text.lower().split()[0] in _refusals():
        return False
    if end is None:
        return parts.is_known_agency and parts.first_is_capitals and text[parts.end : parts.end + 1].isspace()
    if not parts.places:
        return parts.is_known_agency and (end["dash"] is not None) and _opens_sentence(text, end.end())
    if parts.agency:
        return parts.first_is_capitals or (parts.is_known_agency and (_is_city(parts) or _are_titles(parts)))
    if not _opens_sentence(text, end.end()):
        return False
    if end["colon"]:
        return parts.first_is_capitals and _is_city(parts) and not _has_speakers(text, start)
    return parts.first_is_capitals or _is_set_off(text, start, parts, end["dash"].strip())


def _is_set_off(text: str, start: int, parts: _Parts, dash: str) -> bool:
    """Whether an unknown name, not in capitals, stands as a place does: with its country, or before all else."""
    is_strong = len(dash) > 1 or dash in "—―"
    if len(parts.places) > 1 and _are_titles(parts) and (is_strong or parts.date is not None):
        return True
    is_line = text.find("\n", start, start + _SHORT_LINE) < 0 and len(text) > start + _SHORT_LINE
    return is_line and (_is_city(parts) or (is_strong and _are_titles(parts) and not text[:start].strip()))


def _dateline(parts: _Parts, anchor: str | None) -> Dateline:
    day = parts.day.iso if parts.day else None
    if parts.day and day is None and anchor and parts.day.month:
        day = last_not_after(parts.day.month, parts.day.day, anchor)
    place = parts.places[0] if parts.places else None
    return Dateline(place, parts.agency, parts.date, tuple(parts.places), day)


def _day(found: re.Match[str]) -> Day:
    return to_day(found["iso"]) if found["iso"] else from_named(found)


def _opens_sentence(text: str, at: int) -> bool:
    opening = _OPENING.match(text, at)
    first = text[opening.end() : opening.end() + 1] if opening else ""
    return first.isupper() or first.isdigit() or first in set("$£€")


def _has_speakers(text: str, start: int) -> bool:
    """Whether another line begins with a name and a colon, as in an interview."""
    return any(m.start() != start for m in _SPEAKER.finditer(text))


def _is_capitals(name: str) -> bool:
    """Whether a name is in capitals but for a prefix: "HONG KONG", "McALLEN", "al-BAB".

    >>> _is_capitals("DEIR al-ZOR"), _is_capitals("Beirut"), _is_capitals("KEN Hinkley")
    (True, False, False)
    """
    capitals = sum(c.isupper() for c in name)
    return capitals > 2 and all(word[-1:].isupper() or word in _PARTICLES for word in re.findall(r"[^\W\d_]+", name))


def _are_titles(parts: _Parts) -> bool:
    return all(_is_title(place.text) for place in parts.places)


def _is_title(name: str) -> bool:
    """Whether each word has a capital, as names of places do, and none ends a sentence: "Vina del Mar", "St. Marys".

    >>> _is_title("Vina del Mar"), _is_title("The bomb attack"), _is_title("The Hague")
    (True, False, False)
    """
    words = name.split(" ")
    return words[0] != "The" and all(
        (word[0].isupper() or word in _PARTICLES) and (word[-1] != "." or len(word) < 5 or "." in word[:-1])
        for word in words
    )


def _is_city(parts: _Parts) -> bool:
    return parts.places[0].text.lower() in _cities() if parts.places else False


def _is_agency(text: str, at: int) -> bool:
    found = _BARE_AGENCY.match(text, at)
    return found is not None and found[0] in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon("agencies", ("name",)))


@cache
def _agencies_in_lower_case() -> frozenset[str]:
    return frozenset(name.lower() for name in _agencies())


@cache
def _cities() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in lexicon("dateline_cities", ("name",)))


@cache
def _refusals() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in lexicon("dateline_refusals", ("word",)))
