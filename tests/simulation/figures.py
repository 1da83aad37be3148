"""The figures of FIGURES.md that hang on the simulation: each a command that prints its line."""

from __future__ import annotations

from collections.abc import Callable

FIGURES: dict[str, Callable[[int | None, int], int]] = {}
