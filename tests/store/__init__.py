"""The store and what it writes."""
