"""How far the assistant of the first start came: one word in a file, so that a start that was killed goes on there.

Only a folder that does not exist yet is a first start; once the assistant has ended nobody sees it again.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from core.data_folder import machine_place
from core.data_folder.privacy import check_folder
from core.errors import CannotStart
from core.settings import folder_path, write_private

CHOOSE, CARDS, SHOP, SCANNER, PRINTER, MANAGER = "choose", "cards", "shop", "scanner", "printer", "manager"
STEPS = (CHOOSE, CARDS, SHOP, SCANNER, PRINTER, MANAGER)
_FILE = "first-run"


def pending(options: Namespace, environment: Mapping[str, str]) -> str:
    """Return the step to begin with; "" when there is nothing to ask, as where a service is named at the start."""
    folder = folder_path(options, environment)
    if getattr(options, "api_url", None) or environment.get("COUNTERFOIL_API_URL"):
        return ""
    if machine_place.file_for(folder, environment) is not None:
        return _left_to_ask(folder, environment)
    if not folder.exists():
        return CHOOSE
    try:
        step = (folder / _FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return step if step in STEPS else CHOOSE


def _left_to_ask(folder: Path, environment: Mapping[str, str]) -> str:
    """Return the step for what the machine's file leaves open: the manager, or nothing. Opening tells what is wrong."""
    from core.data_folder import machine_file  # noqa: PLC0415 - reads TOML, which few starts do

    try:
        found = machine_file.find(folder, environment)
    except CannotStart:
        return ""
    return MANAGER if found is not None and not found.manager else ""


def keep(folder: Path, step: str) -> None:
    """Let the next start go on with `step`. Raises CannotStart."""
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(folder / _FILE, step)
    except OSError as error:
        raise CannotStart("start.folder", path=folder, why=error.strerror or error) from error


def end(folder: Path) -> None:
    """Let no start ask again."""
    (folder / _FILE).unlink(missing_ok=True)
