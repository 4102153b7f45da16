"""The README says what is so: its sessions print what it shows, and it tells of every command and option file."""

from __future__ import annotations

import re
from pathlib import Path

from tests.readme import README, renewed

TEXT = README.read_text(encoding="utf-8")


def test_sessions_and_queries_are_as_shown(tmp_path: Path) -> None:
    assert renewed(TEXT, tmp_path) == TEXT, "run: python -m tests.readme"


def test_every_command_is_told_of() -> None:
    from kg.cli.app import app

    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    names = {name.replace("_", "-") for name in names} | {
        group.typer_instance.info.name for group in app.registered_groups if group.typer_instance
    }
    assert names >= {"build", "kb", "serve-reconciliation"}
    assert all(re.search(rf"`kg {name}\b", TEXT) for name in names), names


def test_the_two_commands_do_all_the_set_up() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("$ python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert lines[0].endswith("kg build seeds/articles -o graph.ttl")
    assert lines[1].endswith("pytest")
