"""Ask Wikidata's servers, or any with its data, as a guest whom they would welcome; with a memory of the answers."""

from kg.online.endpoint import Endpoint
from kg.online.guest import API, ENDPOINT, Guest, contact
from kg.online.visitor import Hands, Tell

__all__ = ["API", "ENDPOINT", "Endpoint", "Guest", "Hands", "Tell", "contact"]
