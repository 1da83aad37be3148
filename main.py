"""Starts the desk: makes the environment ready, then opens the window or runs one console command."""

from __future__ import annotations

import os
import shutil
import sys

from core.about import typed
from core.setup.environment import enter, is_packaged
from core.setup.system_libraries import has_screen, with_utf8

NO_SCREEN = """\
Counterfoil: there is no screen here, so the tour plays instead: a day at the counter, told step by step.
For the window: {get_xvfb}xvfb-run -a {typed}
For one command without a window, such as search, redeem or serve: {typed} --help
"""
GET_XVFB = "apt-get install xvfb xauth (as root, once), then "


def main(words: list[str]) -> int:
    os.umask(0o077)  # whatever is written from here on is this user's alone (docs/security.md 7)
    enter(words)
    from core.data_folder import owner_client  # noqa: PLC0415 - as below; a client of the till's owner ends here

    status = owner_client.forward(words)
    if status is not None and status >= 0:
        return status
    from core import console  # noqa: PLC0415 - what it imports exists in .venv only

    if status is not None:
        return console.tell_unanswered(words, status)
    options = console.parse(words)
    if options.command is None and not has_screen(dict(os.environ)):
        get_xvfb = "" if shutil.which("xvfb-run") else GET_XVFB
        sys.stderr.write(NO_SCREEN.format(get_xvfb=get_xvfb, typed=typed()))
        options = console.parse([*words, "tour"])
    if options.command not in (None, "tour"):
        if not console.paints(options) and options.command != "agent":
            return console.run(options)
        from gui.printing.painters import PAINTERS  # noqa: PLC0415 - seldom needed; loads no Qt yet

        return console.run(options, *PAINTERS)
    if not has_screen(dict(os.environ)):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.update(with_utf8(dict(os.environ)))
    from gui.start import quick_imports  # noqa: PLC0415 - Qt takes 0.2 s that no console command pays

    quick_imports.begin()
    if options.command is None:
        from gui import app  # noqa: PLC0415 - as above

        return app.run(options)
    from gui.tour import tour  # noqa: PLC0415 - as above

    return tour.run(options)


def start() -> int:
    """Run with this process's command line, as the installed command does."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    if is_packaged():
        import multiprocessing  # 8 ms that a start from the sources need not pay

        multiprocessing.freeze_support()  # a worker of `serve --workers` starts as this program once more
    sys.exit(start())
