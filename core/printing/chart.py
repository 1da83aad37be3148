"""A chart as boxes and texts: the same for the screen and for paper. No Qt, no fonts.

Two lines are told apart without colours: the bars of the second one are hollow, and its steps thin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from core.domain.outcome import Message
from core.printing.layout import BLACK, WHITE, Area, Box, Element, Text
from core.rows.report import Cell, CellKind, Drawn, ReportSeries, ReportWriting

MM_PER_POINT = 25.4 / 72
_EM = 0.58
"""The width of a digit in the size of its text, a little more than most fonts have."""
_TICKS = 4
_FRAME = 0.3
"""mm of the outline of a hollow bar, and of the lines of the grid a third of it."""


class ChartWriting(ReportWriting, Protocol):
    """A chart has little room: what it writes is short."""

    def tick(self, minor: int, currency: str) -> str: ...

    def label(self, cell: Cell, kind: CellKind) -> str: ...


@dataclass(frozen=True, slots=True)
class ChartColours:
    """`first` and `second` are those of the two lines, `ground` is what the chart stands on."""

    text: str = BLACK
    grid: str = "#BBBBBB"
    axis: str = "#444444"
    first: str = "#0B6E4F"
    second: str = "#8A5300"
    ground: str = WHITE


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where it is drawn and how large its texts are, in points. `pixel` is the least that can be seen, mm."""

    area: Area
    size: float = 7.5
    colours: ChartColours = ChartColours()
    pixel: float = 0.1

    @property
    def letter(self) -> float:
        """The width of a digit, mm."""
        return self.size * MM_PER_POINT * _EM

    @property
    def line(self) -> float:
        """The height of a line of text, mm."""
        return self.size * MM_PER_POINT * 1.5


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """`plot` is where the figures are: each label has the same share of its width. `beside`: what the legend leaves."""

    elements: tuple[Element, ...]
    plot: Area
    beside: Area


def draw_chart(series: ReportSeries, currency: str, place: ChartPlace, writing: ChartWriting) -> ChartDrawing:
    """Draw it from left to right; `core.printing.layout.mirrored` turns it."""
    ticks = tick_values([value for line in series.lines for value in line.values])
    texts = [writing.tick(tick, currency) for tick in ticks]
    beside = min(place.area.width / 3, (max(map(len, texts)) + 2) * place.letter)
    area = place.area
    plot = Area(
        area.x + beside, area.y + place.line * 1.8, area.width - beside, max(1.0, area.height - place.line * 2.9)
    )
    scale = _Scale(plot, ticks[0], ticks[-1])
    elements: list[Element] = [*_legend(series, place, writing)]
    legend = max((each.area.right for each in elements), default=area.x)
    for tick, text in zip(ticks, texts, strict=True):
        elements += _grid_line((tick, text), place, scale)
    draw = _bars if series.drawn is Drawn.BARS else _steps
    elements += draw(series, place, scale)
    elements += _labels(series, place, plot, writing)
    return ChartDrawing(tuple(elements), plot, Area(legend, area.y, max(0.0, area.right - legend), place.line))


