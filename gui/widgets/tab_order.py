"""The way of Tab: amount, what else the act needs, its confirm, then the other acts (docs/decisions/0030)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def follow(first: QWidget, *others: QWidget) -> QWidget:
    """Let Tab go from `first` through `others`, in their order. Returns the last one."""
    policies = [(each, each.focusPolicy()) for each in (first, *others)]
    for each, policy in policies:
        if policy == Qt.FocusPolicy.NoFocus:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt passes over what has no focus, as most keys of a keypad
    for each in others:
        QWidget.setTabOrder(first, each)
        first = each
    for each, policy in policies:
        each.setFocusPolicy(policy)
    return first


def inside(area: QWidget) -> tuple[QWidget, ...]:
    """Return all in `area` that the focus can be on, in the order that Tab has now."""
    found, at = [], area.nextInFocusChain()
    while at is not None and at is not area:
        if area.isAncestorOf(at) and (at.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(at, QAbstractButton)):
            found.append(at)
        at = at.nextInFocusChain()
    return tuple(found)


def last_of(widgets: Iterable[QWidget], otherwise: QWidget) -> QWidget:
    """Return the last one, or `otherwise` when there is none."""
    *_, last = (otherwise, *widgets)
    return last
