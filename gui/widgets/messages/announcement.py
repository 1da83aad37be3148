"""What a screen reader says at once, without the focus going anywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - 6 ms; the first frame is mute

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
