"""The second front end: each command without a screen (docs/console.md, a contract that scripts depend on)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from core.console import answers
from core.console.arguments import paints, parse
from core.console.serve_arguments import parse_service

__all__ = ["paints", "parse", "parse_service", "run", "tell_unanswered"]


def tell_unanswered(words: Sequence[str], why: int) -> int:
    """Tell that the owner of the till did not answer a command; return the exit status."""
    from core.console import unanswered  # noqa: PLC0415 - as below

    return unanswered.tell_unanswered(words, why)


def run(options: Namespace, *painters: Callable[..., Any] | None) -> int:
    """Run one command; return its exit status. `painters` are those of `core.console.painters.Painters`, in order."""
    try:
        from core.console.execute import execute  # noqa: PLC0415 - the window parses its arguments without a database
        from core.console.painters import Painters  # noqa: PLC0415 - as above
    except KeyboardInterrupt:  # a third of a second in which nothing was begun
        return answers.stop(as_json=options.json)
    if options.command == "agent":
        from core.console.agent import start_agent  # noqa: PLC0415 - no other command needs it

        return start_agent(options, Painters(*painters))
    return execute(options, Painters(*painters))
