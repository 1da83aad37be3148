"""Prints one receipt and kills itself with SIGKILL at the n-th moment; run as a process by test_killed_printing.py."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.clock import Clock
from core.domain.receipt import Receipt
from core.domain.staff import Author
from core.printing.bitmap import Bitmap
from core.services.paper import receipts
from core.services.paper.receipts import ReceiptQueue
from core.services.people.preferences import Preferences
from core.store.database import Connection, Database

RECEIPT = Receipt("Harbour Books", "Gift card redeemed", "$40.00", ((("Card", "•••• 7K2M"),),))
_deadly = 0
_passed = 0


def moment() -> None:
    global _passed
    _passed += 1
    if _passed == _deadly:
        os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase(Database):
    @contextmanager
    def writing(self, author: Author | None = None) -> Iterator[Connection]:
        with super().writing(author) as conn:
            yield conn
            moment()
        moment()


def main(folder: Path, deadly: int) -> None:
    global _deadly
    deliver = receipts.deliver  # type: ignore[attr-defined]

    def mortal(*given: Any, **named: Any) -> Any:
        moment()
        done = deliver(*given, **named)
        moment()
        return done

    receipts.deliver = mortal  # type: ignore[assignment, attr-defined]
    database = MortalDatabase(folder / "till.db")
    _deadly = deadly
    queue = ReceiptQueue(database, Preferences(database), Clock())
    queue.print("a sale", RECEIPT, "LATE COPY, printed {at}", lambda *_given: Bitmap(8, ()))
    print(_passed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
