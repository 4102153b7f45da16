"""The command line: reads options, calls the library, prints. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys

from kg.cli.app import app
from kg.errors import KgError

__all__ = ["app", "main"]


def main() -> None:
    """Run `kg`; ends the process with status 0, 1 for a failure told on standard error, 2 for a wrong call."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(1)
