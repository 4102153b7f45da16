"""What does the text say, here? Generators `Doc -> Iterator[Finding]`, one phenomenon a file."""

from kg.extract.built_in import BUILT_IN
from kg.extract.protocol import Extractor, Factory, Settings
from kg.extract.reading import Reader

__all__ = ["BUILT_IN", "Extractor", "Factory", "Reader", "Settings"]
