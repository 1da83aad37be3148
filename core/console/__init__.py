"""The second front end: each command without a screen (docs/console.md, a contract that scripts depend on)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from core.console import answers
from core.console.arguments import paints, parse
from core.console.serve_arguments import parse_service

__all__ = ["paints", "parse", "parse_service", "run"]


def run(options: Namespace, *painters: Callable[..., Any] | None) -> int:
    """Run one command; return its exit status. `painters` are those of `core.console.painters.Painters`, in order."""
    try:
        from core.console.execute import execute  # noqa: PLC0415 - the window parses its arguments without a database
        from core.console.painters import Painters  # noqa: PLC0415 - as above
    except KeyboardInterrupt:  # a third of a second in which nothing was begun
        return answers.stop(as_json=options.json)
    return execute(options, Painters(*painters))
