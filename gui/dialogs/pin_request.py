"""What somebody is asked for by a PIN. Apart from the dialog, which is made long after the first frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.domain.staff import Person


@dataclass(frozen=True, slots=True)
class PinRequest:
    """Who may answer, and what the dialog says.

    `facts` are what is decided about, as names and values; with them it stands beside the page. `later`:
    it can be left to a manager who comes later.
    """

    heading: str
    sentence: str
    people: tuple[Person, ...]
    action: str
    facts: tuple[tuple[str, str], ...] = ()
    later: bool = False
