"""Which files do the inputs name? Paths, folders, patterns, and `-` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from kg.errors import NoSuchInput
from kg.model import Skipped

Kind = Literal["text", "markup", "records"]
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".html": "markup",
    ".htm": "markup",
    ".jsonl": "records",
    ".ndjson": "records",
}
STANDARD_INPUT = "-"
_FORMS = "a .txt, .html or .jsonl file, or one of them with .gz"


class File(NamedTuple):
    """A file to read: what to call its article, what to call it in messages; without a kind, its content tells."""

    path: Path | None  # None is standard input
    id: str | None
    origin: str
    kind: Kind | None
    is_compressed: bool


def check(given: str) -> None:
    """Raise `NoSuchInput` for an input that names nothing; nothing is opened."""
    if not given:
        raise NoSuchInput("''", "an empty name names nothing", "name a file or folder")
    if given == STANDARD_INPUT or Path(given).is_file() or _is_special(Path(given)):
        return
    if Path(given).is_dir():
        if not any(isinstance(found, File) for found in _in_folder(Path(given), Path(given), ())):
            raise NoSuchInput(given, "the folder holds no articles", f"an article is {_FORMS}")
    elif not glob.has_magic(given):
        raise NoSuchInput(given, "there is no such file or folder", "check its name")
    elif not any(isinstance(found, File) for found in files(given)):
        raise NoSuchInput(given, "no file matches this pattern", "quote it, and use ** for any folders")


def files(given: str) -> Iterator[File | Skipped]:
    """The files that an input names, sorted; what is found beside them and cannot be read is told."""
    path = Path(given)
    if given == STANDARD_INPUT:
        yield File(None, None, STANDARD_INPUT, None, is_compressed=False)
    elif path.is_dir():
        yield from _in_folder(path, path, ())
    elif glob.has_magic(given) and not path.exists():
        yield from _matching(given)
    else:
        yield _file(path, path.parent, is_named=True)


def _matching(pattern: str) -> Iterator[File | Skipped]:
    base = Path(*_fixed_parts(pattern))
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 — Path.glob takes no absolute one
        path = Path(name)
        if path.is_dir():
            if "**" not in pattern:
                yield from _in_folder(path, base, ())
        else:
            yield _file(path, base, is_named=False)


def _fixed_parts(pattern: str) -> Iterator[str]:
    """The leading folders of a pattern that hold no wild card."""
    for part in PurePath(pattern).parts[:-1]:
        if glob.has_magic(part):
            return
        yield part


def _in_folder(folder: Path, base: Path, above: tuple[tuple[int, int], ...]) -> Iterator[File | Skipped]:
    """The files of a folder and those below, by name; hidden ones are left out, and a link that leads back is told."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(_shown(folder), f"the folder cannot be read: {error.strerror}", "check who may read it")
        return
    if (status.st_dev, status.st_ino) in above:
        yield Skipped(_shown(folder), "the link leads back to a folder that holds it", "remove it, or leave it")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _in_folder(Path(entry.path), base, (*above, (status.st_dev, status.st_ino)))
        else:
            yield _file(Path(entry.path), base, is_named=False)


def _file(path: Path, base: Path, *, is_named: bool) -> File | Skipped:
    """The file, unless its name says that it is of no kind that is read; a file named alone may have no suffix."""
    origin = _shown(path)
    if origin != str(path):
        return Skipped(origin, "its name is not valid Unicode", "rename it")
    is_compressed = path.suffix.lower() == ".gz"
    suffix = (path.with_suffix("") if is_compressed else path).suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None and not (is_named and (not suffix or _is_special(path))):
        return Skipped(origin, f"{suffix or 'files without a suffix'} is not read", f"give {_FORMS}")
    return File(path, path.relative_to(base).as_posix(), origin, kind, is_compressed)


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode()


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or device, as a shell's `<(…)` is."""
    return path.exists() and not path.is_file() and not path.is_dir()
