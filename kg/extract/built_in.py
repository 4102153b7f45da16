"""Which extractors there are, in the order in which they read: what names things comes before what relates them."""

from __future__ import annotations

from kg.extract.aliases import aliases
from kg.extract.casualties import casualties
from kg.extract.claims import claims
from kg.extract.entities import entities
from kg.extract.events import events
from kg.extract.protocol import Factory
from kg.extract.relations import relations
from kg.extract.times import times
from kg.extract.toponyms import toponyms

BUILT_IN: tuple[Factory, ...] = (toponyms, times, entities, aliases, events, casualties, claims, relations)
