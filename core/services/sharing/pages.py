"""Pages of this till's journal for the other tills: sealed for the shop, signed by the till, each after the one before.

A page is never changed. Whoever lacks the shop's key reads nothing of it; another till of the shop cannot write one in
this till's name.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.data_folder.whole_file import write_whole
from core.domain.chain import ORIGIN, Entry
from core.errors import RuleRefused, StorageFailed
from core.security.shop_key import ShopKey, fingerprint_of
from core.security.till_key import TillKey, is_signed
from core.store import journal
from core.store.database import Database

MAGIC = b"counterfoil page 1\n"
ENDING = ".page"
MOST_ENTRIES = 5000
_FORM = 1
_MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: whose it is, and its entries; `before` is the mac that the first of them follows."""

    till: str
    name: str
    before: bytes
    entries: tuple[Entry, ...]

    @property
    def first(self) -> int:
        return self.entries[0].number

    @property
    def last(self) -> int:
        return self.entries[-1].number


def read_page(path: Path, key: ShopKey) -> Page | None:
    """Return a page, None for what is none of this shop, or not as it was written. Raises OSError."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES)
    lines = content.split(b"\n")
    if not content.startswith(MAGIC) or len(lines) != 3 or lines[2]:
        return None
    opened = key.unseal(lines[1].decode("ascii", "replace"), "journal page")
    try:
        fields = json.loads(opened or "")
        signed, public = fields["page"], bytes.fromhex(fields["public"])
        if not is_signed(public, signed.encode("ascii"), bytes.fromhex(fields["signature"])):
            return None
        page = json.loads(signed)
        entries = tuple(_entry(each) for each in page["entries"])
        numbers = [each.number for each in entries]
        if page["form"] != _FORM or not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            return None
        return Page(fingerprint_of(public), str(page["till"]), bytes.fromhex(page["before"]), entries)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


class Pages:
    """The pages of one till. `till` is the key that signs them."""

    def __init__(self, database: Database, till: TillKey) -> None:
        self._database = database
        self.key = till

    def write(self, folder: Path, key: ShopKey, name: str) -> int:
        """Write what is new since the last page in this folder; return how many entries that are.

        Raises RuleRefused where the folder has another journal of this till, and StorageFailed.
        """
        done = max((last for _, last in self._ranges(folder)), default=0)
        with self._database.reading() as conn:
            entries = list(journal.entries(conn, done))
            before = ORIGIN if not done else journal.mac_of(conn, done)
        if before is None or not self._goes_on(folder, key, done, before):
            raise RuleRefused("merge.other_journal", path=folder)
        for start in range(0, len(entries), MOST_ENTRIES):
            part = entries[start : start + MOST_ENTRIES]
            self._put(folder, key, _body(name, before, part), (part[0].number, part[-1].number))
            before = part[-1].mac
        return len(entries)

    def _put(self, folder: Path, key: ShopKey, body: str, numbers: tuple[int, int]) -> None:
        signature = self.key.sign(body.encode("ascii"))
        fields = {"page": body, "public": self.key.public.hex(), "signature": signature.hex()}
        path = folder / f"{self.key.fingerprint}-{numbers[0]:08}-{numbers[1]:08}{ENDING}"
        try:
            write_whole(path, MAGIC + key.seal(json.dumps(fields), "journal page").encode("ascii") + b"\n")
        except StorageFailed as error:
            raise StorageFailed("shop.unwritten", **error.values) from error

    def _ranges(self, folder: Path) -> list[tuple[int, int]]:
        """Return which entries this till's pages in a folder are of, by their names."""
        found: list[tuple[int, int]] = []
        for path in folder.glob(f"{self.key.fingerprint}-*{ENDING}"):
            first, _, last = path.stem.removeprefix(f"{self.key.fingerprint}-").partition("-")
            if first.isdecimal() and last.isdecimal():
                found.append((int(first), int(last)))
        return found

    def _goes_on(self, folder: Path, key: ShopKey, done: int, mac: bytes) -> bool:
        """Tell whether the last page there ends as this journal does at that number."""
        for first, last in self._ranges(folder):
            if last == done:
                page = read_page(folder / f"{self.key.fingerprint}-{first:08}-{last:08}{ENDING}", key)
                return page is None or page.entries[-1].mac == mac
        return True


def _body(name: str, before: bytes, entries: Sequence[Entry]) -> str:
    fields = {
        "form": _FORM,
        "till": name,
        "before": before.hex(),
        "entries": [[*each.columns[:4], json.loads(each.text), each.mac.hex()] for each in entries],
    }
    return json.dumps(fields, separators=(",", ":"), sort_keys=True, ensure_ascii=True)


def _entry(fields: list[Any]) -> Entry:
    number, at, what, operation_id, values, mac = fields
    if not isinstance(values, dict) or not isinstance(what, str) or not isinstance(operation_id, str | None):
        raise ValueError
    return Entry(int(number), float(at), what, operation_id, json.dumps(values), bytes.fromhex(mac))
