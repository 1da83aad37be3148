"""The way of Tab: amount, what else the act needs, its confirm, then the other acts (docs/decisions/0030)."""

from __future__ import annotations

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
    """Return all in `area` that the focus can be on, in the order in which they were put there.

    The chain itself is not walked: PySide 6.11 takes each widget that nextInFocusChain gives for a child of the one
    before, and the program dies when that one goes.
    """
    every = [each for each in area.findChildren(QWidget) if each.window() is area.window()]  # no open list of a choice
    return tuple(
        each for each in every if each.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(each, QAbstractButton)
    )
