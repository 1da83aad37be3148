"""A screen that nobody sees, with a window manager that gives the focus, and a hand that types as a person does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

TOOLS = ("Xvfb", "openbox", "xdotool")


def why_missing() -> str:
    """What is not installed here, or ""."""
    return ", ".join(tool for tool in TOOLS if shutil.which(tool) is None)


@contextmanager
def screen() -> Iterator[str]:
    """Its number, as DISPLAY has it."""
    asked = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    shown = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    manager = None
    try:
        assert shown.stdout is not None
        number = f":{shown.stdout.readline().strip()}"
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": number}, stderr=subprocess.DEVNULL)
        yield number
    finally:
        for each in (manager, shown):
            if each is not None:
                each.terminate()
                each.wait(20)
        assert shown.stdout is not None
        shown.stdout.close()


def hand(display: str, *words: str) -> str:
    """What xdotool prints; it presses keys through the X server."""
    done = subprocess.run(
        ["xdotool", *words],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return done.stdout.strip()
