"""The background step that prints the receipts that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.usecases import background

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.usecases.background import StepDone


def print_waiting(core: Core) -> StepDone:
    """Print what waits, once the receipt printer takes it."""
    from gui.painting.raster import draw  # noqa: PLC0415 - the first frame draws no receipt

    return background.print_waiting(core, draw)
