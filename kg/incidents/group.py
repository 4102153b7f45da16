"""An incident in the making: what its reports have in common, so that a new one is compared once and not with each."""

from __future__ import annotations

from kg.incidents.cast import cast
from kg.incidents.report import Report, Where


class Group:
    """Reports that are taken for one happening. `first` and `last` are the days that all of them allow."""

    def __init__(self, report: Report) -> None:
        assert report.days is not None
        self.reports = [report]
        self.classes = {report.cls}
        self.told_as = set(report.classes)
        self.first, self.last, self.is_told = report.days
        self.where = report.where
        self.cast = cast(report.everyone)
        self.counts = set(report.counts)
        self.score: float | None = None  # of the report that fits least
        self.features: frozenset[str] = frozenset()  # that all of them agree in
        self._seen = {(report.article, report.cls)}

    def has(self, report: Report) -> bool:
        """Whether the report's own article keeps it apart from one that is here."""
        return (report.article, report.cls) in self._seen

    @property
    def articles(self) -> set[str]:
        return {report.article for report in self.reports}

    def add(self, report: Report, score: float, features: frozenset[str]) -> None:
        """Take a report in; what it agreed in becomes what all agree in."""
        assert report.days is not None
        self.reports.append(report)
        self.classes.add(report.cls)
        self.told_as |= report.classes
        self.first, self.last = max(self.first, report.days.first), min(self.last, report.days.last)
        self.is_told = self.is_told or report.days.is_told
        self.where = _narrower(self.where, report.where)
        self.cast = self.cast.with_(cast(report.everyone))
        self.counts |= set(report.counts)
        self.features = features if self.score is None else self.features & features
        self.score = score if self.score is None else min(self.score, score)
        self._seen.add((report.article, report.cls))


def _narrower(one: Where, other: Where) -> Where:
    """The finer of two places that agree; both, where they are equally fine."""
    if one.level != other.level:
        return max(one, other, key=lambda where: where.level)
    return Where(
        one.level,
        one.keys | other.keys,
        one.points | other.points,
        one.above | other.above,
        one.regions | other.regions,
    )
