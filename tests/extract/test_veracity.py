"""Marked-up sentences: the word in brackets is put as the marks behind it say; nothing said means a plain fact."""

from __future__ import annotations

import re

import pytest

from kg.annotate import Annotator
from kg.extract.veracity import combine, veracity
from kg.model import Article, Veracity

CASES = """
The rebels [attacked] the convoy on Monday.
The rebels did not [attack]{Negated} the convoy.
The rebels never [attacked]{Negated} the convoy.
There are no longer [clashes]{Negated} in the city.
No [attack]{Negated} was reported on Monday.
No group [claimed]{Negated} responsibility.
The coalition has not carried out any [airstrikes]{Negated} since noon.
There was no [attack]{Negated} on the base.
The militants failed to [capture]{Negated} the airport.
The army refused to [withdraw]{Negated} from the town.
They were unable to [reach]{Negated} the hospital.
Troops entered the village without [firing]{Negated} a shot.
The absence of [violence]{Negated} surprised observers.
Police prevented the men from [storming]{Negated} the embassy.
The [attack]{Negated Planned} was called off on Tuesday.
Officials said the [attack]{Negated} had been foiled.
The army has yet to [recapture]{Negated} the town.
The rebels stopped short of [attacking]{Negated} the base.
The truce kept the sides from [fighting]{Negated}.
The minister ruled out an [attack]{Negated Hypothetical}.
Instead of [attacking]{Negated}, the rebels withdrew.
There have been no reports of [casualties]{Negated Probable}.
The [coup]{Negated Probable Hypothetical} is unlikely.
Can the army [capture]{Possible Hypothetical} the town?
The residents do not think that the army [shelled]{Negated Probable} the market.
The army did not fail to [capture] the town.
The group not only [shelled] the town but looted it.
They did not condemn the [attack].
Neither the army nor the rebels [attacked]{Negated} the camp.
The men neither [attacked]{Negated} nor looted the camp.
The rebels may have [shelled]{Possible} the market.
The militants allegedly [shelled]{Possible} the market.
The militants reportedly [shelled]{Probable} the market.
The group is believed to have [kidnapped]{Probable} the workers.
The suspected [bombing]{Possible} killed two.
The army plans to [attack]{Probable Planned} the town.
Plans for an [attack]{Probable Planned} were found.
The army will [attack]{Planned} the town on Friday.
The militants threatened to [attack]{Probable Planned} the town.
The general ordered his men to [attack]{Possible Planned} the town.
The leader called for an [attack]{Probable Planned} on the town.
The threat of [attack]{Possible Hypothetical} remains.
They fear that rebels will [attack]{Possible Planned} the town.
If the rebels [attack]{Possible Hypothetical}, the army will respond.
Should the rebels [attack]{Possible Hypothetical}, the army will respond.
The planned [attack]{Probable Planned} worries residents.
They blew up the bridge to [stop]{Probable Planned} the convoy.
The prisoners fled, only to be [caught] hours later.
The army helped the police [seize] the weapons.
The rebels did not plan to [attack]{Negated Probable Planned} the town.
Few of the prisoners were [released]{Negated}.
A few of the prisoners were [released].
The United Nations will investigate [attacks] on its convoys.
Officials will meet after [clashes] in the north.
The spokesman would not say whether the town was [shelled]{Possible Hypothetical}.
The fighting could lead to [war]{Possible Hypothetical}.
The men did not mean to [kill]{Probable Planned} the guard.
The strike would have [killed]{Negated Probable} hundreds of people.
Had the army [attacked]{Negated Probable}, the rebels would have fled.
If the army had [attacked]{Negated Probable}, the rebels would have fled.
Without the envoy, the two sides would not have [signed]{Probable} the deal.
The rebels must have [fled]{Probable} at night.
The talks collapsed before a deal could be [signed]{Negated Probable}.
The column did not leave without [burning] the village.
They cannot leave without [burning]{Possible Hypothetical} the village.
The army has not fully [withdrawn] from the province.
He dodged [arrest]{Negated} for years.
The general escaped [arrest]{Negated} by a bribe.
The mayor escaped an [attack] on his car.
The demand for his [extradition]{Negated Probable Planned} was refused by the court.
The government rejected calls for an [attack]{Negated Probable Planned} on the camp.
The government rejected the [call] for talks.
The failed attempt to [kill]{Negated Possible Planned} the president shook the city.
The [meeting]{Negated} did not take place.
Hardly any rebels [surrendered]{Negated}.
Not one soldier was [wounded]{Negated}.
The army was too weak to [attack]{Negated}.
It was not the army that [attacked]{Negated} the village.
The rebels are far from [surrendering]{Negated}.
He was acquitted of [killing]{Negated} the priest.
He pleaded not guilty to [killing]{Negated} the priest.
The attempted [murder]{Negated} shocked the town.
The report that rebels [attacked]{Negated} the village is false.
The city that rebels [attacked] is small.
It is not true that the army [attacked]{Negated} the village.
The army lacks the men to [attack]{Negated} the town.
The rebels withdrew rather than [fight]{Negated}.
The envoy opposes [negotiating]{Possible Hypothetical} with the rebels.
"""


def _cases() -> list[tuple[str, int, Veracity]]:
    found = []
    for line in CASES.strip().splitlines():
        marked = re.search(r"\[(\w+)\](?:\{([\w ]+)\})?", line)
        assert marked is not None, line
        names = set((marked[2] or "").split())
        put = Veracity(
            "Negated" if "Negated" in names else "Affirmed",
            "Possible" if "Possible" in names else "Probable" if "Probable" in names else "Certain",
            "Planned" if "Planned" in names else "Hypothetical" if "Hypothetical" in names else "Actual",
        )
        found.append((line[: marked.start()] + marked[1] + line[marked.end() :], marked.start(), put))
    return found


@pytest.mark.parametrize(("text", "begin", "put"), _cases())
def test_the_clause_puts_its_event(annotator: Annotator, text: str, begin: int, put: Veracity) -> None:
    article = Article(id="case", text=text, body=((0, len(text)),), origin="test")
    ((_, docs),) = annotator.docs([article])
    token = next(t for doc in docs for t in doc if doc.user_data["begin"] + t.idx == begin)
    assert veracity(token) == put


def test_a_denied_negation_is_affirmed_and_the_weakest_word_counts() -> None:
    denial = Veracity("Negated", "Certain", "Actual")
    assert combine(denial, Veracity("Negated", "Possible", "Planned")) == Veracity("Affirmed", "Possible", "Planned")
    assert combine(Veracity(), denial) == denial
