"""What this program is called and which version it is: the one place where it stands.

Said by `--version`, the About box, the log, the description of the service and each request. The build reads the
version from here; what else pyproject.toml says is held to the same by a test. Standard library only.
"""

from __future__ import annotations

import os
import sys

NAME = "Counterfoil"
VERSION = "0.1.0"
PURPOSE = "The gift card desk of a shop"
LICENCE = "MIT"
USER_AGENT = f"{NAME}/{VERSION}"
PUBLISHER = "Counterfoil contributors"
COPYRIGHT = f"2026 {PUBLISHER}"
MAINTAINER = f"{PUBLISHER} <counterfoil@users.noreply.invalid>"
"""Who answers for a package. Whoever publishes one sets this, PUBLISHER and APP_ID to what is theirs (decision 52)."""
APP_ID = "org.example.Counterfoil"
"""What a desktop knows the window by: its desktop file, its icon, its page in a software centre, its macOS bundle."""
SERVICE_PROGRAM = "counterfoil-service"
"""The service's own program, in its package (docs/packaging.md 1)."""
_INSTALLED = "counterfoil"
_SOURCE = "main.py"


def program() -> str:
    """Return the program's name in a usage line: the command that an installer made, or main.py."""
    return _INSTALLED if os.path.basename(sys.argv[0]).startswith(_INSTALLED) else _SOURCE


def typed() -> str:
    """Return what a person types to start the program: the installed command, or Python with main.py."""
    return _INSTALLED if program() == _INSTALLED else f"python3 {_SOURCE}"
