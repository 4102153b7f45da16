"""Which items does Wikidata's action API find under a name, and what do their documents say?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import Request

from kg.errors import EndpointError
from kg.online.cache import Kept
from kg.online.guest import API, Guest
from kg.online.queries import is_qid, spoken
from kg.online.source import Online, number_of
from kg.online.visitor import HANDS, Busy, Hands, Tell, quiet
from kg.query.exchange import Reply, fetched
from kg.wikidata import Item
from kg.wikidata.classes import Classes, levels
from kg.wikidata.entity import Document, ids, item, values

_AT_ONCE: Final = 50  # what the API takes and gives at once to those without an account
_GEONAMES: Final = 20  # ids in one search, each of which may have more than one item
_PARTS: Final = "info|labels|aliases|descriptions|claims|sitelinks"
_REMEDY: Final = "check that this is the api.php of a Wikibase"
_BUSY: Final = frozenset({"maxlag", "ratelimited", "readonly"})
"""The errors, told with a status of 200, of a server that may answer later."""


class Api(Online):
    """A source over the action API, for names that match nothing exactly.

    It searches by beginnings, and without regard to case and accents: what it finds must be compared with the name.
    """

    name: Final = "api"

    def __init__(
        self,
        guest: Guest,
        url: str = API,
        classes: Classes | None = None,
        tell: Tell = quiet,
        hands: Hands = HANDS,
    ) -> None:
        super().__init__(url, guest, classes, tell, hands)
        self._tags = "|".join(spoken(guest.languages))

    def documents(self, qids: Iterable[str]) -> dict[str, Kept]:
        """The documents of items in JSON, each with when it was retrieved, by the QID that was asked for.

        Names are in the guest's languages alone. The document of an item that was merged into another is that one's.
        What does not exist is left out.
        """
        wanted = [qid for qid in dict.fromkeys(qids) if is_qid(qid)]
        found = self._answers.of(f"documents, {self._tags}", wanted, self._ask_documents, _AT_ONCE)
        return {qid: kept for qid, kept in found.items() if kept.body is not None}

    def labels(self, qids: Iterable[str]) -> dict[str, Kept]:
        """The documents of items with their labels alone, else as `documents` gives them."""
        wanted = [qid for qid in dict.fromkeys(qids) if is_qid(qid)]
        found = self._answers.of(f"labels, {self._tags}", wanted, self._ask_labels, _AT_ONCE)
        return {qid: kept for qid, kept in found.items() if kept.body is not None}

    def _named(self, names: Sequence[str]) -> Mapping[str, list[str]]:
        found = self._answers.of(f"search, {' '.join(self._languages)}", names, self._ask_names, 1)
        return {name: kept.body for name, kept in found.items()}

    def _ask_names(self, names: Sequence[str]) -> dict[str, list[str]]:
        return {name: self._found(name) for name in names}

    def _found(self, name: str) -> list[str]:
        """The QIDs that a search finds in each of the languages, in its order."""
        found: dict[str, None] = {}
        for language in self._languages:
            asked = {"search": name, "language": language, "uselang": language, "type": "item", "limit": _AT_ONCE}
            listed = self._objects(self._ask("wbsearchentities", asked).get("search"))
            found.update(dict.fromkeys(qid for each in listed if is_qid(qid := str(each.get("id")))))
        return list(found)

    def _of_geonames(self, ids: Sequence[int]) -> Mapping[int, list[str]]:
        found = self._answers.of("items of GeoNames ids", map(str, ids), self._ask_geonames, _GEONAMES)
        return {int(key): kept.body for key, kept in found.items()}

    def _ask_geonames(self, ids: Sequence[str]) -> dict[str, list[str]]:
        search = "haswbstatement:" + "|".join(f"P1566={each}" for each in ids)
        asked = {"list": "search", "srsearch": search, "srnamespace": 0, "srlimit": _AT_ONCE, "srprop": ""}
        answer = self._ask("query", asked)
        if "continue" in answer:
            raise EndpointError(self.url, "it finds more items than it tells at once", "ask for fewer GeoNames ids")
        (query,) = self._objects([answer.get("query")])
        titles = [str(each.get("title")) for each in self._objects(query.get("search"))]
        found: dict[str, list[str]] = {each: [] for each in ids}
        for qid, kept in sorted(self.documents(titles).items(), key=lambda pair: number_of(pair[0])):
            for each in values(kept.body, "P1566"):
                found.get(str(each), []).append(qid)
        return found

    def _items(self, qids: Sequence[str]) -> Mapping[str, Item]:
        bare: dict[str, tuple[Item, list[str]]] = {}
        for qid, kept in self.documents(qids).items():
            if (found := item(kept.body, self._languages)) is not None:
                bare[qid] = (found, ids(kept.body, "P279"))
        return self._with_kinds(bare)

    def _ask_documents(self, qids: Sequence[str]) -> dict[str, Document | None]:
        return self._whole(qids, _PARTS)

    def _ask_labels(self, qids: Sequence[str]) -> dict[str, Document | None]:
        return self._whole(qids, "labels")

    def _whole(self, qids: Sequence[str], parts: str) -> dict[str, Document | None]:
        known = self._entities(qids, {"props": parts, "languages": self._tags})
        return {qid: None if "missing" in known[qid] else self._checked(known[qid]) for qid in qids}

    def _checked(self, document: Document) -> Document:
        """A document that can be read. Raises `EndpointError` for one that has another form than Wikidata's."""
        try:
            read = item(document, self._languages)
            ids(document, "P279")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._strange() from error
        if read is None:
            raise self._strange()
        return document

    def _parents(self, classes: Iterable[str]) -> dict[str, list[str]]:
        """Level by level upwards, since the API tells of each class only what is right above it."""
        steps: dict[str, list[str]] = {}
        level = list(dict.fromkeys(classes))
        while level:
            found = self._answers.of("parents", level, self._ask_parents, _AT_ONCE)
            steps.update((qid, kept.body) for qid, kept in found.items())
            above = dict.fromkeys(up for kept in found.values() for up in kept.body)
            level = [each for each in above if each not in steps]

        def is_whole(qid: str) -> bool:
            return all(up in steps for ups in levels(qid, lambda each: steps.get(each, ())) for up in ups)

        return {qid: above for qid, above in steps.items() if is_whole(qid)}

    def _ask_parents(self, classes: Sequence[str]) -> dict[str, list[str]]:
        known = self._entities(classes, {"props": "claims"})
        try:
            return {qid: list(dict.fromkeys(ids(known[qid], "P279"))) for qid in classes}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._strange() from error

    def _entities(self, qids: Sequence[str], more: Mapping[str, str]) -> dict[str, Document]:
        """The documents by the QIDs that were asked for; the API may file one that was merged under its new QID."""
        answer = self._ask("wbgetentities", {"ids": "|".join(qids), **more})
        (entities,) = self._objects([answer.get("entities")])
        self._objects(list(entities.values()))
        redirects = [(each, *self._objects([each["redirects"]])) for each in entities.values() if "redirects" in each]
        found = {**{str(redirect.get("from")): each for each, redirect in redirects}, **entities}
        if not found.keys() >= set(qids):
            raise self._strange()  # of what is not there it says that it is missing
        return found

    def _objects(self, value: object) -> list[Document]:
        """A list of objects. Raises `EndpointError` for all else."""
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return value
        raise self._strange()

    def _strange(self) -> EndpointError:
        return EndpointError(self.url, "its answer has another form than Wikidata's", _REMEDY)

    def _ask(self, action: str, asked: Mapping[str, object]) -> Document:
        parameters = {"action": action, "format": "json", "maxlag": 5, **asked}
        request = Request(f"{self.url}?{urlencode(parameters)}", headers=self._answers.headers)  # noqa: S310 - it is checked
        return self._answers.visit(lambda: fetched(request, self._answers.limits), self._read)

    def _read(self, reply: Reply) -> Document:
        if reply.status != 200:
            reason = f"it answers with status {reply.status}: {reply.start}"
            raise EndpointError(self.url, reason, "check its address, and whether you may use it")
        if reply.media_type != "application/json":
            raise EndpointError(self.url, f"it answers with {reply.media_type} instead of JSON: {reply.start}", _REMEDY)
        try:
            answer: Any = json.loads(reply.body)
        except ValueError as error:
            raise EndpointError(self.url, f"its answer is no JSON: {error}: {reply.start}", _REMEDY) from error
        if not isinstance(answer, dict):
            raise EndpointError(self.url, f"its answer is no object: {reply.start}", _REMEDY)
        if answer.get("error"):
            (refusal,) = self._objects([answer["error"]])
            reason = f"it answers with the error {refusal.get('code')}: {refusal.get('info')}"
            raise Busy(reason) if refusal.get("code") in _BUSY else EndpointError(self.url, reason, _REMEDY)
        return answer
