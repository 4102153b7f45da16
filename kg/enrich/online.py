"""Facts from Wikidata's servers, or others with its data, by way of `kg.online`: as a guest, and with its memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.enrich import answers, documents
from kg.enrich.facts import Found, ItemFacts, Name, Wanted
from kg.online import Api, Endpoint
from kg.online.cache import Kept
from kg.wikidata.entity import ANY_LANGUAGE


class EndpointFacts:
    """A `FactSource` over a SPARQL endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.name = endpoint.url

    @property
    def unanswered(self) -> Mapping[str, str]:
        """What could not be had, with the reasons."""
        return self._endpoint.unanswered

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        """What the endpoint says of these items."""
        rows = self._endpoint.rows(qids, lambda batch: answers.question(batch, wanted))
        dated = {qid: (each.rows, each.retrieved.date().isoformat()) for qid, each in rows.items()}
        return answers.found(dated, wanted)

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        """The labels of these items."""
        rows = self._endpoint.rows(qids, lambda batch: answers.names_question(batch, languages))
        return {qid: answers.labels(each.rows) for qid, each in rows.items()}


class ApiFacts:
    """A `FactSource` over the action API. Names come in the languages of the API's guest."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.name = api.url
        self._unread: dict[str, str] = {}

    @property
    def unanswered(self) -> Mapping[str, str]:
        """What could not be had or read, with the reasons."""
        return {**self._api.unanswered, **self._unread}

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        """What the items' documents say."""
        kept = self._api.documents(qids)
        replaced = tuple((asked, each.body["id"]) for asked, each in sorted(kept.items()) if asked != each.body["id"])
        read = {each.body["id"]: self._facts(each, wanted) for each in kept.values()}
        return Found(tuple(each for _, each in sorted(read.items()) if each is not None), replaced)

    def _facts(self, kept: Kept, wanted: Wanted) -> ItemFacts | None:
        try:
            return documents.facts(kept.body, wanted, kept.retrieved.date().isoformat())
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
            self._unread[kept.body["id"]] = f"its document has another form than Wikidata's: {error!r}"
            return None

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        """The labels of these items."""
        kept = self._api.labels(qids)
        return {qid: documents.labels(each.body, (*languages, ANY_LANGUAGE)) for qid, each in kept.items()}
