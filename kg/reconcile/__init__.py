"""Match spreadsheets with a graph: the W3C Entity Reconciliation API 0.2, which OpenRefine speaks.

service = Service(Catalogue(GraphEntities(store.oxigraph, base), knowledge_base), base)
ReconciliationServer(service, "127.0.0.1", 8000).serve_forever()
"""

from kg.reconcile.catalogue import Catalogue
from kg.reconcile.graph import GraphEntities
from kg.reconcile.server import ReconciliationServer
from kg.reconcile.service import Service

__all__ = ["Catalogue", "GraphEntities", "ReconciliationServer", "Service"]
