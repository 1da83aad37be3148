"""The colours that a shop's designs may have. Apart from all else: the style sheet of the first frame knows them."""

from __future__ import annotations

COLOURS = {
    "green": ("#0B6E4F", "#0C3A37"),
    "blue": ("#1F4FA3", "#14264F"),
    "plum": ("#7A2E72", "#3D1640"),
    "red": ("#A3262E", "#521018"),
    "copper": ("#8A4B14", "#47230A"),
    "slate": ("#3E4A59", "#1B2129"),
}
"""From and to, each dark enough for white text (WCAG 2.2 AA)."""
