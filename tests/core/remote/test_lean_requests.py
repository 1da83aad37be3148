"""The program loads requests without what guesses character sets, and without a warning about that."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
import core.remote.transport
import requests
found = [name for name in ("chardet", "charset_normalizer") if name in sys.modules]
reply = requests.Response()
reply._content = "Stra\\u00dfe".encode()
print(found, reply.apparent_encoding, ascii(reply.text))
"""


@pytest.mark.slow
def test_requests_comes_without_its_guessers_and_takes_utf_8() -> None:
    command = [sys.executable, "-W", "error", "-c", _PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[] utf-8 'Stra\\xdfe'", "")
