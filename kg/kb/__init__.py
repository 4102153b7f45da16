"""A knowledge base on this machine, made from a dump of Wikidata: built once, asked by name, GeoNames id or QID."""

from kg.kb.base import KnowledgeBase

__all__ = ["KnowledgeBase"]
