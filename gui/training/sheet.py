"""The training sheet (F8): an outage, and what a trainer does to the next request. Only ever on the sandbox.

It lies over the right side of the window and closes when something was chosen, so that the trainee goes on at once.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.training import Lesson
from core.usecases import training
from gui.widgets.buttons.offers import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.bootstrap import Core
    from core.usecases.changes import Changes
    from gui.training.panel import TrainingPanel
    from gui.work.core_bridge import CoreBridge


class TrainingSheet(QObject):
    """`notified`: a finished text and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self._came_from: QWidget | None = None
        self.offer = Offer(
            "training", self.tr("Training: outage and faults"), self.toggle, "F8", place=self.tr("Window")
        )

        bridge.status_changed.connect(self._on_status)

    def now(self) -> tuple[Offer, ...]:
        """Offer it; at a real service it is not even there."""
        return (self.offer,) if self._is_sandbox else ()

    def toggle(self) -> None:
        if not self.leave() and self._is_sandbox:
            self._came_from = QApplication.focusWidget()
            self._show_status()
            self._panel.open()

    def leave(self) -> bool:
        """Leave; False when it was not open."""
        if "_panel" not in self.__dict__ or not self._panel.isVisible():
            return False
        self._panel.hide()
        if self._came_from is not None:
            self._came_from.setFocus()
        return True

    @cached_property
    def _panel(self) -> TrainingPanel:
        from gui.training.panel import TrainingPanel  # noqa: PLC0415 - the first frame has none

        panel = TrainingPanel(self._window)
        panel.outage_requested.connect(self._on_outage)
        panel.weather_requested.connect(self._on_weather)
        panel.lesson_requested.connect(self._on_lesson)
        panel.spending_requested.connect(self._on_spending)
        panel.fair_requested.connect(self._on_fair)
        panel.close_requested.connect(self.leave)
        return panel

    @property
    def _is_sandbox(self) -> bool:
        return self._bridge.status is not None and self._bridge.status.sandbox

    def _on_outage(self, outage: bool) -> None:
        self._do(partial(training.set_outage, outage=outage))

    def _on_weather(self, seed: int | None) -> None:
        self._do(partial(training.set_faults, seed=seed))

    def _on_lesson(self, lesson: Lesson) -> None:
        self._do(partial(training.teach, lesson=lesson))
        self.leave()
        texts = {
            Lesson.LOSE_ANSWER: self.tr("The next answer will be lost, after the service did what was asked."),
            Lesson.REFUSE: self.tr("The service will refuse what is asked next."),
            Lesson.SLOW: self.tr("The next answer will take its time."),
            Lesson.BUSY: self.tr("The service will be too busy for what is asked next."),
        }
        self.notified.emit(texts[lesson], "info")

    def _on_spending(self) -> None:
        card_id = self._bridge.serving
        if card_id is not None:
            self._do(partial(training.spend_elsewhere, card_id=card_id))
            self.leave()
            self.notified.emit(self.tr("A customer has just spent half of this card in the web shop."), "info")

    def _on_fair(self) -> None:
        self._do(training.end_training)
        self.leave()
        self.notified.emit(self.tr("Everything works normally again."), "good")

    def _do(self, work: Callable[[Core], Changes]) -> None:
        self._bridge.run(work, self._on_done, thread="read")

    def _on_done(self, _changes: Changes) -> None:
        self._bridge.wake()

    def _on_status(self, _status: object) -> None:
        if "_panel" in self.__dict__ and self._panel.isVisible():
            self._show_status()

    def _show_status(self) -> None:
        if self._bridge.status is not None:
            self._panel.show_drill(self._bridge.status.drill, card_served=self._bridge.serving is not None)
