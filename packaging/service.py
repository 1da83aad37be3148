"""Run the gift card service: `counterfoil-service WORD…` does what `counterfoil serve WORD…` does (docs/service.md)."""

from __future__ import annotations

import multiprocessing
import sys

from main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # each worker starts as this program once more
    sys.exit(main(["serve", *sys.argv[1:]]))
