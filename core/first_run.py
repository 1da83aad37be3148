"""How far the assistant of the first start came: one word in a file, so that a start that was killed goes on there.

Only a folder that does not exist yet is a first start; once the assistant has ended nobody sees it again.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from core.errors import CannotStart
from core.settings import folder_path, write_private

CHOOSE, CARDS, SHOP, SCANNER, PRINTER, MANAGER = "choose", "cards", "shop", "scanner", "printer", "manager"
STEPS = (CHOOSE, CARDS, SHOP, SCANNER, PRINTER, MANAGER)
_FILE = "first-run"


def pending(options: Namespace, environment: Mapping[str, str]) -> str:
    """The step to begin with; "" when there is nothing to ask. Who names a service at the start needs no assistant."""
    folder = folder_path(options, environment)
    if getattr(options, "api_url", None) or environment.get("COUNTERFOIL_API_URL"):
        return ""
    if not folder.exists():
        return CHOOSE
    try:
        step = (folder / _FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return step if step in STEPS else CHOOSE


def keep(folder: Path, step: str) -> None:
    """The next start goes on with `step`. Raises CannotStart."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(folder / _FILE, step)
    except OSError as error:
        raise CannotStart("start.folder", path=folder, why=error.strerror or error) from error


def end(folder: Path) -> None:
    """Nobody is asked again."""
    (folder / _FILE).unlink(missing_ok=True)
