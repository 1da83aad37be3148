"""`settings`: what the shop has set, one by one or as a file that goes to other tills."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Core
from core.console.caller import user_path
from core.console.codes import code_of
from core.console.output import Output, failure_fields, say
from core.domain.outcome import Message
from core.domain.settings_file import FileSettings
from core.errors import BadInput
from core.sentences import sentence
from core.usecases import settings


@dataclass(frozen=True, slots=True)
class SettingsCommands:
    """The settings of one core."""

    core: Core
    output: Output

    def settings(self, options: Namespace) -> int:
        if options.verb == "import":
            return self._import(user_path(options.file), dry=options.dry_run)
        if options.verb == "export":
            return self._export(user_path(options.file))
        if options.verb == "set":
            value = settings.store_setting(self.core, options.key, options.value).values[options.key]
            self.output.answer({"key": options.key, "value": value}, f"{options.key} = {value}")
            return 0
        shown = settings.read_settings(self.core).values
        if options.verb == "get":
            settings.read_setting(self.core, options.key)  # refuses a key that does not exist
            value = shown[options.key]
            self.output.answer({"key": options.key, "value": value}, f"{options.key} = {value}")
            return 0
        for key, value in shown.items():
            self.output.row({"key": key, "value": value}, f"{key} = {value}")
        return 0

    def _import(self, path: Path, *, dry: bool) -> int:
        """Take all of a file or nothing. What is wrong with it is told line by line."""
        found = settings.look_through_file(self.core, path)
        if found.problems:
            return tell_problems(self.output, found)
        if dry:
            return self._say("settings_file.sound", {"settings": dict(found.values)}, len(found.values), path)
        stored = settings.store_settings(self.core, found.values, path.name).values
        return self._say("settings_file.imported", {"settings": dict(stored)}, len(stored), path)

    def _export(self, path: Path) -> int:
        count = settings.export_settings(self.core, path)
        text = sentence("settings_file.exported", {"count": count, "path": path})
        self.output.answer({"file": str(path), "count": count, "text": text}, text)
        return 0

    def _say(self, key: str, fields: dict[str, object], count: int, path: Path) -> int:
        text = sentence(key, {"count": count, "file": path.name})
        self.output.answer(fields | {"count": count, "text": text}, text, code=code_of(key))
        return 0


def tell_problems(output: Output, found: FileSettings) -> int:
    """Print what is wrong with a file, each with its line; return the exit status."""
    problems = [{"line": each.line} | failure_fields(each.message) for each in found.problems]
    fields = failure_fields(Message("settings_file.problems")) | {"problems": problems}
    output.answer(fields, *(f"{each.line:>6}  {say(each.message)}" for each in found.problems))
    output.note(str(fields["message"]))
    return BadInput.exit_status
