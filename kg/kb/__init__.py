"""A knowledge base on this machine, made from a dump of Wikidata: built once, asked by name, GeoNames id or QID."""

from kg.kb.base import KnowledgeBase
from kg.kb.building import LANGUAGES, Progress, Step, Summary, build
from kg.kb.file import class_lines, facts

__all__ = ["LANGUAGES", "KnowledgeBase", "Progress", "Step", "Summary", "build", "class_lines", "facts"]
