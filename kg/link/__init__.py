"""Which Wikidata item is this, if any, and why?

linker = Linker(Candidates([BuiltIn(), KnowledgeBase(Path("kb"))]))
for chunk in store.chunks():
    linker.see(chunk)                       # gathers what each article says of each candidate
for decision in linker.decisions():         # sorted by entity: accepted with a QID, or nothing and why
    ...
"""

from kg.link.built_in import BuiltIn
from kg.link.candidates import Candidates
from kg.link.decide import Rule
from kg.link.entities import Candidate, Decision, Ruling, Scores, Subject
from kg.link.linker import Linker

__all__ = ["BuiltIn", "Candidate", "Candidates", "Decision", "Linker", "Rule", "Ruling", "Scores", "Subject"]
