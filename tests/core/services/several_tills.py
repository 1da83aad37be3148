"""A shop with several tills on one real service, each as on a machine of its own."""

from __future__ import annotations

from pathlib import Path

from core.bootstrap import Core
from core.closed_till import join_fresh
from core.domain.invitation import InvitationFacts, JoinAsked
from core.domain.shop_file import FILE_NAME
from core.domain.staff import Role
from core.errors import KnownError
from core.settings import Settings
from core.usecases import sharing
from tests.core.services.backup_shop import Shop

PINS = {"Mia": "482913", "Max": "918273", "Cleo": "7294"}
PASSWORD = "a long password"


class SeveralTills:
    """The till `first` leads; each other one joins by an invitation of its own. `stick` is a folder for files.

    In a copy of a shop that was built before, the tills of that are opened (tests/core/services/kept_shop.py).
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.stick = shop.root / "stick"
        self.built = self.stick.exists()
        self.first = self.open("first") if self.built else self._founded()

    def open(self, folder: str) -> Core:
        """Open a till that is there already, with Mia at it."""
        till = self.shop.open(folder)
        till.staff.sign_in("Mia", PINS["Mia"])
        return till

    def _founded(self) -> Core:
        self.stick.mkdir()
        till = self.shop.open("first")
        for name, pin in PINS.items():
            till.staff.put(name, Role.CLERK if name == "Cleo" else Role.MANAGER, pin)
        till.staff.sign_in("Mia", PINS["Mia"])
        sharing.begin_sharing(till)
        return till

    @property
    def file(self) -> Path:
        return self.stick / FILE_NAME

    def set(self, **values: str) -> None:
        """Change settings where they are the shop's: `shop_name` is shop.name."""
        self.first.preferences.set_all({key.replace("_", ".", 1): value for key, value in values.items()})

    def write(self, path: Path | None = None) -> bytes:
        """Write the shop file at the leading till, and return it."""
        path = path or self.file
        sharing.write_shop_file(self.first, path)
        return path.read_bytes()

    def invite(self, name: str = "second.invitation", password: str = PASSWORD, days: int = 7) -> InvitationFacts:
        return sharing.invite_till(self.first, self.stick / name, password, days).facts

    def joins(self, folder: str, typed: str = PASSWORD, file: str = "second.invitation") -> Core:
        """Let a new till join in a folder of its own."""
        settings = self.shop.settings(folder)
        fresh = Settings(settings.data_dir, None, None, quarantine_s=0.0, state_dir=settings.state_dir)
        till, self.joined = join_fresh(fresh, JoinAsked(self.stick / file, typed, folder), "test join")
        self.shop.opened.append(till)
        return till

    def second(self, folder: str = "second") -> Core:
        """Have another till of the shop, at which Mia is."""
        self.invite()
        till = self.joins(folder)
        till.staff.sign_in("Mia", PINS["Mia"])
        return till


def refusal_of(till: Core, path: Path) -> str:
    """Return the key of the sentence that refuses a file, by both doors; "" where it may be taken."""
    found = set()
    for door in (sharing.look_through_shop_file, sharing.take_shop_file):
        try:
            door(till, path)
            found.add("")
        except KnownError as error:
            found.add(error.key if error.sentence else "no sentence")
    (only,) = found
    return only
