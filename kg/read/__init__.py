"""What articles are in this file? Text, HTML and JSON Lines, from files, folders, patterns and standard input."""

from kg.read.articles import from_text
from kg.read.reading import read

__all__ = ["from_text", "read"]
