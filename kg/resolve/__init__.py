"""Which of these are the same? `Reading -> Facts`."""

from kg.resolve.facts import Resolver

__all__ = ["Resolver"]
