"""A chart of a report: the boxes and texts that paper gets, in the colours of the theme.

It is read without eyes too: its description says what is drawn and where the most is, the arrow keys go from label to
label, and each is said with its figures. Every figure stands in the table beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.outcome import Message
from core.printing.chart import ChartColours, ChartDrawing, ChartPlace, ChartWriting, draw_chart
from core.printing.layout import Area, Layout, Text, mirrored
from core.rows.report import CellKind, ReportSeries
from gui.look import theme
from gui.look.direction import right_to_left
from gui.painting.painter import MM_PER_INCH, paint
from gui.widgets.messages.announcement import announce

_PER_MM = 96 / MM_PER_INCH
"""px of a millimetre of the drawing."""
_POINTS = 9.0
_EDGE = 6
"""px around the drawing, for the frame of the focus."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("Chart", text)


class Chart(QWidget):
    """Shows nothing until it is given a series; `writing` writes its labels and figures."""

    def __init__(self, name: str, writing: ChartWriting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self._writing = writing
        self._series: ReportSeries | None = None
        self._currency = ""
        self._at = -1

    def show_series(self, series: ReportSeries, currency: str, title: str) -> None:
        """Draw it; `title` says what it is of."""
        self._series, self._currency, self._at = series, currency, -1
        self.setAccessibleName(tr("Chart: {title}").format(title=title))
        self.setAccessibleDescription(self._summary(series))
        self.update()

    def point_at(self, at: int) -> None:
        """Mark a label and say its figures."""
        if self._series is None or not 0 <= at < len(self._series.labels) or at == self._at:
            return
        self._at = at
        text = self.told
        if self.hasFocus():
            announce(self, text)
        self.update()

    @property
    def told(self) -> str:
        """What the label that is marked stands for, "" while none is."""
        if self._series is None or self._at < 0:
            return ""
        label = self._writing.cell(self._series.labels[self._at], self._series.label_kind, self._currency)
        figures = (
            f"{self._writing.say(Message(line.key))} {self._money(line.values[self._at])}"
            for line in self._series.lines
        )
        return f"{label}: {', '.join(figures)}"

    def sizeHint(self) -> QSize:
        return QSize(600, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 118)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._series is None:
            return
        painter, tokens = QPainter(self), theme.tokens()
        drawing = self._drawing(self._series)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the drawing is mirrored as a whole
        painter.translate(_EDGE, _EDGE)
        if self._at >= 0:
            painter.fillRect(self._slot(drawing.plot, self._at), QColor(tokens.sunken))
        width, height = self._room()
        told = Text(drawing.beside, self.told, _POINTS, colour=tokens.text, align="right")
        elements = (*drawing.elements, told)
        elements = mirrored(elements, width) if right_to_left() else elements
        paint(painter, Layout(width, height, elements, ""), _PER_MM)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from label to label, in the direction in which they are drawn; to the first and the last one."""
        last = len(self._series.labels) - 1 if self._series else -1
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and last >= 0:
            step = -step if right_to_left() else step
            self.point_at(min(last, max(0, self._at + step)))
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self.point_at(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._series is not None:
            plot = self._drawing(self._series).plot
            at = next(
                (at for at in range(len(self._series.labels)) if self._slot(plot, at).contains(self._inside(event))), -1
            )
            self.point_at(at)

    def leaveEvent(self, event: QEvent) -> None:
        self._forget()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._forget()

    def _forget(self) -> None:
        self._at = -1
        self.update()

    def _inside(self, event: QMouseEvent) -> QPointF:
        return event.position() - QPointF(_EDGE, _EDGE)

    def _room(self) -> tuple[float, float]:
        """Return the width and height of the drawing, mm."""
        return (self.width() - 2 * _EDGE) / _PER_MM, (self.height() - 2 * _EDGE) / _PER_MM

    def _drawing(self, series: ReportSeries) -> ChartDrawing:
        tokens = theme.tokens()
        colours = ChartColours(
            tokens.text, tokens.line, tokens.muted, tokens.accent, tokens.warn, ground=tokens.surface
        )
        place = ChartPlace(Area(0, 0, *self._room()), _POINTS, colours, pixel=1 / _PER_MM)
        return draw_chart(series, self._currency, place, self._writing)

    def _slot(self, plot: Area, at: int) -> QRectF:
        """Return where the figures of a label are, px; its part of the plot."""
        share = plot.width / len(self._series.labels) if self._series else 0.0
        left = plot.x + share * at
        if right_to_left():
            left = self._room()[0] - left - share
        return QRectF(left * _PER_MM, plot.y * _PER_MM, share * _PER_MM, plot.height * _PER_MM)

    def _summary(self, series: ReportSeries) -> str:
        """Return what is drawn, and the largest of each figure with its label."""
        parts = [tr("{count} labels; the arrow keys read one after the other.").format(count=len(series.labels))]
        for line in series.lines:
            most = max(range(len(line.values)), key=lambda at: line.values[at], default=-1)
            if most >= 0:
                parts.append(
                    tr("{figure}: at most {amount}, {label}.").format(
                        figure=self._writing.say(Message(line.key)),
                        amount=self._money(line.values[most]),
                        label=self._writing.cell(series.labels[most], series.label_kind, self._currency),
                    )
                )
        return " ".join((*parts, tr("The table has every figure.")))

    def _money(self, minor: int) -> str:
        return self._writing.cell(minor, CellKind.MONEY, self._currency)
