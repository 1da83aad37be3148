"""Where resources are: beside the packages in a checkout, and in the bundle of a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The folder with fonts and icons."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parent.parent) / "resources"
