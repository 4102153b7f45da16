"""When was that? Time expressions made TIMEX3 values, with the days that they cover."""

from kg.resolve.time.resolution import ResolvedTime, resolve_times
from kg.resolve.time.stamps import stamps_of

__all__ = ["ResolvedTime", "resolve_times", "stamps_of"]
