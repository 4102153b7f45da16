"""What does the language model see? The only room that calls spaCy's pipeline: `Article -> Doc`."""

from kg.annotate.annotator import Annotator

__all__ = ["Annotator"]
