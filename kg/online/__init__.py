"""Ask Wikidata's servers, or any with its data, as a guest whom they would welcome; with a memory of the answers."""

from kg.online.api import Api
from kg.online.cache import Kept
from kg.online.endpoint import Endpoint, Rows
from kg.online.guest import API, ENDPOINT, Guest, contact
from kg.online.visitor import Hands, Tell

__all__ = ["API", "ENDPOINT", "Api", "Endpoint", "Guest", "Hands", "Kept", "Rows", "Tell", "contact"]
