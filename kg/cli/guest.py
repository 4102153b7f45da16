"""How are Wikidata's servers asked? The same options for every command that asks them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Offline = Annotated[
    bool, typer.Option("--offline", help="Ask nobody: take what was answered before, and the knowledge base.")
]
Contact = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Your e-mail address or web page, for the server's owner; or KG_CONTACT."),
]
Interval = Annotated[float, typer.Option(min=0.0, help="The least seconds between two requests.")]
Answers = Annotated[Path | None, typer.Option(metavar="FILE", help="Where answers are kept.")]
