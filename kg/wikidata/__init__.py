"""What is known of a Wikidata item, whoever knows it: a knowledge base, an endpoint, the action API, our lexicons."""

from kg.wikidata.item import Coordinates, Item, Source

__all__ = ["Coordinates", "Item", "Source"]
