"""Which of these are the same? `Reading -> Facts`."""

from kg.resolve.facts import Resolver
from kg.resolve.sure import sure

__all__ = ["Resolver", "sure"]
