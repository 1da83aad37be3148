"""The way to empty books, as the program gives it to the page that needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BeginAnew:
    """`is_real` tells whether a service's token is the proof; `begin` takes it, may take seconds, raises KnownError."""

    is_real: Callable[[], bool]
    begin: Callable[[str], object]
