"""`staff`: who works here, and a new PIN for a forgotten one. The owner of the shop is known by the service's token.

Nothing secret stands on the command line: token and PIN come from the environment, or are asked for.
"""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.output import Output
from core.errors import BadInput
from core.sentences import sentence

_NEW_PIN = "COUNTERFOIL_NEW_PIN"


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people of one core."""

    core: Core
    output: Output

    def staff(self, options: Namespace) -> int:
        return self._list() if options.verb == "list" else self._reset(options.name)

    def _list(self) -> int:
        people = self.core.staff.people()
        if not people:
            self.output.nothing(
                "Nobody is set up here, so everybody may do everything. Add a manager in the settings (F9)."
            )
        for person in people:
            self.output.row({"name": person.name, "role": person.role.value}, f"{person.name}  {person.role.value}")
        return 0

    def _reset(self, name: str) -> int:
        access = self.core.access
        assert access is not None
        person = access.reset_pin(name, _new_pin(name), self._token())
        text = sentence("staff.pin_reset", {"name": person.name})
        self.output.row({"name": person.name, "role": person.role.value, "text": text}, text)
        return 0

    def _token(self) -> str:
        """Never the one that the till keeps: whoever is at this machine could use that."""
        settings = self.core.settings
        if settings.token or settings.sandbox or not sys.stdin.isatty():
            return settings.token or ""
        return getpass.getpass("Token, from the service's own pages: ")


def _new_pin(name: str) -> str:
    """Typed twice where it is typed. Raises BadInput."""
    if _NEW_PIN in os.environ or not sys.stdin.isatty():
        return os.environ.get(_NEW_PIN, "")
    pin = getpass.getpass(f"New PIN of {name}: ")
    if getpass.getpass("The same again: ") != pin:
        raise BadInput("staff.pins_differ")
    return pin
