"""One alert: how grave it is, what it is, since when, what to do about it, the way there, and who has seen it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.rows.alert import AlertRow
from gui.widgets.buttons.button import ChordButton, button
from gui.widgets.keys import chords
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import check_words, messages


class AlertPanel(Panel):
    """Shows another state of the same alert in place."""

    place_requested = Signal(str)
    seen_requested = Signal(str)

    def __init__(self, alert: AlertRow, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name=f"alert_{alert.code}")
        self._code, self._place = alert.code, alert.place
        title = check_words.name(alert.code)
        self._pill = Pill()
        self._title = label(title, "strong", f"alert_{alert.code}_title")
        self._since = label("", "hint", f"alert_{alert.code}_since")
        self._text = label("", "text", f"alert_{alert.code}_text", wrap=True)
        cure = messages.format_sentence(f"cure.{alert.code}", {})
        self._cure = label(cure, "muted", f"alert_{alert.code}_cure", wrap=True)
        self._seen_by = label("", "hint", f"alert_{alert.code}_seen_by")
        self._seen = button("", f"alert_{alert.code}_seen", "quiet")
        self._way = button("", f"alert_{alert.code}_way") if alert.place else None
        for each in self._buttons():
            each.setAccessibleDescription(title)
        self._arrange()
        self.lead(first=False)
        self.show_alert(alert)

        if self._way is not None:
            self._way.clicked.connect(self._on_way)
        self._seen.clicked.connect(self._on_seen)

    @property
    def first_button(self) -> ChordButton:
        """Where the keyboard begins."""
        return self._way or self._seen

    def lead(self, *, first: bool) -> None:
        """Have the chords, or not: all panels say the same, so only those of the first one have them."""
        for each in self._buttons():
            words = self.tr("&Seen") if each is self._seen else self._way_words()
            each.setText(words if first else chords.plain(words))

    def show_alert(self, alert: AlertRow) -> None:
        """Show it as it stands; a button that goes leaves the focus to the other one."""
        bad = alert.finding.state == "bad"
        self._pill.show_state(self.tr("Act now") if bad else self.tr("Look"), "bad" if bad else "warn")
        since = alert.finding.since
        self._since.setText("" if since is None else self.tr("since {when}").format(when=messages.when(since)))
        self._text.setText(check_words.text(alert.finding))
        self._seen_by.setText(self._seen_words(alert))
        self._seen_by.setVisible(bool(self._seen_by.text()))
        if not alert.due and self._seen.hasFocus() and self._way is not None:
            self._way.setFocus()
        self._seen.setVisible(alert.due)

    def _buttons(self) -> tuple[ChordButton, ...]:
        return (self._seen,) if self._way is None else (self._way, self._seen)

    def _way_words(self) -> str:
        """Return what the button says that goes there."""
        words = {
            "outbox": self.tr("&Open the outbox"),
            "reports.close": self.tr("&Open the close of day"),
            "reports.liability": self.tr("&Open the report"),
            "settings.service": self.tr("&Open the settings of the service"),
            "settings.printing": self.tr("&Open the waiting receipts"),
            "settings.support": self.tr("&Open the plan of the backups"),
        }
        return words[self._place]

    def _seen_words(self, alert: AlertRow) -> str:
        if alert.seen_at is None:
            return ""
        at = messages.clock(alert.seen_at)
        text = self.tr("Seen by {name} at {time}") if alert.seen_by else self.tr("Seen at {time}")
        return text.format(name=alert.seen_by, time=at)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        for widget in (self._pill, self._title, self._since):
            top.addWidget(widget)
        top.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for each in self._buttons():
            buttons.addWidget(each)
        buttons.addWidget(self._seen_by)
        buttons.addStretch(1)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.addLayout(top, 0, 0)
        grid.addWidget(self._text, 1, 0)
        grid.addWidget(self._cure, 2, 0)
        grid.addLayout(buttons, 3, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)

    def _on_way(self) -> None:
        self.place_requested.emit(self._place)

    def _on_seen(self) -> None:
        self.seen_requested.emit(self._code)
