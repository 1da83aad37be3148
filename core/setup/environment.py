"""Makes one command enough: whatever Python starts the program, it goes on inside a ready .venv.

Standard library only. A start that finds everything in place reads three small files and restarts; the set-up
itself lives in `installation.py` and is not even imported then.
"""

from __future__ import annotations

import os
import sys

from core.setup import system_libraries
from core.setup.checkout import PYTHON, is_checkout, is_inside, is_open, is_ready


def enter(words: list[str], *, developer: bool = False) -> None:
    """Return only where all is installed already; otherwise set up what is missing in .venv and restart there.

    `words` are the command line's arguments; `developer` asks for the test tools as well.
    """
    if is_packaged() or not is_checkout():
        return
    check_venv()
    if is_inside():
        return
    prepare(None if developer else words, developer=developer)
    _restart()


def prepare(words: list[str] | None, *, developer: bool) -> None:
    """Set up what is missing; ends the program with a sentence on standard error when that cannot be done.

    `words` are the command line to be run, and None for tests, which may paint. They are read only where something
    is missing: a mistyped command or `--version` then answers at once, and a server keeps doing without Qt's libraries.
    """
    libraries = system_libraries.missing(_platform(developer), developer=developer)
    ready = is_ready(developer=developer)
    if (libraries or not ready) and words is not None and not paints(words):
        libraries = {}
    if libraries or not ready:
        os.umask(0o077)  # `make setup` does not come through main.py (docs/security.md 7)
        from core.setup import installation  # noqa: PLC0415 - costs 30 ms that a ready start must not pay

        installation.install(libraries, developer=developer)


def check_venv() -> None:
    """End the program where every user of this computer may write into .venv: they would choose what runs here."""
    if is_open():
        from core.setup import installation  # noqa: PLC0415 - as in `prepare`

        installation.refuse_venv()


def is_packaged() -> bool:
    """Return whether PyInstaller or Nuitka built this program with everything inside."""
    return bool(getattr(sys, "frozen", False)) or "__compiled__" in globals()


def paints(words: list[str]) -> bool:
    """Tell whether this command line may need Qt; ends the program on nonsense, `--help` and `--version`."""
    from core.console import arguments  # noqa: PLC0415 - 10 ms that a ready start must not pay

    return arguments.paints(arguments.parse(words))


def _platform(developer: bool) -> str | None:
    """Return the Qt platform: tests paint offscreen, whatever the desktop offers."""
    if developer:
        return os.environ.get("COUNTERFOIL_TEST_PLATFORM", "offscreen")
    return system_libraries.platform(dict(os.environ))


def _restart() -> None:
    # With PYTHONDONTWRITEBYTECODE every start would compile every module again: 0.7 s more.
    # PYTHONHOME would undo the venv, and this start would come back here for ever.
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME"):
        os.environ.pop(name, None)
    command = [PYTHON, *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess  # noqa: PLC0415 - 8 ms, and only Windows has no exec that keeps the console

    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    check_venv()
    prepare(None, developer=True)
