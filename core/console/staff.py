"""`staff`: who works here, and a new PIN for a forgotten one. The owner of the shop is known by the service's token.

Nothing secret stands on the command line: token and PIN come from the environment or a file, or are asked for.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.caller import caller, user_path
from core.console.output import Output
from core.domain.staff import Role, is_same
from core.errors import BadInput, NotFound
from core.sentences import sentence
from core.settings import given_token
from core.usecases import people, till

_NEW_PIN = "COUNTERFOIL_NEW_PIN"
_OWN_PIN = "COUNTERFOIL_PIN"


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people of one core."""

    core: Core
    output: Output

    def staff(self, options: Namespace) -> int:
        if options.verb == "list":
            return self._list()
        if options.verb == "reset-pin":
            return self._reset(options)
        if options.verb == "change-pin":
            return self._change_pin(options.name, options.pin_file)
        if options.verb == "remove":
            people.remove_person(self.core, options.name)
            self.output.answer({"name": options.name}, f"{options.name} is removed.")
            return 0
        return self._put(options, Role(options.role), new=options.verb == "add")

    def _put(self, options: Namespace, role: Role, *, new: bool) -> int:
        """Add somebody, or change who is there already: a name that is mistyped does not do the other."""
        name = options.name
        known = any(is_same(person.name, name) for person in people.read_people(self.core))
        if new and known:
            raise BadInput("staff.known", name=name)
        if not new and not known:
            raise NotFound("staff.unknown", name=name)
        person = people.put_person(self.core, name, role, _new_pin(name, options.pin_file)).person
        self.output.answer(
            {"name": person.name, "role": person.role.value}, f"{person.name} is a {person.role.value} now."
        )
        return 0

    def _list(self) -> int:
        found = people.read_people(self.core)
        if not found:
            self.output.nothing(
                "Nobody is set up here, so everybody may do everything. "
                "Add a manager in the settings (F9) or with “staff add”."
            )
        for person in found:
            self.output.row({"name": person.name, "role": person.role.value}, f"{person.name}  {person.role.value}")
        return 0

    def _reset(self, options: Namespace) -> int:
        name = options.name
        person = people.reset_pin(self.core, name, _new_pin(name, options.pin_file), self._token(options)).person
        text = sentence("staff.pin_reset", {"name": person.name})
        self.output.answer({"name": person.name, "role": person.role.value, "text": text}, text)
        return 0

    def _change_pin(self, name: str, pin_file: str | None) -> int:
        """Ask for the old PIN, then for the new one; whoever knows the old one is that person."""
        person = people.change_pin(self.core, name, _own_pin(name), _new_pin(name, pin_file)).person
        text = sentence("staff.pin_changed", {"name": person.name})
        self.output.answer({"name": person.name, "role": person.role.value, "text": text}, text)
        return 0

    def _token(self, options: Namespace) -> str:
        """Read a token, never one that the till keeps or runs with: whoever is at this machine could use that."""
        if till.read_status(self.core).sandbox:
            return ""
        given = given_token(options, caller().environment)
        if given is not None or not caller().at_terminal:
            return given or ""
        return caller().ask_secret("Token, from the service's own pages: ")


def _own_pin(name: str) -> str:
    if _OWN_PIN in caller().environment or not caller().at_terminal:
        return caller().environment.get(_OWN_PIN, "")
    return caller().ask_secret(f"PIN of {name} until now: ")


def _new_pin(name: str, file: str | None) -> str:
    """Read a new PIN, typed twice where it is typed. Raises BadInput."""
    if file is not None:
        return _read_line(file)
    if _NEW_PIN in caller().environment or not caller().at_terminal:
        return caller().environment.get(_NEW_PIN, "")
    pin = caller().ask_secret(f"New PIN of {name}: ")
    if caller().ask_secret("The same again: ") != pin:
        raise BadInput("staff.pins_differ")
    return pin


def _read_line(file: str) -> str:
    """Return the first line of a file, or of standard input for "-". Raises BadInput."""
    try:
        if file == "-":
            return caller().read_line().rstrip("\r\n")
        with user_path(file).open(encoding="utf-8") as opened:
            return opened.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise BadInput("staff.pin_file", path=file, why=why) from error
