"""Tables of events in the column orders of other data sets: ACLED's and UCDP's.

Every event that is put as a fact and has a code of the scheme is a row. A column that the graph cannot fill is empty.
"""

from kg.tables.table import TABLES, write_table

__all__ = ["TABLES", "write_table"]
