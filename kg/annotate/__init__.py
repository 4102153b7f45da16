"""What does the language model see? The only room that calls spaCy's pipeline: `Article -> Doc`."""

from kg.annotate.annotator import DEFAULT_MODEL, Annotator

__all__ = ["DEFAULT_MODEL", "Annotator"]
