"""What do the learned readers see? One pass of a small encoder over the words, its scores cut into heads."""

from kg.annotate.reader.reader import LearnedReader, Look

__all__ = ["LearnedReader", "Look"]
