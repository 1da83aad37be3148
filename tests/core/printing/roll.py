"""A receipt printer for tests: reads bytes as the manual of ESC/POS has them, and knows no command but ours."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Line:
    text: str
    centred: bool
    bold: bool
    large: bool
    reverse: bool


@dataclass
class Roll:
    """What is on the paper after `read`. Raises AssertionError at a command that the manual of ours does not have."""

    lines: list[Line] = field(default_factory=list)
    cuts: int = 0
    _text: bytes = b""
    _look: dict[str, bool] = field(default_factory=dict)

    def read(self, content: bytes) -> Roll:
        at = 0
        while at < len(content):
            at = self._step(content, at)
        assert not self._text, "text after the last line"
        return self

    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    def _step(self, content: bytes, at: int) -> int:
        byte = content[at : at + 1]
        if content[at : at + 2] == b"\x10\x04":
            assert not self._text, "asked in the middle of a line"
            return at + 3
        if byte in {b"\x1b", b"\x1d", b"\x1c"}:
            return at + self._command(content[at : at + 4])
        if byte == b"\n":
            self._end_line()
        else:
            assert byte >= b" ", f"control {byte!r} in a text"
            self._text += byte
        return at + 1

    def _command(self, code: bytes) -> int:
        if code[:2] == b"\x1b@":
            self._look = {"codepage": False}
            return 2
        if code[:2] == b"\x1c.":
            return 2
        if code == b"\x1dVB\x00":
            self.cuts += 1
            return 4
        name, value = code[:2], code[2]
        if name == b"\x1bt":
            assert value == 19, "code page 858"
        else:
            key = {b"\x1ba": "centred", b"\x1bE": "bold", b"\x1d!": "large", b"\x1dB": "reverse"}[name]
            self._look[key] = {0: False, 1: True, 0x11: True}[value]
        return 3

    def _end_line(self) -> None:
        look = {name: self._look.get(name, False) for name in ("centred", "bold", "large", "reverse")}
        self.lines.append(Line(self._text.decode("cp858"), **look))
        self._text = b""
