"""What a trainer presses: two switches that stay, and buttons for what happens once.

While it lies over the page, only its own chords work.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.domain.training import Drill, Lesson
from gui.widgets.buttons.button import button, icon_button
from gui.widgets.forms.switch import Switch
from gui.widgets.keys import chords
from gui.widgets.layout.panel import Panel, rule
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.widgets.messages.announcement import announce
from gui.widgets.text.key_hint import chord_hint
from gui.widgets.text.labels import label, label_of

_WIDTH, _TOP, _BOTTOM, _MARGIN = 372, 64, 36, 12
_MOST_SEED, _HINT = 9999, 52


class TrainingPanel(Panel):
    """Lies over the right side of `window` and moves with it."""

    outage_requested = Signal(bool)
    weather_requested = Signal(object)
    """The seed of a bad day, or None."""
    lesson_requested = Signal(object)
    spending_requested = Signal()
    fair_requested = Signal()
    close_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(self.tr("Training: no real cards"), window, name="training_panel")
        self.setAccessibleName(self.tr("Training"))
        self.setProperty(chords.COVERS, True)
        self._outage = Switch(self.tr("The connection is &down"), "training_outage")
        self._weather = Switch(self.tr("A bad da&y"), "training_weather")
        self._seed = QLineEdit("7")
        self._seed.setObjectName("training_seed")
        self._seed.setAccessibleName(self.tr("Number of the bad day"))
        self._seed.setValidator(QIntValidator(0, _MOST_SEED, self._seed))
        self._seed.setMaximumWidth(84)
        self._waiting = label("", "hint", "training_waiting", wrap=True)
        self._spend = QPushButton()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(self.body.spacing())
        self._scroll = ScrollColumn(self._page, "training_scroll", self.tr("Training"))
        self._arrange()
        self._window = window
        window.installEventFilter(self)
        self.hide()

        self._outage.toggled.connect(self.outage_requested)
        self._weather.toggled.connect(self._on_weather)

    def open(self) -> None:
        self._place()
        self.show()
        self.raise_()
        self._outage.setFocus()
        announce(self, self.heading.text())

    def show_drill(self, drill: Drill, *, card_served: bool) -> None:
        for switch, on in ((self._outage, drill.outage), (self._weather, drill.weather is not None)):
            with QSignalBlocker(switch):
                switch.setChecked(on)
            switch.update()
        self._spend.setEnabled(card_served)
        words = self._words()
        text = self.tr("Waiting for the next sale or change: {what}.")
        what = ", ".join(words[lesson] for lesson in drill.waiting)
        self._waiting.setText(text.format(what=what) if what else "")
        self._waiting.setVisible(bool(what))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        close = icon_button(self.tr("Close"), "training_close", "x")
        close.clicked.connect(self.close_requested)
        top = QHBoxLayout()
        self.body.removeWidget(self.heading)
        top.addWidget(self.heading, 1)
        top.addWidget(close)
        self.body.addLayout(top)
        self.body.addWidget(self._scroll, 1)
        self._column.addWidget(label(self.tr("What you choose happens on the sandbox alone."), "hint", wrap=True))
        self._column.addWidget(self._outage)
        bad = QHBoxLayout()
        bad.addWidget(self._weather, 1)
        bad.addWidget(label_of(self._seed, self.tr("Day")))
        bad.addWidget(self._seed)
        self._column.addLayout(bad)
        self._column.addWidget(rule())
        self._column.addWidget(label(self.tr("The next sale or change"), "label"))
        for lesson, text in self._texts().items():
            made = self._line(text, f"training_{lesson.value}")
            made.clicked.connect(self._on_lesson)
            made.setProperty("lesson", lesson.value)
        self._column.addWidget(self._waiting)
        self._column.addWidget(rule())
        self._spend = self._line(self.tr("&Web shop spends half of this card"), "training_web_shop")
        self._spend.clicked.connect(self.spending_requested)
        fair = self._line(self.tr("Let everything &go well again"), "training_fair")
        fair.clicked.connect(self.fair_requested)
        self._column.addStretch(1)

    def _texts(self) -> dict[Lesson, str]:
        return {
            Lesson.LOSE_ANSWER: self.tr("&Lose its answer"),
            Lesson.REFUSE: self.tr("&Refuse it"),
            Lesson.SLOW: self.tr("Answer it &slowly"),
            Lesson.BUSY: self.tr("Be too &busy for it"),
        }

    def _words(self) -> dict[Lesson, str]:
        return {
            Lesson.LOSE_ANSWER: self.tr("its answer is lost"),
            Lesson.REFUSE: self.tr("it is refused"),
            Lesson.SLOW: self.tr("it is answered slowly"),
            Lesson.BUSY: self.tr("the service is too busy"),
        }

    def _line(self, text: str, name: str) -> QPushButton:
        made = button(text, name)
        row = QHBoxLayout()
        row.setSpacing(12)
        hint = chord_hint(made)
        hint.setMinimumWidth(max(_HINT, hint.sizeHint().width()))
        row.addWidget(hint)
        row.addWidget(made, 1)
        self._column.addLayout(row)
        return made

    def _place(self) -> None:
        """Place it, as wide as its words and as high as its lines; where the window has less, the lines scroll."""
        page, room = self._page, self._window.size() - QSize(2 * _MARGIN, _TOP + _BOTTOM + 2 * _MARGIN)
        around = self.body.contentsMargins()
        beside = around.left() + around.right() + self._scroll.verticalScrollBar().sizeHint().width()
        wide = min(max(_WIDTH, page.minimumSizeHint().width() + beside), room.width())
        above = self.sizeHint().height() - self._scroll.sizeHint().height()
        high = min(above + page.heightForWidth(wide - beside), room.height())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(_MARGIN if mirrored else self._window.width() - wide - _MARGIN, _TOP + _MARGIN, wide, high)

    def _on_lesson(self) -> None:
        self.lesson_requested.emit(Lesson(self.sender().property("lesson")))

    def _on_weather(self, on: bool) -> None:
        self.weather_requested.emit(int(self._seed.text() or "0") if on else None)
