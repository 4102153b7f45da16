"""The knowledge base on this machine."""
