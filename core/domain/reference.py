"""The caller's own name for an act (docs/console.md 1): what may be one."""

from __future__ import annotations

from core.errors import BadInput

MOST = 100
"""Characters of a reference."""


def checked_reference(text: str) -> str:
    """Return the reference as it is: capital letters count. Raises BadInput."""
    if not 1 <= len(text) <= MOST or not text.isprintable() or text != text.strip():
        raise BadInput("reference.shape", most=MOST)
    return text
