"""How well a name answers what was typed: letters in their order, starts of words before the middle of them."""

from __future__ import annotations

from functools import lru_cache

_START, _NEXT, _INSIDE = 10, 6, 1


def score(typed: str, name: str) -> int:
    """Return 0 when the letters of `typed` are not all in `name` in this order; more is better. "" is alike for all."""
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return 1
    found = _best(wanted, name.casefold())
    return max(1, found * 100 - len(name)) if found else 0


def _best(wanted: str, name: str) -> int:
    """Return the best of all ways to find `wanted` in `name`: taking the first match is not always right."""

    @lru_cache(None)
    def from_here(letter: int, begin: int, near: bool) -> int:
        if letter == len(wanted):
            return 1
        found = 0
        at = name.find(wanted[letter], begin)
        while at >= 0:
            rest = from_here(letter + 1, at + 1, True)
            worth = _worth(name, at, near and at == begin)
            found = max(found, rest + worth if rest else 0)
            at = name.find(wanted[letter], at + 1)
        return found

    return from_here(0, 0, False)


def _worth(name: str, at: int, near: bool) -> int:
    if at == 0 or not name[at - 1].isalnum():
        return _START
    return _NEXT if near else _INSIDE
