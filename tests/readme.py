"""Keeps the README true: runs its console blocks and writes what they print, and lists the named queries.

python -m tests.readme        writes the README anew

The sessions' SPARQL endpoint is a real server on this machine, over the slice of Wikidata in `tests/online`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from kg.query.library import Param, named
from tests.online.served import oxigraph

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_QUERIES = re.compile(r"<!-- queries -->\n.*?<!-- /queries -->", re.DOTALL)
COLUMNS = 110
ENDPOINT = "http://localhost:7878/query"  # as the README has it; the server takes any port that is free


def commands(block: str) -> list[str]:
    """The commands of a console block, without their prompts."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def printed(command: str, folder: Path, endpoint: str) -> str:
    """What a command prints on standard output in a folder that has the project's seeds."""
    words = shlex.split(command.replace(ENDPOINT, endpoint))
    if words[0] != "kg":
        raise ValueError(f"only kg is run from the README, not {words[0]!r}")
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    if ENDPOINT in command:
        environment["XDG_CACHE_HOME"] = str(folder / "answers")  # what this server says is nobody else's
    run = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"{command} failed: {run.stderr}")
    return "".join(line.rstrip() + "\n" for line in run.stdout.splitlines())


def session(block: str, folder: Path, endpoint: str) -> str:
    """The block with each command followed by what it prints now."""
    return "".join(f"$ {command}\n{printed(command, folder, endpoint)}" for command in commands(block))


def queries() -> str:
    """The table of named queries."""
    rows = [f"| `{query.name}` | {query.summary} | {_parameters(query.params or ())} |" for query in named()]
    return "\n".join(["| name | question | parameters |", "|---|---|---|", *rows])


def _parameters(parameters: tuple[Param, ...]) -> str:
    return ", ".join(f"`{one.name}`" + (" (required)" if one.required else "") for one in parameters)


def renewed(text: str, folder: Path) -> str:
    """The README with its console blocks and its table of queries as they are now."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    with oxigraph(folder / "slice") as endpoint:
        text = _BLOCK.sub(lambda m: f"```console\n{session(m[1], folder, endpoint)}```", text)
    return _QUERIES.sub(lambda _: f"<!-- queries -->\n{queries()}\n<!-- /queries -->", text)


def main() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(renewed(README.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")


if __name__ == "__main__":
    main()