def tick_values(values: list[int]) -> list[int]:
    """Return round figures from below the least to above the largest, nothing among them; at least two."""
    low, high = min([0, *values]), max([0, *values])
    step = _round_step(max(1, -(-(high - low) // _TICKS)))
    first, last = low // step, -(-high // step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _round_step(least: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20 … that is not below `least`."""
    unit = int("1".ljust(len(str(least)), "0"))
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= least)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From minor units to millimetres down the page."""

    plot: Area
    low: int
    high: int

    def y(self, value: int) -> float:
        return self.plot.bottom - self.plot.height * (value - self.low) / (self.high - self.low)


def _grid_line(told: tuple[int, str], place: ChartPlace, scale: _Scale) -> tuple[Element, ...]:
    (tick, text), height = told, place.line
    y = scale.y(tick)
    colour, thick = (place.colours.axis, 2) if tick == 0 else (place.colours.grid, 1)
    room = scale.plot.x - place.area.x - place.letter
    return (
        Box(Area(scale.plot.x, y, scale.plot.width, place.pixel * thick), colour),
        Text(Area(place.area.x, y - height / 2, room, height), text, place.size, colour=place.colours.text,
             align="right", whole=True),
    )  # fmt: skip


def _bars(series: ReportSeries, place: ChartPlace, scale: _Scale) -> Iterator[Element]:
    slot = scale.plot.width / max(1, len(series.labels))
    width = slot * 0.72 / len(series.lines)
    for number, line in enumerate(series.lines):
        for at, value in enumerate(line.values):
            if value:
                left = scale.plot.x + slot * (at + 0.14) + width * number
                top, bottom = sorted((scale.y(value), scale.y(0)))
                bar = Area(left, top, max(width * 0.92, place.pixel), max(bottom - top, place.pixel))
                yield from _bar(bar, place, number)


def _bar(bar: Area, place: ChartPlace, number: int) -> Iterator[Element]:
    bar = _snapped(bar, place.pixel)
    yield Box(bar, place.colours.second if number else place.colours.first)
    frame = max(1, round(_FRAME / place.pixel)) * place.pixel
    if number and bar.width > 2.5 * frame and bar.height > 2.5 * frame:
        inner = Area(bar.x + frame, bar.y + frame, bar.width - 2 * frame, bar.height - 2 * frame)
        yield Box(inner, place.colours.ground)


def _snapped(area: Area, pixel: float) -> Area:
    """Return it on whole pixels, so that each outline is as thick as the others; never without any width or height."""
    x, y, right, bottom = (round(edge / pixel) for edge in (area.x, area.y, area.right, area.bottom))
    return Area(x * pixel, y * pixel, max(1, right - x) * pixel, max(1, bottom - y) * pixel)


def _steps(series: ReportSeries, place: ChartPlace, scale: _Scale) -> Iterator[Element]:
    slot = scale.plot.width / max(1, len(series.labels))
    for number, line in enumerate(series.lines):
        colour, thick = (place.colours.second, 0.25) if number else (place.colours.first, 0.6)
        thick = max(thick, place.pixel)
        before = scale.y(line.values[0]) if line.values else 0.0
        for at, value in enumerate(line.values):
            left, y = scale.plot.x + slot * at, scale.y(value)
            yield Box(Area(left, y - thick / 2, slot, thick), colour)
            top, bottom = sorted((before, y))
            if bottom > top:
                yield Box(Area(left, top - thick / 2, thick, bottom - top + thick), colour)
            before = y


def _labels(series: ReportSeries, place: ChartPlace, plot: Area, writing: ChartWriting) -> Iterator[Element]:
    """Write as many of the labels as there is room for; each stands under the middle of its own figures."""
    texts = [writing.label(cell, series.label_kind) for cell in series.labels]
    slot = plot.width / max(1, len(texts))
    wanted = (max(map(len, texts), default=0) + 1) * place.letter
    apart = 1 if len(texts) <= _most_named(plot, place) else max(1, round(wanted / slot + 0.5))
    for at in range(0, len(texts), apart):
        middle = plot.x + slot * (at + 0.5)
        half = min(slot * apart / 2, middle - plot.x + place.letter, plot.right - middle)
        if apart == 1 or 2 * half >= len(texts[at]) * place.letter:
            area = Area(middle - half, plot.bottom + place.pixel, 2 * half, place.line)
            yield Text(area, texts[at], place.size, colour=place.colours.text, align="center")


def _most_named(plot: Area, place: ChartPlace) -> int:
    """Return of how many labels each is written, shortened if need be: a name of eight letters still says who."""
    return int(plot.width / (8 * place.letter))


def _legend(series: ReportSeries, place: ChartPlace, writing: ChartWriting) -> Iterator[Element]:
    height = place.line
    left, side = place.area.x, height * 0.55
    for number, line in enumerate(series.lines):
        text = writing.say(Message(line.key))
        yield from _bar(Area(left, place.area.y + (height - side) / 2, side, side), place, number)
        width = min(place.area.width / 2, (len(text) + 2) * place.letter)
        area = Area(left + side * 1.5, place.area.y, width, height)
        yield Text(area, text, place.size, colour=place.colours.text)
        left = area.right + side
