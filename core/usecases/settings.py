"""The settings of the till: read as people see them, stored in their normal form, offered at the first start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.domain.policy import EDITED, is_policy
from core.errors import BadInput, StorageFailed
from core.settings import keep_language, kept_language, write_private
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Message
    from core.domain.scanner import Scanner
    from core.domain.settings_file import FileSettings

ON_PAPER = ("currency", "shop.name", "till.name")
"""What stands on cards and receipts; the first is the one that can be refused."""
_SYSTEM = "system"
"""The language of the computer, until somebody chooses one."""


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """Each setting as people see it, where the till's folder is, and the currencies that the service names."""

    values: Mapping[str, str]
    folder: Path
    currencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """What was stored, in its normal form."""

    values: Mapping[str, str]

    @property
    def changes(self) -> Changes:
        return Changes(settings=True, status=True)


@dataclass(frozen=True, slots=True)
class OfferedNames:
    """What is offered for the names on paper: set by hand before, else told by the service.

    `currencies`: what it makes cards in.
    """

    values: dict[str, str]
    currencies: tuple[str, ...]


@needs(Permission.STATUS)
def read_settings(core: Core) -> SettingsRead:
    """Return all of them; a name that nobody has set is empty."""
    return SettingsRead(core.preferences.shown(), core.settings.data_dir, core.terms.known().closed)


@needs(Permission.STATUS)
def read_setting(core: Core, key: str) -> str:
    """Return one of them, by default where nobody set it. Raises BadInput for a key that does not exist."""
    return core.preferences.get(key)


@needs(Permission.PERSONAL, Permission.SETTINGS, Permission.RIGHTS)
def store_setting(core: Core, key: str, value: str) -> StoredSettings:
    """Store one of them. Raises BadInput, RuleRefused."""
    return store_settings(core, {key: value})


@needs(Permission.PERSONAL, Permission.SETTINGS, Permission.RIGHTS)
def store_settings(core: Core, values: Mapping[str, str], file: str = "") -> StoredSettings:
    """Store all of them, or none; `file` is where they come from. Raises BadInput, RuleRefused.

    The service is asked whether it makes cards in a new currency; a language is kept where the next start finds it.
    A change of the policy has its day and who made it.
    """
    if EDITED in values and not file:
        raise BadInput("policy.edited", key=EDITED)
    if any(map(is_policy, values)) and EDITED not in values:
        values = {**values, EDITED: f"{core.queries.shop_day()} {core.gate.name}".strip()}
    if "currency" in values:
        core.terms.look_up(values["currency"].strip().upper())
    stored = core.preferences.set_all(values, file)
    remember_language(core)
    return StoredSettings(stored)


@needs(Permission.SETTINGS)
def look_through_file(core: Core, path: Path) -> FileSettings:
    """Return what a file of settings says, and all that is wrong with it. Raises BadInput; nothing is stored."""
    from core.services.people.setting_file import read_and_check  # noqa: PLC0415 - TOML is for the console alone

    return read_and_check(path, core.preferences.get("currency"))


@needs(Permission.EXPORT)
def export_settings(core: Core, path: Path) -> int:
    """Write what was set by hand into a file that another till can take; return how many. Raises StorageFailed."""
    from core.domain.settings_file import written  # noqa: PLC0415 - as above

    values = core.preferences.set_by_hand()
    core.book.note_file("settings", len(values))
    try:
        write_private(path, written(values).rstrip())
    except OSError as error:
        raise StorageFailed("settings_file.unwritten", path=path, why=error.strerror or error) from error
    return len(values)


@needs(Permission.STATUS)
def remember_language(core: Core) -> bool:
    """Keep the chosen language where the next start finds it. False when it would have spoken that anyway."""
    folder, choice = core.settings.data_dir, core.preferences.get("window.language")
    if (kept_language(folder) or _SYSTEM) == choice:
        return False
    keep_language(folder, choice)
    return True


@needs(Permission.STATUS)
def read_scanner(core: Core) -> Scanner:
    """Return how the scanner at this till types."""
    return core.preferences.scanner()


@needs(Permission.STATUS)
def said_of_paper(core: Core) -> tuple[Message, ...]:
    """Return what a person should hear at the start: that nothing can be printed yet, and where to mend it."""
    return core.preferences.said_of_paper()


@needs(Permission.STATUS)
def offer_names(core: Core) -> OfferedNames:
    """Ask the service for the names on paper; without an answer, offer what the cards that came so far tell."""
    core.terms.learn()
    shown, known = core.preferences.shown(), core.terms.known()
    values = {key: shown[key] for key in ON_PAPER}
    values["shop.name"] = values["shop.name"] or core.terms.shop_name()
    values["currency"] = values["currency"] or known.usual
    return OfferedNames(values, known.closed)


@needs(Permission.SETTINGS)
def store_names(core: Core, values: Mapping[str, str]) -> StoredSettings:
    """Store the names on paper, the one that can be refused first. Raises BadInput."""
    return store_settings(core, {key: values[key] for key in ON_PAPER})
