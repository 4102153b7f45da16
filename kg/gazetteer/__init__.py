"""Where is a place of this name? GeoNames on this machine; a part of the floor that extracting and resolving share."""

from kg.gazetteer.cache import cache_folder
from kg.gazetteer.gazetteer import Gazetteer, is_compiled
from kg.gazetteer.geoname import Candidate, GeoName, PlaceClass, best_known

__all__ = ["Candidate", "Gazetteer", "GeoName", "PlaceClass", "best_known", "cache_folder", "is_compiled"]
