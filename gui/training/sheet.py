"""The training sheet (F8): an outage, and what a trainer does to the next request. Only ever on the sandbox.

It lies over the right side of the window and closes when something was chosen, so that the trainee goes on at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.training import Lesson
from gui.offers import Offer

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.training.panel import TrainingPanel
    from gui.work.worker import Desk


class TrainingSheet(QObject):
    """`told`: a finished text and its tone."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._came_from: QWidget | None = None
        self.offer = Offer(
            "training", self.tr("Training: outage and faults"), self.toggle, "F8", place=self.tr("Window")
        )

        desk.status_changed.connect(self._on_status)

    def now(self) -> tuple[Offer, ...]:
        """At a real service it is not even there."""
        return (self.offer,) if self._is_sandbox else ()

    def toggle(self) -> None:
        if not self.leave() and self._is_sandbox:
            self._came_from = QApplication.focusWidget()
            self._show_status()
            self._panel.open()

    def leave(self) -> bool:
        """False when it was not open."""
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
        return self._desk.status is not None and self._desk.status.sandbox

    def _on_outage(self, outage: bool) -> None:
        self._do(lambda training: training.set_outage(outage))

    def _on_weather(self, seed: object) -> None:
        self._do(lambda training: training.set_weather(seed))

    def _on_lesson(self, lesson: Lesson) -> None:
        self._do(lambda training: training.teach(lesson))
        self.leave()
        texts = {
            Lesson.LOSE_ANSWER: self.tr("The next answer will be lost, after the service did what was asked."),
            Lesson.REFUSE: self.tr("The service will refuse what is asked next."),
            Lesson.SLOW: self.tr("The next answer will take its time."),
            Lesson.BUSY: self.tr("The service will be too busy for what is asked next."),
        }
        self.told.emit(texts[lesson], "info")

    def _on_spending(self) -> None:
        card_id = self._desk.serving
        if card_id is not None:
            self._do(lambda training: training.spend_elsewhere(card_id))
            self.leave()
            self.told.emit(self.tr("A customer has just spent half of this card in the web shop."), "info")

    def _on_fair(self) -> None:
        self._do(lambda training: training.end())
        self.leave()
        self.told.emit(self.tr("Everything works normally again."), "good")

    def _do(self, act: Callable[[Any], None]) -> None:
        self._desk.ask(partial(_train, act), self._on_done, lane="read")

    def _on_done(self, _nothing: None) -> None:
        self._desk.look_again()
        self._desk.wake()

    def _on_status(self, _status: object) -> None:
        if "_panel" in self.__dict__ and self._panel.isVisible():
            self._show_status()

    def _show_status(self) -> None:
        if self._desk.status is not None:
            self._panel.show_drill(self._desk.status.drill, card_served=self._desk.serving is not None)


def _train(act: Callable[[Any], None], core: Core) -> None:
    if core.training is not None:
        act(core.training)
        core.connection.try_again()
        core.sync.hurry()
