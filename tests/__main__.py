"""`python3 -m tests [pytest's arguments]`: sets up what is missing, then runs the tests."""

import sys

from core.environment import enter


def main(words: list[str]) -> int:
    enter(words, developer=True)
    import pytest

    return pytest.main(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
