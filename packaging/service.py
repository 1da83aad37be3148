"""Run the gift card service: `counterfoil-service WORD…` does what `counterfoil serve WORD…` does (docs/service.md).

The general words stand among the others: `counterfoil-service --json --list-keys`.
"""

from __future__ import annotations

import multiprocessing
import os
import sys

from core import console


def start(words: list[str]) -> int:
    """Run the service with these words; return the exit status."""
    os.umask(0o077)  # whatever is written from here on is this user's alone (docs/security.md 7)
    return console.run(console.parse_service(words))


if __name__ == "__main__":
    multiprocessing.freeze_support()  # each worker starts as this program once more
    sys.exit(start(sys.argv[1:]))
