"""A real browser without a window, for pages and mails that people look at."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

WORDS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WHY_NOT = "NO CHROMIUM HERE: on Debian apt-get install chromium"


def program() -> str | None:
    """Where the browser is, None for nowhere."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def run(folder: Path, address: str, *words: str) -> str:
    """Open an address, and return what the browser wrote: nothing is sent to anybody by itself."""
    command = [str(program()), *WORDS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000", *words]
    done = subprocess.run([*command, address], cwd=folder, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def picture(folder: Path, address: str, size: tuple[int, int], *words: str) -> bytes:
    """Return how a page looks, as a PNG of so many pixels."""
    path = folder / "page.png"
    run(folder, address, f"--screenshot={path}", f"--window-size={size[0]},{size[1]}", *words)
    return path.read_bytes()
