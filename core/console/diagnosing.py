"""`diagnostics`: a file for whoever helps the shop, with nothing secret in it; also where the till does not open."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Core
from core.closed_till import write_closed_diagnostics
from core.console.caller import user_path
from core.console.output import Output
from core.errors import KnownError
from core.sentences import sentence
from core.settings import folder
from core.usecases import support


@dataclass(frozen=True, slots=True)
class Diagnosing:
    """The diagnostics of one core."""

    core: Core
    output: Output

    def diagnostics(self, options: Namespace) -> int:
        path = _path(options)
        return _tell(self.output, path, support.write_diagnostics(self.core, path, replace=options.replace))


def of_closed(options: Namespace, output: Output, problem: KnownError) -> int:
    """Write what can be told of a till that does not open; why it does not is said beside it."""
    path = _path(options)
    count = write_closed_diagnostics(folder(options), problem.key, path, over=options.replace)
    output.note(problem.sentence)
    return _tell(output, path, count)


def _path(options: Namespace) -> Path:
    return user_path(options.file)


def _tell(output: Output, path: Path, count: int) -> int:
    text = sentence("diagnostics.made", {"path": path})
    output.answer({"file": str(path), "parts": count, "text": text}, text)
    return 0
